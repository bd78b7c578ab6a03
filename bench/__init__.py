"""Measures the site as it is served: the real web server, the real login role, row policies on, on invented data."""
