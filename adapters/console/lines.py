"""What a line that somebody typed means. All pure: whether a file is there is found out by who does it.

docs/console.md has the same for people.
"""

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

EMOJI_NAMES = {
    "redo": "🔁",
    "regenerate": "🔁",
    "shorten": "✂",
    "undo": "↩",
    "why": "🔍",
    "evidence": "🔍",
    "figure": "🖼",
    "remove": "🗑",
    "approve": "✅",
    "cancel": "❌",
    "star": "⭐",
}
"""Words for the emoji that mean something to the bot."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Say:
    """A message.

    Attributes:
        where: "thread" is the open chat thread, or the channel if there is none.
        paths: Of files to attach, as they were typed but for quotes.
    """

    text: str
    where: Literal["channel", "thread"] = "thread"
    paths: tuple[str, ...] = ()
    is_mention: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """An emoji on a message, or away from it.

    Attributes:
        target: The number of a tweet, "status", or "request".
    """

    target: int | Literal["status", "request"]
    emoji: str
    is_added: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """The bot's command, with what stands behind its name."""

    words: str


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Have another draft's chat thread open; None lists what there is."""

    number: int | None


@dataclass(frozen=True, slots=True)
class Become:
    """Go on as another person."""

    name: str


@dataclass(frozen=True, slots=True)
class Help:
    """Say what can be typed."""


@dataclass(frozen=True, slots=True)
class Leave:
    """End."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that cannot be meant; `words` say why."""

    words: str


Meaning = Nothing | Say | React | Command | OpenDraft | Become | Help | Leave | Unclear

_REACTION = re.compile(r"(?P<verb>react|unreact)\b\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_SLASH = re.compile(r"/(?P<name>[A-Za-z]+)(?:\s+(?P<rest>.*))?", re.DOTALL)
_MENTION = re.compile(r"@paperthread\b[:,]?\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:tweet\s+|#)?\d{1,3}\s*[:：]", re.IGNORECASE)
_LINK = re.compile(r"https?://\S|\barxiv\s*[:.]\s*\S", re.IGNORECASE)
_PATH = re.compile(r"(?:~[^/\s]*/|\.{1,2}/|/[^/\s]+/).*\.pdf", re.IGNORECASE)  # spaces and all, but no slash command
_PERSON = re.compile(r"\w[\w.-]{0,30}")
_HOW_TO_REACT = "Write `react 3 🔁`, `react status ❌` or `unreact 3 ✅`."


def has_link(text: str) -> bool:
    """Whether a text has an address, or an arXiv id that is called one."""
    return _LINK.search(text) is not None


def read_line(line: str, *, names_paper: Callable[[str], bool] = has_link) -> Meaning:
    """What a line means.

    Args:
        names_paper: Whether a text has a link to a paper: such a line goes to the channel, where a draft begins.
    """
    text = line.strip()
    if not text:
        return Nothing()
    if reaction := _REACTION.fullmatch(text):
        return _reaction(reaction["rest"], is_added=reaction["verb"].casefold() == "react")
    is_bare_address = names_paper(text) and not text.startswith(("/", ".", "~", "'", '"', "file:"))
    if not is_bare_address and (paths := _dropped_files(text)) is not None:
        return Say("", "channel", paths)
    if slash := _SLASH.fullmatch(text):
        return _slash(slash["name"].casefold(), (slash["rest"] or "").strip())
    if mention := _MENTION.match(text):
        return Say(text[mention.end() :], is_mention=True)
    if names_paper(text) and not _NUMBERED.match(text):
        return Say(text, "channel")
    return Say(text)


def is_urgent(line: str) -> tuple[bool, str]:
    """Whether a line of a script is not to wait for what is under way, `/now react status ❌`; and the rest of it."""
    first, _, rest = line.strip().partition(" ")
    return (True, rest) if first == "/now" else (False, line)


def _slash(name: str, rest: str) -> Meaning:
    match name:
        case "thread":
            return Command(rest)
        case "channel":
            return _mention_or_say(rest) if rest else Unclear("Write what to say: `/channel good morning`.")
        case "attach":
            return _attach(rest)
        case "open":
            return OpenDraft(None) if not rest else _open(rest)
        case "as":
            known = _PERSON.fullmatch(rest)
            return Become(rest) if known else Unclear("Write one name: `/as bea`.")
        case "help":
            return Help()
        case "quit" | "exit":
            return Leave()
        case _:
            return Unclear(f"There is no `/{name}` here. `/help` lists what there is; `/thread help` asks the bot.")


def _mention_or_say(text: str) -> Say:
    mention = _MENTION.match(text)
    return Say(text[mention.end() :] if mention else text, "channel", is_mention=mention is not None)


def _open(rest: str) -> Meaning:
    if rest.isdecimal() and rest.isascii():
        return OpenDraft(int(rest))
    return Unclear("Write the number of a draft: `/open 2`. `/open` alone lists them.")


def _attach(rest: str) -> Meaning:
    words = _shell_words(rest)
    if not words:
        return Unclear('Write the path of a file, and what to say with it: `/attach "my paper.pdf" ten tweets`.')
    return Say(" ".join(words[1:]), "channel", (words[0],))


def _reaction(rest: str, *, is_added: bool) -> Meaning:
    words = rest.split()
    if len(words) != 2:  # a message and an emoji
        return Unclear(_HOW_TO_REACT)
    target, emoji = words[0].casefold().lstrip("#"), EMOJI_NAMES.get(words[1].casefold(), words[1])
    if emoji.isascii():
        return Unclear(f"“{emoji}” is no emoji that I know by name: {', '.join(EMOJI_NAMES)}.")
    if target in ("status", "summary"):
        return React("status", emoji, is_added)
    if target == "request":
        return React("request", emoji, is_added)
    if target.isdecimal() and target.isascii():
        return React(int(target), emoji, is_added)
    return Unclear(_HOW_TO_REACT)


def _dropped_files(text: str) -> tuple[str, ...] | None:
    """The paths of a line that is nothing but paths of PDFs: typed, quoted, or dropped into the terminal."""
    words = _shell_words(text)
    if words and all(word.casefold().endswith(".pdf") and not _is_address(word) for word in words):
        return tuple(_as_path(word) for word in words)
    return (text,) if _PATH.fullmatch(text) else None


def _is_address(word: str) -> bool:
    return re.match(r"https?:", word, re.IGNORECASE) is not None


def _as_path(word: str) -> str:
    return unquote(urlsplit(word).path) if word.startswith("file://") else word


def _shell_words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quotation mark without its other half
        return []
