"""What happens in a chat -> what is to be done: each event becomes a job once, or nothing.

An adapter calls `Service.on_event` and acknowledges when it returns: by then the event and its job are committed.
"""

import hashlib
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from bot.asks import Ask, Hint, Verb, ask_of_command, ask_of_press, ask_of_reply, takes_back
from bot.chat_events import ButtonPressed, ChatEvent, Commanded, FormSent, MessagePosted, Pressed
from bot.elsewhere import paper_elsewhere
from bot.links import find_refs, parse_ref
from bot.model.chat import Attachment, Control, MessageRef, Person, Place, Trigger
from bot.ports import Jobs
from bot.posts import pointer_words
from bot.presses import after, folded_emoji
from bot.records import STATUS_SERIAL, Job, PostRecord, PressChange, WantedPaper
from bot.stories.forms import ask_of_form, edit_form, is_of_a_draft, menu_form, new_form, poster_form
from bot.stories.jobs import ActWanted, ChannelWanted, DraftWanted, TellWanted, Wanted, job_of
from bot.stories.lab import Lab

_log = logging.getLogger(__name__)

_MOST_PAPERS = 3
"""So many papers of one message are drafted; a reading list is no request."""

_OF_THE_CHANNEL = frozenset({Verb.PREFER, Verb.SETTINGS, Verb.ROSTER, Verb.USAGE, Verb.HELP})
_OF_CONTROLS: Mapping[str, Ask] = {
    Control.REGENERATE.value: Ask(Verb.REGENERATE),
    Control.SHORTEN.value: Ask(Verb.SHORTEN),
    Control.CANCEL.value: Ask(Verb.CANCEL),
    Control.REDRAFT.value: Ask(Verb.REGENERATE),
    Control.EXPORT.value: Ask(Verb.EXPORT),
    Control.VOICE.value: Ask(Verb.VOICE),
}


class Service:
    """The verbs of the conversation."""

    def __init__(self, lab: Lab, jobs: Jobs) -> None:
        self._lab = lab
        self._jobs = jobs

    async def on_event(self, event: ChatEvent) -> None:
        """Take an event in; when this returns it is committed, and what comes of it will be done."""
        began_s = time.perf_counter()
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
        for one in await self._wanted_of_message(event):
            await self._accept(one.key, one.wanted, one.line)
        if not event.edit:
            await self._lab.store.events.move_cursor(event.message.place.in_channel, event.message.id)

    async def _wanted_of_message(self, event: MessagePosted) -> list["_Asked"]:
        place, person = event.message.place, event.author
        if place.chat_thread is not None:
            draft_id = await self._lab.store.drafts.newest(place)
            if draft_id is not None:
                return [] if event.edit else await self._reply(event, draft_id)
        if event.is_mention and not event.edit and not find_refs(event.text) and not _pdfs(event.attachments):
            ask = ask_of_reply(event.text, is_mention=True)
            if isinstance(ask, Ask):
                return [await self._asked(event.key, ask, place, person, about=event.message)]
        return await self._papers(event)

    async def _reply(self, event: MessagePosted, draft_id: str) -> list["_Asked"]:
        """What is written in a draft's chat thread."""
        place, person = event.message.place, event.author
        ask = ask_of_reply(event.text, is_mention=event.is_mention)
        if ask is None:
            return []
        if isinstance(ask, Hint):
            return [_tell(event.key, TellWanted(person, place, ask.words, event.message))]
        return [await self._asked(event.key, ask, place, person, about=event.message, draft_id=draft_id)]

    async def _papers(self, event: MessagePosted) -> list["_Asked"]:
        """The papers that a message links or carries."""
        place, person = event.message.place, event.author
        if not _may_have_paper(event):
            return []
        settings = await self._lab.store.channels.settings(place)
        if settings.listens is False and not event.is_mention:
            return []
        wanted = [WantedPaper(arxiv_id=ref.arxiv_id, version=ref.version) for ref in find_refs(event.text)]
        wanted += [WantedPaper(attachment=attachment) for attachment in _pdfs(event.attachments)]
        if not wanted:
            elsewhere = paper_elsewhere(event.text)
            if elsewhere is None or event.edit:
                return []
            words = f"I cannot fetch papers from {elsewhere}. Attach the PDF to a message here, and I draft its thread."
            return [_tell(event.key, TellWanted(person, place, words, event.message))]
        asked = [await self._paper(event, one) for one in wanted[:_MOST_PAPERS]]
        if len(wanted) > _MOST_PAPERS and not event.edit:
            more = f"I draft {_MOST_PAPERS} papers of one message at most; post the others one by one."
            asked.append(_tell(event.key, TellWanted(person, place, more, event.message)))
        return [one for one in asked if one is not None]

    async def _paper(self, event: MessagePosted, wanted: WantedPaper) -> "_Asked | None":
        """A draft of a paper; a pointer to the one that is there; nothing where this message asked for it before."""
        key = _paper_key(event, wanted)
        if await self._lab.store.events.job(key) is not None:
            return None
        place, person = event.message.place, event.author
        known = None if event.is_mention else await self._drafted(place, wanted)
        if known is None:
            return _Asked(key, DraftWanted(place, person, event.message, wanted), _draft_id(key))
        return _tell(key, TellWanted(person, place, known, event.message))

    async def _drafted(self, place: Place, wanted: WantedPaper) -> str | None:
        """Where the paper was drafted in this channel before, in words."""
        if wanted.arxiv_id is None:
            return None
        draft_id = await self._lab.store.drafts.of_paper(place.in_channel, wanted.arxiv_id)
        kept = None if draft_id is None else await self._lab.store.drafts.draft(draft_id)
        if kept is None:
            return None
        known = kept.record.arxiv_version
        if wanted.version is not None and known is not None and wanted.version != known:
            return None  # another version is another paper to draft
        return pointer_words(kept.record, command=self._lab.chat(place).limits.command)

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
        job = job_of(f"{key}:{which}", wanted, line=_line(wanted, post.draft_id))
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
            one = _tell(event.key, TellWanted(event.person, event.message.place, words, event.message, event.trigger))
            await self._accept(one.key, one.wanted, one.line)
            return
        if event.control == Control.MORE.value and post.serial and event.trigger is not None:
            if await self._lab.store.events.accept(event.key, None):
                form = menu_form(post.draft_id, post.serial)
                await self._lab.chat(event.message.place).show_form(event.person, event.trigger, form)
            return
        ask = _OF_CONTROLS.get(event.control)
        if ask is not None:
            wanted = await self._act(post, ask, event.person, event.message, event.trigger)
            await self._accept(event.key, wanted, _line(wanted, post.draft_id))

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
        named = event.options.get("url", "") or event.words
        refs = find_refs(named)
        ref = refs[0] if refs else parse_ref(named.removeprefix(Verb.NEW.value).strip())
        pdfs = _pdfs(event.attachments)
        if ref is not None or pdfs:
            paper = WantedPaper(attachment=pdfs[0]) if ref is None else WantedPaper(None, ref.version)
            paper = paper if ref is None else replace(paper, arxiv_id=ref.arxiv_id)
            await self._new(event, paper, event.words if ref is None else event.words.replace(ref.as_written, " "))
            return
        ask = ask_of_command(event.words)
        if isinstance(ask, Hint):
            await self._tell(event, ask.words)
        elif ask.verb in (Verb.NEW, Verb.CHECK):
            await self._ask_for_paper(event, ask)
        elif ask.verb in (Verb.EDIT, Verb.POSTER) and not ask.words and await self._has_shown_form(event, ask):
            return
        else:
            ask = replace(ask, options={**ask.options, **event.options})
            place, person = event.place, event.person
            one = await self._asked(event.key, ask, place, person, about=event.about, trigger=event.trigger)
            await self._accept(one.key, one.wanted, one.line)

    async def _new(self, event: Commanded, paper: WantedPaper, words: str) -> None:
        """A draft by command; `check LINK` with words behind it has these words checked."""
        verb, _, rest = words.strip().partition(" ")
        is_check = verb.casefold() == Verb.CHECK.value
        own = (event.options.get("thread", "") or rest).strip() if is_check else ""
        if is_check and not own:
            await self._ask_for_paper(event, Ask(Verb.CHECK))
            return
        options = dict(event.options)
        if not is_check and words.strip() and not options.get("wish"):
            options["wish"] = _without_verb(words)
        wanted = DraftWanted(event.place, event.person, event.about, paper, options, own or None, is_asked=True)
        await self._accept(event.key, wanted, _draft_id(event.key))

    async def _ask_for_paper(self, event: Commanded, ask: Ask) -> None:
        """A form where nothing was said; a sentence where what was said is no paper, or there are no forms."""
        chat = self._lab.chat(event.place)
        if ask.words:
            await self._tell(
                event, f"“{ask.words[:60]}” is no arXiv link or id. Give one, or attach the PDF to a message."
            )
        elif not chat.limits.has_forms or event.trigger is None:
            words = f"Write `{chat.limits.command} {ask.verb.value} LINK`, or attach the PDF to a message."
            await self._tell(event, words)
        elif await self._lab.store.events.accept(event.key, None):
            await chat.show_form(event.person, event.trigger, new_form(ask.verb))

    async def _has_shown_form(self, event: Commanded, ask: Ask) -> bool:
        """A form for what was not said, where the platform has forms and there is a draft."""
        chat = self._lab.chat(event.place)
        draft_id = ask.options.get("draft") or await self._lab.store.drafts.newest(event.place)
        if draft_id is None or event.trigger is None or not chat.limits.has_forms:
            return False
        if ask.verb is Verb.POSTER:
            if await self._lab.store.events.accept(event.key, None):
                await chat.show_form(event.person, event.trigger, poster_form(draft_id))
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
            await self._accept(event.key, wanted, _line(wanted, draft_id))
            return
        ref = parse_ref(event.values.get("url", "").strip())
        if ref is None:
            words = "That is no arXiv link or id. To draft from a PDF, attach it to a message in this channel."
            one = _tell(event.key, TellWanted(event.person, event.place, words, None, event.trigger))
            await self._accept(one.key, one.wanted, one.line)
            return
        own = event.values.get("thread", "").strip() or None
        paper = WantedPaper(arxiv_id=ref.arxiv_id, version=ref.version)
        new = DraftWanted(event.place, event.person, None, paper, event.values, own, is_asked=True)
        await self._accept(event.key, new, _draft_id(event.key))

    async def _show_edit_form(self, event: FormSent | Commanded, draft_id: str, serial: int) -> None:
        kept = await self._lab.store.drafts.draft(draft_id)
        tweet = next((one for one in kept.tweets if one.serial == serial), None) if kept is not None else None
        if tweet is None or event.trigger is None:
            return
        if await self._lab.store.events.accept(event.key, None):
            form = edit_form(draft_id, serial, tweet.versions[-1].tweet.text)
            await self._lab.chat(event.place).show_form(event.person, event.trigger, form)

    # ---- Asks ----

    async def _asked(
        self,
        key: str,
        ask: Ask,
        place: Place,
        person: Person,
        *,
        about: MessageRef | None = None,
        trigger: Trigger | None = None,
        draft_id: str | None = None,
    ) -> "_Asked":
        """What an ask in words is: something of the channel, or of the draft that is meant by it."""
        if ask.verb in _OF_THE_CHANNEL:
            wanted = ChannelWanted(ask, person, place, about, trigger)
            return _Asked(key, wanted, f"channel:{place.platform}:{place.team}:{place.channel}")
        if ask.verb in (Verb.NEW, Verb.CHECK):
            words = f"Post an arXiv link or a PDF, or write `{self._lab.chat(place).limits.command} {ask.verb.value}`."
            return _tell(key, TellWanted(person, place, words, about, trigger))
        draft_id = draft_id or ask.options.get("draft") or await self._lab.store.drafts.newest(place)
        if draft_id is None:
            words = "There is no draft here yet. Post an arXiv link or a PDF."
            return _tell(key, TellWanted(person, place, words, about, trigger))
        act = ActWanted(draft_id, ask, person, place, None, about, trigger)
        return _Asked(key, act, _line(act, draft_id))

    async def _tell(self, event: Commanded, words: str) -> None:
        one = _tell(event.key, TellWanted(event.person, event.place, words, event.about, event.trigger))
        await self._accept(one.key, one.wanted, one.line)

    async def _accept(self, key: str, wanted: Wanted, line: str) -> None:
        job = job_of(key, wanted, line=line)
        if await self._lab.store.events.accept(key, job):
            await self._start(job)

    async def _start(self, job: Job) -> None:
        await self._jobs.enqueue(job)
        await self._lab.store.events.mark_started(job.key)


class _Asked(NamedTuple):
    """A job to be: its key, what it wants, its line."""

    key: str
    wanted: Wanted
    line: str


def _tell(key: str, wanted: TellWanted) -> _Asked:
    """Words wait for nothing, so their line is their own."""
    return _Asked(key, wanted, f"tell:{key}")


def _line(wanted: ActWanted, draft_id: str) -> str:
    """Actions on a draft come one after the other, but for the one that stops those before it."""
    return f"{draft_id}:cancel" if wanted.ask.verb is Verb.CANCEL else draft_id


def _draft_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def _paper_key(event: MessagePosted, wanted: WantedPaper) -> str:
    """The same paper in an edited message is the same request."""
    which = wanted.attachment.id if wanted.attachment is not None else wanted.arxiv_id
    return f"{replace(event, edit='').key}:{which}"


def _pdfs(attachments: tuple[Attachment, ...]) -> list[Attachment]:
    return [one for one in attachments if one.name.casefold().endswith(".pdf")]


def _may_have_paper(event: MessagePosted) -> bool:
    """A cheap look, for the many messages that have none."""
    return bool(event.attachments) or "://" in event.text or "." in event.text or "rxiv" in event.text.casefold()


def _without_verb(words: str) -> str:
    """What is wished, behind a link: `new`, `draft` and the like say nothing more."""
    plain = " ".join(words.split())
    first, _, rest = plain.partition(" ")
    return rest if first.casefold() in ("new", "draft", "thread") else plain
