"""What of a paper could not be read, page by page, in sentences for a person."""

from collections.abc import Sequence

from adapters.pdf.readability import is_picture, is_text
from bot.model import Page
from bot.wording import listed_pages


def is_readable(text: str, *, is_broken: bool) -> bool:
    """Whether a page's text, as the engine gave it, is words: no picture, no letters without a Unicode map."""
    return not is_broken and not is_picture(text) and (len(text.strip()) < 100 or is_text(text))


def reading_warnings(pages: Sequence[Page], texts: Sequence[str], broken: frozenset[int]) -> list[str]:
    """One sentence for each way in which pages were lost; `texts` are the engine's own, `broken` page numbers."""
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
