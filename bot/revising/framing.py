"""What of a tweet's text is its prose, and what stands around it: the counter, and the tags at the end."""

import re
from dataclasses import dataclass

from bot.checks.anatomy import anatomy

_TAGS_AT_THE_END = re.compile(r"(?:(?:\A|\s+)[#＃][^\s#＃]+)+\s*\Z")
_NUMBER, _TOTAL = re.compile(r"\d+"), re.compile(r"(?<=/)(?P<space>\s?)\d+")
_BEHIND_A_COUNTER = re.compile(r"[:.)]?\s*")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before and after the prose, with the space between."""

    before: str
    after: str

    def around(self, prose: str) -> str:
        return f"{self.before}{prose}{self.after}"


def framed(text: str) -> tuple[str, Frame]:
    """A tweet's prose and its frame, whoever wrote it; the frame around the prose is the text again.

    Links belong to the prose: they stand where a writer put them.
    """
    start, end = 0, len(text.rstrip())
    counter = anatomy(text).counter
    if counter is not None and text.endswith(counter.text, 0, end):
        end -= len(counter.text)
    elif counter is not None:
        start = text.index(counter.text) + len(counter.text)
        behind = _BEHIND_A_COUNTER.match(text, start, end)
        start = start if behind is None else behind.end()
    end = start + len(text[start:end].rstrip())
    tags = _TAGS_AT_THE_END.search(text[start:end])
    if tags is not None:
        end = start + tags.start()
    if start >= end:  # no words: all of it is what a writer would replace
        return text, Frame("", "")
    return text[start:end], Frame(text[:start], text[end:])


def recounted(text: str, number: int, total: int, *, is_counted: bool) -> str:
    """The text with its counter, if it has one, for that place; without one where the draft is not counted."""
    counter = anatomy(text).counter
    if counter is None or (is_counted and counter.number == number and counter.total in (total, None)):
        return text
    prose, frame = framed(text)
    if not is_counted:
        return Frame(*(part.replace(counter.text, "").rstrip() for part in (frame.before, frame.after))).around(prose)
    right = _NUMBER.sub(str(number), counter.text, count=1)
    if counter.total is not None:
        right = _TOTAL.sub(rf"\g<space>{total}", right)
    return Frame(frame.before.replace(counter.text, right), frame.after.replace(counter.text, right)).around(prose)
