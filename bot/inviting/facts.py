"""The facts of an invitation: those that were given, else those of the person's own draft, else the paper's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.checks.anatomy import is_address
from bot.checks.entities import links
from bot.errors import FactsMissing
from bot.model import Paper
from bot.poster import Fact, FactKind, PosterRequest

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_DAY = (
    rf"(?:{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?{_MONTH}\b\.?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:20)?\d\d\b)?|\d{1,2}/\d{1,2}/(?:20)?\d\d)"
)
_CLOCK = r"(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d)?"
_HALF = r"(?:\s?[ap]\.?m\.?)"
_ZONE = r"(?:\s(?:UTC|GMT|[A-Z]{1,3}[SD]T|CET|CEST|local time)\b(?:[+-]\d{1,2})?)"
_KINDS = {
    FactKind.DATE: re.compile(
        rf"(?<![\w.])(?:{_WEEKDAY},?\s(?:the\s)?)?{_DAY}(?:,?\s20\d\d)?(?!\w)|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    ),
    FactKind.TIME: re.compile(
        rf"(?<![\d:.#])(?:{_CLOCK}{_HALF}?\s?(?:[-–—]|to|until)\s?{_CLOCK}{_HALF}|(?:[01]?\d|2[0-3])[:h][0-5]\d{_HALF}?"
        rf"(?:\s?(?:[-–—]|to|until)\s?{_CLOCK}{_HALF}?)?|(?:1[0-2]|[1-9]){_HALF})(?![\d:]){_ZONE}?",
        re.IGNORECASE,
    ),
    FactKind.ROOM: re.compile(
        r"\b(?:(?:Great|Main|Exhibit(?:ion)?|Poster|East|West|North|South)\s)*(?:Room|Hall|Foyer|Ballroom|Booth|Board|Stand"
        r"|Raum|Saal|Salle|Sala|Poster)\s?#?(?:(?=[\w.+&-]*\d)[\w.+&-]*\w|[A-Z]\b)(?:,?\s(?:(?:[Pp]oster|[Bb]oard|[Bb]ooth)\s#?|#)\d+\b)?"
    ),
}
_VENUE = re.compile(r"#?\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{2,}(?:\s?20\d\d|\s?['’]\d\d)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person gave beside their draft; each as it was written, "" for what was not given."""

    date: str = ""
    time: str = ""
    place: str = ""
    venue: str = ""
    title: str = ""
    authors: str = ""
    addresses: tuple[str, ...] = ()
    wish: str = ""


def request_of(asked: Asked, *, draft: str = "", paper: Paper | None = None) -> PosterRequest:
    """The request for a post, with all its facts.

    What was not given is taken from the person's own draft, in its own characters; the title and the address also from
    the paper. Authors are a fact only if they were given, as one text: a post need not name them.

    Raises:
        FactsMissing: Something is known from nowhere.
    """
    dates = _given(FactKind.DATE, asked.date, draft)
    times = _given(FactKind.TIME, asked.time, draft)
    rooms = _given(FactKind.ROOM, asked.place, draft)
    title = asked.title.strip() or ("" if paper is None else paper.title)
    venue = asked.venue.strip() or _venue_in(draft)
    wanted = (
        ("the date", "--date", dates),
        ("the time", "--time", times),
        ("the place", "--place", rooms),
        ("the venue", "--venue", venue),
        ("the title", "--title or --paper", title),
    )
    missing = [(words, option) for words, option, known in wanted if not known]
    if missing:
        raise FactsMissing(missing)
    authors = asked.authors.strip()
    facts = [
        *dates,
        *times,
        *rooms,
        Fact(FactKind.TITLE, title),
        *([Fact(FactKind.AUTHOR, authors)] if authors else []),
        *(Fact(FactKind.ADDRESS, address) for address in _addresses(asked.addresses, draft, paper)),
    ]
    return PosterRequest(tuple(dict.fromkeys(facts)), venue, draft.strip(), asked.wish.strip() or None)


def own_facts(text: str) -> list[Fact]:
    """All dates, times and places that a text names, in its own characters."""
    return [fact for kind in _KINDS for fact in facts_in(kind, text)]


def facts_in(kind: FactKind, text: str) -> list[Fact]:
    """The dates, times or places that a text names, in its own characters."""
    return [Fact(kind, found[0].strip()) for found in _KINDS[kind].finditer(text)]


def _given(kind: FactKind, text: str, draft: str) -> list[Fact]:
    if text.strip():
        return [Fact(kind, text.strip())]
    others = [fact.text for other in _KINDS if other is not kind for fact in facts_in(other, draft)]
    # "12.12" may be a day or a time; what is a part of another fact is none of its own.
    return [fact for fact in facts_in(kind, draft) if not any(fact.text != one and fact.text in one for one in others)]


def _venue_in(draft: str) -> str:
    found = _VENUE.search(draft)
    return "" if found is None else found[0].removeprefix("#")


def _addresses(given: Iterable[str], draft: str, paper: Paper | None) -> Iterator[str]:
    """The addresses that were given, or those of the draft; else the paper's."""
    known = [address.strip() for address in given if address.strip()]
    known = known or [link.text for link in links(draft) if is_address(link.text)]
    yield from known or ([paper.url] if paper is not None and paper.url else [])
