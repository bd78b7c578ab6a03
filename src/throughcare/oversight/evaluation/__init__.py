"""Figures: how the programme does, about nobody in particular.

Measures are defined over facts (flat rows without names or free text), counted for closed quarters, rounded, and kept.
Pages show what is kept, never a live count; nothing here can be followed back to a case.
"""
