"""One view per verb: open the case or the meeting, read the form, make one call, answer."""
