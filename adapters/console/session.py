"""One sitting at the terminal: lines in, the chat on the screen."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console as RichConsole

from adapters.console.adapter import Console
from adapters.console.conversation import Message, tweet_numbers
from adapters.console.lines import (
    Become,
    Command,
    Help,
    Leave,
    Meaning,
    Nothing,
    OpenDraft,
    React,
    Say,
    Unclear,
    has_link,
    is_urgent,
    read_line,
)
from adapters.console.people import CHANNEL
from adapters.console.plain import on_one_line
from adapters.console.questions import Questions
from adapters.console.screen import Screen
from adapters.console.telling import person, ref_of
from adapters.console.typed import typed_lines
from bot.errors import ChatError
from bot.model.chat import Form, MessageRef, Person, Place, PostKind
from bot.wording import elided

HELP = """\
a link to a paper, or words with one    a message in the channel: a draft begins
paper.pdf                               a PDF for a draft; /attach "my paper.pdf" ten tweets
3: say it is on ImageNet                a message in the open draft's chat thread; so is any line that names no paper
/channel good morning                   a message in the channel
react 3 🔁   unreact 3 ✅               an emoji on tweet 3; also: react status ❌, react request 🔁
react 3 redo                            redo, shorten, undo, why, figure, remove, approve, cancel, star for emoji
/thread shorten 3                       the bot's command; /thread help says what it knows, /thread alone is a form
/open   /open 2                         the drafts; have another one open
/as bea                                 go on as somebody else
/help   /quit                           this; the end (also Ctrl-D and Ctrl-C)"""

_IDLE_EVERY_S = 0.1
_TITLE_CHARS = 60


class Session:
    """Plays the people of a console: reads what is typed, does it, and shows the chat.

    On a terminal a line is done when it is typed. Input from elsewhere is a script: each line waits until nothing is
    under way, unless it begins with `/now`; at its end the session waits once more, and is over.
    """

    def __init__(
        self,
        console: Console,
        *,
        stdin: TextIO,
        out: RichConsole,
        name: str = "you",
        names_paper: Callable[[str], bool] = has_link,
        is_idle: Callable[[], Coroutine[Any, Any, bool]] | None = None,
    ) -> None:
        """Sit down.

        Args:
            name: Who is typing.
            names_paper: Whether a text has a link to a paper.
            is_idle: Whether no job is under way; None if only events are waited for.
        """
        self._console = console
        self._stdin = stdin
        self._is_script = not stdin.isatty()
        is_live = out.is_terminal and not out.is_dumb_terminal and not self._is_script
        self._screen = Screen(console.journal, out, viewer=name, is_live=is_live)
        self._person = person(name)
        self._names_paper = names_paper
        self._is_idle = is_idle
        self._asking: tuple[Person, Questions] | None = None
        self._chosen: tuple[str, int] | None = None  # a chat thread, and how many there were when it was chosen
        self._left = asyncio.Event()

    async def run(self) -> None:
        """Until somebody leaves, or the script is done. The console has to run meanwhile."""
        await self._console.listening()
        self._screen.open()
        self._console.people.on_form = self._ask
        self._console.on_refused = lambda: self._screen.note("That was not taken down. Say it again.", style="red")
        try:
            async with asyncio.TaskGroup() as group:
                reading = group.create_task(self._read())
                await self._left.wait()
                reading.cancel()
        finally:
            self._screen.close()

    # ---- Lines ----

    async def _read(self) -> None:
        try:
            await self._greet()
            async for line in typed_lines(self._stdin):
                await self._take(line)
                if self._left.is_set() or self._screen.is_gone:
                    return
            if self._is_script:
                await self._until_nothing_is_under_way()
        finally:
            self._left.set()

    async def _take(self, line: str) -> None:
        self._screen.entered(line)
        if self._asking is not None:
            await self._answer(line)
        else:
            urgent, line = is_urgent(line)
            if self._is_script and not urgent:
                await self._until_nothing_is_under_way()
            # A form may have come meanwhile, and the line is its first answer.
            if self._asking is not None:
                await self._answer(line)
            else:
                await self._do(line)
        self._set_prompt()

    async def _until_nothing_is_under_way(self) -> None:
        while True:
            await self._console.settled()
            if self._is_idle is None or await self._is_idle():
                return
            await asyncio.sleep(_IDLE_EVERY_S)

    async def _do(self, line: str) -> None:
        meaning = read_line(line, names_paper=self._names_paper)
        if not isinstance(meaning, Nothing | Say):
            self._screen.note(f"{self._person.id}> {on_one_line(line)}")
        try:
            await self._act(meaning)
        except ChatError as error:
            self._screen.note(str(error), style="red")
        except OSError as error:
            self._screen.note(f"{error.filename}: {error.strerror}.", style="red")

    async def _act(self, meaning: Meaning) -> None:
        match meaning:
            case Nothing():
                pass
            case Say():
                await self._say(meaning)
            case React():
                await self._react(meaning)
            case Command():
                await self._console.people.command(meaning.words, by=self._person)
            case OpenDraft():
                self._open(meaning.number)
            case Become():
                self._person = person(meaning.name)
                self._screen.viewer = meaning.name
            case Help():
                self._screen.note(HELP, style="")
            case Leave():
                self._left.set()
            case Unclear():
                self._screen.note(meaning.words, style="yellow")

    async def _say(self, said: Say) -> None:
        thread = self._open_thread()
        place = CHANNEL if said.where == "channel" or thread is None else _within(thread)
        files = [Path(path) for path in said.paths]
        await self._console.people.say(said.text, place, by=self._person, files=files, is_mention=said.is_mention)

    async def _react(self, reaction: React) -> None:
        message = self._target(reaction.target)
        if message is None:
            where = (
                "There is no draft yet" if self._open_thread() is None else f"This draft has no {_words_of(reaction)}"
            )
            self._screen.note(f"{where}.", style="yellow")
        else:
            await self._console.people.press(message, reaction.emoji, by=self._person, is_added=reaction.is_added)

    # ---- Drafts ----

    def _open_thread(self) -> str | None:
        """The newest draft's chat thread, or the one that was chosen since it came."""
        with self._console.journal.reading() as conversation:
            threads = list(conversation.chat_threads)
        if self._chosen is not None and self._chosen[1] == len(threads):
            return self._chosen[0]
        return threads[-1] if threads else None

    def _open(self, number: int | None) -> None:
        with self._console.journal.reading() as conversation:
            titles = dict(conversation.chat_threads)
        threads = list(titles)
        if number is None:
            current = self._open_thread()
            for at, thread in enumerate(threads, 1):
                mark = "*" if thread == current else " "
                self._screen.note(f"{mark} {at} {elided(on_one_line(titles[thread]), _TITLE_CHARS)}", style="")
            if not threads:
                self._screen.note("There is no draft yet.", style="yellow")
        elif 1 <= number <= len(threads):
            self._chosen = (threads[number - 1], len(threads))
            self._screen.title(f"draft {number} · {titles[threads[number - 1]]}")
            self._screen.show(self._messages(threads[number - 1]))
        else:
            self._screen.note(f"There is no draft {number}. `/open` lists them.", style="yellow")

    def _messages(self, thread: str) -> list[Message]:
        with self._console.journal.reading() as conversation:
            return list(conversation.within(CHANNEL.channel, thread))

    def _target(self, target: int | str) -> MessageRef | None:
        thread = self._open_thread()
        if thread is None:
            return None
        if target == "request":
            return MessageRef(CHANNEL, thread)
        messages = self._messages(thread)
        if target == "status":
            found = [one for one in messages if one.post is not None and one.post.kind is PostKind.STATUS]
        else:
            numbers = tweet_numbers(messages)
            found = [one for one in messages if numbers.get(one.id) == target]
        return ref_of(found[-1]) if found else None

    # ---- Forms ----

    def _ask(self, who: Person, form: Form) -> None:
        """A form came: from now on lines are its answers."""
        self._asking = (who, Questions(form))
        self._screen.note(self._asking[1].opening, style="bold")
        self._show_question()
        self._set_prompt()

    def _show_question(self) -> None:
        if self._asking is not None and not self._asking[1].is_done:
            for line in self._asking[1].question():
                self._screen.note(line, style="")

    async def _answer(self, line: str) -> None:
        if self._asking is None:
            return
        who, questions = self._asking
        if line.strip() == "/cancel":
            self._drop_form()
            return
        self._screen.note(f"  {line}")
        if not questions.is_done and (wrong := questions.answer(line)):
            self._screen.note(wrong, style="yellow")
        if not questions.is_done:
            self._show_question()
            return
        self._asking = None
        try:
            await self._console.people.fill_form(questions.values, by=who)
        except ChatError as error:
            self._screen.note(str(error), style="red")

    def _drop_form(self) -> None:
        if self._asking is not None:
            self._console.people.drop_form(self._asking[0])
            self._asking = None
            self._screen.note("Nothing was sent.")
            self._set_prompt()

    # ---- The rest ----

    async def _greet(self) -> None:
        thread = self._open_thread()
        with self._console.journal.reading() as conversation:
            title = "" if thread is None else conversation.chat_threads[thread]
        if not self._is_script:
            self._screen.note("Paste a link to a paper, or the path of a PDF. /help says what else there is.")
        if title:
            self._screen.note(f"“{elided(title, _TITLE_CHARS)}” is open; /open lists the drafts.")
        self._set_prompt()

    def _set_prompt(self) -> None:
        self._screen.ask("> " if self._asking is not None else f"{on_one_line(self._person.id)}> ")


def _within(thread: str) -> Place:
    return Place(CHANNEL.platform, CHANNEL.team, CHANNEL.channel, thread)


def _words_of(reaction: React) -> str:
    return f"tweet {reaction.target}" if isinstance(reaction.target, int) else f"{reaction.target} message"
