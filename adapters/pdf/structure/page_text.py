"""The text of each page as evidence is looked up in it: running text first, then what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import LineKey
from bot.model import Page


@dataclass(frozen=True, slots=True)
class Asides:
    """Lines that interrupt running text: they stand behind it in the page's text, each kind as a block of its own."""

    furniture: frozenset[LineKey]
    captions: frozenset[LineKey]
    inside: frozenset[LineKey]
    footnotes: frozenset[LineKey]


def page_text(
    page: PageContent, asides: Asides, references: frozenset[LineKey], vocabulary: Vocabulary, *, is_readable: bool
) -> Page:
    """The text of one page, hyphens healed, cells of a row on one line with tabs between them."""
    keys = [(page.number, i) for i in range(len(page.lines)) if (page.number, i) not in asides.furniture]
    beside = asides.captions | asides.inside | asides.footnotes
    flow = [key for key in keys if key not in beside and key not in references]
    blocks = [
        flow,
        [key for key in keys if key in asides.footnotes and key not in references],
        *_captions(keys, asides),
        [key for key in keys if key in asides.inside and key not in asides.captions],
    ]
    text = "\n".join(filter(None, (_block([page.lines[i] for _, i in block], vocabulary) for block in blocks)))
    listed = _block([page.lines[i] for key, i in ((k, k[1]) for k in keys) if key in references], vocabulary)
    span = (len(text), len(text) + len(listed)) if listed else None
    return Page(page.number, text + listed, span, is_readable)


def _captions(keys: Sequence[LineKey], asides: Asides) -> list[list[LineKey]]:
    """Captions apart from each other: runs of neighbouring lines."""
    runs: list[list[LineKey]] = []
    for key in keys:
        if key in asides.captions:
            if runs and runs[-1][-1][1] == key[1] - 1:
                runs[-1].append(key)
            else:
                runs.append([key])
    return runs


def _block(lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    text = ""
    before: Line | None = None
    for line in lines:
        if before is None:
            text = line.text
        elif text.endswith(BREAK_HYPHEN):
            text = _healed(text, line.text, vocabulary)
        elif _same_row(before, line):
            text += "\t" + line.text
        else:
            text += "\n" + line.text
        before = line
    return text.replace(BREAK_HYPHEN, "-") + "\n" if text else ""


def _healed(text: str, line: str, vocabulary: Vocabulary) -> str:
    """The broken word whole at the end of its first line, the rest on the next."""
    word, _, rest = line.partition(" ")
    start = text.rfind("\n") + 1
    return text[:start] + vocabulary.join(text[start:], word) + ("\n" + rest if rest else "")


def _same_row(before: Line, line: Line) -> bool:
    return (
        not line.is_rotated
        and abs(before.baseline_pt - line.baseline_pt) < 0.3 * line.size_pt
        and line.box.left > before.box.right
    )
