"""Django's own backend for PostgreSQL, with a health check that asks nothing of the server."""
