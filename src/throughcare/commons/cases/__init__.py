"""The thread: stage, team, grants, tasks, notes, timeline. `gate` is the only door to it.

Owned by the case's named owner. It promises that no page, action or query ever holds a case that the gate did not
open, that every opening is one audit line, and that a hidden case and a missing one look alike.
"""
