"""One view per verb: open the case, read the form, make one call, answer."""
