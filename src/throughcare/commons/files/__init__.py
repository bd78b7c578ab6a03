"""Documents on a case: files that came from elsewhere, each in one compartment, each version kept.

Owned by whoever works on the case. It promises that only few kinds of file are taken, and each is what it says; that
what is stored can be read with the site's keys alone; that nobody reads a file but through the case, with a line in the
audit; that nothing is overwritten; and that an erasure leaves nothing of a file, on any disk or in any copy.
"""
