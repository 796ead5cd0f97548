"""The tweets of an answer while it comes, also where it comes in several parts."""

from collections.abc import Callable, Sequence

from bot.errors import AnswerUnusable
from bot.model import Plan, Proposal, Role
from bot.prompting.answers import read_tweet, role_of
from bot.prompting.streaming import TweetScanner
from bot.wording import counted

_BY_RULE = frozenset({Role.ANNOUNCEMENT, Role.CODE})


class ThreadAnswer:
    """Hears an answer, and tells each tweet of it with its last character."""

    def __init__(self, tell: Callable[[Plan | Proposal], None], begun: Sequence[Proposal] = ()) -> None:
        """Take who is told: the plan before the first tweet, then each tweet that has the form that was asked for.

        Args:
            begun: Tweets of an earlier answer that are kept; nobody is told them again.
        """
        self._tell = tell
        self.proposals: list[Proposal] = list(begun)
        self._begin()

    def hear(self, piece: str) -> None:
        """Take what comes next of the answer."""
        for found in self._scanner.feed(piece):
            if not self._is_planned:
                self._tell_plan()
            try:
                proposal = read_tweet(found)
            except AnswerUnusable as error:
                self._refused.append(error.why)
            else:
                self.proposals.append(proposal)
                self._tell(proposal)

    def begin_again(self) -> None:
        """The answer broke off, and another comes. What is whole of it stays: nothing is asked for, or paid, twice."""
        self._begin()

    @property
    def is_lacking(self) -> bool:
        """Whether the answer that has ended may have to be asked for again: it has no end, or no tweet."""
        return self._scanner.whole is None or not self.proposals

    @property
    def problem(self) -> str | None:
        """What is wrong with the answer that has ended, in a clause; None if all of it could be used."""
        if self._refused:
            which = f"{counted(len(self._refused), 'tweet')} of it" if self.proposals else "its tweets"
            return f"{which} could not be read: {self._refused[0]}"
        if self._scanner.whole is not None:
            return None if self.proposals else "it has no tweets"
        if not self._scanner.text.strip():
            return "it is empty"
        return "its JSON has no end" if self.proposals else "it is no JSON, or its JSON has no end"

    def end(self) -> None:
        """Hold the answer to its form.

        Raises:
            AnswerUnusable: Some of it, or all, could not be used.
        """
        if self.problem is not None:
            raise AnswerUnusable(self.problem)

    def _begin(self) -> None:
        self._scanner = TweetScanner()
        self._refused: list[str] = []
        self._is_planned = False

    def _tell_plan(self) -> None:
        self._is_planned = True
        rest = [role for name in self._scanner.plan if (role := role_of(name)) and role not in _BY_RULE]
        if rest:
            self._tell(Plan((*(proposal.role for proposal in self.proposals), *rest)))
