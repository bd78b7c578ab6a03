"""A meeting of agencies about one case after another: agenda, quorum, each agency's view, decision, dissent, minutes.

The area's coordinator and chair own a meeting. A meeting belongs to no case; everything said about a case belongs to
that case alone. This package promises the stages: members know name and reference of a listed case and no more until
the agenda is published; from then until the case leaves the panel they see its papers; somebody with a conflict of
interest sees nothing; one agency's view is hidden from another until that one has given its own; nothing that was
decided is overwritten; and minutes never hold two cases.
"""
