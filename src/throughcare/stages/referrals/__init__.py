"""Someone is concerned: how a concern is told, by anybody, and becomes a case at receipt.

The local authority's coordinator owns what comes in, and a police officer the risk beside it. This stage promises the
others that every referral, whoever told it and however it came, leaves one case with the same facts in the same places;
that who raised it lies apart; and that nobody who tells a concern can read anything.
"""
