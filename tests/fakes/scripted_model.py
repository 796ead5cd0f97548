"""A model that writes a short paper's thread, and counts what it is asked: for tests of what survives a crash."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

from bot.ledger import Ledger
from bot.model import Brief, Evidence, Finding, Paper, Plan, Proposal, Role, WriterName, Zone
from bot.versions import Revision
from tests.builders import model_call, paper, paragraph
from tests.fakes.writers import HoldsNothing

SENTENCES = {
    Role.CONTRIBUTION: "We present a way to sort shells by the sound that they make.",
    Role.RESULT: "On the Beach dataset it sorts 98,734 shells in 56.7 seconds.",
    Role.METHOD: "Each shell is dropped once, and a microphone hears it.",
    Role.WHY: "Sorting by eye takes a person two days.",
    Role.LIMITATION: "A limitation is that broken shells are not sorted.",
    Role.FUTURE_WORK: "In future work we plan to sort stones.",
}
AGAIN = "A microphone is all that is needed: every shell falls once."
WISHED = "The shells of the Beach dataset were found by hand."


def shell_paper() -> Paper:
    """A paper of one page that says all that the model writes, and a little more."""
    lines = [*SENTENCES.values(), AGAIN, WISHED]
    return paper(
        "\n".join(lines) + "\n",
        title="Shells by Their Sound",
        paragraphs=tuple(paragraph(line, zone=Zone.BODY) for line in lines),
    )


class ScriptedModel(HoldsNothing):
    """Writes a tweet for each sentence, one after the other; asked again, it says `AGAIN`, and with a wish `WISHED`.

    Args:
        note: Is told each answer when it is given: "tweet 3", "regenerate 5".
    """

    def __init__(self, note: Callable[[str], None] = lambda _: None) -> None:
        self._note = note

    @property
    def name(self) -> WriterName:
        return WriterName("scripted", "shell-1")

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Plan | Proposal]:
        self._note(f"asked for the thread behind {len(begun)}")
        ledger.record(model_call())
        yield Plan(tuple(SENTENCES))
        for number, (role, sentence) in enumerate(list(SENTENCES.items())[len(begun) :], len(begun) + 1):
            await asyncio.sleep(0)
            self._note(f"tweet {number}")
            yield Proposal(role, sentence, (Evidence(1, sentence),))

    async def repair(
        self, paper: Paper, brief: Brief, proposal: Proposal, findings: Sequence[Finding], ledger: Ledger
    ) -> Proposal | None:
        self._note("repair")
        return None

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        self._note(f"regenerate {revision.number}" + (f" wish {revision.wish}" if revision.wish else ""))
        ledger.record(model_call())
        answer = WISHED if revision.wish else AGAIN
        return Proposal(revision.proposal.role, answer, (Evidence(1, answer),))

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        self._note(f"shorten {revision.number}")
        ledger.record(model_call())
        return None
