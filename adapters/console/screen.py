"""The chat as people look at it, drawn as the journal grows."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from rich.console import Console as RichConsole
from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from adapters.console.conversation import Conversation, Message, tweet_numbers
from adapters.console.entries import Commanded, Entry, Filled, Marked, Opened, Posted, Pressed, Said, Taken, Whispered
from adapters.console.journal import Journal
from adapters.console.looks import is_under_way, look_of, status_line
from adapters.console.paper_roll import PaperRoll
from adapters.console.plain import harmless, on_one_line
from bot.model.chat import PostKind


@dataclass(frozen=True, slots=True)
class _View:
    """A message as it was when an entry came.

    Attributes:
        number: Of a tweet.
        draft: Which draft it belongs to, where there are several; else "".
    """

    message: Message
    number: int | None
    draft: str

    @property
    def name(self) -> str:
        post = self.message.post
        if post is not None and post.kind is PostKind.TWEET:
            return " of ".join(filter(None, [f"tweet {self.number}", self.draft]))
        if post is not None and post.kind is PostKind.STATUS:
            return " of ".join(filter(None, ["the status", self.draft]))
        return f"the message of {on_one_line(self.message.by) or 'paperthread'}"


class Screen:
    """Draws what one person sees of the journal's channel and its chat threads.

    Attributes:
        viewer: The person's id.
    """

    def __init__(self, journal: Journal, out: RichConsole, *, viewer: str, is_live: bool) -> None:
        self.viewer = viewer
        self._journal = journal
        self._out = out
        self._is_live = is_live
        self._roll = PaperRoll(out, is_live=is_live)
        self._prompt = ""
        self._moving: dict[str, str] = {}  # the lines of drafts under way, by the ids of their status messages
        self._names: dict[str, str] = {}  # of what was drawn, so that what is taken away can be named
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Draw what comes from now on."""
        self._loop = asyncio.get_running_loop()
        self._journal.watchers.append(self._watch)

    def close(self) -> None:
        """Draw nothing more."""
        self._journal.watchers.remove(self._watch)
        self._roll.close()

    @property
    def is_gone(self) -> bool:
        """Nobody reads it any more."""
        return self._roll.is_gone

    def ask(self, prompt: str) -> None:
        """What stands before the line that is typed."""
        self._prompt = prompt
        self._draw_foot()

    def entered(self, line: str) -> None:
        """Take a typed line away from the terminal: what it does is drawn instead."""
        self._roll.forget_typed(line)

    def note(self, words: str, *, style: str = "dim") -> None:
        """Words beside the chat: an echo, a hint, an error."""
        self._roll.print([Text(harmless(words), style)])

    def title(self, words: str) -> None:
        """Where something new begins."""
        self._roll.print([Rule(Text(on_one_line(words), "bold"), align="left", style="cyan")])

    def show(self, messages: Sequence[Message]) -> None:
        """Draw messages of the conversation that stand, such as those of a chat thread that is opened again."""
        with self._journal.reading() as conversation:
            views = [_view(conversation, message) for message in messages if self._sees(message)]
        for view in views:
            if not is_under_way(view.message):
                self._print(view)

    # ---- As the journal grows ----

    def _watch(self, entry: Entry) -> None:
        """Called on any thread, while the journal is locked."""
        conversation = self._journal.conversation
        match entry:
            case Commanded() | Filled() | Taken():
                pass
            case Opened():
                number = list(conversation.chat_threads).index(entry.of) + 1
                self._later(lambda: self.title(f"draft {number} · {entry.title}"))
            case _:
                is_new = isinstance(entry, Said | Posted | Whispered)
                key = str(entry.n) if isinstance(entry, Said | Posted | Whispered) else entry.of
                message = conversation.messages.get(key)
                if message is None:
                    self._later(lambda: self._gone(key))
                elif self._sees(message):
                    view = _view(conversation, message)
                    self._later(lambda: self._print_or_move(view) if is_new else self._change(view, entry))

    def _later(self, draw: Callable[[], None]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and nobody looks any more
                self._loop.call_soon_threadsafe(draw)

    def _sees(self, message: Message) -> bool:
        return message.only_to in ("", self.viewer)

    def _print_or_move(self, view: _View) -> None:
        if is_under_way(view.message):
            self._move(view)
        else:
            self._print(view)

    def _move(self, view: _View) -> None:
        """A status message that moves: one line at the foot, or a line for each of its states."""
        line = status_line(view.message, draft=view.draft)
        if self._moving.get(view.message.id) != line:
            self._moving[view.message.id] = line
            self._names[view.message.id] = view.name
            if self._is_live:
                self._draw_foot()
            else:
                self.note(line)

    def _change(self, view: _View, entry: Entry) -> None:
        if is_under_way(view.message):
            self._move(view)
            return
        key = view.message.id
        was_moving = self._moving.pop(key, None) is not None
        if was_moving:
            self._draw_foot()
        if not was_moving and self._roll.change(key, self._look(view)):
            return
        if isinstance(entry, Marked | Pressed):
            self._tell_reaction(view, entry)
        else:
            if not was_moving:
                self.note(f"{view.name} is now:")
            self._print(view)

    def _tell_reaction(self, view: _View, entry: Marked | Pressed) -> None:
        """A reaction on what cannot be drawn again. One's own was just typed, and that one goes is not worth a line."""
        if entry.is_added and not (isinstance(entry, Pressed) and entry.by == self.viewer):
            who = entry.by if isinstance(entry, Pressed) else "paperthread"
            self.note(f"{on_one_line(who)}: {on_one_line(entry.emoji)} on {view.name}")

    def _gone(self, key: str) -> None:
        if self._moving.pop(key, None) is not None:
            self._draw_foot()
        elif not self._roll.change(key, None) and key in self._names:
            self.note(f"{self._names[key]} was taken away")

    def _print(self, view: _View) -> None:
        self._names[view.message.id] = view.name
        self._roll.print(self._look(view), key=view.message.id)

    def _look(self, view: _View) -> list[RenderableType]:
        folder, width = self._journal.folder, self._out.width
        return look_of(view.message, number=view.number, draft=view.draft, folder=folder, width=width)

    def _draw_foot(self) -> None:
        self._roll.set_foot([*self._moving.values(), self._prompt])


def _view(conversation: Conversation, message: Message) -> _View:
    numbers = tweet_numbers(conversation.within(message.channel, message.chat_thread))
    drafts = list(conversation.chat_threads)
    draft = ""
    if len(drafts) > 1 and message.chat_thread in drafts:
        draft = f"draft {drafts.index(message.chat_thread) + 1}"
    copy = replace(message, marks=dict(message.marks), presses=dict(message.presses))
    return _View(copy, numbers.get(message.id), draft)
