"""The authors' own words in the third person, for somebody who speaks of their paper."""

import re

_PLURAL = (
    (re.compile(r"^We\b|(?<=[.!] )We\b"), "The authors"),
    (re.compile(r"^Our\b|(?<=[.!] )Our\b"), "The authors’"),
    (re.compile(r"\b[Ww]e\b"), "they"),
    (re.compile(r"\b[Oo]urselves\b"), "themselves"),
    (re.compile(r"\b[Oo]urs\b"), "theirs"),
    (re.compile(r"\b[Oo]ur\b"), "their"),
    (re.compile(r"\bus\b"), "them"),
)
_FIRST_NAMED = re.compile(r"\b(?:they|their|them)\b")
_NAMES_THEM = {"they": "the authors", "their": "the authors’", "them": "the authors"}


def in_third_person(text: str) -> str:
    """ "The authors show" for "we show"; the first "they" or "them" of a text that has not named them names them."""
    said = text
    for pattern, words in _PLURAL:
        said = pattern.sub(words, said)
    own = re.search(r"\b(?:[Ww]e|[Oo]ur|us)\b", text)
    if own is not None and "he authors" not in said:
        match = _FIRST_NAMED.search(said, own.start())
        if match is not None:
            said = said[: match.start()] + _NAMES_THEM[match[0]] + said[match.end() :]
    return said
