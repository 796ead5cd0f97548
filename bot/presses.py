"""Whether an emoji on a message is a new press, or one that is told again.

A press is a person's emoji going from absent to present on a message. Platforms repeat, reorder and lose what they tell
of it, and what stands on a message can be looked up afterwards; each press has one effect all the same.
"""

from dataclasses import replace

from bot.chat_events import Pressed
from bot.records import PressState

_UNKNOWN = PressState(is_present=False, count=0)

VARIATION = "\ufe0f"
"""VARIATION SELECTOR-16, which some platforms write behind an emoji and others do not."""
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def folded_emoji(emoji: str) -> str:
    """An emoji without skin tone and without what only asks for its coloured form."""
    return "".join(sign for sign in emoji if sign != VARIATION and ord(sign) not in _SKIN_TONES)


def after(pressed: Pressed, known: PressState | None) -> tuple[PressState, bool]:
    """What is known once an event was told, and whether it is a new press.

    An event with a time that is not later than what is known changes nothing. One with an id of its own that comes
    after the last press is a new one even if the taking away between them was never told. One without either is a new
    press only where the emoji was not there.
    """
    state = known or _UNKNOWN
    if pressed.event_id is not None and pressed.event_id == state.event_id:
        return state, False
    if pressed.at is not None and state.at is not None and pressed.at <= state.at:
        return state, False
    at = pressed.at or state.at
    if not pressed.is_added:
        return replace(state, is_present=False, at=at), False
    if state.is_present and (pressed.event_id is None or pressed.at is None):
        return replace(state, at=at), False
    return PressState(is_present=True, count=state.count + 1, at=at, event_id=pressed.event_id), True
