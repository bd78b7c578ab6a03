"""One line for every act and every look, chained and never changed.

A line holds opaque ids and salted digests, no names and no text. What a person gave as their reason lies apart, where
it can be erased; the line keeps its digest, so the chain still verifies afterwards.
"""
