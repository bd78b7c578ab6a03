"""The programme for people under orders and in custody: taking a case on, commissioning, beginning, crossing, ending an order.

Owned by the coordinator of a region of the programme, with the supervising officer. It promises that a case is taken on by
a person inside, that support begins under an order that requires attendance or with consent, that a crossing keeps every
record, and that nothing follows by itself when an order ends.
"""
