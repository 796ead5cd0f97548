"""The root of all errors."""


class PaperthreadError(Exception):
    """The root: `str(error)` is a sentence that a person can act on."""
