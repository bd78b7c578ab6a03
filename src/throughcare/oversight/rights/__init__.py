"""Rights: who looked and why, and erasure of a person.

Owned by the data protection officer of each controller. It promises that every look and act can be found and asked
about without a sign of it on the case, that an erasure leaves nothing of the person anywhere, and that the audit
chains still verify afterwards.
"""
