"""Which figure goes with which tweet: the one its sentence names, or whose caption speaks of the same."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.extractive.phrases import anywhere
from bot.extractive.salience import Salience
from bot.extractive.selection import Choice
from bot.extractive.sentences import Sentence
from bot.model import Figure, FigureKind, Paper, Role, Zone

Key = tuple[FigureKind, str]
"""A label without its spelling: "Fig. 3" and "Figure 3" are one."""

_FLOORS = {Role.CONTRIBUTION: 0.8, Role.METHOD: 0.8, Role.RESULT: 0.8}
"""The roles that may carry a figure, and how well it must fit: none is better than a wrong one."""

# Weights: the sentence names it; its neighbour does; words in common with the caption, and with sentences that name it.
_NAMED, _NAMED_BESIDE, _CAPTION, _MENTION = 3.0, 1.0, 3.0, 1.2
_NUMBER_IN_CAPTION, _NUMBER_ON_PAGE, _MOST_NUMBERS = 0.8, 0.35, 2
_SHOWS_THE_WHOLE, _SHOWS_OUTCOMES, _SHOWS_NO_WORK = 0.5, 0.3, -0.2
_CENTRAL_PAGES = 4

_LABEL = re.compile(
    r"\b(?P<kind>[Ff]ig(?:ure)?s?|FIG(?:URE)?S?|[Tt]ab(?:le)?s?|TABLES?|Abb(?:ildung)?|Рисун\w{2}|Рис|Таблиц\w)\b\.?\s{0,2}"
    r"(?P<number>\d{1,3}(?:[.-]\d{1,3})?|[A-Z](?:\.?\d{1,3})?)\b"
    r"|(?P<wide_kind>[图表])\s?(?P<wide_number>\d{1,3}(?:[.-]\d{1,3})?)"
)
_TABLE_INITIALS = frozenset("tTТ表")
_TELLING_NUMBER = re.compile(r"(?<![\w.-])(?:\d{1,9}[.,]\d{1,9}|(?!(?:19|20)\d\d\b)\d{3,9})(?![\w-])")
_WHOLE = anywhere(
    "overview / architectures? / framework / pipeline / schematic / building block / state machine / workflow"
)
_OUTCOMES = anywhere(
    r"""
    results? / performance / accuracy / error(?: rates?)? / speed-?ups? / comparisons? / comparing / evaluations? /
    outperforms? / achieves? / scores? / improvements? / better
    """
)


def chosen_figures(
    choices: Sequence[Choice], paper: Paper, sentences: Sequence[Sentence], salience: Salience
) -> list[str | None]:
    """For each choice the label of its figure, or None; no figure twice.

    One whose edges are not sure, so that its whole page would be shown, must be named and have no sure rival.
    """
    figures = {_key(figure): figure for figure in paper.figures}
    captions = Salience((figure.caption for figure in paper.figures), "")  # a name in every caption tells nothing
    page_texts = {page.number: page.text for page in paper.pages}
    album = _Album(figures, _mentions(sentences), page_texts, sentences, salience, captions)
    offers = sorted(
        (
            (not figure.is_sure, -fit, place, figure.label, key)
            for place, choice in enumerate(choices)
            if choice.role in _FLOORS
            for key, figure in figures.items()
            if (fit := album.fit(choice, key)) >= (_FLOORS[choice.role] if figure.is_sure else _NAMED)
        ),
    )
    labels: list[str | None] = [None] * len(choices)
    used: set[Key] = set()
    for _, _, place, label, key in offers:
        if labels[place] is None and key not in used:
            labels[place] = label
            used.add(key)
    if not any(labels):
        first = next((at for at, choice in enumerate(choices) if choice.role is Role.CONTRIBUTION), None)
        if first is not None:
            labels[first] = album.central()  # better than a thread without any picture
    return labels


@dataclass(frozen=True, slots=True)
class _Album:
    """The figures of a paper, and all that speaks for pairing one with a tweet."""

    figures: Mapping[Key, Figure]
    mentions: Mapping[Key, Sequence[int]]
    page_texts: Mapping[int, str]
    sentences: Sequence[Sentence]
    salience: Salience
    captions: Salience

    def fit(self, choice: Choice, key: Key) -> float:
        figure, prose = self.figures[key], choice.candidate.prose
        if choice.role is not Role.RESULT and figure.kind is FigureKind.TABLE:
            return 0.0
        named = self.mentions.get(key, ())
        score = _CAPTION * self.captions.likeness(prose, figure.caption)
        score += _MENTION * max((self.salience.likeness(prose, self.sentences[at].text) for at in named), default=0.0)
        if set(choice.candidate.sentences) & set(named):
            score += _NAMED
        elif any(self._are_neighbours(at, other) for at in choice.candidate.sentences for other in named):
            score += _NAMED_BESIDE
        return score + self._numbers(prose, figure) + (_kind_bonus(choice.role, figure) if score > 0 else 0.0)

    def central(self) -> str | None:
        """The label of the first figure that the introduction speaks of, or that shows the whole; None without one."""
        shown = [
            figure
            for key, figure in self.figures.items()
            if figure.kind is FigureKind.FIGURE
            and figure.is_sure
            and figure.page <= _CENTRAL_PAGES
            and (_WHOLE.search(figure.caption) or any(self._is_early(at) for at in self.mentions.get(key, ())))
        ]
        return min(shown, key=lambda figure: (figure.page, figure.label)).label if shown else None

    def _is_early(self, number: int) -> bool:
        return self.sentences[number].zone in (Zone.ABSTRACT, Zone.INTRODUCTION)

    def _are_neighbours(self, number: int, other: int) -> bool:
        return abs(number - other) == 1 and self.sentences[number].paragraph == self.sentences[other].paragraph

    def _numbers(self, prose: str, figure: Figure) -> float:
        """For figures of the tweet that the caption has, or that stand beside a table."""
        numbers = set(_TELLING_NUMBER.findall(prose))
        in_caption = numbers & set(_TELLING_NUMBER.findall(figure.caption))
        score = _NUMBER_IN_CAPTION * min(_MOST_NUMBERS, len(in_caption))
        if figure.kind is FigureKind.TABLE:
            text = self.page_texts.get(figure.page, "")
            on_page = {number for number in numbers - in_caption if number in text}
            score += _NUMBER_ON_PAGE * min(_MOST_NUMBERS, len(on_page))
        return score


def _kind_bonus(role: Role, figure: Figure) -> float:
    shows_outcomes = _OUTCOMES.search(figure.caption) is not None
    if role is Role.RESULT:
        return _SHOWS_OUTCOMES if shows_outcomes else 0.0
    if figure.page <= _CENTRAL_PAGES and _WHOLE.search(figure.caption):
        return _SHOWS_THE_WHOLE
    return _SHOWS_NO_WORK if shows_outcomes else 0.0


def _key(figure: Figure) -> Key:
    match = _LABEL.search(figure.label)
    return figure.kind, figure.label if match is None else (match["number"] or match["wide_number"])


def _mentions(sentences: Sequence[Sentence]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for sentence in sentences:
        for match in _LABEL.finditer(sentence.text):
            kind = match["kind"] or match["wide_kind"]
            is_table = kind[0] in _TABLE_INITIALS
            number = match["number"] or match["wide_number"]
            found[FigureKind.TABLE if is_table else FigureKind.FIGURE, number].append(sentence.number)
    return found
