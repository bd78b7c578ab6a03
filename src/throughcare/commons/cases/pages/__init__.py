"""The record of a case, page by page: timeline, notes, team, told or not, what to be careful of, contact."""
