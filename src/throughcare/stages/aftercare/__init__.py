"""Aftercare: look again 6 and 12 months after closing.

Owned by the coordinator of the area where the case lies. It promises that both reviews come into being with the closing
itself, that nobody can delete one, that ending early takes two people and a reason, and that any concern opens the case
again where every case begins.
"""
