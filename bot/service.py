"""What happens in a chat -> what is to be done: each event becomes a job once, or nothing.

An adapter calls `Service.on_event` and acknowledges when it returns: by then the event and its job are committed.
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.asks import SHOWN_CHARS, Ask, Hint, Verb, ask_of_command, ask_of_press, takes_back
from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent, HomeOpened, MessagePosted, Pressed, cleaned
from bot.errors import ChatError
from bot.links import parse_ref
from bot.model.chat import Control, Form, MessageRef, Person, Place, Trigger
from bot.ports import Jobs
from bot.presses import after, folded_emoji
from bot.records import STATUS_SERIAL, Job, PostRecord, PressChange, WantedPaper
from bot.stories.asked import Asked, asked_in_words, check_asked, draft_id_of, line_of, told
from bot.stories.forms import ask_of_form, edit_form, is_of_a_draft, menu_form, new_form, poster_form
from bot.stories.jobs import QUIETLY, ActWanted, DraftWanted, HomeWanted, TellWanted, job_of
from bot.stories.lab import Lab
from bot.stories.paper_requests import PaperAsked, is_about_a_draft, paper_in_words
from bot.stories.said import asked_by_message
from bot.wording import elided

_log = logging.getLogger(__name__)

_OF_CONTROLS: Mapping[str, Ask] = {
    Control.REGENERATE.value: Ask(Verb.REGENERATE),
    Control.SHORTEN.value: Ask(Verb.SHORTEN),
    Control.CANCEL.value: Ask(Verb.CANCEL),
    Control.REDRAFT.value: Ask(Verb.REGENERATE),
    Control.EXPORT.value: Ask(Verb.EXPORT),
    Control.VOICE.value: Ask(Verb.VOICE),
}


_BETWEEN_CURSORS = timedelta(seconds=5)


class Service:
    """The verbs of the conversation."""

    def __init__(self, lab: Lab, jobs: Jobs) -> None:
        self._lab = lab
        self._jobs = jobs
        self._moved_at: dict[Place, datetime] = {}

    async def on_event(self, event: ChatEvent) -> None:
        """Take an event in; when this returns it is committed, and what comes of it will be done."""
        began_s = time.perf_counter()
        event = cleaned(event)
        match event:
            case MessagePosted():
                await self._message(event)
            case Pressed():
                await self._press(event)
            case Commanded():
                await self._command(event)
            case ButtonPressed():
                await self._button(event)
            case FormSent():
                await self._form(event)
            case HomeOpened():
                wanted = HomeWanted(event.person, event.place)
                await self._accept(Asked(event.key, wanted, f"home:{event.person.key}"))
        _log.debug("%s taken in %.3f s", type(event).__name__, time.perf_counter() - began_s)

    async def resume(self) -> None:
        """Hand over the jobs that were committed by a process that died before it could."""
        for job in await self._lab.store.events.unstarted():
            await self._start(job)

    async def catch_up(self, platform: str) -> None:
        """Take in what happened on a platform while nobody listened."""
        chat, events = self._lab.chats[platform], self._lab.store.events
        since = self._lab.now() - timedelta(days=self._lab.rules.watch_days)
        for channel in await events.channels(platform):
            watched = await self._lab.store.drafts.watched(channel, since=since)
            looked_at = self._lab.now()
            there: set[tuple[str, str, str]] = set()
            async for event in chat.missed(channel, after=await events.cursor(channel), watched=watched):
                if isinstance(event, Pressed) and event.is_added:
                    there.add((event.message.id, event.person.key, folded_emoji(event.emoji)))
                await self.on_event(event)
            for change in await events.standing(watched):
                if (change.message.id, change.person.key, change.emoji) not in there:
                    gone = Pressed(change.message, change.person, change.emoji, is_added=False, at=looked_at)
                    await self.on_event(gone)

    # ---- Messages ----

    async def _message(self, event: MessagePosted) -> None:
        for asked in await asked_by_message(self._lab, event):
            await self._accept(asked)
        if not event.edit:
            await self._note_seen(event.message)

    async def _note_seen(self, message: MessageRef) -> None:
        """Move the channel's cursor, if that was not done just now: what is read again behind it has no second effect,
        and talk should not wait for the database."""
        channel, now = message.place.in_channel, self._lab.now()
        moved_at = self._moved_at.get(channel)
        if moved_at is None or now - moved_at >= _BETWEEN_CURSORS:
            await self._lab.store.events.move_cursor(channel, message.id)
            self._moved_at[channel] = now

    # ---- Presses and buttons ----

    async def _press(self, event: Pressed) -> None:
        post = await self._lab.store.drafts.post_of(event.message)
        if post is None:
            return
        event = replace(event, emoji=folded_emoji(event.emoji))
        events = self._lab.store.events
        known = await events.press(event.message, event.person, event.emoji)
        state, is_new = after(event, known)
        change = PressChange(event.message, event.person, event.emoji, state)
        ask = self._ask_of_press(event, post, was_present=known is not None and known.is_present, is_new=is_new)
        if ask is None:
            if state != known:
                await events.note_press(change)
            return
        place = event.message.place.in_channel
        key = ":".join(
            ("press", place.platform, place.team, place.channel, event.message.id, event.person.id, event.emoji)
        )
        which = event.event_id or f"{state.count}{'' if is_new else '-'}"
        wanted = await self._act(post, ask, event.person, event.message)
        job = job_of(f"{key}:{which}", wanted, line=line_of(wanted, post.draft_id))
        if await events.accept(job.key, job, press=change):
            await self._start(job)

    def _ask_of_press(self, event: Pressed, post: PostRecord, *, was_present: bool, is_new: bool) -> Ask | None:
        if post.serial is None:
            return None
        is_status, aliases = post.serial == STATUS_SERIAL, self._lab.rules.aliases
        if is_new:
            return ask_of_press(event.emoji, is_status=is_status, aliases=aliases)
        if not event.is_added and was_present:
            return takes_back(event.emoji, is_status=is_status, aliases=aliases)
        return None

    async def _button(self, event: ButtonPressed) -> None:
        post = await self._lab.store.drafts.post_of(event.message)
        if post is None:
            words = "I do not know this message any more; its draft was forgotten."
            tell = TellWanted(event.person, event.message.place, words, event.message, event.trigger)
            await self._accept(told(event.key, tell))
            return
        if event.control == Control.MORE.value and post.serial and event.trigger is not None:
            await self._show_form(event, event.message.place, menu_form(post.draft_id, post.serial))
            return
        ask = _OF_CONTROLS.get(event.control)
        if ask is not None:
            wanted = await self._act(post, ask, event.person, event.message, event.trigger)
            await self._accept(Asked(event.key, wanted, line_of(wanted, post.draft_id)))

    async def _act(
        self, post: PostRecord, ask: Ask, person: Person, about: MessageRef, trigger: Trigger | None = None
    ) -> ActWanted:
        """What was asked on a message; with the version that it showed, so that two who ask the same are one."""
        kept = await self._lab.store.drafts.draft(post.draft_id) if post.serial else None
        shown = next((one for one in kept.tweets if one.serial == post.serial), None) if kept is not None else None
        number = None if shown is None else shown.versions[-1].number
        return ActWanted(post.draft_id, ask, person, post.place, post.serial or None, about, trigger, number)

    # ---- Commands and forms ----

    async def _command(self, event: Commanded) -> None:
        ask = ask_of_command(event.words)
        paper = None if is_about_a_draft(ask) else paper_in_words(event.words, event.options, event.attachments)
        if paper is not None:
            await self._new(event, paper)
        elif event.options.get("url"):
            await self._ask_for_paper(event, Ask(Verb.NEW, words=event.options["url"]))
        elif isinstance(ask, Hint):
            await self._tell(event, ask.words)
        elif ask.verb in (Verb.NEW, Verb.CHECK):
            await self._ask_for_paper(event, ask)
        elif ask.verb in (Verb.EDIT, Verb.POSTER) and not ask.words and await self._has_shown_form(event, ask):
            return
        else:
            ask = replace(ask, options={**ask.options, **event.options})
            place, person = event.place, event.person
            await self._accept(
                await asked_in_words(self._lab, event.key, ask, place, person, about=event.about, trigger=event.trigger)
            )

    async def _new(self, event: Commanded, paper: PaperAsked) -> None:
        """A draft by command; `check LINK` with words or a file behind it has these checked."""
        if paper.is_check:
            if not (paper.words or paper.own_file or event.options.get("thread")):
                await self._ask_for_paper(event, Ask(Verb.CHECK))
                return
            spoken = replace(paper, words=event.options.get("thread") or paper.words)
            asked = check_asked(event.key, spoken, event.place, event.person, event.about, event.trigger, event.options)
            await self._accept(asked)
            return
        options = dict(event.options)
        if paper.words and not options.get("wish"):
            options["wish"] = " ".join(paper.words.split())
        wanted = DraftWanted(event.place, event.person, event.about, paper.wanted, options)
        await self._accept(Asked(event.key, wanted, draft_id_of(event.key)))

    async def _ask_for_paper(self, event: Commanded, ask: Ask) -> None:
        """A form where nothing was said; a sentence where what was said is no paper, or there are no forms."""
        chat = self._lab.chat(event.place)
        if ask.words:
            said = elided(ask.words, SHOWN_CHARS)
            await self._tell(event, f"“{said}” is no arXiv link or id. Give one, or attach the PDF to a message.")
        elif not chat.limits.has_forms or event.trigger is None:
            words = f"Write `{chat.limits.command} {ask.verb.value} LINK`, or attach the PDF to a message."
            await self._tell(event, words)
        else:
            await self._show_form(event, event.place, new_form(ask.verb))

    async def _has_shown_form(self, event: Commanded, ask: Ask) -> bool:
        """A form for what was not said, where the platform has forms and there is a draft."""
        chat = self._lab.chat(event.place)
        draft_id = ask.options.get("draft") or await self._lab.store.drafts.newest(event.place)
        if draft_id is None or event.trigger is None or not chat.limits.has_forms:
            return False
        if ask.verb is Verb.POSTER:
            await self._show_form(event, event.place, poster_form(draft_id))
            return True
        kept = await self._lab.store.drafts.draft(draft_id)
        standing = () if kept is None else kept.standing
        if ask.number is None or not 1 <= ask.number <= len(standing):
            return False
        await self._show_edit_form(event, draft_id, standing[ask.number - 1].serial)
        return True

    async def _form(self, event: FormSent) -> None:
        if is_of_a_draft(event):
            draft_id, serial, ask = ask_of_form(event)
            if ask.verb is Verb.EDIT and not ask.words:
                await self._show_edit_form(event, draft_id, serial)
                return
            wanted = ActWanted(draft_id, ask, event.person, event.place, serial or None, None, event.trigger)
            await self._accept(Asked(event.key, wanted, line_of(wanted, draft_id)))
            return
        ref = parse_ref(event.values.get("url", "").strip())
        if ref is None:
            words = "That is no arXiv link or id. To draft from a PDF, attach it to a message in this channel."
            await self._tell(event, words)
            return
        own = event.values.get("thread", "").strip() or None
        paper = WantedPaper(arxiv_id=ref.arxiv_id, version=ref.version)
        new = DraftWanted(event.place, event.person, None, paper, event.values, own)
        await self._accept(Asked(event.key, new, draft_id_of(event.key)))

    async def _show_edit_form(self, event: FormSent | Commanded, draft_id: str, serial: int) -> None:
        kept = await self._lab.store.drafts.draft(draft_id)
        tweet = next((one for one in kept.tweets if one.serial == serial), None) if kept is not None else None
        if tweet is not None:
            await self._show_form(event, event.place, edit_form(draft_id, serial, tweet.versions[-1].tweet.text))

    async def _show_form(self, event: Commanded | ButtonPressed | FormSent, place: Place, form: Form) -> None:
        """Show a form once; where the platform does not, the person is told how to do without."""
        chat = self._lab.chat(place)
        if event.trigger is not None and chat.limits.has_forms:
            if not await self._lab.store.events.accept(event.key, None):
                return
            try:
                await chat.show_form(event.person, event.trigger, form)
            except ChatError as error:
                _log.info("form=%s outcome=%s", form.name, type(error).__name__)
            else:
                return
        words = f"The form cannot be shown now. `{chat.limits.command} help` says what to write instead."
        await self._accept(told(f"{event.key}:form", TellWanted(event.person, place, words)))

    # ---- Asks ----

    async def _tell(self, event: Commanded | FormSent, words: str) -> None:
        about = event.about if isinstance(event, Commanded) else None
        await self._accept(told(event.key, TellWanted(event.person, event.place, words, about, event.trigger)))

    async def _accept(self, asked: Asked) -> None:
        key, wanted, line = asked
        if isinstance(wanted, ActWanted) and wanted.ask.verb is Verb.FORGET:
            # What is under way would be paid, only to be deleted.
            stop = replace(wanted, ask=Ask(Verb.CANCEL, options={QUIETLY: "yes"}))
            await self._accept(Asked(f"{key}:stop", stop, line_of(stop, line)))
        job = job_of(key, wanted, line=line)
        if await self._lab.store.events.accept(key, job):
            await self._start(job)

    async def _start(self, job: Job) -> None:
        await self._jobs.enqueue(job)
        await self._lab.store.events.mark_started(job.key)
