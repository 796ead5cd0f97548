"""Emoji as Slack names them, and as Unicode has them."""

import re
from collections.abc import Mapping

from rich.emoji import Emoji, NoEmoji

from bot.presses import folded_emoji

# By https://github.com/iamcal/emoji-data, whose names Slack uses; Slack answers with the first one of an emoji.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "🔁": ("repeat",),
    "🔄": ("arrows_counterclockwise",),
    "✂": ("scissors",),
    "↩": ("leftwards_arrow_with_hook",),
    "⏪": ("rewind",),
    "🔍": ("mag",),
    "🔎": ("mag_right",),
    "🖼": ("frame_with_picture",),
    "🗑": ("wastebasket",),
    "🚮": ("put_litter_in_its_place",),
    "✅": ("white_check_mark",),
    "✔": ("heavy_check_mark",),
    "☑": ("ballot_box_with_check",),
    "❌": ("x",),
    "✖": ("heavy_multiplication_x",),
    "⭐": ("star",),
    "🌟": ("star2",),
    "👀": ("eyes",),
    "⏳": ("hourglass_flowing_sand",),
    "⌛": ("hourglass",),
    "⚠": ("warning",),
    "👍": ("+1", "thumbsup"),
    "👎": ("-1", "thumbsdown"),
    "❤": ("heart",),
    "🎉": ("tada",),
}
_EMOJI = {name: emoji for emoji, names in _NAMES.items() for name in names}

_SHORT_CODE = re.compile(r"(?<![\w:/]):([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?")
_FIRST_TONE = 0x1F3FB  # :skin-tone-2:, the lightest of the five


def name_of(emoji: str) -> str:
    """What Slack calls an emoji of the bot's.

    Raises:
        ValueError: It is none of those that the bot uses.
    """
    names = _NAMES.get(folded_emoji(emoji))
    if names is None:
        raise ValueError(f"no name is known for {emoji!r}")
    return names[0]


def emoji_of(name: str) -> str:
    """The emoji of a reaction's name, without skin tone and U+FE0F; `:name:` for one that a workspace made itself."""
    return folded_emoji(_unicode(name.partition("::")[0]) or f":{name}:")


def with_emoji(text: str) -> str:
    """A text with Slack's `:names:` as the emoji that people see; names that a workspace made itself stay."""

    def shown(code: re.Match[str]) -> str:
        emoji = _unicode(code[1])
        if emoji is None:
            return code[0]
        return emoji + (chr(_FIRST_TONE + int(code[2]) - 2) if code[2] else "")

    return _SHORT_CODE.sub(shown, text)


def _unicode(name: str) -> str | None:
    if name in _EMOJI:
        return _EMOJI[name]
    try:
        return str(Emoji(name))
    except NoEmoji:
        return None
