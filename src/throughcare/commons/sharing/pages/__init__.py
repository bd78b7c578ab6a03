"""Pages of information asked of partners: for who works on the case, and for the partner's own staff."""
