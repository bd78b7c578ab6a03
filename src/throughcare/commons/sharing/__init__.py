"""What agencies agree before data moves; what is asked of them under s.38, what they answered, and when they were chased.

Agreements are owned by their controller; requests by the case's coordinator. It promises that an agency sees its own
requests and answers and nothing else of the case, that one agency never sees another's answer, that an answer can always
be written down, however late, and that no version of an agreement is ever changed.
"""
