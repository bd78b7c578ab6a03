"""Agencies meet and decide: whether a case is adopted, not supported under this programme, or deferred.

The panel's chair owns a decision, the coordinator the agenda. This stage moves a case from its information to its plan,
closes it with an ending and what was arranged instead, or leaves it where it is until a day. It promises the later
stages that an adoption is an event of its own with a day, that no case is adopted without a quorum, an assessment and
reasons, and that a decision taken otherwise is kept, marked, and moves nothing.
"""
