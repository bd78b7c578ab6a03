"""The past of a case: what was known at a moment, what is new since one looked, and who could see what then.

Owned by whoever works on the case. It promises that what is shown for a moment is exactly what was recorded by then and
may be read today; that a change made later shows as not yet made; and that what was erased stays erased and says so. It
keeps no table of its own: it reads every table of a case by the register that says what each field is.
"""
