"""Keeping a copy and living from it again: database, files and the list of erasures, sealed for a key kept elsewhere."""
