"""One view a verb: read the form, make one call, answer."""
