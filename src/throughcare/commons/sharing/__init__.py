"""Information asked of partners under s.38, what they answered, and when they were chased.

Owned by the case's coordinator. It promises that an agency sees its own requests and answers and nothing else of the
case, that one agency never sees another's answer, and that an answer can always be written down, however late.
"""
