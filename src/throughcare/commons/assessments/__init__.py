"""Instruments of structured professional judgement, taken on one case: evidence, what is not known, and a formulation.

Owned by the assessor. It promises that factors are never added up, that not known is never taken for absent, that a
draft is its writer's alone, and that a finished assessment is never changed: a later one says why it was made.
"""
