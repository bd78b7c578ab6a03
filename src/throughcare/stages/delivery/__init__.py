"""Delivery: does the support that the plan promised happen, and who notices when it does not?

Owned by the coordinator, held by the intervention provider. It promises that planned sessions are never rewritten, that
a session without a report is noticed, that planned and delivered stand side by side for the panel, and that a provider
sees the own sessions, what keeps a meeting safe, and nothing else.
"""
