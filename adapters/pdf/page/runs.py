"""The text of a page as runs of one type, by as few calls into PDFium as will do.

A call costs a third of a microsecond, and a page has thousands of characters: so where one text object ends and the
next begins is found by halving, since the characters of an object stand together.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2 as pdfium

from adapters.pdf.page import engine
from adapters.pdf.page.accents import attached
from adapters.pdf.page.characters import ENGINE_BREAK, join_surrogates
from adapters.pdf.page.chars import Chars, Ends
from adapters.pdf.page.faces import Codes, Face, TextObject, TextObjects
from adapters.pdf.page.fonts import Fonts
from adapters.pdf.page.frame import PageFrame
from adapters.pdf.page.pi_signs import is_pi_font, told_in_pi_font
from adapters.pdf.page.tex_fonts import decoded
from bot.model import Box

# Control characters are solid: where a file does not name a glyph, the engine gives its code.
_SPACES = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SOLID = re.compile(f"[^{_SPACES}]+")
_SPACE = re.compile(f"[{_SPACES}]")
_ENGINE_LINE = re.compile(
    f"([^{_SPACES}\r\n{ENGINE_BREAK}](?:[^\r\n{ENGINE_BREAK}]*[^{_SPACES}\r\n{ENGINE_BREAK}])?)[{_SPACES}]*({ENGINE_BREAK}?)"
)
# Times takes 0.45 a character with its spaces; a run wider than this is looked at word by word: it may hold a gap.
_WIDE_EM = 0.53
_SURROGATE = re.compile("[\ud800-\udfff]")
_ITS_OWN = Codes.ITS_OWN
_made = tuple.__new__


class Run(NamedTuple):
    """Characters of one text object in one line, from the first that is no space to the last.

    Attributes:
        baseline_pt: Height of the line it stands on.
        is_joined: No space stands between this run and the one before.
        is_broken: A line-end hyphen follows.
        begins_line: The engine put a line break before it.
        span: Offsets in the text of its page: of its first character, and past its last.
        source: The text object that it is of.
    """

    text: str
    box: Box
    baseline_pt: float
    face: Face
    is_joined: bool
    is_broken: bool
    begins_line: bool
    span: tuple[int, int] = (0, 0)
    source: engine.Handle = 0


class TextPage:
    """The text of an open page; close it before the page.

    With `every_word`, each word is a run of its own: slower, and shows gaps that a run of many words hides.
    """

    def __init__(self, page: pdfium.PdfPage, frame: PageFrame, *, every_word: bool = False) -> None:
        self._frame = frame
        self._every_word = every_word
        self._textpage = page.get_textpage()
        fonts = Fonts()
        self._chars = Chars(self._textpage, fonts)
        self.units = self._chars.units
        self._has_halves = _SURROGATE.search(self.units) is not None
        self._edits = attached(self.units, self._chars.box)
        self._text_objects = TextObjects(self._chars, frame, fonts)
        self._known: dict[engine.Handle, TextObject] = {}
        self._run = self._run_maker()

    def close(self) -> None:
        self._textpage.close()

    def runs(self) -> list[Run]:
        """The runs in the order of the page's content."""
        runs: list[Run] = []
        has_edits = bool(self._edits)
        for line in _ENGINE_LINE.finditer(self.units):
            first, last = line.span(1)
            pieces = self._pieces(first, last)
            if has_edits:
                pieces = [piece for piece in pieces if not self._is_gone(piece[0], piece[1])]
            before = -1
            for piece in pieces:
                begins_line = before < 0
                is_joined = before == piece[0] or (has_edits and not begins_line and self._is_gone(before, piece[0]))
                before = piece[1]
                runs.append(self._run(piece, is_joined, bool(line[2]) and piece is pieces[-1], begins_line))
        return runs

    def words(self, run: Run) -> list[Run]:
        """The words of a run, as runs."""
        first, last = run.span
        if not run.source or _SPACE.search(self.units, first, last) is None:
            return [run]
        pieces = [piece for piece in self._by_words(first, last, run.source) if not self._is_gone(piece[0], piece[1])]
        words = [self._run(piece, False, False, False) for piece in pieces]
        words[0] = words[0]._replace(is_joined=run.is_joined, begins_line=run.begins_line)
        words[-1] = words[-1]._replace(is_broken=run.is_broken)
        return words

    def _pieces(self, first: int, last: int) -> "list[_Piece]":
        """What a line is made of that begins and ends with a letter: the parts of it that one text object draws."""
        object_of = self._chars.object
        key = object_of(first) or 0
        if last == first + 1 or key == (key_last := object_of(last - 1) or 0):
            return self._parts(first, last, key)
        units, ends, has_space = self.units, self._chars.ends, _SPACE.search
        pieces: list[_Piece] = []
        for start, next_key in (*self._changes(first, key, last - 1, key_last), (last, 0)):
            end = start
            while units[end - 1] in _SPACES:
                end -= 1
            if end == first + 1 or has_space(units, first, end) is None:  # as most are where words are set one by one
                pieces.append((first, end, key, ends(first, end)))
            else:
                pieces += self._parts(first, end, key)
            first, key = start, next_key
        return pieces

    def _parts(self, first: int, last: int, key: engine.Handle) -> "list[_Piece]":
        """Letters of one text object, whole or by their words."""
        ends = self._chars.ends(first, last)
        if last == first + 1 or _SPACE.search(self.units, first, last) is None:
            return [(first, last, key, ends)]
        if not self._every_word:
            if key not in self._known:
                self._known[key] = self._text_objects.read(key, first)
            size_pt = self._known[key][0].size_pt
            if abs(ends[5] - ends[0]) <= _WIDE_EM * size_pt * (last - first):
                return [(first, last, key, ends)]
        return self._by_words(first, last, key)

    def _by_words(self, first: int, last: int, key: engine.Handle) -> "list[_Piece]":
        ends = self._chars.ends
        return [
            (start, end, key, ends(start, end))
            for start, end in (found.span() for found in _SOLID.finditer(self.units, first, last))
        ]

    def _changes(self, a: int, key_a: engine.Handle, b: int, key_b: engine.Handle) -> list[tuple[int, engine.Handle]]:
        """(offset, object) where another text object begins than that of the letter before, in order.

        Args:
            a, b: A letter and a later one, of the objects `key_a` and `key_b`, which are not the same.
        """
        units, object_of = self.units, self._chars.object
        changes: list[tuple[int, engine.Handle]] = []
        later: list[tuple[int, engine.Handle]] = []
        while True:
            middle = (a + b) // 2
            while units[middle] in _SPACES:
                middle -= 1
            if middle == a:
                middle = (a + b) // 2 + 1
                while units[middle] in _SPACES:
                    middle += 1
            if middle == b:  # nothing but spaces stands between them
                changes.append((b, key_b))
                if not later:
                    return changes
                a, key_a = b, key_b
                b, key_b = later.pop()
                continue
            key = object_of(middle) or 0
            if key == key_a:
                a = middle
            else:
                if key != key_b:
                    later.append((b, key_b))
                b, key_b = middle, key

    def _run_maker(self) -> "_RunMaker":
        """What makes a run of a piece: it is asked hundreds of times a page, so all that it needs is at hand."""
        units, placed, origin, told = self.units, self._frame.box, self._chars.origin, self._told
        known, read, all_plain = self._known, self._text_objects.read, not self._edits and not self._has_halves

        def made(piece: _Piece, is_joined: bool, is_broken: bool, begins_line: bool) -> Run:
            first, last, key, (left, right, bottom, top, last_left, last_right, last_bottom, last_top) = piece
            told_of = known.get(key)
            if told_of is None:
                told_of = known[key] = read(key, first)
            face, baseline, codes = told_of
            # As min and max make it, at a fifth of the price.
            if last_left < left:
                left = last_left
            if last_right > right:
                right = last_right
            if last_bottom < bottom:
                bottom = last_bottom
            if last_top > top:
                top = last_top
            box = placed(left, bottom, right, top)
            size_pt = face.size_pt
            # Now and then the engine gives a letter the matrix of another object.
            if baseline is None or not box[1] - size_pt < baseline < box[3] + size_pt:
                x, y = origin(first)
                baseline = placed(x, y, x, y).bottom
            text = units[first:last]
            if not all_plain or (codes and (codes is _ITS_OWN or not text.isprintable())):
                text = told(first, last, face)
            # As Run(...) makes it, at half the price.
            return _made(Run, (text, box, baseline, face, is_joined, is_broken, begins_line, (first, last), key))

        return made

    def _told(self, first: int, last: int, face: Face) -> str:
        """What characters of a face mean that are not all what they seem."""
        text = self._written(first, last)
        if self._has_halves:
            text = join_surrogates(text)
        if is_pi_font(face.font) and len(text) == last - first:
            text = told_in_pi_font(text, face.font, lambda at: self._chars.box(first + at))
        return decoded(text, face.font)

    def _written(self, first: int, last: int) -> str:
        if self._edits.keys().isdisjoint(range(first, last)):
            return self.units[first:last]
        return "".join(self._edits.get(i, self.units[i]) for i in range(first, last))

    def _is_gone(self, first: int, last: int) -> bool:
        """Whether nothing is written between two offsets, as where all of it went to an accented letter."""
        return first == last or (self._edits.get(first) == "" and not self._written(first, last))


_Piece = tuple[int, int, engine.Handle, Ends]
"""First character, past the last, text object, the edges of the first and the last character."""

_RunMaker = Callable[[_Piece, bool, bool, bool], Run]
"""Of a piece, whether it is joined, broken, begins a line."""
