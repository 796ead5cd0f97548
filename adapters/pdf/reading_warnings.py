"""What of a paper could not be read, or may have been read wrongly, in sentences for a person."""

import re
from collections.abc import Sequence

from adapters.pdf.readability import is_picture, is_text
from bot.model import Page
from bot.wording import listed_pages

# A sign whose code the file does not explain, where it bears on a word or a number: as in "≥16 years" or in the
# ligature of "definition". In some fonts a root sign comes as a run of letters.
_LOST_SIGN = re.compile(r"(?<=[^\W_])\ufffd|\ufffd(?=[^\W_])|(?<=[\d)] )\ufffd(?= [\d(])|\ufffd(?= \d)|(?:ffi){3,}")
_FEW_SIGNS = 3  # fewer, in a whole paper, are stray marks
_LISTED = 6  # pages; more are counted
_FEW_CHARS = 100  # of a page, too few to judge its fonts by
_SCAN = (
    "The pages are pictures, and a program recognised their words: letters and numbers may be wrong, so compare every"
    " quote and number with the page."
)


def is_readable(text: str, outside: str | None = None, *, is_broken: bool) -> bool:
    """Whether a page's text is words: no picture, no letters without a Unicode map.

    Args:
        text: As the engine gave it.
        outside: What of it stands outside of figures, where there are any: the fonts of a plot may say nothing of their
            letters on a page that can be read.
    """
    if is_broken or is_picture(text):
        return False
    is_prose = outside is not None and len(outside.strip()) >= _FEW_CHARS and is_text(outside)
    return len(text.strip()) < _FEW_CHARS or is_text(text) or is_prose


def reading_warnings(
    pages: Sequence[Page], texts: Sequence[str], broken: frozenset[int], *, is_scan: bool
) -> list[str]:
    """One sentence for each way in which pages were lost, and one for text that may be wrong.

    Args:
        texts: As the engine gave them.
        broken: Numbers of the pages that could not be opened.
        is_scan: The words were recognised in pictures.
    """
    return [*_lost_pages(pages, texts, broken), *([_SCAN] if is_scan else _lost_signs(pages))]


def _lost_pages(pages: Sequence[Page], texts: Sequence[str], broken: frozenset[int]) -> list[str]:
    pictures = [
        page.number for page, text in zip(pages, texts, strict=True) if page.number not in broken and is_picture(text)
    ]
    garbled = [
        page.number
        for page in pages
        if not page.is_readable and page.number not in broken and page.number not in pictures
    ]
    return [
        f"{listed_pages(numbers).capitalize()} {what}, and nothing of {'it' if len(numbers) == 1 else 'them'} was read."
        for numbers, what in (
            (sorted(broken), "could not be opened"),
            (
                pictures,
                "carries no text (a picture, or blank)" if len(pictures) == 1 else "carry no text (pictures, or blank)",
            ),
            (
                garbled,
                "has text without readable letters" if len(garbled) == 1 else "have text without readable letters",
            ),
        )
        if numbers
    ]


def _lost_signs(pages: Sequence[Page]) -> list[str]:
    lost = {page.number: len(_LOST_SIGN.findall(page.text)) for page in pages if page.is_readable}
    numbers = [number for number, count in lost.items() if count]
    if sum(lost.values()) < _FEW_SIGNS:
        return []
    has = "has" if len(numbers) == 1 else "have"
    where = listed_pages(numbers) if len(numbers) <= _LISTED else f"{len(numbers)} pages from {numbers[0]} on"
    what = f"{where.capitalize()} {has} signs that the file's fonts do not explain"
    return [f"{what} (\ufffd): look at the page before you trust a number, a relation or a formula there."]
