"""Rule `locked`: the facts of a poster's invitation stand in it byte for byte.

A date, a time, a room, a title, a name or an address is not written but copied. A sign that looks the same is another.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import partial_ratio_alignment

from bot.checks.entities import links
from bot.model import Finding, Level
from bot.poster import Fact, FactKind

RULE = "locked"

MIN_LIKENESS = 70.0
"""Of 100: below it, what stands in the text is not called an altered form of the fact."""

_MAX_SHOWN_SIGNS = 3


def check_locked(text: str, facts: Sequence[Fact]) -> list[Finding]:
    """What of the facts is missing or changed, then dates, times, rooms and addresses of the text that are none.

    A fact counts where it stands by itself: not as a part of a longer word, number or address, nor of another fact.
    """
    free = text
    missing: list[Fact] = []
    given = {fact.text: fact for fact in reversed(facts) if fact.text}
    for fact in sorted(given.values(), key=lambda fact: -len(fact.text)):
        spans = list(_places(fact, free))
        if not spans:
            missing.append(fact)
        for start, end in spans:
            free = f"{free[:start]}{_TAKEN * (end - start)}{free[end:]}"
    missing.sort(key=facts.index)
    return [*(_absence(fact, free) for fact in missing), *_strays(free, {fact.kind for fact in given.values()})]


# ---- Where a fact stands ----

_TAKEN = "\ue000"  # private use: no fact holds it and nothing in this file matches it, so a fact cannot be made of two

_BEFORE_AN_ADDRESS = re.compile(r"(?:^|[\s(\[{<\"'“‘«„])$")
_AFTER_AN_ADDRESS = re.compile(r"[.,;:!?…)\]}>\"'”’»]*(?:\s|$)")
_JOINERS = frozenset("-‐‑‒–−_/\\@#＠＃&+~=^°%'’ʼ`´")
_SIGNS_OF_A_WORD = frozenset("@#＠＃°%")
_JOINERS_OF_DIGITS = frozenset(".,:·")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")  # words touch there
_POSSESSIVE = re.compile(r"['’](?:s\b|(?!\w))")


def _places(fact: Fact, text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each whole occurrence, none over another."""
    start = text.find(fact.text)
    while start >= 0:
        end = start + len(fact.text)
        is_whole = _is_whole_address if fact.kind is FactKind.ADDRESS else _is_whole
        if is_whole(text, start, end):
            yield start, end
            start = text.find(fact.text, end)
        else:
            start = text.find(fact.text, start + 1)


def _is_whole_address(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE_AN_ADDRESS.search(text[:start][-1:])) and bool(_AFTER_AN_ADDRESS.match(text, end))


def _is_whole(text: str, start: int, end: int) -> bool:
    if _goes_on(text[start], text[:start][::-1][:2]):
        return False
    return bool(_POSSESSIVE.match(text, end)) or not _goes_on(text[end - 1], text[end : end + 2])


def _goes_on(edge: str, beyond: str) -> bool:
    """Whether what stands beyond the edge of a fact, from the edge outwards, belongs to it."""
    if not beyond:
        return False
    if _UNSPACED.match(beyond):
        return beyond[0] == edge  # other words may touch it, a letter said twice changes it
    if beyond[0].isalnum() or beyond[0] == _TAKEN or _clings(beyond[0]):
        return True
    follower = beyond[1:]
    if beyond[0] in _JOINERS:
        return follower.isalnum() or beyond[0] in _SIGNS_OF_A_WORD
    return beyond[0] in _JOINERS_OF_DIGITS and edge.isdigit() and follower.isdigit()


def _clings(character: str) -> bool:
    """Whether a character changes its neighbour or cannot be seen: accents, joiners, controls."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Cs", "Lm"} or (
        unicodedata.category(character) == "Cc" and character not in "\n\t\r"
    )


# ---- What is said of it ----


def _absence(fact: Fact, free: str) -> Finding:
    stands = _likest(fact.text, free)
    if not stands or stands == fact.text:
        problem = "is not there" if not stands else "is there only as a part of something else"
        return Finding(RULE, Level.FLAG, stands, f"The {fact.kind} {problem}: {fact.text}")
    detail = f"The {fact.kind} was changed{_signs(fact.text, stands)}. It is, byte for byte: {fact.text}"
    return Finding(RULE, Level.FLAG, stands, detail)


def _likest(fact: str, free: str) -> str:
    """The words of the text that are most like the fact, made whole; "" if none are."""
    found = partial_ratio_alignment(fact, free, score_cutoff=MIN_LIKENESS) if len(free) >= len(fact) else None
    if found is None:
        return ""
    start, end = found.dest_start, found.dest_end
    while start > 0 and not free[start - 1].isspace():
        start -= 1
    while end < len(free) and not free[end].isspace():
        end += 1
    return free[start:end].strip(f'{_TAKEN} \n()[]“”"„,;.!')


def _signs(given: str, stands: str) -> str:
    """The signs that are not the fact's own, by name where the eye may not tell them apart."""
    foreign = [sign for sign in dict.fromkeys(stands) if sign not in given and not sign.isascii()]
    named = [f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip() for sign in foreign[:_MAX_SHOWN_SIGNS]]
    return f" (it has {', '.join(named)})" if named else ""


# ---- Facts that nobody gave ----

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT_MONTHS = (*(month[:3] for month in _MONTHS), "Sept")
_MONTH = rf"(?:{'|'.join([*_MONTHS, *_SHORT_MONTHS])})"
_STRAYS = {
    FactKind.DATE: re.compile(
        rf"\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?{_MONTH}\b"
        r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
        r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ),
    FactKind.TIME: re.compile(
        r"(?<![\d:.])(?:[01]?\d|2[0-3])[:h][0-5]\d(?![\d:])|\b(?:1[0-2]|[1-9])\s?[ap]\.?m\b", re.IGNORECASE
    ),
    FactKind.ROOM: re.compile(r"\b(?:Room|Hall|Booth|Raum|Saal|Salle|Sala)\s#?(?=\w*\d)[\w.-]*\w"),
}


def _strays(free: str, kinds: set[FactKind]) -> list[Finding]:
    found = [(kind, match[0]) for kind, pattern in _STRAYS.items() if kind in kinds for match in pattern.finditer(free)]
    found += [(FactKind.ADDRESS, link.text) for link in links(free)]
    return [
        Finding(RULE, Level.FLAG, words, f"This {kind} is none that was given.") for kind, words in dict.fromkeys(found)
    ]
