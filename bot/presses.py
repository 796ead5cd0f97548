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

    An event with an id of its own is a press whenever it comes, also behind later ones: who calls this knows which ids
    it took before. Only what happened before the emoji was looked up is known already. An event without an id is a
    press where the emoji was not there.
    """
    state = known or _UNKNOWN
    if pressed.event_id is None:
        return _looked_up(pressed, state)
    was_looked_up = state.event_id is None and state.at is not None
    if was_looked_up and pressed.at is not None and state.at is not None and pressed.at <= state.at:
        return state, False
    is_late = pressed.at is not None and state.at is not None and pressed.at < state.at
    newest = state if is_late else replace(state, at=pressed.at, event_id=pressed.event_id)
    if not pressed.is_added:
        return replace(newest, is_present=state.is_present and is_late), False
    return replace(newest, is_present=state.is_present or not is_late, count=state.count + 1), True


def _looked_up(pressed: Pressed, state: PressState) -> tuple[PressState, bool]:
    """What stands on the message, or how that changed on a platform that says no more."""
    if pressed.at is not None and state.at is not None and pressed.at <= state.at:
        return state, False
    seen = replace(state, is_present=pressed.is_added, at=pressed.at or state.at, event_id=None)
    if pressed.is_added and not state.is_present:
        return replace(seen, count=state.count + 1), True
    return seen, False
