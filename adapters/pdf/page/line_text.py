"""The words of one line: spaces put in, footnote marks, raised and lowered letters told apart."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from adapters.pdf.page.characters import BREAK_HYPHEN, RAISED_LETTERS, SUBSCRIPTS, SUPERSCRIPTS, UNREADABLE, clean
from adapters.pdf.page.runs import Run
from bot.model import NOT_TEXT

SCRIPT_SIZE = 0.85  # of the line's size: smaller and shifted is an exponent, an index or a footnote mark
# What marks the affiliations of an author: "a", "a,b", "bd*", "1,a)".
_LETTER_MARK = re.compile(r"^(?:\w(?:,\w)*,?|[\da-z]{1,3}(?:[,)*†‡§¶]+[\da-z]{0,2})+)$")
_LETTERS = re.compile("^[a-z]{2,6}$")
_SECTION_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?$")
_LONE_STOP = re.compile(r" (?=[,.;:](?:\s|$))")
_ORDINALS = ("st", "nd", "rd", "th")
_WIDE_SPACE_EM = 0.7  # wider than the space of a justified line: between the names of two authors
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![a-zA-Z])")


class LineText(NamedTuple):
    """What the runs of a line say together; the fields are those of `lines.Line`."""

    text: str
    prose: str
    bold_start: int
    wide_spaces: tuple[int, ...]


def line_text(runs: Sequence[Run], size_pt: float, baseline_pt: float) -> LineText:
    """The words of `runs`, which stand beside each other; the line's size and baseline tell what is raised."""
    if len(runs) == 1:
        return _text_of_one(runs[0])
    return _plain_text(runs, size_pt) or _text_of_many(runs, size_pt, baseline_pt)


def _plain_text(runs: Sequence[Run], size_pt: float) -> LineText | None:
    """What a line of one face says in plain letters, as most do; None for all other lines."""
    first = runs[0].face
    text = ""
    wide_spaces: list[int] = []
    right, wide = runs[0].box.left, (_WIDE_SPACE_EM + first.is_fixed_pitch) * size_pt
    for run in runs:
        if run.face is not first:
            return None
        left, _, its_right, _ = run.box
        if text and not run.is_joined:
            if left - right > wide:
                wide_spaces.append(len(text))
            text += " "
        text += run.text
        right = its_right
    if not (text.isascii() and text.isprintable()) or "  " in text or first.size_pt < SCRIPT_SIZE * size_pt:
        return None
    if not first.is_bold and _SECTION_NUMBER.match(runs[0].text):
        return None
    bold_start = None if first.is_bold else 0
    return _whole(text, text, bold_start, tuple(wide_spaces), is_broken=runs[-1].is_broken)


def _text_of_many(runs: Sequence[Run], size_pt: float, baseline_pt: float) -> LineText:
    text = prose = ""
    bold_start: int | None = None
    wide_spaces: list[int] = []
    right = runs[0].box.left
    owes_space = False  # a footnote mark that goes leaves the space before it
    for n, run in enumerate(runs, 1):
        written, face = clean(run.text), run.face
        # AMS sets the number of a heading in the face of the text, and its words in bold.
        if bold_start is None and not face.is_bold and (prose or not _SECTION_NUMBER.match(written)):
            bold_start = len(prose)
        space = "" if run.is_joined or not text else " "
        left, _, its_right, _ = run.box
        if space and left - right > (_WIDE_SPACE_EM + face.is_fixed_pitch) * size_pt:
            wide_spaces.append(len(text))
        right = its_right
        shift = run.baseline_pt - baseline_pt
        if face.size_pt < SCRIPT_SIZE * size_pt and abs(shift) > 0.08 * size_pt:
            text += space + _script(written, shift, is_behind_word=not space and text[-3:].isalpha())
            if space and shift > 0 and _opens_symbol(written, run, runs[n] if n < len(runs) else None):
                prose += space + _script(written, shift)
                owes_space = False
                continue
            if _is_footnote_mark(written, shift, prose[-2:]):
                owes_space = owes_space or bool(space)
                continue
            prose += space + _script_in_prose(written, shift, prose[-1:])
        else:
            text += space + written
            if owes_space and prose:
                space = " "
            prose += space + written.replace(UNREADABLE, NOT_TEXT)
        owes_space = False
    return _whole(text, prose, bold_start, tuple(wide_spaces), is_broken=runs[-1].is_broken)


def _text_of_one(run: Run) -> LineText:
    """What a line of one run says: nothing in it is raised, nothing stands apart."""
    written = clean(run.text)
    is_bold = run.face.is_bold or _SECTION_NUMBER.match(written) is not None
    return _whole(written, written.replace(UNREADABLE, NOT_TEXT), None if is_bold else 0, (), is_broken=run.is_broken)


def _whole(text: str, prose: str, bold_start: int | None, wide_spaces: tuple[int, ...], *, is_broken: bool) -> LineText:
    end = BREAK_HYPHEN if is_broken else ""
    # Behind "competitions" with its mark 1 the comma had a space before it; without the mark it has none.
    whole = _LONE_STOP.sub("", prose.strip())
    return LineText(
        text=text.strip() + end,
        prose=whole + end,
        bold_start=len(whole) if bold_start is None else bold_start,
        wide_spaces=wide_spaces,
    )


def _opens_symbol(written: str, run: Run, next_run: Run | None) -> bool:
    """Whether raised figures belong to the element that follows at once: an isotope, ⁴⁸Ca."""
    return (
        written.isdigit()
        and next_run is not None
        and next_run.is_joined
        and _ELEMENT.match(next_run.text) is not None
        and next_run.face.size_pt > run.face.size_pt
    )


def _script(written: str, shift: float, *, is_behind_word: bool = False) -> str:
    if shift > 0 and (_LETTER_MARK.match(written) or (is_behind_word and _are_rising(written))):
        written = unicodedata.normalize("NFKC", written).translate(RAISED_LETTERS)
    return written.translate(SUPERSCRIPTS if shift > 0 else SUBSCRIPTS)


def _are_rising(written: str) -> bool:
    """Whether letters rise as those of several affiliations do: "bdef"."""
    return bool(_LETTERS.match(written)) and all(one < other for one, other in pairwise(written))


def _is_footnote_mark(written: str, shift: float, before: str) -> bool:
    """Raised digits or marks behind a word or a stop; behind a digit or a single letter they are an exponent."""
    if shift <= 0 or not all(char.isdigit() or char in "*†‡§¶∗,⋆?" for char in written):
        return False
    if any(len(mark) > 2 for mark in written.split(",")):
        return False  # no paper has a hundred footnotes: a residue (Arg³⁸¹), an isotope
    return not before or before[-1] in ".,;:!?)]\"'”’" or (len(before) == 2 and before.isalpha())


def _script_in_prose(written: str, shift: float, before: str) -> str:
    """A power (10⁶ samples) and an ordinal (20th) are prose; other raised or lowered letters make a formula."""
    if shift > 0 and before[-1:].isdigit():
        if written.lstrip("-−–").isdigit():
            return _script(written, shift)
        if written in _ORDINALS:
            return written
    return NOT_TEXT
