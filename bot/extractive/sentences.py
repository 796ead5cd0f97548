"""Paragraphs cut into sentences, each with the page's own words as its evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.album import is_supplement
from bot.model import NOT_TEXT, Evidence, Paper, Paragraph, Zone

LONGEST_CHARS = 700
"""A "sentence" longer than this is a list or a reading fault; nothing of it can stand in a tweet."""

MOST_SENTENCES = 4000
"""Beyond this a book is read by its beginning; a paper of 40 pages has about 600."""

_UNUSED_ZONES = frozenset({Zone.REFERENCES, Zone.APPENDIX})

# An end mark, what may close after it, and the digits of a footnote mark that reading left there.
_END = re.compile(
    r"(?P<mark>[.!?])(?P<closers>[\"'”’»)\]]{0,3})(?P<footnote>(?<=[a-z).]{2})\d{1,2})?\s+"
    r"|(?P<wide>[。！？]+[”’」』）]{0,2}|(?<=[\u3400-\u9fff）”])[.．](?=[\u3400-\u9fff（“]|$))\s*"
)
_OPENERS = "\"'“‘«([¿¡„"
_WORD_BEFORE = re.compile(r"[^\s(\[“\"]{1,24}$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_ABBREVIATIONS = frozenset(
    "al approx assoc bzw ca cf corp dept dipl dr eds eqn eqs esp etal figs hr inc jr ltd mr mrs prof refs resp secs sr "
    "st suppl univ usw vgl viz vs".split()
)
_ABBREVIATIONS_OF_NUMBERS = frozenset(
    "alg app art ch cor def eq ex fig lem no nos nr obs p para pp prop ref sec sect tab thm vol".split()
)
_GRANT_NUMBER = re.compile(r"[A-Z][A-Z\d./-]{0,11}\d")
# Letters and short papers thank without a heading, behind their last paragraph.
_THANKS = re.compile(
    r"(?:We|The authors?|I) (?:would like to |wish to |also |gratefully )?(?:thank|acknowledge(?! (?:that|certain"
    r"|some|several|two|three|a few|the limit|limit|possible|potential|its|our)\b)"
    r"|are (?:very )?grateful)\b"
    r"|(?:This|The|Our) (?:present )?(?:work|research|study|project|material|paper)"
    r" (?:(?:was|is|has been) )?(?:also )?(?:partially |partly |financially |in part )?(?:supported|funded|sponsored)\b"
)
_MAY_ADMIT = frozenset({Zone.DISCUSSION, Zone.CONCLUSION, Zone.RESULTS})
_ADMITS = re.compile(
    r"\b(?:[Oo]ur|[Tt]h(?:is|e present)) (?:\w+ )?"
    r"(?:study|work|analysis|approach|method|paper|evaluation|system|model)\b[^.]{0,60}\blimitations?\b"
    r"|\b[Ll]imitations? (?:of|to|in|with) (?:our|this|the present)\b"
    r"|\b(?:[Ss]everal|[Ss]ome|[Ii]mportant|[Aa] few|[Tt]he main|[Tt]wo|[Tt]hree|number of) (?:\w+ )?"
    r"(?:limitations|weaknesses|shortcomings|caveats)\b"
)
_ADMITS_OWN = re.compile(
    r"\b(?:two|three|four|several|some) (?:\w+ )?(?:drawbacks|limitations|shortcomings|weaknesses|caveats) "
    r"(?:of|to|in|with) (?:our\b|(?:this|the present) (?:study|work|analysis|paper)\b"
    r"|the \w+ (?:taken|chosen|used) here)"
)
"""Where methods are told apart from those of others, only what is plainly the paper's own."""

_ENDS_IN_INITIAL = re.compile(r"\b[A-Z]\. ?$")
"""Behind "A." an "I." is one more initial, and not the writer."""

_LETTERED = frozenset({"appendix", "section", "figure", "table", "part", "step", "case", "class", "type"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it stands in its paragraph.

    Attributes:
        number: Its place among all sentences of the paper, from 0.
        paragraph: Index into `Paper.paragraphs`; behind them the captions are counted on.
        evidence: The sentence itself; two pieces if it runs over a page break.
        figure: The label of the figure or table whose caption it stands in.
    """

    text: str
    number: int
    paragraph: int
    zone: Zone
    evidence: tuple[Evidence, ...]
    figure: str | None = None

    @property
    def page(self) -> int:
        return self.evidence[0].page


def sentences_of(paper: Paper) -> tuple[Sentence, ...]:
    """Every sentence of the paper's own text in reading order; reference list and appendix are left out."""
    found: list[Sentence] = []
    for index, paragraph in enumerate(paper.paragraphs):
        if paragraph.zone in _UNUSED_ZONES:
            continue
        zone = paragraph.zone
        for start, end in spans(paragraph.text):
            if len(found) == MOST_SENTENCES:
                return tuple(found)
            if _THANKS.match(paragraph.text, start):
                zone = Zone.ACKNOWLEDGEMENTS  # and so is what follows in the paragraph
            elif zone is Zone.BODY and _ADMITS_OWN.search(paragraph.text, start, end):
                zone = Zone.LIMITATIONS
            elif zone in _MAY_ADMIT and _ADMITS.search(paragraph.text, start, end):
                zone = Zone.LIMITATIONS  # as it would be under a heading of its own
            if end - start <= LONGEST_CHARS:
                found.append(
                    Sentence(
                        text=paragraph.text[start:end],
                        number=len(found),
                        paragraph=index,
                        zone=zone,
                        evidence=_evidence(paragraph, start, end),
                    )
                )
    found += _of_captions(paper, len(found))
    return tuple(found)


def _of_captions(paper: Paper, first: int) -> list[Sentence]:
    """What captions say beyond the heading that they begin with."""
    found: list[Sentence] = []
    for index, figure in enumerate(paper.figures):
        if not figure.is_sure or is_supplement(figure, paper):
            continue
        caption = _SPACES.sub(" ", figure.caption)
        for place, (start, end) in enumerate(spans(caption)):
            if place == 0 or end - start > LONGEST_CHARS or first + len(found) >= MOST_SENTENCES:
                continue
            found.append(
                Sentence(
                    text=caption[start:end],
                    number=first + len(found),
                    paragraph=len(paper.paragraphs) + index,
                    zone=Zone.RESULTS,
                    evidence=(Evidence(figure.page, caption[start:end]),),
                    figure=figure.label,
                )
            )
    return found


_SPACES = re.compile(r"\s+")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence in `text`, without the space around it.

    A sentence ends at an end mark before a space and a capital, a digit or an opening mark, unless the word before is
    an abbreviation or an initial. It never starts in lower case.
    """
    start = 0
    for match in _END.finditer(text):
        if match["wide"] is None and not _ends_here(text, match):
            continue
        end = match.end("wide") if match["wide"] is not None else match.end("closers")
        yield from _trimmed(text, start, end)
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends_here(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 4].lstrip(_OPENERS)
    if not following or not _can_begin(following[0]):
        return False
    if match["mark"] != "." or match["closers"]:
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    if before is None:
        return True
    if before[0].lower() in _ABBREVIATIONS_OF_NUMBERS and not (len(before[0]) == 1 and before[0].isupper()):
        return not (following[0].isdigit() or _GRANT_NUMBER.match(text, match.end()))
    return not _is_abbreviation(before[0], text, before.start())


def _can_begin(character: str) -> bool:
    """Whether a sentence can start with it; a formula after an end mark is the next sentence's."""
    return character.isupper() or character.isdigit() or _is_wide(character) or character == NOT_TEXT


def _is_abbreviation(word: str, text: str, start: int) -> bool:
    if len(word) == 1 and word.isupper() and (word != "I" or _ENDS_IN_INITIAL.search(text, max(0, start - 4), start)):
        previous = text[max(0, start - 14) : start].split()
        if previous and previous[-1] in ("and", "or"):  # "steps A and B."; not "We thank Ada Example and H. Sample"
            return not (len(previous) > 1 and re.fullmatch(r"[A-Z],?", previous[-2]))
        return not (previous and previous[-1].lower() in _LETTERED)
    return word.lower() in _ABBREVIATIONS or _DOTTED.match(word) is not None


def _is_wide(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _evidence(paragraph: Paragraph, start: int, end: int) -> tuple[Evidence, ...]:
    cuts = [offset for offset, _ in paragraph.starts if start < offset < end]
    bounds = [start, *cuts, end]
    pieces = pairwise(bounds)
    return tuple(Evidence(paragraph.page_at(left), paragraph.text[left:right].strip()) for left, right in pieces)
