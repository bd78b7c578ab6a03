"""Kills server, worker and database in the middle of acts, and proves after each time that nothing is lost or half-written."""
