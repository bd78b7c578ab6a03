"""Intake into an exit programme: who it is for, what is known before it starts, and on what level people are worked with.

Owned by the coordinator and the programme manager. It promises that nobody starts without an assessment unless somebody
answers for it in writing, that what an authority said of a person is quoted with its author and never worked out, that the
less restrictive housing was looked at, and that aftercare begins while the person is still in custody.
"""
