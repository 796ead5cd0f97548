"""Which papers people ask for: those that a message links or carries, and the one that a command names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from bot.asks import Ask, Hint, Verb
from bot.links import find_refs, parse_ref
from bot.model import PaperRef
from bot.model.chat import Attachment
from bot.records import WantedPaper

_PAPER_VERBS = frozenset({Verb.NEW, Verb.CHECK})
_SAYS_NO_MORE = ("new", "draft", "thread")
_OWN_THREAD_ENDINGS = (".txt", ".md", ".text")
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A paper that somebody names in words.

    Attributes:
        words: What stands beside the link.
        is_check: These words, or a file, are the person's own thread.
        own_file: The file that the thread is in, or None.
    """

    wanted: WantedPaper
    words: str
    is_check: bool = False
    own_file: Attachment | None = None


def papers_of(text: str, attachments: Sequence[Attachment]) -> list[WantedPaper]:
    """The papers of a message, each once: a file that is named for an id of arXiv is the paper of that id."""
    refs = find_refs(text)
    linked = {ref.arxiv_id for ref in refs}
    wanted = [WantedPaper(arxiv_id=ref.arxiv_id, version=ref.version) for ref in refs]
    for attachment in pdfs_of(attachments):
        named = parse_ref(PurePath(attachment.name).stem)
        if named is None or named.arxiv_id not in linked:
            wanted.append(WantedPaper(attachment=attachment))
    return wanted


def pdfs_of(attachments: Sequence[Attachment]) -> list[Attachment]:
    return [one for one in attachments if one.name.casefold().endswith(".pdf")]


def is_about_a_draft(ask: Ask | Hint | None) -> bool:
    """Whether an ask is about a draft or a channel, so that a link in its words is part of what is said."""
    if not isinstance(ask, Ask) or ask.verb in _PAPER_VERBS:
        return False
    return ask.number is not None or ask.verb is not Verb.REGENERATE


def paper_in_words(words: str, options: Mapping[str, str], attachments: Sequence[Attachment] = ()) -> PaperAsked | None:
    """The paper that a command, or a message to the bot, is about; None if it names none.

    A link in the words, an id as the first of them (behind `new` or `check`), the option `url`, or a PDF.
    """
    verb, rest = _verb_of(words)
    is_check = verb is Verb.CHECK
    own_file = next((one for one in attachments if one.name.casefold().endswith(_OWN_THREAD_ENDINGS)), None)
    ref = _ref_in(options["url"]) if options.get("url") else _ref_in(rest)
    if ref is not None:
        left = rest.replace(ref.as_written, "", 1).strip()
        wanted = WantedPaper(arxiv_id=ref.arxiv_id, version=ref.version)
        return PaperAsked(wanted, left, is_check, own_file if is_check else None)
    pdfs = pdfs_of(attachments)
    if pdfs:
        return PaperAsked(WantedPaper(attachment=pdfs[0]), rest.strip(), is_check, own_file if is_check else None)
    return None


def _ref_in(words: str) -> PaperRef | None:
    """A link anywhere, or an id at the beginning; `as_written` is what stands there."""
    refs = find_refs(words)
    if refs:
        return refs[0]
    first = _TOKEN.search(words)
    ref = None if first is None else parse_ref(first[0].rstrip(",;"))
    return None if ref is None or first is None else replace(ref, as_written=first[0])


def _verb_of(words: str) -> tuple[Verb | None, str]:
    """`new`, `draft` and the like say nothing more; `check` says that a thread follows, which keeps its lines."""
    first, rest = (*words.strip().split(maxsplit=1), "", "")[:2]
    plain = first.casefold().rstrip(":")
    if plain == Verb.CHECK.value:
        return Verb.CHECK, rest
    return (Verb.NEW, rest) if plain in _SAYS_NO_MORE else (None, words.strip())
