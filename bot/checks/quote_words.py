"""A quote beside the page, word by word: which differences are only copying, and which change what is said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

from bot.checks.citations import CITATION, without_citations
from bot.checks.folding import fold
from bot.checks.spelled_numbers import find_spelled_numbers
from bot.checks.units import MAGNITUDES, unit
from bot.checks.words import NEGATIVE_PREFIXES, STOP_WORDS, decides

MAX_UNMARKED_WORDS = 6
"""More words of a sentence than this are not left out by a slip of copying."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between a quote and its place on the page.

    Attributes:
        altered: (the quote's words, the page's words) of each difference that could change the meaning.
        mended: The same, for those that could not.
        gaps: (start, end) in the page's text of what stands between and belongs to neither: notes, running heads.
    """

    altered: tuple[tuple[str, str], ...]
    mended: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[int, int], ...]


SAME = Comparison((), (), ())


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int
    is_optional: bool


def compare(quote: str, text: str, start: int, end: int) -> Comparison:
    """Set the quote beside text[start:end], which is like it."""
    ours, theirs = _words(quote, 0, len(quote)), _words(text, start, end)
    matcher = SequenceMatcher(None, [word.folded for word in ours], [word.folded for word in theirs], autojunk=False)
    altered = changed_pointers(quote, text, start, end)
    mended: list[tuple[str, str]] = []
    gaps: list[tuple[int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        said, stands = ours[a:b], theirs[c:d]
        if tag == "equal" or _same_letters(said, stands):
            continue
        if not said and _is_note(text, stands[0].start, stands[-1].end):
            gaps.append((stands[0].start, stands[-1].end))
            continue
        difference = (" ".join(word.text for word in said), " ".join(word.text for word in stands))
        (altered if _may_change_meaning(said, stands) else mended).append(difference)
    return Comparison(tuple(altered), tuple(mended), tuple(gaps))


def changed_pointers(quote: str, text: str, start: int, end: int) -> list[tuple[str, str]]:
    """Citations and references in brackets of a quote that point elsewhere than those of its place on the page."""
    around = text[max(start - _POINTER_REACH_CHARS, 0) : end + _POINTER_REACH_CHARS]
    pointers = [match[0] for match in CITATION.finditer(around)]
    known = {digits for pointer in pointers for digits in _DIGITS.findall(pointer)}
    return [
        (match[0], pointers[-1])
        for match in CITATION.finditer(quote)
        if pointers and not known.issuperset(_DIGITS.findall(match[0]))
    ]


def judge_gaps(text: str, gaps: Sequence[tuple[int, int]]) -> Comparison:
    """What it means that a quote, else letter for letter in the text, leaves out `gaps` of it."""
    altered: list[tuple[str, str]] = []
    mended: list[tuple[str, str]] = []
    cuts: list[tuple[int, int]] = []
    for start, end in gaps:
        left_out = _FOOTNOTE_MARK.sub("", text[start - 1 : end + 1])
        if not fold(without_citations(left_out)[1:-1]):
            continue
        words = _words(text, start, end)
        between = text[start:end]
        is_note = _is_note(
            text, end - len(between.lstrip(_CLOSING)), max(start + len(between.rstrip(_OPENING)), start + 1)
        )
        if is_note or len(words) > MAX_UNMARKED_WORDS:
            cuts.append((start, end))
        if not is_note:
            (altered if _may_change_meaning([], words) else mended).append(("", text[start:end]))
    return Comparison(tuple(altered), tuple(mended), tuple(cuts))


# ---- What a copy may leave out ----

_FOOTNOTE_MARK = re.compile(
    r"(?<=[^\W\d])\d{1,2}(?!\w)"  # independent1
    r"|(?<=[,;:!?)\]”’\"])\d{1,2}(?=\s)|(?<=[^\d]\.)\d{1,2}(?=\s)"  # two arms,1 while
    r"|(?<=\n)\s*\d{1,2}\s*\n"  # on a line of its own
    r"|(?<=\D)[⁰¹²³⁴-⁹]+(?:[,⁻–][⁰¹²³⁴-⁹]+)*"  # raised, but no exponent of a number
)
_RAISED_BEHIND_A_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)[⁰¹²³⁴-⁹]+(?:[,⁻–][⁰¹²³⁴-⁹]+)*")
_POINTER_REACH_CHARS = 45  # a quote may end before the reference that it has
_DIGITS = re.compile(r"\d+")
_OPENING = "([{“‘«\"' \t\n"  # folds to nothing and belongs to the words behind the gap
_CLOSING = ")]},.;:”’» \t\n"  # the same, of the words before it
_WORD = re.compile(r"[^\s—]+")
_NOTE = re.compile(r"[\d∗*†‡§¶]|https?:|(?:Fig(?:ure)?|Table|Algorithm)\b")
_PROSE_WORDS = frozenset("the of and to in is are that we for with by as on this which be it from not".split())


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a footnote, a caption, cells of a table: lines that are no part of the sentence."""
    stands = text[start:end].strip()
    first = text.index(stands, start)
    last = first + len(stands)
    if not re.match(r"[^\S\n]*\n", text[last : end + 2]):
        return False
    if _NOTE.match(stands):
        return len(stands.split()) > 1
    starts_a_line = text[max(first - 2, 0) : first].rstrip(" ").endswith("\n")
    return starts_a_line and _PROSE_WORDS.isdisjoint(stands.lower().split())


def _same_letters(said: Sequence[_Word], stands: Sequence[_Word]) -> bool:
    """Whether two runs of words differ only in spaces, hyphens, citations and footnote marks."""
    left = "".join(word.folded for word in said if not word.is_optional)
    right = "".join(word.folded for word in stands if not word.is_optional)
    return left in (right, "".join(_without_footnote_marks(stands)), "".join(_without_raised_marks(stands)))


def _without_footnote_marks(words: Iterable[_Word]) -> Iterator[str]:
    for word in words:
        if not word.is_optional and not re.fullmatch(r"[\d∗*†‡§]{1,2}", word.text):
            yield fold(_FOOTNOTE_MARK.sub("", f"{word.text} "))


def _without_raised_marks(words: Iterable[_Word]) -> Iterator[str]:
    """The words without raised figures, as of references, where a year stands before them: 2012²¹."""
    for word in words:
        if not word.is_optional:
            yield fold(_RAISED_BEHIND_A_YEAR.sub("", word.text))


def _words(text: str, start: int, end: int) -> list[_Word]:
    """The words of text[start:end] that fold to something; those of citations are optional."""
    cited = [match.span() for match in CITATION.finditer(text, start, end)]
    words = []
    for match in _WORD.finditer(text, start, end):
        is_optional = any(first <= match.start() < last for first, last in cited)
        if folded := fold(match.group()):
            words.append(_Word(match.group(), folded, match.start(), match.end(), is_optional))
    return words


# ---- What changes the meaning ----

_DIGITS_AND_LETTERS = re.compile(r"(\d[\d.]*)([^\d.]*)")
_SHORTEST_CONTENT_CHARS = 3
_SAME_WORD = 74.0
"""Of 100: two forms of one word share more of their letters, two words of one subject hardly ever do."""

_ENDING = re.compile(r"(?<=\w{3})(?:ed|es|ing|ly|s|d|e)\Z")
_LINKING_WORDS = frozenset(
    "thus hence therefore moreover furthermore additionally namely respectively whereas thereby upon onto "
    "within among toward towards another itself themselves ourselves them him her his she else yet once".split()
)
_OPPOSITE_PREFIXES = (
    ("hyper", "hypo"), ("macro", "micro"), ("inter", "intra"), ("pre", "post"), ("over", "under"), ("up", "down"),
    ("in", "out"), ("in", "ex"), ("en", "de"), ("mono", "poly"), ("homo", "hetero"), ("endo", "exo"), ("uni", "multi"),
    ("sub", "super"), ("pro", "anti"), ("in", "de"),
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]{5,}")  # shorter ones beside digits are symbols of the font
_HYPHEN = re.compile(r"[-‐‑–/]")
_OPPOSITE_WORDS = frozenset({frozenset({"male", "female"}), frozenset({"man", "woman"}), frozenset({"men", "women"})})
_OTHER_UNITS = frozenset({"%", "x", "fold", "times", "percent", "points"})


def _may_change_meaning(said: Sequence[_Word], stands: Sequence[_Word]) -> bool:
    said = [word for word in said if not word.is_optional]
    stands = [word for word in stands if not word.is_optional]
    if abs(len(stands) - len(said)) > MAX_UNMARKED_WORDS:
        return True
    ours, theirs = ({word.folded for word in words} for words in (said, stands))
    different = {part for word in ours ^ theirs for part in _parts_of(word, (*said, *stands))}
    if any(decides(word) or any(True for _ in find_spelled_numbers(word)) for word in different):
        return True
    if _amounts(ours - theirs) != _amounts(theirs - ours):
        return True
    if any(_are_opposites(word, other) for word in ours for other in theirs):
        return True
    return bool(said) and _has_another_content(said, stands)


def _parts_of(folded_word: str, words: Sequence[_Word]) -> Iterator[str]:
    """A folded word, and the words that hyphens join to it: "worst" of "worst-identified"."""
    yield folded_word
    yield from (fold(part) for word in words if word.folded == folded_word for part in _HYPHEN.split(word.text))


def _has_another_content(said: Sequence[_Word], stands: Sequence[_Word]) -> bool:
    """Whether the quote has a word of content that the page does not have here in any form or spelling."""
    ours, theirs = ({word.folded for word in words} for words in (said, stands))
    if len(said) != len(stands) and _is_spelling(_joined(said), _joined(stands)):
        return False
    if any(_differ_in_a_part(word.text, other.text) for word, other in zip(said, stands, strict=False)):
        return True
    said_words = {part for word in ours - theirs for part in _content_of(word)}
    stand = {part for word in theirs for part in (word, *_LETTERS.findall(word))}
    return any(not any(_is_spelling(word, other) for other in stand) for word in said_words)


def _differ_in_a_part(word: str, other: str) -> bool:
    """Whether two words of as many parts, joined by hyphens, differ in one: fully-connected, partly-connected."""
    ours, theirs = ([fold(part) for part in _HYPHEN.split(text)] for text in (word, other))
    return len(ours) == len(theirs) > 1 and any(
        _is_content(mine) and not _is_spelling(mine, part) for mine, part in zip(ours, theirs, strict=True)
    )


def _content_of(folded_word: str) -> Iterator[str]:
    """The words of content in one: itself, or the longer ones of "10xspeedup", which a PDF has joined."""
    if folded_word.isalpha():
        yield from [folded_word] if _is_content(folded_word) else []
    else:
        yield from (part for part in _LETTERS.findall(folded_word) if _is_content(part))


def _joined(words: Sequence[_Word]) -> str:
    return "".join(word.folded for word in words)


def _is_content(folded_word: str) -> bool:
    """Whether a word names or describes something; what is short or no letters is a symbol of the font."""
    is_word = folded_word.isalpha() and len(folded_word) >= _SHORTEST_CONTENT_CHARS
    return is_word and folded_word not in STOP_WORDS and folded_word not in _LINKING_WORDS


def _is_spelling(word: str, other: str) -> bool:
    """Whether two words are forms or spellings of one: labelled and labeling, or with a ligature that a PDF lost."""
    if any({word, other} == {first + rest, second + rest} for first, second, rest in _swapped(word, other)):
        return False
    return _ENDING.sub("", word) == _ENDING.sub("", other) or ratio(word, other) >= _SAME_WORD


def _swapped(word: str, other: str) -> Iterator[tuple[str, str, str]]:
    """The pairs of opposite prefixes that the two words may begin with, and what comes behind."""
    for first, second in _OPPOSITE_PREFIXES:
        for one in (word, other):
            if one.startswith(first):
                yield first, second, one.removeprefix(first)


def _amounts(folded_words: Iterable[str]) -> list[tuple[str, str]]:
    """The digits in the words, with the unit glued to them; other letters are a name's, or a symbol of the font."""
    amounts = []
    for word in folded_words:
        for digits, letters in _DIGITS_AND_LETTERS.findall(word):
            is_unit = letters in MAGNITUDES or letters in _OTHER_UNITS or unit(letters) is not None
            amounts.append((digits, letters if is_unit else ""))
    return sorted(amounts)


def _are_opposites(word: str, other: str) -> bool:
    if frozenset({word.removesuffix("s"), other.removesuffix("s")}) in _OPPOSITE_WORDS:
        return True
    return any(word == prefix + other or other == prefix + word for prefix in NEGATIVE_PREFIXES)
