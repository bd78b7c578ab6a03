"""The plan: needs lead to goals, goals to support, and the panel approves what the Act says a plan must state.

Owned by the coordinator; approved by the chair with the panel's decision. It promises that what was approved never
changes, that two people who write at once lose no word, and that a provider reads goals and support and nothing else.
"""
