"""Pure statistics, importable alone: no Django, no database, no clock, and no text that a person reads."""
