"""Which figure goes with which tweet: the one its sentence names, or whose caption speaks of the same."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.album import FigureKey, is_apparatus, is_supplement, key_of, mentions, shows_whole
from bot.extractive.material import Material
from bot.extractive.phrases import anywhere
from bot.extractive.salience import Salience
from bot.extractive.selection import Choice
from bot.extractive.sentences import Sentence
from bot.model import Figure, FigureKind, Paper, Role

_FLOORS = {Role.CONTRIBUTION: 0.8, Role.METHOD: 0.8, Role.RESULT: 0.8}
"""The roles that may carry a figure, and how well it must fit: none is better than a wrong one."""

# Weights: the sentence names it; its neighbour does; words in common with the caption, and with sentences that name it.
_OF_CAPTION, _NAMED, _NAMED_BESIDE, _CAPTION, _MENTION = 5.0, 3.0, 1.0, 3.0, 1.2
_NUMBER_IN_CAPTION, _NUMBER_ON_PAGE, _MOST_NUMBERS = 0.8, 0.35, 2
_SHOWS_THE_WHOLE, _SHOWS_OUTCOMES, _SHOWS_NO_WORK = 0.5, 0.3, -0.2
_SHOWS_APPARATUS, _IN_SUPPLEMENT = -0.8, -0.5
_NUMBER_IN_CELL = 0.9
_CENTRAL_PAGES = 4

_TELLING_NUMBER = re.compile(r"(?<![\w.-])(?:\d{1,9}[.,]\d{1,9}|(?!(?:19|20)\d\d\b)\d{3,9})(?![\w-])")
_OUTCOMES = anywhere(
    r"""
    results? / performance / accuracy / error(?: rates?)? / speed-?ups? / comparisons? / comparing / evaluations? /
    outperforms? / achieves? / scores? / improvements? / better
    """
)


def chosen_figures(
    choices: Sequence[Choice], paper: Paper, material: Material, shown: Collection[str] = ()
) -> list[str | None]:
    """For each choice the label of its figure, or None; no figure twice, and none of those `shown` elsewhere.

    One whose edges are not sure, so that its whole page would be shown, must be named and have no sure rival.
    """
    sentences, salience = material.sentences, material.salience
    figures = {key_of(figure): figure for figure in paper.figures if figure.label not in shown}
    captions = Salience((figure.caption for figure in paper.figures), "")  # a name in every caption tells nothing
    page_texts = {page.number: page.text for page in paper.pages}
    album = _Album(paper, figures, mentions(one.text for one in sentences), page_texts, sentences, salience, captions)
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
    used: set[FigureKey] = set()
    for _, _, place, label, key in offers:
        if labels[place] is None and key not in used:
            labels[place] = label
            used.add(key)
    return labels


@dataclass(frozen=True, slots=True)
class _Album:
    """The figures of a paper, and all that speaks for pairing one with a tweet."""

    paper: Paper
    figures: Mapping[FigureKey, Figure]
    mentions: Mapping[FigureKey, Sequence[int]]
    page_texts: Mapping[int, str]
    sentences: Sequence[Sentence]
    salience: Salience
    captions: Salience

    def fit(self, choice: Choice, key: FigureKey) -> float:
        figure, prose = self.figures[key], choice.candidate.prose
        if choice.role is not Role.RESULT and figure.kind is FigureKind.TABLE:
            return 0.0
        named = self.mentions.get(key, ())
        score = _CAPTION * self.captions.likeness(prose, figure.caption)
        score += _MENTION * max((self.salience.likeness(prose, self.sentences[at].text) for at in named), default=0.0)
        if any(self.sentences[at].figure == figure.label for at in choice.candidate.sentences):
            score += _OF_CAPTION
        elif set(choice.candidate.sentences) & set(named):
            score += _NAMED
        elif any(self._are_neighbours(at, other) for at in choice.candidate.sentences for other in named):
            score += _NAMED_BESIDE
        if is_apparatus(figure):
            score += _SHOWS_APPARATUS
        if is_supplement(figure, self.paper):
            score += _IN_SUPPLEMENT
        return score + self._numbers(prose, figure) + (_kind_bonus(choice.role, figure) if score > 0 else 0.0)

    def _are_neighbours(self, number: int, other: int) -> bool:
        return abs(number - other) == 1 and self.sentences[number].paragraph == self.sentences[other].paragraph

    def _numbers(self, prose: str, figure: Figure) -> float:
        """For numbers of the tweet that the caption has, that the table has, or that stand beside a table."""
        numbers = set(_TELLING_NUMBER.findall(prose))
        in_caption = numbers & set(_TELLING_NUMBER.findall(figure.caption))
        score = _NUMBER_IN_CAPTION * min(_MOST_NUMBERS, len(in_caption))
        if figure.cells is not None:
            cells = " ".join(cell for row in figure.cells.rows for cell in row)
            in_cells = (numbers - in_caption) & set(_TELLING_NUMBER.findall(cells))
            return score + _NUMBER_IN_CELL * min(_MOST_NUMBERS, len(in_cells))
        if figure.kind is FigureKind.TABLE:
            text = self.page_texts.get(figure.page, "")
            on_page = {number for number in numbers - in_caption if number in text}
            score += _NUMBER_ON_PAGE * min(_MOST_NUMBERS, len(on_page))
        return score


def _kind_bonus(role: Role, figure: Figure) -> float:
    shows_outcomes = _OUTCOMES.search(figure.caption) is not None
    if role is Role.RESULT:
        return _SHOWS_OUTCOMES if shows_outcomes else 0.0
    if figure.page <= _CENTRAL_PAGES and shows_whole(figure):
        return _SHOWS_THE_WHOLE
    return _SHOWS_NO_WORK if shows_outcomes else 0.0
