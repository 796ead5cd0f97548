"""The figures of a paper as its text speaks of them: where each is named, and which one shows what it is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.model import Figure, FigureKind, Paper, Zone

FigureKey = tuple[FigureKind, str]
"""A label without its spelling: "Fig. 3" and "Figure 3" are one."""

_LABEL = re.compile(
    r"\b(?P<kind>[Ff]ig(?:ure)?s?|FIG(?:URE)?S?|[Tt]ab(?:le)?s?|TABLES?|Abb(?:ildung)?|Рисун\w{2}|Рис|Таблиц\w)\b\.?\s{0,2}"
    r"(?P<number>\d{1,3}(?:[.-]\d{1,3})?(?=[a-z]?\b)|[A-Z](?:\.?\d{1,3})?\b)"
    r"|(?P<wide_kind>[图表])\s?(?P<wide_number>\d{1,3}(?:[.-]\d{1,3})?)"
)
_TABLE_INITIALS = frozenset("tTТ表")
_SUPPLEMENT = re.compile(r"[A-Z]")


def key_of(figure: Figure) -> FigureKey:
    """What its label names."""
    match = _LABEL.search(figure.label)
    return figure.kind, figure.label if match is None else (match["number"] or match["wide_number"])


def named_in(text: str) -> Iterator[FigureKey]:
    """The figures and tables that `text` names, in order."""
    for match in _LABEL.finditer(text):
        kind = match["kind"] or match["wide_kind"]
        number = match["number"] or match["wide_number"]
        yield FigureKind.TABLE if kind[0] in _TABLE_INITIALS else FigureKind.FIGURE, number


def mentions(texts: Iterable[str]) -> Mapping[FigureKey, Sequence[int]]:
    """For each figure the places in `texts` that name it."""
    found: dict[FigureKey, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for key in named_in(text):
            found[key].append(place)
    return found


def is_supplement(figure: Figure, paper: Paper) -> bool:
    """Whether it stands behind the reference list, or its number is one of an appendix ("S7", "A.1")."""
    references = (page.number for page in paper.pages if page.references is not None)
    return figure.page > min(references, default=figure.page) or _SUPPLEMENT.match(key_of(figure)[1]) is not None


# ---- The central one ----

_WHOLE = re.compile(
    r"\b(?:overview|architectures?|framework|pipeline|schematic|work-?flow|building block|state machine"
    r"|(?:our|proposed) (?:approach|method|model|system|network|algorithm|solution)|teaser|conceptual)\b",
    re.IGNORECASE,
)
_APPARATUS = re.compile(
    r"\b(?:screen-?shots?|questionnaire|instructions?|annotation (?:task|interface|guidelines?)|prompt(?:s| template)?"
    r"|consent|recruit\w+|flow ?chart of (?:the )?(?:participants|study)|notation|hyper-?parameters?|identifiers)\b",
    re.IGNORECASE,
)
_EARLY_ZONES = frozenset({Zone.FRONT, Zone.ABSTRACT, Zone.INTRODUCTION})
_SHOWS_WHOLE, _SPEAKS_EARLY, _IS_FIRST, _IS_APPARATUS = 2.0, 1.0, 0.5, -2.0
_ON_PAGE = {1: 1.5, 2: 1.0, 3: 0.5, 4: 0.2}
_MENTIONED, _MOST_MENTIONS = 0.15, 6
_LEAST = 1.0
_OPENING_CHARS = 160


def is_apparatus(figure: Figure) -> bool:
    """Whether it shows how the work was done behind the scenes, and not what came of it."""
    return _APPARATUS.search(figure.caption) is not None


def shows_whole(figure: Figure) -> bool:
    """Whether its caption begins like that of an overview."""
    return _WHOLE.search(figure.caption[:_OPENING_CHARS]) is not None


def central_figure(paper: Paper) -> str | None:
    """The label of the figure that shows best what the paper is about, or None; its edges are sure.

    An overview, a picture of the first pages, one that the introduction names, or the one named most.
    """
    named = mentions(paragraph.text for paragraph in paper.paragraphs)
    zones = [paragraph.zone for paragraph in paper.paragraphs]

    def weight(figure: Figure) -> float:
        places = named.get(key_of(figure), ())
        score = _ON_PAGE.get(figure.page, 0.0) + _MENTIONED * min(len(places), _MOST_MENTIONS)
        score += _SHOWS_WHOLE if shows_whole(figure) else 0.0
        score += _SPEAKS_EARLY if any(zones[place] in _EARLY_ZONES for place in places) else 0.0
        score += _IS_FIRST if key_of(figure)[1] == "1" else 0.0
        return score + (_IS_APPARATUS if is_apparatus(figure) else 0.0)

    shown = [
        (weight(figure), -place, figure.label)
        for place, figure in enumerate(paper.figures)
        if figure.kind is FigureKind.FIGURE and figure.is_sure and not is_supplement(figure, paper)
    ]
    best = max(shown, default=None)
    return None if best is None or best[0] < _LEAST else best[2]
