"""Numbers of a tweet that its quotes say in another way, and digits that are a code and no number."""

import re
from collections.abc import Iterator, Sequence

from bot.checks.not_numbers import blanked
from bot.checks.number_reading import read_numbers
from bot.checks.paper_index import PaperIndex
from bot.checks.units import ORDINAL, PLAIN
from bot.checks.written_number import Number

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NONE = re.compile(r"\b(?:no|none|not|without)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w-]+)\s$")
_SLASHED = re.compile(r"(\d+)/(\d+)")
_CODE = re.compile(r"(?<![\w.])\d[\w.,]*[^\W\d_]\w*")


def is_said_otherwise(claim: Number, prose: str, quotes: Sequence[str], index: PaperIndex) -> bool:
    """Whether the quotes have the number, only not as one: "first" for 1st, "no" for zero, "5 of the 39" for 5/39."""
    if claim.dimension == ORDINAL and 1 <= claim.value <= len(_ORDINALS):
        word = re.compile(rf"\b{_ORDINALS[int(claim.value) - 1]}\b", re.IGNORECASE)
        return any(word.search(quote) for quote in quotes)
    if claim.value == 0:
        return any(_NONE.search(quote) for quote in quotes)
    if parts := _SLASHED.fullmatch(claim.text):
        values = {number.value for quote in quotes for number in read_numbers(quote) if number.dimension == PLAIN}
        return int(parts[1]) > 1 and {float(parts[1]), float(parts[2])} <= values
    return claim.dimension == PLAIN and _is_part_of_a_name(claim, prose, quotes, index)


def unknown_codes(prose: str, numbers: Sequence[Number], facts: Sequence[str], index: PaperIndex) -> Iterator[str]:
    """Words of digits and letters, such as 33RX, that are no number with a unit and that the paper does not have."""
    for match in _CODE.finditer(blanked(prose)):
        is_number = any(number.start < match.end() and match.start() < number.end for number in numbers)
        code = re.compile(rf"(?<!\w){re.escape(match.group())}(?!\w)", re.IGNORECASE)
        if not is_number and not any(code.search(text) for text in (index.text, *facts)):
            yield match.group()


def _is_part_of_a_name(claim: Number, prose: str, quotes: Sequence[str], index: PaperIndex) -> bool:
    """Whether "Llama 2" is what the paper calls Llama-2, "top 5" what the quotes call top-5: judged as a name."""
    before = _WORD_BEFORE.search(prose[: claim.start])
    if not before:
        return False
    texts = [index.text] if before[1][0].isupper() else quotes
    name = re.compile(rf"\b{re.escape(before[1])}[-‐]?{re.escape(claim.text)}(?![\w.]*\d)")
    return any(name.search(text) for text in texts)
