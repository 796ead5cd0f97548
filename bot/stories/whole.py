"""The actions on a whole draft: written again, in the other voice, or made into an invitation to a poster."""

from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from bot.errors import ChatError, DraftUnchanged, FactsMissing
from bot.inviting import Asked, invite, request_of
from bot.ledger import Ledger
from bot.model import Brief, Finding, Voice
from bot.posts import poster_words
from bot.provenance import Provenance
from bot.records import DraftState, KeptDraft
from bot.revising import regenerate_all, switch_voice
from bot.revising.manuscript import Manuscript
from bot.stories.board import Board, Stopped
from bot.stories.briefs import parse_voice
from bot.stories.company import in_company
from bot.stories.errand import Errand
from bot.stories.taste import liked_for
from bot.stories.tweets import manuscript_of
from bot.versions import Version
from bot.wording import listed

NO_TWEETS = "it has no tweets. Post the link again for another one"


class WholeDraft:
    """What one person wants of a whole draft."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._lab = errand.lab
        self._wanted = errand.wanted
        self._drafts = errand.lab.store.drafts

    async def regenerate(self, kept: KeptDraft) -> None:
        """Every tweet again, but for the approved and hand-edited ones."""
        if not kept.standing:
            raise DraftUnchanged(NO_TWEETS)
        if await self._was_done(kept) or await self._errand.is_refused(kept.record):
            return
        obtained = await self._errand.paper(kept.record)
        manuscript = manuscript_of(kept, obtained.paper)
        writer, ledger, board = self._errand.writer(kept.record), Ledger(), self._board(kept)
        wish = self._wanted.ask.words or None

        async def work() -> None:
            async with self._lab.writing.turn(self._errand.job.owner):
                rewritten = await regenerate_all(
                    manuscript,
                    writer=writer,
                    ledger=ledger,
                    progress=lambda event: board.hear(event, writer.name),
                    wish=wish,
                    asked_by=self._wanted.person.name or None,
                )
            await self._errand.tell_remarks(writer)
            await self._keep(kept, rewritten.manuscript, stayed_words(rewritten.stayed))

        await self._worked(kept, work(), ledger, board)

    async def switch_voice(self, kept: KeptDraft) -> None:
        """The draft in the other voice, or in the one that was named."""
        if not kept.standing:
            raise DraftUnchanged(NO_TWEETS)
        if await self._was_done(kept) or await self._errand.is_refused(kept.record):
            return
        words = self._wanted.ask.words
        other = Voice.AUTHOR if kept.record.brief.voice is Voice.CURATOR else Voice.CURATOR
        voice = parse_voice(words) if words else other
        obtained = await self._errand.paper(kept.record)
        manuscript = manuscript_of(kept, obtained.paper)
        writer, ledger, board = self._errand.writer(kept.record), Ledger(), self._board(kept)

        async def work() -> None:
            async with self._lab.writing.turn(self._errand.job.owner):
                liked = await liked_for(self._lab, kept.record.place, voice, title=obtained.paper.title)
                switched = await switch_voice(
                    manuscript,
                    voice,
                    writer=writer,
                    progress=lambda event: board.hear(event, writer.name),
                    ledger=ledger,
                    asked_by=self._wanted.person.name or None,
                    liked=liked,
                )
            await self._errand.tell_remarks(writer)
            await self._keep(kept, switched)

        await self._worked(kept, work(), ledger, board)

    async def poster(self, kept: KeptDraft) -> None:
        """A post that invites people to the paper's poster; what is missing is asked for."""
        obtained = await self._errand.paper(kept.record)
        ask = self._wanted.ask
        given = {name: ask.options.get(name, "") for name in ("date", "time", "place", "title", "authors", "wish")}
        venue = ask.options.get("venue") or kept.record.brief.venue or ""
        asked = Asked(venue=venue, addresses=(), **given)
        try:
            request = request_of(asked, draft=ask.words, paper=obtained.paper)
        except FactsMissing as error:
            missing = listed([words for words, _ in error.asked])
            await self._errand.tell(f"The invitation still needs {missing}; none of it is ever made up. {_HOW_TO_GIVE}")
            return
        if await self._errand.is_refused(kept.record):
            return
        ledger = Ledger()
        try:
            async with self._lab.writing.turn(self._errand.job.owner):
                made = await invite(request, obtained.paper, writer=self._errand.writer(kept.record), ledger=ledger)
        finally:
            await self._errand.book(kept.record, ledger.calls)
        await self._errand.say(kept.record, poster_words(made))

    # ---- Small things ----

    async def _worked(self, kept: KeptDraft, work: Coroutine[Any, Any, None], ledger: Ledger, board: Board) -> None:
        """Do what takes a while: the status tells of it, and somebody may stop it."""
        before = kept.record.state
        outcome = DraftState.DONE if before.is_under_way else before
        if await self._drafts.state(kept.record.id) is not DraftState.STOPPING:  # somebody stopped it before a crash
            await self._drafts.set_state(kept.record.id, DraftState.WORKING)
        try:
            await in_company(work, board.run(), board.watch())
            outcome = DraftState.DONE
        except Stopped:
            await self._errand.tell("Stopped. The draft stays as it was.")
        finally:
            await self._errand.book(kept.record, ledger.calls)
            await self._drafts.set_state(kept.record.id, outcome)
            with suppress(ChatError):
                await board.show()

    async def _keep(self, kept: KeptDraft, manuscript: Manuscript, said: str = "") -> None:
        """Remember what comes of the work, so that it need not be done again, and then do it."""
        change = replace(change_of(kept, manuscript), said=said)
        await self._drafts.remember(kept.record.id, self._result_key, _CHANGE.dump_json(change).decode())
        await self._apply(kept, change)

    async def _was_done(self, kept: KeptDraft) -> bool:
        """Go on with what was done before a crash; False if there is nothing."""
        result = await self._drafts.recall(kept.record.id, self._result_key)
        if result is None:
            return False
        await self._apply(kept, _CHANGE.validate_json(result))
        calls = await self._drafts.calls(kept.record.id, under=f"{self._errand.job.key}/")
        await self._errand.book(kept.record, calls)
        await self._drafts.set_state(kept.record.id, DraftState.DONE)
        await self._board(kept).show()
        return True

    async def _apply(self, kept: KeptDraft, change: "WholeChange") -> None:
        """Set a draft to its new state; doing it twice is doing it once."""
        draft_id = kept.record.id
        for serial, version in change.begun:
            await self._drafts.put_first(draft_id, serial, version)
        for serial, version in change.added:
            await self._drafts.add_version(draft_id, serial, version, cause=self._errand.job.key)
        messages = self._errand.messages(kept.record)
        for serial in change.gone:
            await self._drafts.take_out(draft_id, serial, at=self._lab.now())
            await messages.take_away(serial)
        await self._drafts.arrange(draft_id, change.order)
        now = await self._drafts.draft(draft_id)
        if now is not None:
            record = replace(
                now.record, brief=change.brief, findings=change.findings, provenance=change.provenance, note=""
            )
            await self._drafts.save(record)
        if change.said:
            await self._errand.tell(change.said)

    @property
    def _result_key(self) -> str:
        return f"{self._errand.job.key}/result"

    def _board(self, kept: KeptDraft) -> Board:
        return Board(self._lab, kept.record.id, self._errand.messages(kept.record))


_HOW_TO_GIVE = "Write it behind `poster`, as in `poster NeurIPS 2026, Tue 8 Dec, 16:00, Hall B #12`."


def stayed_words(stayed: Mapping[int, str]) -> str:
    """`Tweets 3 and 8 stay as they are: no other sentence of the paper can stand in their place.`"""
    reasons: dict[str, list[int]] = {}
    for number, sentence in stayed.items():
        reasons.setdefault(sentence.partition(": ")[2] or sentence, []).append(number)
    return "\n".join(
        f"{'Tweet' if len(numbers) == 1 else 'Tweets'} {listed([str(one) for one in numbers])}"
        f" {'stays as it is' if len(numbers) == 1 else 'stay as they are'}: {reason}"
        for reason, numbers in reasons.items()
    )


# ---- What comes of it ----


@dataclass(frozen=True, slots=True)
class WholeChange:
    """A draft's new state.

    Attributes:
        begun: (serial, first version) of tweets that are new.
        added: (serial, version) of tweets that go on.
        gone: Serials of tweets that are not in it any more.
        order: The serials of all that are in it.
        said: What the person is told of it; "" for nothing.
    """

    begun: tuple[tuple[int, Version], ...]
    added: tuple[tuple[int, Version], ...]
    gone: tuple[int, ...]
    order: tuple[int, ...]
    brief: Brief
    findings: tuple[Finding, ...]
    provenance: Provenance | None
    said: str = ""


_CHANGE = TypeAdapter(WholeChange)


def change_of(kept: KeptDraft, manuscript: Manuscript) -> WholeChange:
    """What has to be written down for a kept draft to become the manuscript.

    A tweet whose history begins as that of a kept one is that one; all others are new.
    """
    known = {one.versions[0]: one for one in kept.standing}
    free = max((one.serial for one in kept.tweets), default=0) + 1
    begun: list[tuple[int, Version]] = []
    added: list[tuple[int, Version]] = []
    order: list[int] = []
    for history in manuscript.versions:
        one = known.get(history[0])
        if one is None:
            begun.append((free, replace(history[-1], number=1)))
            order.append(free)
            free += 1
            continue
        order.append(one.serial)
        if len(history) > len(one.versions):
            added.append((one.serial, replace(history[-1], number=one.versions[-1].number + 1)))
    gone = tuple(one.serial for one in kept.standing if one.serial not in order)
    draft = manuscript.draft
    about_the_file = (one for one in kept.record.findings if one.rule == "paper" and one not in draft.findings)
    findings = (*about_the_file, *draft.findings)  # a draft that is written anew knows nothing of them
    return WholeChange(tuple(begun), tuple(added), gone, tuple(order), draft.brief, findings, draft.provenance)
