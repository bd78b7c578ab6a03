"""The face: address map, navigation, sign-in, home, work list, case page.

It uses everything below and nothing uses it. It promises that a page locks when nobody is there, that what was typed
meanwhile is kept for the same person alone, and that a page somebody may not see looks like one that does not exist.
"""
