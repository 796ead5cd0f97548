"""What people do on the console's platform, in any way that a chat knows."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from adapters.console import entries
from adapters.console.conversation import Message
from adapters.console.journal import Journal, Pen
from adapters.console.telling import PLATFORM
from bot.errors import ChatUnavailable, MessageGone
from bot.model.chat import Form, MessageRef, Person, Place
from bot.presses import folded_emoji

CHANNEL = Place(PLATFORM, "", "chat")
"""The channel that the screen shows."""

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form that waits for a person's answers."""

    place: Place
    form: Form


class People:
    """The people of one journal. Each of their doings stands there when the call returns.

    Attributes:
        on_form: Called when a form is to be filled in by somebody.
    """

    def __init__(self, journal: Journal, *, is_listened_to: Callable[[], bool]) -> None:
        self.on_form: Callable[[Person, Form], None] = lambda *_: None
        self._journal = journal
        self._is_listened_to = is_listened_to
        self._forms: dict[str, ShownForm] = {}

    async def say(
        self, text: str, place: Place | None = None, *, by: Person, files: Sequence[Path] = (), is_mention: bool = False
    ) -> MessageRef:
        """Write a message, with files.

        Raises:
            OSError: A file is not there, or cannot be read.
        """
        where = place or CHANNEL
        kept = await asyncio.to_thread(_kept_files, files)

        def write(pen: Pen) -> MessageRef:
            pen.put(
                entries.Said(
                    n=pen.n,
                    at=pen.at,
                    by=by.id,
                    heard=self._is_listened_to(),
                    channel=where.channel,
                    chat_thread=where.chat_thread,
                    text=text,
                    files=kept,
                    is_mention=is_mention,
                )
            )
            return MessageRef(where, str(pen.n))

        return await write_down(self._journal, "take a message", write)

    async def press(self, message: MessageRef, emoji: str, *, by: Person, is_added: bool = True) -> None:
        """Put an emoji on a message, or take it away."""
        plain = folded_emoji(emoji)

        def write(pen: Pen) -> None:
            known = standing(pen, message, "take a reaction")
            if ((by.id, plain) in known.presses) is not is_added:
                heard = self._is_listened_to()
                pen.put(
                    entries.Pressed(
                        n=pen.n, at=pen.at, by=by.id, heard=heard, of=message.id, emoji=plain, is_added=is_added
                    )
                )

        await write_down(self._journal, "take a reaction", write)

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        """Change a message of one's own."""

        def write(pen: Pen) -> None:
            standing(pen, message, "change a message")
            pen.put(
                entries.Changed(n=pen.n, at=pen.at, by=by.id, heard=self._is_listened_to(), of=message.id, text=text)
            )

        await write_down(self._journal, "change a message", write)

    async def command(self, words: str, place: Place | None = None, *, by: Person) -> None:
        """Use the command."""
        channel = (place or CHANNEL).channel

        def write(pen: Pen) -> None:
            pen.put(
                entries.Commanded(
                    n=pen.n, at=pen.at, by=by.id, heard=self._is_listened_to(), channel=channel, words=words
                )
            )

        await write_down(self._journal, "take a command", write)

    def be_shown(self, person: Person, place: Place, form: Form) -> None:
        """Have a form wait for a person's answers, in place of any before it."""
        self._forms[person.id] = ShownForm(place, form)
        self.on_form(person, form)

    def form_of(self, person: Person) -> Form | None:
        """The form that waits for a person, if one does."""
        shown = self._forms.get(person.id)
        return None if shown is None else shown.form

    def drop_form(self, person: Person) -> None:
        """Answer no form."""
        self._forms.pop(person.id, None)

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        """Send the form that waits for a person; fields that are not named keep what they had. KeyError: none waits."""
        shown = self._forms.pop(by.id)
        filled = {known.name: values.get(known.name, known.value) for known in shown.form.fields}

        def write(pen: Pen) -> None:
            pen.put(
                entries.Filled(
                    n=pen.n,
                    at=pen.at,
                    by=by.id,
                    heard=self._is_listened_to(),
                    channel=shown.place.channel,
                    chat_thread=shown.place.chat_thread,
                    form=shown.form.name,
                    context=shown.form.context,
                    values=filled,
                )
            )

        await write_down(self._journal, "take a form", write)


async def write_down(journal: Journal, doing: str, write: Callable[[Pen], _R]) -> _R:
    """Read a journal and add to it, off the loop.

    Raises:
        ChatUnavailable: The file cannot be written; what was begun may stand all the same.
    """

    def work() -> _R:
        with journal.writing() as pen:
            return write(pen)

    try:
        return await asyncio.to_thread(work)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ChatUnavailable(PLATFORM, doing, f"its journal cannot be written, {why}") from error


def standing(pen: Pen, ref: MessageRef, doing: str) -> Message:
    """A message of the journal.

    Raises:
        MessageGone: There is none of that id.
    """
    message = pen.conversation.messages.get(ref.id)
    if message is None:
        raise MessageGone(PLATFORM, doing)
    return message


def _kept_files(files: Sequence[Path]) -> tuple[entries.KeptFile, ...]:
    found = [file.expanduser().absolute() for file in files]
    return tuple(entries.KeptFile(name=file.name, path=str(file), size_bytes=file.stat().st_size) for file in found)
