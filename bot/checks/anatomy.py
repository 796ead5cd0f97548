"""The parts of a tweet: its prose, its links and tags, its counter.

The form that drafts have is prose, a blank line, tags, a blank line, `k/N`. What people write by hand is understood
too: tags behind the last sentence, `3/13` at its end, `3/` or `3/n` before the first.
"""

import re
import unicodedata
from dataclasses import dataclass

from bot.checks.entities import Entity, hashtags, links, mentions

_OWN_LINE = re.compile(r"(?:\A|\n)[ \t]*(?P<mark>[(\[]?(?P<number>\d{1,3}) ?/ ?(?P<total>\d{1,3}|[nN])?[)\]]?)\s*\Z")
_BEFORE = re.compile(r"\A\s*(?:🧵\s*)?(?P<mark>[(\[]?(?P<number>\d{1,3})/(?P<total>\d{1,3}|[nN])?[)\]]?)(?=[\s:.])")
_BEHIND = re.compile(r"(?<=\s)(?P<mark>[(\[]?(?P<number>\d{1,3})/(?P<total>\d{1,3}|[nN])?[)\]]?)\s*\Z")
_SHARE = re.compile(r"\s+of\b")  # "2/3 of the runs" begins with a fraction
_TAGS_AT_THE_END = re.compile(r"(?:(?:\A|\s+)[#＃][^\s#＃]+)+\s*\Z")
_SAME_SIGNS = str.maketrans(
    {**dict.fromkeys("’‘ʼ´`′", "'"), **dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_WORDS = re.compile(r"[^\W\d_]+")
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Counter:
    """The mark that says which tweet this is.

    Attributes:
        number, total: 3 and 13 of "3/13"; `total` is None for "3/" and "3/n".
        text: As written.
        is_last_line: It stands alone on the last line, as `k/N`: the form of a draft.
    """

    number: int
    total: int | None
    text: str
    is_last_line: bool


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A tweet taken apart.

    Attributes:
        prose: The words without addresses, tag lines and counter, lines without blank ones between. A tag or a bare
            domain inside a sentence is a word of it and stays.
        links, tags, handles: As the platform finds them, in order; offsets are into the whole text.
    """

    prose: str
    links: tuple[Entity, ...]
    tags: tuple[Entity, ...]
    handles: tuple[Entity, ...]
    counter: Counter | None


def anatomy(text: str) -> Anatomy:
    """Take a tweet apart; every text has an anatomy."""
    found_links = links(text)
    counter, (counter_start, counter_end) = _counter(text)
    addresses = [(link.start, link.end) for link in found_links if is_address(link.text)]
    prose = _without(text, [*addresses, (counter_start, counter_end)])
    prose = _TAGS_AT_THE_END.sub("", prose)
    lines = (_BLANKS.sub(" ", line).strip() for line in prose.split("\n"))
    return Anatomy(
        prose="\n".join(line for line in lines if line and not _TAGS_AT_THE_END.fullmatch(line)),
        links=found_links,
        tags=hashtags(text),
        handles=mentions(text),
        counter=counter,
    )


def is_address(link: str) -> bool:
    """Whether a link is written as an address; the others are bare domains, or words that look like one."""
    return "/" in link


def has_title(text: str, title: str) -> bool:
    """Whether the title stands in `text`, character for character, and no word of it goes on."""
    return _title_pattern(title).search(text) is not None


def has_title_in_other_signs(text: str, title: str) -> bool:
    """Whether the title stands in `text` but for capitals, accents, apostrophes, quotation marks, dashes and spaces."""
    written, printed = _plain(text), _plain(title)
    found = _title_pattern(printed.casefold()).search(written.casefold())
    if found is None:
        return False
    words = zip(_WORDS.findall(written[slice(*found.span())]), _WORDS.findall(printed), strict=False)
    return all(word in (own, own.lower(), own.upper(), own.capitalize()) for word, own in words)


def beside_title(text: str, title: str) -> str:
    """`text` with spaces for the exact title: a title may say what it likes, and every offset holds."""
    return _title_pattern(title).sub(" " * len(title), text) if title else text


def _title_pattern(title: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(title)}(?!\w)")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(letters.replace("ß", "ss").translate(_SAME_SIGNS).split())


def _counter(text: str) -> tuple[Counter | None, tuple[int, int]]:
    for pattern in (_OWN_LINE, _BEFORE, _BEHIND):
        match = pattern.search(text)
        if match is None or (pattern is _BEFORE and _SHARE.match(text, match.end())):
            continue
        number, total = int(match["number"]), match["total"]
        counted_to = int(total) if total and total.isdigit() else None
        if pattern is not _OWN_LINE and counted_to is not None and not 1 <= number <= counted_to:
            continue
        is_last_line = pattern is _OWN_LINE and match["mark"] == f"{number}/{counted_to}"
        return Counter(number, counted_to, match["mark"], is_last_line), match.span("mark")
    return None, (len(text), len(text))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    position = 0
    for start, end in sorted(spans):
        kept.append(text[position:start])
        position = end
    return "".join((*kept, text[position:]))
