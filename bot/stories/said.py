"""What a message asks for: drafts of the papers that it links, or an action on the draft that it answers."""

from dataclasses import replace

from bot.asks import Ask, Hint, ask_of_reply
from bot.chat_events import MessagePosted
from bot.elsewhere import paper_elsewhere
from bot.model.chat import Place
from bot.records import WantedPaper
from bot.stories.asked import Asked, asked_in_words, check_asked, draft_id_of, told
from bot.stories.jobs import DraftWanted, PointWanted, TellWanted
from bot.stories.lab import Lab
from bot.stories.paper_requests import is_about_a_draft, paper_in_words, papers_of

_MOST_PAPERS = 3
"""So many papers of one message are drafted; a reading list is no request."""


async def asked_by_message(lab: Lab, event: MessagePosted) -> list[Asked]:
    """What a message asks for: papers, or something of the draft in whose chat thread it is."""
    place, person = event.message.place, event.author
    ask = None if event.edit else ask_of_reply(event.text, is_mention=event.is_mention)
    wanted = papers_of(event.text, event.attachments)
    if event.is_mention and wanted and not is_about_a_draft(ask):
        return await _papers(lab, event, wanted)
    if place.chat_thread is not None and (ask is not None or wanted):
        draft_id = await lab.store.drafts.newest(place)
        if draft_id is not None:
            return [] if ask is None else [await _reply(lab, event, ask, draft_id)]
    if event.is_mention and isinstance(ask, Ask):
        return [await asked_in_words(lab, event.key, ask, place, person, about=event.message)]
    if wanted:
        return await _papers(lab, event, wanted)
    elsewhere = await _elsewhere(lab, event)
    if not elsewhere and event.is_mention and isinstance(ask, Hint):
        return [told(event.key, TellWanted(person, place, ask.words, event.message))]
    return elsewhere


async def _reply(lab: Lab, event: MessagePosted, ask: Ask | Hint, draft_id: str) -> Asked:
    """What is written in a draft's chat thread."""
    place, person = event.message.place, event.author
    if isinstance(ask, Hint):
        return told(event.key, TellWanted(person, place, ask.words, event.message))
    return await asked_in_words(lab, event.key, ask, place, person, about=event.message, draft_id=draft_id)


async def _elsewhere(lab: Lab, event: MessagePosted) -> list[Asked]:
    """A sentence for a paper that cannot be fetched."""
    elsewhere = None if event.edit else paper_elsewhere(event.text)
    if elsewhere is None or not await _listens(lab, event):
        return []
    words = f"I cannot fetch papers from {elsewhere}. Attach the PDF to a message here, and I draft its thread."
    return [told(event.key, TellWanted(event.author, event.message.place, words, event.message))]


async def _papers(lab: Lab, event: MessagePosted, wanted: list[WantedPaper]) -> list[Asked]:
    """The papers that a message links or carries: the first under it, others under messages of the bot's own."""
    if not await _listens(lab, event):
        return []
    spoken = paper_in_words(event.text, {}, event.attachments) if event.is_mention else None
    if spoken is not None and spoken.is_check:
        return [check_asked(event.key, spoken, event.message.place, event.author, event.message, None)]
    asked = [await _paper(lab, event, one, is_first=not number) for number, one in enumerate(wanted[:_MOST_PAPERS])]
    if len(wanted) > _MOST_PAPERS and not event.edit:
        more = f"I draft {_MOST_PAPERS} papers of one message at most; post the others one by one."
        asked.append(told(event.key, TellWanted(event.author, event.message.place, more, event.message)))
    return [one for one in asked if one is not None]


async def _listens(lab: Lab, event: MessagePosted) -> bool:
    if event.is_mention:
        return True
    settings = await lab.store.channels.settings(event.message.place)
    return settings.listens is not False


async def _paper(lab: Lab, event: MessagePosted, wanted: WantedPaper, *, is_first: bool) -> Asked | None:
    """A draft of a paper; a pointer to the one that is there; nothing where this message asked for it before."""
    key = _paper_key(event, wanted)
    if await lab.store.events.job(key) is not None:
        return None
    place, person = event.message.place, event.author
    known = None if event.is_mention else await _drafted(lab, place, wanted)
    if known is not None:
        return Asked(key, PointWanted(person, place, known, event.message, wanted.version), f"tell:{key}")
    request = event.message if is_first else None
    return Asked(key, DraftWanted(place, person, request, wanted), draft_id_of(key))


async def _drafted(lab: Lab, place: Place, wanted: WantedPaper) -> str | None:
    """The draft of a paper that was made in this channel before."""
    if wanted.arxiv_id is None:
        return None
    draft_id = await lab.store.drafts.of_paper(place.in_channel, wanted.arxiv_id)
    kept = None if draft_id is None else await lab.store.drafts.draft(draft_id)
    if kept is None:
        return None
    known = kept.record.arxiv_version
    if wanted.version is not None and known is not None and wanted.version != known:
        return None  # another version is another paper to draft
    return draft_id


def _paper_key(event: MessagePosted, wanted: WantedPaper) -> str:
    """The same paper in an edited message is the same request."""
    which = wanted.attachment.id if wanted.attachment is not None else wanted.arxiv_id
    return f"{replace(event, edit='').key}:{which}"
