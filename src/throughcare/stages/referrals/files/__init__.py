"""Files of referrals: how bytes become rows, what each column means, and what is wrong with a row. Pure."""
