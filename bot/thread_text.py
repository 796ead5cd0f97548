"""A thread that somebody wrote, as text or as the JSON of a draft, taken apart into its tweets."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.errors import ThreadError
from bot.model import Evidence, Role, Voice, WriterName

MOST_TWEETS = 100
"""A longer text is no thread, but a document."""

MOST_BYTES = 1_000_000
"""A draft's JSON with all its quotes has some 50,000."""

PERSON = WriterName("person")
"""Who wrote a thread that came as plain text."""


@dataclass(frozen=True, slots=True)
class WrittenTweet:
    """A tweet as it was written; what nobody said of it is None or empty."""

    text: str
    role: Role | None = None
    evidence: tuple[Evidence, ...] = ()
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenBrief:
    """What a draft's JSON says that was asked for; text says nothing of it."""

    voice: Voice | None = None
    venue: str | None = None
    code: str | None = None
    tags: tuple[str, ...] = ()
    handles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenThread:
    """The tweets in order, at least one."""

    tweets: tuple[WrittenTweet, ...]
    brief: WrittenBrief = WrittenBrief()
    writer: WriterName = PERSON


def read_thread(data: bytes, *, name: str) -> WrittenThread:
    """Take a thread apart: JSON of `draft`, a JSON list of texts, or plain text.

    In plain text tweets are apart by lines of `---` or headings ("Tweet 3:"), else by counters ("1/9" or "3/" in
    front, "(3/9)" at the end, "3." with blank lines between) or wide gaps, else by blank lines.

    Args:
        name: What sentences about it call it.

    Raises:
        ThreadError: It holds no tweet, too many, or JSON of something else.
    """
    if len(data) > MOST_BYTES:
        problem = f"it has {len(data):,} bytes, and a thread at most {MOST_BYTES:,}. Give the thread alone."
        raise ThreadError(name, problem)
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    written = _from_json(text, name) if text.lstrip()[:1] in ("{", "[") else None
    written = written or WrittenThread(tuple(WrittenTweet(part) for part in split_tweets(text)))
    if not written.tweets:
        raise ThreadError(name, "there is no tweet in it. Write one, or several with a blank line between them.")
    if len(written.tweets) > MOST_TWEETS:
        problem = f"it has {len(written.tweets)} parts, and at most {MOST_TWEETS} are taken for a thread."
        raise ThreadError(name, f"{problem} Give the thread alone.")
    return written


def split_tweets(text: str) -> tuple[str, ...]:
    """The tweets of a plain text, without space around them."""
    for split in (_at_dividers, _at_labels):
        if len(parts := _parts(split(text))) > 1:
            return parts
    counted = max((_parts(split(text)) for split in (_before_counters, _behind_counters, _before_numbers)), key=len)
    spaced = _parts(_at_wide_gaps(text))  # a gap may also stand inside a tweet, where counters part them
    if max(len(counted), len(spaced)) > 1:
        return counted if len(counted) >= len(spaced) else spaced
    return tuple(part.strip() for part in re.split(r"\n[^\S\n]*\n", text) if part.strip())


def _parts(split: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in split if part.strip())


# ---- Plain text ----


def decoded(data: bytes) -> str:
    """A text in one of the encodings that editors write; what fits none is still shown as well as can be."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


_DIVIDER = re.compile(r"(?m)^[^\S\n]*(?:-{3,}|\*{3,}|_{3,}|={3,}|—{2,}|---typefully-split---)[^\S\n]*$")
_WIDE_GAP = re.compile(r"\n(?:[^\S\n]*\n){3,}")  # Typefully parts tweets with four line ends
_IN_FRONT = re.compile(
    r"(?m)^[^\S\n]*(?:🧵[^\S\n]*)?(?:[(\[](?P<a>\d{1,3})\s?/\s?(?:\d{1,3}|[nN])?[)\]]|(?P<b>\d{1,3})/(?:\d{1,3}|[nN])?)(?=[\s:.)]|$)"
)
_AT_THE_END = re.compile(
    r"(?m)(?:^|(?<=\s))(?:[(\[](?P<a>\d{1,3})\s?/\s?(?:\d{1,3}|[nN])?[)\]]|(?P<b>\d{1,3})/(?:\d{1,3}|[nN])?)[^\S\n]*(?:🧵[^\S\n]*)?$"
)


_LABEL = re.compile(
    r"(?mi)^[^\S\n]*[#*_>]{0,4}[^\S\n]?(?:(?:tweet|post)[^\S\n]?#?(?P<a>\d{1,3})(?:[^\S\n]?(?:/|of)[^\S\n]?\d{1,3})?"
    r"|(?P<b>\d{1,3}) of \d{1,3}(?=[*_]{0,3}[^\S\n]*$))[*_]{0,3}(?:[:.)–—-]|[^\S\n]*$)[*_]{0,3}"
)
"""A heading that a document gives to each tweet, and that is no part of it: "Tweet 3:", "3 of 9"."""

_NUMBER_IN_FRONT = re.compile(
    r"(?:\A|\n[^\S\n]*\n)[^\S\n]*(?:(?P<a>\d{1,3})[.)]|\[(?P<b>\d{1,3})\]|(?P<c>(?:\d\ufe0f?\u20e3){1,2}|🔟))(?=\s)"
)


def _at_labels(text: str) -> Iterator[str]:
    """What stands between headings of tweets; what is before the first of them belongs to the document."""
    marks = _counting(list(_LABEL.finditer(text)))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    for mark, end in zip(marks, ends, strict=True):
        yield text[mark.end() : end]


def _before_numbers(text: str) -> Iterator[str]:
    """What stands between the numbers of a list (1., [1], keycaps) that opens the text, with blank lines between."""
    starts = [match.start() for match in _counting(list(_NUMBER_IN_FRONT.finditer(text)))]
    if len(starts) > 1 and not text[: starts[0]].strip():
        for start, end in pairwise([*starts, len(text)]):
            yield text[start:end]


def _at_dividers(text: str) -> Sequence[str]:
    return _DIVIDER.split(text)


def _at_wide_gaps(text: str) -> Sequence[str]:
    return _WIDE_GAP.split(text.strip())


def _before_counters(text: str) -> Iterator[str]:
    """What stands between counters that begin lines; what is before the first of them is a tweet too."""
    marks = [match for match in _IN_FRONT.finditer(text) if text[match.end() :].split("\n", 1)[0].strip()]
    starts = [match.start() for match in _counting(marks)]
    if len(starts) > 1:
        for start, end in pairwise([0, *starts, len(text)]):
            yield text[start:end]


def _behind_counters(text: str) -> Iterator[str]:
    """What stands between counters that end lines; what is behind the last of them is a tweet too."""
    ends = [match.end() for match in _counting(list(_AT_THE_END.finditer(text)))]
    if len(ends) > 1:
        for start, end in pairwise([0, *ends, len(text)]):
            yield text[start:end]


def _counting(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count up by one from 1 or 2; a fraction such as 1/3 of something counts nothing."""
    counted: list[re.Match[str]] = []
    for mark in marks:
        number = _number(mark)
        if number == (_number(counted[-1]) + 1 if counted else number if number in (1, 2) else -1):
            counted.append(mark)
    return counted


def _number(mark: re.Match[str]) -> int:
    """The number of a mark, whichever form it has; of a keycap its digit."""
    written = next(group for group in mark.groups() if group).replace("🔟", "10")
    return int("".join(sign for sign in written if sign.isdecimal()))


# ---- JSON ----


def _from_json(text: str, name: str) -> WrittenThread | None:
    """The thread of a JSON value; None where the text only begins like one."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        if text.lstrip()[:1] == "[":
            return None  # "[1/9] We train ..." is text
        problem = "it begins like JSON and is none. Give one draft's JSON whole, or plain text."
        raise ThreadError(name, problem) from None
    if isinstance(value, dict):
        tweets = value.get("tweets")
    else:
        tweets, value = value, {}
    if not isinstance(tweets, list):
        raise ThreadError(name, "it is JSON, but no draft: there is no list of tweets in it.")
    brief = value.get("brief")
    return WrittenThread(
        tuple(tweet for tweet in map(_tweet, tweets) if tweet is not None and tweet.text.strip()),
        _brief(brief) if isinstance(brief, dict) else WrittenBrief(),
        _writer(value.get("writer")),
    )


def _tweet(value: object) -> WrittenTweet | None:
    if isinstance(value, str):
        return WrittenTweet(value.strip())
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    role, figure, evidence = value.get("role"), value.get("figure"), value.get("evidence")
    label = figure.get("label") if isinstance(figure, dict) else figure
    return WrittenTweet(
        value["text"].strip(),
        Role(role) if isinstance(role, str) and role in set(Role) else None,
        tuple(_evidence(evidence)) if isinstance(evidence, list) else (),
        label if isinstance(label, str) else None,
    )


def _evidence(items: Sequence[object]) -> Iterator[Evidence]:
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("quote"), str) and item["quote"].strip():
            page = item.get("page")
            yield Evidence(page if isinstance(page, int) and page > 0 else 1, item["quote"])


def _brief(value: Mapping[str, object]) -> WrittenBrief:
    voice, tags, handles = value.get("voice"), value.get("tags"), value.get("handles")
    return WrittenBrief(
        Voice(voice) if isinstance(voice, str) and voice in set(Voice) else None,
        _text_or_none(value.get("venue")),
        _text_or_none(value.get("code")),
        tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        {name: handle for name, handle in handles.items() if isinstance(handle, str)}
        if isinstance(handles, dict)
        else {},
    )


def _writer(value: object) -> WriterName:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return PERSON
    return WriterName(value["name"], _text_or_none(value.get("model")))


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
