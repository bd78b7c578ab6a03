"""A case is offered to another area, and moves there when somebody accepts it.

Owned by the coordinator who offers, then by the one who accepts. It promises that the sender stays owner until somebody
has accepted; that the receiving area knows name, reference and the offer, and nothing else, until then; that an offer
nobody answers comes before a manager; and that nothing due is lost on the way.
"""
