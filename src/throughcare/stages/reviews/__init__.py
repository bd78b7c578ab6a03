"""Reviews: once a month the panel asks what it meant, what happened, how the person sees it, and what follows.

Owned by the coordinator and the chair. It promises that a review is recorded whoever was there, that the next one is due
from the day of the last, and that what was said last time stands beside what happened.
"""
