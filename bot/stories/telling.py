"""Words to one person only."""

from contextlib import suppress
from functools import partial

from bot.errors import ChatError
from bot.model.chat import MessageRef, Person, Place, Trigger
from bot.posts import parts_of
from bot.stories.insisting import insist
from bot.stories.lab import Lab

_MOST_PARTS = 4
"""A long roster is worth some messages; whoever gives a page as a wish does not get it back."""


async def tell(
    lab: Lab,
    person: Person,
    place: Place,
    words: str,
    *,
    about: MessageRef | None = None,
    trigger: Trigger | None = None,
) -> None:
    """Say something to one person, in as many messages as it needs; a platform that refuses hinders nothing.

    After a crash, or where the answer was lost, it may be said twice: nobody can look it up.
    """
    chat = lab.chat(place)
    parts = parts_of(words, chat.limits.message_chars)
    if len(parts) > _MOST_PARTS:
        parts = [*parts[: _MOST_PARTS - 1], "… There is more, which is too long for here."]
    with suppress(ChatError):
        for part in parts:
            await insist(lab, partial(chat.tell, person, place, part, about=about, trigger=trigger))
