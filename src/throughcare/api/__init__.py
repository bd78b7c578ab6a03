"""The face for machines: address map, who is let in, the shape of a no, the description of it all.

What a machine may see and do is settled below, by the same gate, matrix, row policies and rules as for people; the verbs
stand in the `api.py` of each slice, beside its pages.
"""
