"""What the person is told: letters in plain words, what was said to them, and what was not said yet, why, and until when.

Owned by the case's coordinator. It promises that no letter is prepared before police have said that contact is clear, that
one which was given all the same can always be recorded, that a text nobody has approved says so, and that why police chose
not to tell stands with police alone.
"""
