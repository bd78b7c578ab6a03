"""Orders and conditions: licence, TPIM notice, temporary exclusion order, and what was kept of them.

Owned by the supervising officer and the coordinator. It promises that the words of an order and of a condition are never
overwritten, that only the supervising officer says whether a reason counts, that a report can always be made and says
itself what is missing, that belief is never required of anybody, and that recall and charge are written down as somebody
else's decision.
"""
