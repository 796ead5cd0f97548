"""The figures of a paper in the order in which they suit a tweet."""

from collections.abc import Collection

from bot.album import central_figure, is_supplement, key_of, named_in
from bot.model import Figure, Paper, Tweet

_NAMED, _QUOTED, _ON_PAGE, _CENTRAL, _SUPPLEMENT, _UNSURE = 4.0, 3.0, 2.0, 1.0, -2.0, -3.0


def figures_for(tweet: Tweet, paper: Paper, *, shown: Collection[str]) -> tuple[Figure, ...]:
    """All figures that no other tweet shows, those that suit the tweet best first.

    One that the tweet names, then one that its evidence names, then those of its evidence's pages.

    Args:
        shown: Labels of the figures that other tweets show.
    """
    named = set(named_in(tweet.text))
    quoted = {key for one in tweet.evidence for key in named_in(one.quote)}
    pages = {one.page for one in tweet.evidence}
    central = central_figure(paper)

    def weight(figure: Figure) -> float:
        key = key_of(figure)
        score = _NAMED * (key in named) + _QUOTED * (key in quoted) + _ON_PAGE * (figure.page in pages)
        score += _CENTRAL * (figure.label == central) + _SUPPLEMENT * is_supplement(figure, paper)
        return score + (0.0 if figure.is_sure else _UNSURE)

    free = [figure for figure in paper.figures if figure.label not in shown]
    return tuple(sorted(free, key=weight, reverse=True))


def next_figure(tweet: Tweet, paper: Paper, *, shown: Collection[str]) -> Figure | None:
    """The one behind the figure that the tweet has; none behind the last, the best where it has none."""
    order = figures_for(tweet, paper, shown=shown)
    if tweet.figure is None:
        return order[0] if order else None
    labels = [figure.label for figure in order]
    current = tweet.figure.figure.label
    place = labels.index(current) + 1 if current in labels else 0
    return order[place] if place < len(order) else None
