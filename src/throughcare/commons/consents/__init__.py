"""Consent: asked, given, refused, withdrawn, and asked anew of somebody who comes of age.

Owned by the coordinator. It promises that consent is to support and never the ground for keeping records, that a no
needs no reason, and that what counts as consent today is worked out from what people said, never set by hand.
"""
