"""The versions of a tweet: what may be asked for, what a writer is asked, and what it became."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model import Proposal, Tweet, WriterName
from bot.provenance import ModelCall

PERSON = WriterName("person")
"""Who wrote what somebody typed."""

BY_RULE = WriterName("rule")
"""Who wrote what is made of facts: the announcement, the tweet about the code."""


# ---- What a person may ask for ----


@dataclass(frozen=True, slots=True)
class Regenerate:
    """The tweet again, different from all it was before; `wish` says in words how."""

    wish: str | None = None


@dataclass(frozen=True, slots=True)
class Shorten:
    """The tweet in fewer words."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The version before."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The tweet as somebody wrote it: its whole text, tags and counter included."""

    text: str


Action = Regenerate | Shorten | Undo | Edit


# ---- What a writer is asked ----


@dataclass(frozen=True, slots=True)
class Revision:
    """One tweet of a draft, for a writer who shall say it in other words, or in fewer.

    Attributes:
        number: Of the tweet, from 1.
        proposal: The tweet as it stands: its role, prose without tags and counter, evidence, the label of its figure.
        thread: The prose of every tweet of the draft in order, this one's included.
        versions: Every other prose that this tweet has had, and what else was said before; none of it may come again.
        wish: What somebody wishes for it, in words; only a language model is asked for one.
        facts: What a shorter form has to keep as it is written: numbers, names, links, tags, handles.
        shown: The labels of the figures that other tweets show; no figure stands twice.
    """

    number: int
    proposal: Proposal
    thread: tuple[str, ...]
    versions: tuple[str, ...] = ()
    wish: str | None = None
    facts: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


# ---- What it became ----


class Why(StrEnum):
    """Why there is a version."""

    DRAFTED = "drafted"
    REGENERATED = "regenerated"
    SHORTENED = "shortened"
    UNDONE = "undone"
    EDITED = "edited"
    VOICE = "voice"
    """The draft's voice was switched."""
    FIGURE = "figure"
    """It shows another figure, or none; the words are the same."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a tweet. Versions are only ever added: an undo is one more, which says what it went back to.

    Attributes:
        number: From 1, of this tweet.
        tweet: The whole state, with evidence, figure and findings; its number is the place it had then.
        writer: Who wrote the words.
        asked_by: The person who asked for it, as the platform names them; None on the terminal.
        wish: What was wished for it, or None.
        back_to: The number of the version that an undo put back; None of all others.
        calls: The requests to a model that it took, its repair's included.
    """

    number: int
    why: Why
    tweet: Tweet
    writer: WriterName
    asked_by: str | None = None
    wish: str | None = None
    back_to: int | None = None
    calls: tuple[ModelCall, ...] = ()
