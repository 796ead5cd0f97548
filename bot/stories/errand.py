"""What one person wants of one draft, with what every action on it needs."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.model.chat import Person, Picture
from bot.obtaining import Obtained
from bot.provenance import ModelCall
from bot.records import DraftRecord, Job
from bot.remembering import RememberingWriter
from bot.stories.budgets import model_refusal_of
from bot.stories.jobs import QUIETLY, ActWanted
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.stories.papers import recall
from bot.stories.telling import tell


@dataclass(frozen=True, slots=True)
class Errand:
    """One action: who asked for it, where, and by which job."""

    lab: Lab
    job: Job
    wanted: ActWanted

    async def tell(self, words: str) -> None:
        """Say something to who asked, alone."""
        wanted = self.wanted
        if QUIETLY in wanted.ask.options:
            return
        await tell(self.lab, wanted.person, wanted.place, words, about=wanted.about, trigger=wanted.trigger)

    async def say(
        self, record: DraftRecord, words: str, *, draw: Callable[[], Awaitable[Picture | None]] | None = None
    ) -> None:
        """Answer in the draft's chat thread, once; `draw` as for `Messages.say`."""
        await self.messages(record).say(words, cause=self.job.key, draw=draw)

    async def paper(self, record: DraftRecord) -> Obtained:
        """The draft's paper, when it is this person's turn."""
        async with self.lab.reading.turn(self.job.owner):
            return await recall(self.lab, record, progress=lambda _: None)

    def writer(self, record: DraftRecord) -> RememberingWriter:
        """The draft's writer; what it answers to this job is kept."""
        writer = self.lab.writer_of(record.uses_model)
        return RememberingWriter(writer, self.lab.store.drafts, record.id, self.job.key)

    async def tell_remarks(self, writer: RememberingWriter) -> None:
        """Say what the person who pays should know of what was asked for this action."""
        for remark in await writer.remarks():
            await self.tell(remark.detail)

    async def is_refused(self, record: DraftRecord) -> bool:
        """Whether a budget is reached, which is told."""
        if self.lab.writer_of(record.uses_model).name.model is None:
            return False
        settings = await self.lab.store.channels.settings(record.place)
        refusal = await model_refusal_of(self.lab, self.wanted.person, record.place, settings)
        if refusal is not None:
            await self.tell(refusal)
        return refusal is not None

    async def book(self, record: DraftRecord, calls: Sequence[ModelCall]) -> None:
        await book(self.lab, self.job.key, record, self.wanted.person, calls)

    def messages(self, record: DraftRecord) -> Messages:
        return Messages(self.lab, record.id, record.place)


async def book(
    lab: Lab, key: str, record: DraftRecord, person: Person, calls: Sequence[ModelCall], *, drafts: int = 0
) -> None:
    """Book what models took for somebody today, once for each key."""
    await lab.store.spending.spend(key, place=record.place, person=person, day=lab.today, calls=calls, drafts=drafts)
