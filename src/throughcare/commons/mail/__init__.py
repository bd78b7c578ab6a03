"""Mails to colleagues: that something waits for them, and nothing else.

A mail never says what waits, on which case, how many there are or from whom: its words are the same for everybody, so
that a mailbox tells nothing, not even by a difference. It is written in the transaction of the act that asks for it and
sent after that by the worker, once, as often as it takes. Nobody who is supported is ever written to from here.
"""
