"""Text from strangers, made harmless for a terminal."""

import unicodedata

_KEPT = "\n\t"
# What turns the direction of the text around it, across what we write ourselves.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STEERS = ("Cc", "Cs", "Zl", "Zp")


def harmless(text: str) -> str:
    """`text` without what could steer a terminal or turn its line around; each such character becomes U+FFFD."""
    return "".join("\ufffd" if _is_harmful(char) else char for char in text).replace("\t", "    ")


def on_one_line(text: str) -> str:
    """The same on one line."""
    return harmless(" ".join(text.split()))


def _is_harmful(char: str) -> bool:
    return char in _TURNS or (char not in _KEPT and unicodedata.category(char) in _STEERS)
