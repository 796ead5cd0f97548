"""What people ask the bot for, as values, and the small grammar of their words.

docs/conversation.md has the grammar for people. Whatever is not in it is people talking, and gets no answer; what is
nearly in it gets a hint, to that person only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from bot.presses import folded_emoji
from bot.wording import elided

SHOWN_CHARS = 60
"""Of what somebody said, in a sentence about it."""


class Verb(StrEnum):
    """What can be asked for."""

    NEW = "new"
    REGENERATE = "regenerate"
    SHORTEN = "shorten"
    UNDO = "undo"
    EDIT = "edit"
    HISTORY = "history"
    EVIDENCE = "evidence"
    FIGURE = "figure"
    REMOVE = "remove"
    RESTORE = "restore"
    APPROVE = "approve"
    UNAPPROVE = "unapprove"
    CANCEL = "cancel"
    EXPORT = "export"
    POSTER = "poster"
    CHECK = "check"
    VOICE = "voice"
    STAR = "star"
    PREFER = "prefer"
    SETTINGS = "settings"
    ROSTER = "roster"
    FORGET = "forget"
    USAGE = "usage"
    DRAFTS = "drafts"
    HELP = "help"


OF_A_TWEET = frozenset(
    {
        Verb.SHORTEN,
        Verb.UNDO,
        Verb.EDIT,
        Verb.HISTORY,
        Verb.EVIDENCE,
        Verb.FIGURE,
        Verb.REMOVE,
        Verb.APPROVE,
        Verb.UNAPPROVE,
    }
)
"""Verbs that want the number of a tweet; `regenerate` without one is the whole draft."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that somebody asks for.

    Attributes:
        number: Of the tweet, from 1; None where the verb wants none, or where the message says which.
        words: What else was said: a wish, a text, a setting.
        options: Named values of a command or a form.
    """

    verb: Verb
    number: int | None = None
    words: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence for who nearly asked for something."""

    words: str


# ---- Emoji ----

ON_A_TWEET: Mapping[str, Verb] = {
    "🔁": Verb.REGENERATE,
    "✂": Verb.SHORTEN,
    "↩": Verb.UNDO,
    "🔍": Verb.EVIDENCE,
    "🖼": Verb.FIGURE,
    "🗑": Verb.REMOVE,
    "✅": Verb.APPROVE,
}
ON_THE_STATUS: Mapping[str, Verb] = {
    "🔁": Verb.REGENERATE,
    "❌": Verb.CANCEL,
    "↩": Verb.RESTORE,
    "⭐": Verb.STAR,
}
ALIASES: Mapping[str, str] = {"🔄": "🔁", "✔": "✅", "☑": "✅", "🔎": "🔍", "🌟": "⭐", "✖": "❌", "🚮": "🗑", "⏪": "↩"}
"""Emoji that people take for one of ours; a table in the settings adds to it."""

SEEN, WORKING, DONE, FAILED = "👀", "⏳", "✅", "⚠"
"""The bot's own reactions."""


def ask_of_press(emoji: str, *, is_status: bool, aliases: Mapping[str, str] = ALIASES) -> Ask | None:
    """What an emoji on a post asks for; None for one that means nothing there."""
    plain = folded_emoji(emoji)
    plain = folded_emoji(aliases.get(plain, plain))
    verb = (ON_THE_STATUS if is_status else ON_A_TWEET).get(plain)
    return None if verb is None else Ask(verb)


def takes_back(emoji: str, *, is_status: bool, aliases: Mapping[str, str] = ALIASES) -> Ask | None:
    """What taking an emoji away asks for: an approval ends with its ✅."""
    ask = ask_of_press(emoji, is_status=is_status, aliases=aliases)
    return Ask(Verb.UNAPPROVE) if ask is not None and ask.verb is Verb.APPROVE else None


# ---- Words ----

_SYNONYMS: Mapping[str, Verb] = {
    "redo": Verb.REGENERATE,
    "rewrite": Verb.REGENERATE,
    "redraft": Verb.REGENERATE,
    "again": Verb.REGENERATE,
    "short": Verb.SHORTEN,
    "shorter": Verb.SHORTEN,
    "revert": Verb.UNDO,
    "delete": Verb.REMOVE,
    "drop": Verb.REMOVE,
    "bring back": Verb.RESTORE,
    "stop": Verb.CANCEL,
    "why": Verb.EVIDENCE,
    "source": Verb.EVIDENCE,
    "sources": Verb.EVIDENCE,
    "quote": Verb.EVIDENCE,
    "versions": Verb.HISTORY,
    "picture": Verb.FIGURE,
    "copy": Verb.EXPORT,
    "ok": Verb.APPROVE,
}
_VERBS: Mapping[str, Verb] = {**{verb.value: verb for verb in Verb}, **_SYNONYMS}
_ONLY_AS_COMMAND = frozenset(
    {
        Verb.NEW,
        Verb.PREFER,
        Verb.SETTINGS,
        Verb.ROSTER,
        Verb.FORGET,
        Verb.USAGE,
        Verb.DRAFTS,
        Verb.HELP,
        Verb.POSTER,
        Verb.CHECK,
    }
)
"""Not taken from people's talk; when the bot is named they are."""

# "12:30 works for me" and "3:1 in favour" are no wishes: what follows a colon closely is no digit.
_NUMBERED = re.compile(r"(?:tweet\s+|#)?(?P<number>\d{1,2})\s*[:：](?!\d)\s*(?P<words>\S.*)", re.IGNORECASE | re.DOTALL)
_NUMBER_FIRST = re.compile(r"(?:tweet\s+|#)?(?P<number>\d{1,2})\s+(?P<verb>[a-z]+)\s*[.!]?", re.IGNORECASE)
_VERB_FIRST = re.compile(
    r"(?P<verb>bring back|[a-z]+)(?:\s+(?:the\s+)?(?:tweet\s*)?#?(?P<number>\d{1,2}))?"
    r"(?P<mark>\s*[,:;.!–—-]+\s*|\s+|$)(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LIKE = 0.75

_POLITE_BEFORE = re.compile(r"(?:please|pls|plz)\s*,?\s+", re.IGNORECASE)
_POLITE_BEHIND = re.compile(r"(?:please|pls|plz|thanks|thank you|thx)?[\s.!?]*", re.IGNORECASE)
_COUNTED_THINGS = frozenset({"sources", "versions"})
"""Behind a number these are said to people: "2 versions!"."""
_TAKES_A_WISH = frozenset({"regenerate", "redo", "rewrite", "redraft"})
"""A wish may follow without a mark; behind "again 3" it is talk."""


def ask_of_reply(text: str, *, is_mention: bool = False) -> Ask | Hint | None:
    """What words in a draft's chat thread ask for.

    `3: mention the dataset`, `shorten 3`, `3 shorter`, `regenerate 5, less hype`, `undo 3`, `export`, `cancel`.

    Args:
        is_mention: The bot was named, so all verbs count, and whatever it does not understand gets a hint.

    Returns:
        None for people talking.
    """
    words = " ".join(text.split()) if "\n" not in text.strip() else text.strip()
    words = _POLITE_BEFORE.sub("", words, count=1) if _POLITE_BEFORE.match(words) else words
    if match := _NUMBERED.fullmatch(words):
        return _numbered(int(match["number"]), match["words"].strip())
    if match := _NUMBER_FIRST.fullmatch(words):
        verb = None if match["verb"].casefold() in _COUNTED_THINGS else _VERBS.get(match["verb"].casefold())
        if verb is not None and verb is not Verb.EDIT and (verb in OF_A_TWEET or verb is Verb.REGENERATE):
            return Ask(verb, int(match["number"]))
    ask = _verb_first(words, is_mention=is_mention)
    if ask is not None or not is_mention:
        return ask
    return Hint(f"I do not understand “{elided(words, SHOWN_CHARS)}”. {HOW_TO_ASK}") if words else Ask(Verb.HELP)


HOW_TO_ASK = "Write `3: what to change`, `shorten 3`, `regenerate 3`, `undo 3`, `export` or `help`."


def ask_of_command(words: str) -> Ask | Hint:
    """What the words behind a command ask for. Nothing at all is a new draft, by a form."""
    plain = words.strip()
    if not plain:
        return Ask(Verb.NEW)
    if match := _NUMBERED.fullmatch(plain):
        return _numbered(int(match["number"]), match["words"].strip())
    match = _VERB_FIRST.fullmatch(plain)
    verb = None if match is None else _VERBS.get(match["verb"].casefold())
    if match is None or verb is None:
        return _unknown_verb(plain)
    return _with_number(verb, match)


def _numbered(number: int, words: str) -> Ask:
    """`3: shorten` is a verb, `3: say it is on ImageNet` a wish."""
    verb = _VERBS.get(words.rstrip(".!").casefold())
    if verb is not None and (verb in OF_A_TWEET or verb is Verb.REGENERATE) and verb is not Verb.EDIT:
        return Ask(verb, number)
    return Ask(Verb.REGENERATE, number, words)


def _verb_first(words: str, *, is_mention: bool) -> Ask | Hint | None:
    match = _VERB_FIRST.fullmatch(words)
    if match is None:
        return None
    verb = _VERBS.get(match["verb"].casefold())
    if verb is None:
        return _near_miss(match)
    if is_mention:
        return _with_number(verb, match)
    if verb in _ONLY_AS_COMMAND:
        # "help" and "usage" alone are asked of the bot; "check out this paper" is said to people.
        return Ask(verb) if not match["words"] and not match["number"] and verb in (Verb.HELP, Verb.USAGE) else None
    if match["number"] is not None:
        return _said_of_a_tweet(verb, match)
    # "ok", "why?" and "again!" are said to people; the verb's own name is hardly ever.
    is_alone = not match["words"].strip(" .!") and match["verb"].casefold() == verb.value
    if verb in OF_A_TWEET:
        return Hint(_which_tweet(verb)) if is_alone else None
    if verb is Verb.VOICE:
        return _with_number(verb, match) if match["words"].strip(" .!") in ("author", "curator") else None
    if verb is Verb.EXPORT and match["words"].strip(" .!").casefold() in ("markdown", "md"):
        return _with_number(verb, match)
    return Ask(verb) if is_alone else None


def _said_of_a_tweet(verb: Verb, match: re.Match[str]) -> Ask | Hint | None:
    """`shorten 3`, `regenerate 5, less hype`; but "stop 5 minutes before" and "figure 3 looks odd" are talk."""
    number, is_polite = int(match["number"]), _POLITE_BEHIND.fullmatch(match["words"]) is not None
    if verb is Verb.EDIT:
        if ":" in match["mark"] and match["words"].strip():
            return _with_number(verb, match)
        return Hint(f"Write the new text behind a colon: `edit {number}: TEXT`.") if is_polite else None
    if verb is Verb.REGENERATE and not is_polite:
        has_mark, takes_wish = bool(match["mark"].strip(" .!")), match["verb"].casefold() in _TAKES_A_WISH
        return _with_number(verb, match) if has_mark or takes_wish else None
    if not is_polite or (verb not in OF_A_TWEET and verb is not Verb.REGENERATE):
        return None
    return Ask(verb, number)


def _with_number(verb: Verb, match: re.Match[str]) -> Ask | Hint:
    number = None if match["number"] is None else int(match["number"])
    if number is None and verb in OF_A_TWEET:
        return Hint(_which_tweet(verb))
    words = match["words"].strip()
    if number is not None and verb not in OF_A_TWEET and verb is not Verb.REGENERATE:
        # "prefer 3 tags at most": the number is part of the words.
        words, number = f"{match['number']} {words}".strip(), None
    return Ask(verb, number, words)


def _near_miss(match: re.Match[str]) -> Hint | None:
    """`shortn 3`: nearly a verb with a number behind it, and no more."""
    said = match["verb"].casefold()
    if match["number"] is None or not _POLITE_BEHIND.fullmatch(match["words"]):
        return None
    numbered = [name for name, verb in _VERBS.items() if verb in OF_A_TWEET or verb is Verb.REGENERATE]
    close = get_close_matches(said, numbered, n=1, cutoff=_LIKE)
    return Hint(f"Did you mean `{_VERBS[close[0]].value} {match['number']}`?") if close else None


def _unknown_verb(words: str) -> Hint:
    said = words.split(maxsplit=1)[0].casefold()
    close = get_close_matches(said, _VERBS, n=1, cutoff=_LIKE)
    meant = f" Did you mean `{_VERBS[close[0]].value}`?" if close else ""
    return Hint(f"There is no “{elided(said, SHOWN_CHARS)}”.{meant} `help` lists what there is.")


def _which_tweet(verb: Verb) -> str:
    return f"Which tweet? Write `{verb.value} 3`."
