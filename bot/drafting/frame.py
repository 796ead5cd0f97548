"""What of a draft is there before its writer begins: the tweets that are made by rule, and where a figure belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.album import central_figure
from bot.checks.addresses import code_address
from bot.drafting.composition import Composition, same_label
from bot.drafting.intake import Taken, take
from bot.drafting.opening import announcement, code_doubts, code_invitation
from bot.model import Brief, Paper, Proposal, Role


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a draft is there before its writer begins.

    Attributes:
        by_rule: The tweets made of facts; nobody is asked to mend those.
        bare: The number of the tweet that carries no tags, or None.
        central: The label of the paper's central figure, or None.
    """

    paper: Paper
    brief: Brief
    by_rule: tuple[Taken, ...]
    bare: int | None
    central: str | None

    @classmethod
    def of(cls, paper: Paper, brief: Brief) -> "Frame":
        opening = announcement(paper, brief)
        # A title that needed a second tweet stands with the link alone.
        bare = 1 if len(opening) > 1 else None
        return cls(paper, brief, tuple(_made_by_rule(paper, brief, opening)), bare, central_figure(paper))

    @property
    def room(self) -> Brief:
        """The brief for a writer: without the room that the tweets made by rule take."""
        most = max(self.brief.max_tweets - len(self.by_rule), 0)
        least = min(max(self.brief.min_tweets - len(self.by_rule), 0), most)
        return replace(self.brief, max_tweets=most, min_tweets=least, central=self.central or "")

    def parts(self, written: Sequence[Taken]) -> tuple[Taken, ...]:
        """All tweets, the central figure on the first unless the second wants it, and on no other."""
        parts = (*self.by_rule, *written)
        central = self.central
        if central is None or (len(parts) > 1 and _wants(parts[1], central)):
            return parts
        others = (_with_figure(one, None) if _wants(one, central) else one for one in parts[1:])
        return (_with_figure(parts[0], central), *others)

    def composition(self, total: int) -> Composition:
        return Composition(self.paper, self.brief, total=total, bare=self.bare)


def _made_by_rule(paper: Paper, brief: Brief, opening: Sequence[str]) -> list[Taken]:
    """The announcement, of which `opening` is the prose, and the tweet about the code."""
    made = [take(Proposal(Role.ANNOUNCEMENT, prose), brief) for prose in opening]
    code = code_address(paper, brief)
    if code:
        taken = take(Proposal(Role.CODE, code_invitation(code, brief.voice)), brief)
        made.append(replace(taken, findings=(*taken.findings, *code_doubts(paper, brief))))
    return made


def _wants(taken: Taken, label: str) -> bool:
    return taken.proposal.figure is not None and same_label(taken.proposal.figure, label)


def _with_figure(taken: Taken, label: str | None) -> Taken:
    return replace(taken, proposal=replace(taken.proposal, figure=label))
