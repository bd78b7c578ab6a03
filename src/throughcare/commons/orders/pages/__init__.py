"""The pages of orders, of what was kept, of the ladder, and of MAPPA."""
