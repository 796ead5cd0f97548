"""The words of a page as tables are read from them: every word with its own box, what is raised kept with it."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

import pypdfium2 as pdfium

from adapters.pdf.page.boxes import around
from adapters.pdf.page.frame import page_frame
from adapters.pdf.page.hidden import visible_runs
from adapters.pdf.page.line_text import SCRIPT_SIZE
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.runs import Run, TextPage
from bot.model import Box

_JOINED_EM = 0.3  # a wider gap parts two cells, whatever the engine says of the space between them
_SCRIPT_GAP_EM = 0.15
_SCRIPT_SHIFT_EM = 0.7


@dataclass(frozen=True, slots=True)
class Word:
    """What stands together without a space: letters, and the marks and indices that hang on them.

    Attributes:
        runs: In the order of the file; the first is never joined to what is before it.
        baseline_pt, size_pt: Of its largest run.
    """

    runs: tuple[Run, ...]
    box: Box
    baseline_pt: float
    size_pt: float

    @property
    def is_rotated(self) -> bool:
        return self.runs[0].face.is_rotated

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def page_words(document: pdfium.PdfDocument, content: PageContent) -> list[Word]:
    """The words of a page that are to be seen, in the order of the file.

    They cost a second pass over the page's text: what was read for its lines has no place for each word.
    """
    with closing(document[content.number - 1]) as page:
        frame = page_frame(page)
        with closing(TextPage(page, frame, every_word=True)) as text:
            runs, _ = visible_runs(text, page, frame, number=content.number)
    return words_of(runs)


def words_of(runs: Iterable[Run]) -> list[Word]:
    """The words that `runs` make, in the same order."""
    words: list[list[Run]] = []
    for run in runs:
        if words and _hangs_on(run, words[-1][-1]):
            words[-1].append(run)
        else:
            words.append([run._replace(is_joined=False)])
    return [_word(pieces) for pieces in words]


def _hangs_on(run: Run, last: Run) -> bool:
    if run.face.is_rotated or last.face.is_rotated or last.is_broken:
        return False
    em = max(run.face.size_pt, last.face.size_pt)
    gap = run.box.left - last.box.right
    shift = abs(run.baseline_pt - last.baseline_pt)
    is_script = min(run.face.size_pt, last.face.size_pt) < SCRIPT_SIZE * em
    if run.is_joined:
        return -0.5 * em <= gap <= _JOINED_EM * em and shift <= _SCRIPT_SHIFT_EM * em
    return is_script and -0.5 * em <= gap <= _SCRIPT_GAP_EM * em and shift <= _SCRIPT_SHIFT_EM * em


def _word(runs: list[Run]) -> Word:
    main = max(runs, key=lambda run: run.face.size_pt)
    return Word(
        runs=(runs[0], *(run._replace(is_joined=True) for run in runs[1:])),
        box=around(*(run.box for run in runs)),
        baseline_pt=main.baseline_pt,
        size_pt=main.face.size_pt,
    )
