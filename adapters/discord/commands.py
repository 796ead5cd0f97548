"""The commands that Discord shows people: one group, and the entry of a message's menu. All pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

MENU = "Draft a thread"

_CHAT_INPUT, _MESSAGE = 1, 3  # kinds of commands
_SUBCOMMAND, _STRING, _INTEGER, _ATTACHMENT = 1, 3, 4, 11  # kinds of options
_IN_SERVERS: Mapping[str, object] = {"contexts": [0], "integration_types": [0]}
_MOST_TWEETS = 25  # choices that Discord shows at once

_KEPT = ("name", "description", "type", "required", "autocomplete", "choices", "min_value", "max_length", "options")
"""What of a command is ours; Discord adds ids, versions and defaults."""


def command_set(group: str) -> list[dict[str, object]]:
    """All commands, as they are sent to Discord."""
    return [
        {
            "type": _CHAT_INPUT,
            "name": group,
            "description": "Tweet threads from papers, every claim with its page",
            "options": [{"type": _SUBCOMMAND, **one} for one in _subcommands()],
            **_IN_SERVERS,
        },
        {"type": _MESSAGE, "name": MENU, **_IN_SERVERS},
    ]


def digest(commands: Sequence[Mapping[str, Any]]) -> str:
    """The same for the same commands, whether they are ours or told by Discord."""
    kept = sorted((_kept(command) for command in commands), key=lambda one: str(one["name"]))
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def numbers(typed: str) -> list[dict[str, object]]:
    """The numbers of tweets that begin with what was typed."""
    matching = [number for number in range(1, _MOST_TWEETS + 1) if str(number).startswith(typed)]
    return [{"name": str(number), "value": number} for number in matching]


def _subcommands() -> list[dict[str, object]]:
    wish = _words("wish", "What should be different, in words; takes a language model")
    return [
        _one("new", "Draft a thread of a paper", _link(), _file("pdf", "The paper, if it is not on arXiv"), *_asked()),
        _one("regenerate", "Write a tweet again; without a number, the whole draft", _tweet(is_required=False), wish),
        _one("shorten", "Make a tweet shorter", _tweet()),
        _one("undo", "Put the version before back", _tweet()),
        _one("edit", "Edit a tweet by hand", _tweet()),
        _one("export", "The text to copy"),
        _one("poster", "Invite people to the paper's poster"),
        _one("check", "Have your own thread checked", _link(), _file("pdf", "The paper"), _file("file", _OWN)),
        _one("cancel", "Stop what is being written"),
        _one("prefer", "A standing wish of this channel", _words("words", "no exclamation marks", is_required=True)),
        _one("settings", "Show or change what holds in this channel", _words("words", "listen no")),
        _one("forget", "Delete the newest draft here, and all that is kept of it"),
        _one("usage", "What models took today"),
        _one("drafts", "Your last drafts"),
        _one("help", "What can be asked for"),
    ]


_OWN = "Your thread as a .txt file"


def _one(name: str, description: str, *options: Mapping[str, object]) -> dict[str, object]:
    # Discord wants the required options first.
    ordered = sorted(options, key=lambda option: not option["required"])
    return {"name": name, "description": description, "options": ordered}


def _asked() -> list[dict[str, object]]:
    voices = [{"name": "the authors' we", "value": "author"}, {"name": "a third person", "value": "curator"}]
    return [
        {**_words("voice", "Whose voice it has"), "choices": voices},
        _words("venue", "Such as NeurIPS 2026"),
        _words("code", "The link to the code"),
        _words("tweets", "How many, such as 8 or 6-8"),
        _words("wish", "Anything else, in words; takes a language model"),
    ]


def _link() -> dict[str, object]:
    return _words("url", "An arXiv link or id")


def _words(name: str, description: str, *, is_required: bool = False, max_chars: int = 1000) -> dict[str, object]:
    return {
        "type": _STRING,
        "name": name,
        "description": description,
        "required": is_required,
        "max_length": max_chars,
    }


def _tweet(*, is_required: bool = True) -> dict[str, object]:
    return {
        "type": _INTEGER,
        "name": "tweet",
        "description": "The number of the tweet",
        "required": is_required,
        "autocomplete": True,
        "min_value": 1,
    }


def _file(name: str, description: str) -> dict[str, object]:
    return {"type": _ATTACHMENT, "name": name, "description": description, "required": False}


def _kept(command: Mapping[str, Any]) -> dict[str, Any]:
    """What tells two commands apart; a default that is sent and one that is left out are the same."""
    kept = {name: command[name] for name in _KEPT if command.get(name) not in (None, False, "", [])}
    if "options" in kept:
        kept["options"] = [_kept(option) for option in kept["options"]]
    if "choices" in kept:
        kept["choices"] = [{"name": choice["name"], "value": choice["value"]} for choice in kept["choices"]]
    return kept
