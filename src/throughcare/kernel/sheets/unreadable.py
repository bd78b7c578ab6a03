"""What is raised where a file cannot be read as rows."""


class Unreadable(Exception):
    """The file cannot be read as rows; the message says what was found and what to save it as."""
