"""Characters that nobody sees: they carry words past the reader, or break the program that shows the text."""

from functools import cache

import regex

# Line ends of other systems, and what old terminals moved the paper with.
_LINE_END = regex.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")

# Control, private and format characters, fillers, variation selectors that vary nothing. Emoji of regions are flags.
_FLAG_OF_A_REGION = r"🏴[\U000e0061-\U000e007a]{2,6}\U000e007f"
_NEVER_SEEN = (
    r"[\p{Cc}\p{Co}\p{Cs}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff9-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff--[\n]]"
)
_SELECTOR_OF_NOTHING = r"(?<![\p{Emoji}\p{Extended_Pictographic}])[\ufe0e\ufe0f]"
# The joiners bind emoji and the letters of scripts that join; between other letters they only hide.
_JOINER_OF_NOTHING = (
    r"(?<![\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}\ufe0f]"
    r"|[\p{L}--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]])[\u200c\u200d]"
)
_DIRECTION_MARK = r"[\u061c\u200e\u200f]"
_FROM_RIGHT_TO_LEFT = r"[[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}]&&\p{L}]"


def unseen_in(text: str) -> tuple[str, ...]:
    """Each character of `text` that nobody sees, once, in order; a newline is none, other line ends are."""
    return tuple(dict.fromkeys(match[0] for match in _pattern(text).finditer(text) if not match["seen"]))


def without_unseen(text: str) -> str:
    """`text` without what nobody sees; every line end is a newline, and a tab a space."""
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    return _pattern(text).sub(lambda match: match["seen"] or "", text)


def _pattern(text: str) -> regex.Pattern[str]:
    """What nobody sees in a text like this: the marks of direction are needed where a script runs to the left."""
    return _compiled(needs_direction=_from_right_to_left().search(text) is not None)


@cache
def _compiled(*, needs_direction: bool) -> regex.Pattern[str]:
    parts = [_NEVER_SEEN, _SELECTOR_OF_NOTHING, _JOINER_OF_NOTHING]
    parts += [] if needs_direction else [_DIRECTION_MARK]
    return regex.compile(rf"(?P<seen>{_FLAG_OF_A_REGION})|{'|'.join(parts)}", regex.VERSION1)


@cache
def _from_right_to_left() -> regex.Pattern[str]:
    return regex.compile(_FROM_RIGHT_TO_LEFT, regex.VERSION1)
