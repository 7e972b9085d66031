"""What is raised where a file cannot be laid out anew."""


class NotFormatted(ValueError):
    """A file is left as it is; the words never repeat a value from it."""
