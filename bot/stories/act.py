"""The stories of what people do with a draft: one action, one tweet changed."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial

from bot.asks import WORKING, Ask, Verb
from bot.drafting.composition import alt_of
from bot.errors import (
    ChatError,
    DraftUnchanged,
    FigureError,
    NoSuchTweet,
    PaperError,
    PaperthreadError,
    StoreUnavailable,
    WishNeedsModel,
)
from bot.exports import draft_as_markdown
from bot.figure_order import next_figure
from bot.ledger import Ledger
from bot.model import Tweet, TweetFigure
from bot.model.chat import Picture
from bot.plain_text import change_words
from bot.ports import Steps
from bot.posts import evidence_picture, evidence_words, forgotten_post, history_words, plain_export
from bot.records import STATUS_SERIAL, DraftRecord, DraftState, Job, KeptDraft, KeptTweet
from bot.revising import revise
from bot.stories.errand import Errand
from bot.stories.insisting import insist
from bot.stories.jobs import ActWanted
from bot.stories.lab import Lab
from bot.stories.permission import may_revise
from bot.stories.taste import example_of
from bot.stories.tweets import Gallery, manuscript_of, numbered, show_all
from bot.stories.whole import NO_TWEETS, WholeDraft
from bot.versions import Action, Edit, Regenerate, Shorten, Undo, Version, Why


async def act(lab: Lab, job: Job, wanted: ActWanted, steps: Steps) -> None:
    """Do what somebody wants of a draft; why it cannot be done is told to them alone."""
    story = _ActStory(Errand(lab, job, wanted))
    await steps.do("do", story.do)
    await steps.do("show", story.show)


class _ActStory:
    """One action. Each step may be done again from its beginning."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._lab = errand.lab
        self._wanted = errand.wanted
        self._drafts = errand.lab.store.drafts

    async def do(self) -> str:
        """Change what is kept of the draft, or answer."""
        kept = await self._drafts.draft(self._wanted.draft_id)
        ask = self._wanted.ask
        if kept is None:
            await self._errand.tell("This draft was forgotten. Post the link again for another.")
            return "nothing"
        if kept.record.place.in_channel != self._wanted.place.in_channel:  # who names it may not see its channel
            await self._errand.tell("There is no such draft in this channel.")
            return "nothing"
        try:
            if ask.verb in _CHANGES and not await may_revise(self._lab, kept.record, self._wanted.person):
                await self._errand.tell(
                    "Only who asked for this draft, or who the channel's settings name, may change it."
                )
                return "nothing"
            await self._verb(ask)(kept)
        except WishNeedsModel:
            await self._errand.tell(wish_words(self._lab, kept.record))
            return "nothing"
        except StoreUnavailable:
            raise  # the whole step is done again when it is back
        except PaperthreadError as error:
            await self._errand.tell(str(error))
            return "nothing"
        return "done"

    async def show(self) -> str:
        """Have the messages that changed look as they should; all others look so already."""
        kept = await self._drafts.draft(self._wanted.draft_id)
        if kept is None or self._wanted.ask.verb not in _SHOWN:
            return "nothing"
        record = kept.record
        gallery = Gallery(self._lab, self._errand.messages(record), partial(self._errand.paper, record))
        try:
            await show_all(self._lab, gallery, record.id)
        except ChatError as error:
            await self._errand.tell(str(error))
        return "done"

    def _verb(self, ask: Ask) -> Callable[[KeptDraft], Awaitable[None]]:
        whole = WholeDraft(self._errand)
        verbs: Mapping[Verb, Callable[[KeptDraft], Awaitable[None]]] = {
            Verb.REGENERATE: self._revise if self._is_of_a_tweet else whole.regenerate,
            Verb.SHORTEN: self._revise,
            Verb.UNDO: self._revise,
            Verb.EDIT: self._revise,
            Verb.HISTORY: self._history,
            Verb.EVIDENCE: self._evidence,
            Verb.FIGURE: self._figure,
            Verb.REMOVE: self._remove,
            Verb.RESTORE: self._restore,
            Verb.APPROVE: self._approve,
            Verb.UNAPPROVE: self._approve,
            Verb.CANCEL: self._cancel,
            Verb.EXPORT: self._export,
            Verb.VOICE: whole.switch_voice,
            Verb.STAR: self._star,
            Verb.POSTER: whole.poster,
            Verb.FORGET: self._forget,
        }
        return verbs[ask.verb]

    # ---- One tweet ----

    async def _revise(self, kept: KeptDraft) -> None:
        ask = self._wanted.ask
        one, tweet = self._tweet(kept)
        if ask.verb is Verb.EDIT and not ask.words.strip():
            await self._errand.tell(f"Write the new text behind it: `edit {tweet.number} TEXT`.")
            return
        most = self._lab.chat(kept.record.place).limits.message_chars
        if ask.verb is Verb.EDIT and len(ask.words) > most:
            words = f"That has {len(ask.words):,} characters; a message here takes {most:,}, and a tweet 280."
            await self._errand.tell(words)
            return
        action = _action(ask)
        async with self._working_on(kept.record, one):
            if await self._drafts.is_made(kept.record.id, self._errand.job.key):
                await self._note_maker(kept.record, one, one.versions[-1].number)
                return  # before a crash; what was answered is not asked for again
            if await self._was_done_for_another(kept.record, one):
                return
            obtained = await self._errand.paper(kept.record)
            manuscript = manuscript_of(kept, obtained.paper)
            writer = self._errand.writer(kept.record)
            if isinstance(action, Regenerate | Shorten) and await self._errand.is_refused(kept.record):
                return
            ledger = Ledger()
            try:
                async with self._lab.writing.turn(self._errand.job.owner):
                    who = self._wanted.person.name or None
                    revised = await revise(manuscript, tweet.number, action, writer=writer, ledger=ledger, asked_by=who)
            finally:
                await self._errand.book(kept.record, ledger.calls)
            await self._errand.tell_remarks(writer)
            version = revised.history(tweet.number)[-1]
            version = replace(version, number=one.versions[-1].number + 1)
            await self._drafts.add_version(kept.record.id, one.serial, version, cause=self._errand.job.key)
            await self._note_maker(kept.record, one, version.number)

    async def _was_done_for_another(self, record: DraftRecord, one: KeptTweet) -> bool:
        """Two people who press the same on the same version are one job."""
        wanted, newest = self._wanted, one.versions[-1]
        if wanted.version is None or newest.number == wanted.version or wanted.ask.words:
            return False
        if newest.why is not _REASONS.get(wanted.ask.verb):
            return False
        maker = await self._drafts.recall(record.id, _maker_key(one, newest.number))
        return maker is not None and maker != wanted.person.key

    async def _note_maker(self, record: DraftRecord, one: KeptTweet, number: int) -> None:
        """Keep whose version it is: names are for words only, and two people may have the same."""
        await self._drafts.remember(record.id, _maker_key(one, number), self._wanted.person.key)

    async def _figure(self, kept: KeptDraft) -> None:
        one, tweet = self._tweet(kept)
        if await self._drafts.is_made(kept.record.id, self._errand.job.key):
            return
        obtained = await self._errand.paper(kept.record)
        shown = {
            other.figure.figure.label for _, other in numbered(kept) if other.figure and other.number != tweet.number
        }
        figure = next_figure(tweet, obtained.paper, shown=shown)
        if figure is None and tweet.figure is None:
            await self._errand.tell("The paper has no figure that is not on another tweet.")
            return
        picture = None if figure is None else TweetFigure(figure, alt_of(figure, kept.record.brief))
        findings = tuple(found for found in tweet.findings if found.rule != "figure")
        new = replace(tweet, figure=picture, findings=findings)
        await self._add(kept, one, Why.FIGURE, new)

    async def _remove(self, kept: KeptDraft) -> None:
        serial = await self._meant(kept)
        if serial is None:
            one, _ = self._tweet(kept)
            if len(kept.standing) == 1:
                await self._errand.tell("This is the last tweet of the draft; `forget` removes the whole draft.")
                return
            serial = await self._mean(kept, one)
        await self._drafts.take_out(kept.record.id, serial, at=self._lab.now())
        await self._errand.messages(kept.record).take_away(serial)

    async def _restore(self, kept: KeptDraft) -> None:
        serial = await self._meant(kept)
        if serial is None:
            out = [one for one in kept.tweets if one.is_out and one.out_at is not None]
            if not out:
                await self._errand.tell("No tweet was taken out.")
                return
            serial = await self._mean(kept, max(out, key=lambda one: (one.out_at, one.serial)))
        await self._drafts.take_out(kept.record.id, serial, at=None)

    async def _approve(self, kept: KeptDraft) -> None:
        one, _ = self._tweet(kept)
        is_approved = self._wanted.ask.verb is Verb.APPROVE
        await self._drafts.approve(kept.record.id, one.serial, is_approved=is_approved)

    # ---- Answers ----

    async def _evidence(self, kept: KeptDraft) -> None:
        _, tweet = self._tweet(kept)

        async def draw() -> Picture | None:
            with suppress(PaperError, FigureError):  # the words say it all
                obtained = await self._errand.paper(kept.record)
                image = await self._lab.reader.draw_quotes(obtained.pdf, tweet.evidence)
                return evidence_picture(tweet, image)
            return None

        await self._errand.say(kept.record, evidence_words(tweet), draw=draw if tweet.evidence else None)

    async def _history(self, kept: KeptDraft) -> None:
        one, tweet = self._tweet(kept)
        changes = [change_words(version) for version in one.versions]
        await self._errand.say(kept.record, history_words(tweet.number, one.versions, changes))

    async def _export(self, kept: KeptDraft) -> None:
        self._whole(kept)
        if self._wanted.ask.words.strip(" .").casefold() in ("markdown", "md"):
            obtained = await self._errand.paper(kept.record)
            words = draft_as_markdown(manuscript_of(kept, obtained.paper).draft)
        else:
            words = plain_export([tweet for _, tweet in numbered(kept)])
        await self._errand.say(kept.record, words)

    # ---- The draft ----

    async def _cancel(self, kept: KeptDraft) -> None:
        if not kept.record.state.is_under_way:
            await self._errand.tell("Nothing is under way on this draft.")
            return
        await self._drafts.set_state(kept.record.id, DraftState.STOPPING)

    async def _star(self, kept: KeptDraft) -> None:
        self._whole(kept)
        await self._lab.store.channels.keep_example(kept.record.place, example_of(kept))
        await self._errand.tell("Kept as an example of this channel's taste.")

    async def _forget(self, kept: KeptDraft) -> None:
        messages = self._errand.messages(kept.record)
        is_gone = await messages.take_all_away()
        message = await messages.message_of(STATUS_SERIAL)
        if message is not None:
            with suppress(ChatError):  # whatever stands in the chat, what is kept goes
                await self._lab.chat(message.place).edit(message, forgotten_post(kept.record.id))
        await self._drafts.forget(kept.record.id)  # last: this job is among what is deleted
        if not is_gone:
            words = "What I kept of this draft is deleted. Some of its messages cannot be removed here: please do."
            await self._errand.tell(words)

    # ---- Small things ----

    @property
    def _is_of_a_tweet(self) -> bool:
        return self._wanted.ask.number is not None or bool(self._wanted.serial)

    def _tweet(self, kept: KeptDraft) -> tuple[KeptTweet, Tweet]:
        """The tweet that is meant.

        Raises:
            NoSuchTweet: There is none.
            DraftUnchanged: It was taken out.
        """
        placed = numbered(kept)
        wanted = self._wanted
        for one, tweet in placed:
            if one.serial == wanted.serial or (not wanted.serial and tweet.number == wanted.ask.number):
                return one, tweet
        if wanted.serial:
            raise DraftUnchanged("this tweet was taken out of it; ↩️ on the summary brings the last one back")
        raise NoSuchTweet(wanted.ask.number or 0, total=len(placed))

    async def _meant(self, kept: KeptDraft) -> int | None:
        """The serial of the tweet that this action began with before a crash: now another may stand in its place."""
        known = await self._drafts.recall(kept.record.id, self._meant_key)
        return None if known is None else int(known)

    async def _mean(self, kept: KeptDraft, one: KeptTweet) -> int:
        await self._drafts.remember(kept.record.id, self._meant_key, str(one.serial))
        return one.serial

    @property
    def _meant_key(self) -> str:
        return f"{self._errand.job.key}/meant"

    def _whole(self, kept: KeptDraft) -> None:
        if not kept.standing:
            raise DraftUnchanged(NO_TWEETS)

    async def _add(self, kept: KeptDraft, one: KeptTweet, why: Why, tweet: Tweet) -> None:
        newest = one.versions[-1]
        who = self._wanted.person.name or None
        version = Version(newest.number + 1, why, tweet, newest.writer, asked_by=who)
        await self._drafts.add_version(kept.record.id, one.serial, version, cause=self._errand.job.key)

    @asynccontextmanager
    async def _working_on(self, record: DraftRecord, one: KeptTweet) -> AsyncIterator[None]:
        """Mark a tweet's message for as long as it is worked on; a platform that refuses hinders nothing."""
        message = await self._errand.messages(record).message_of(one.serial)
        chat = self._lab.chat(record.place)
        if message is not None:
            with suppress(ChatError):
                await chat.mark(message, WORKING)
        try:
            yield
        finally:
            if message is not None:
                with suppress(ChatError):
                    await insist(self._lab, lambda: chat.unmark(message, WORKING))


_CHANGES = frozenset(Verb) - {Verb.HISTORY, Verb.EVIDENCE, Verb.EXPORT, Verb.STAR, Verb.POSTER}
_SHOWN = frozenset(
    {
        Verb.REGENERATE,
        Verb.SHORTEN,
        Verb.UNDO,
        Verb.EDIT,
        Verb.FIGURE,
        Verb.REMOVE,
        Verb.RESTORE,
        Verb.APPROVE,
        Verb.UNAPPROVE,
        Verb.VOICE,
    }
)


def _maker_key(one: KeptTweet, number: int) -> str:
    return f"maker/{one.serial}/{number}"


_REASONS = {Verb.REGENERATE: Why.REGENERATED, Verb.SHORTEN: Why.SHORTENED, Verb.UNDO: Why.UNDONE}


def wish_words(lab: Lab, record: DraftRecord) -> str:
    """Why a wish is not followed, and what can be done instead."""
    why = "none is set up here" if lab.model_host is None else "this draft was made without one"
    return (
        f"A wish in words takes a language model, and {why}. 🔁 takes the paper's next best sentence;"
        f" `{lab.chat(record.place).limits.command} edit 3 TEXT` sets a tweet to your own words."
    )


def _action(ask: Ask) -> Action:
    match ask.verb:
        case Verb.SHORTEN:
            return Shorten()
        case Verb.UNDO:
            return Undo()
        case Verb.EDIT:
            return Edit(ask.words)
        case _:
            return Regenerate(ask.words or None)
