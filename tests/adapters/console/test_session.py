"""Whole sittings: what is typed, what the bot is told, what stands on the screen."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from rich.console import Console as RichConsole

from adapters.console.adapter import Console
from adapters.console.session import Session
from bot.chat_events import Commanded, FormSent, MessagePosted, Pressed
from tests.adapters.console.toy_bot import ToyBot
from tests.contract.harness import eventually
from tests.fakes.terminal import FakeTerminal

LINK = "https://arxiv.org/abs/2306.13840"


@asynccontextmanager
async def _running(console: Console, bot: ToyBot) -> AsyncIterator[None]:
    run = asyncio.create_task(console.run(bot.on_event))
    try:
        yield
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


async def _played(folder: Path, *lines: str, flavour: str = "") -> tuple[ToyBot, str]:
    """What the bot was told by a script, and what was shown."""
    console = Console(folder / "chat.jsonl")
    bot = ToyBot(console, flavour)
    shown = io.StringIO()
    out = RichConsole(file=shown, width=60, highlight=False, markup=False, emoji=False)
    script = io.StringIO("".join(f"{line}\n" for line in lines))
    session = Session(console, stdin=script, out=out, name="ann", is_idle=bot.is_idle)
    async with _running(console, bot):
        await session.run()
    return bot, shown.getvalue()


async def test_a_script_shows_the_whole_conversation(tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "be3faff6dda71ac6b24d73b19526a5df.png"

    _, shown = await _played(tmp_path, f"look {LINK}", "react 3 redo", "/thread usage")

    assert shown.splitlines() == [
        f"ann  look {LINK}",
        "paperthread: 👀 on the message of ann",
        "draft 1 · A Paper About Papers ─────────────────────────────",
        "A Paper About Papers · ⏳ reading",
        "╭─ tweet 1 ────────────────────────────────────────────────╮",
        "│ Tweet of 10%.                                            │",
        "│                                                          │",
        "│ 1/3                                                      │",
        "╰──────────────────────────────────────────────────────────╯",
        "  12/280 · p. 3",
        "╭─ tweet 2 ────────────────────────────────────────────────╮",
        "│ Tweet of 20%.                                            │",
        "│                                                          │",
        "│ 2/3                                                      │",
        "╰──────────────────────────────────────────────────────────╯",
        "  12/280 · p. 3",
        f"  🖼 {picture}",
        "     Errors by size.",
        "A Paper About Papers · ⏳ writing",
        "╭─ tweet 3 ────────────────────────────────────────────────╮",
        "│ Tweet of 30%.                                            │",
        "│                                                          │",
        "│ 3/3                                                      │",
        "╰──────────────────────────────────────────────────────────╯",
        "  12/280 · p. 3",
        "paperthread  3 tweets, no flags",
        "ann> react 3 redo",
        "paperthread: ⏳ on tweet 3",
        "tweet 3 is now:",
        "╭─ tweet 3 ────────────────────────────────────────────────╮",
        "│ Other words.                                             │",
        "│                                                          │",
        "│ 3/3                                                      │",
        "╰──────────────────────────────────────────────────────────╯",
        "  12/280 · p. 3",
        "  ⏳ · 🔁 ann",
        "ann> /thread usage",
        "(only for ann) You said usage.",
    ]
    assert picture.exists()


async def test_lines_go_to_the_channel_or_to_the_open_draft(tmp_path: Path) -> None:
    pdf = tmp_path / "my paper.pdf"
    pdf.write_bytes(b"%PDF-1.7")

    bot, _ = await _played(
        tmp_path,
        "good morning",
        LINK,
        "3: say it is on ImageNet",
        "/channel hello",
        f"'{pdf}'",
        "shorten 2",
        "/open 1",
        "@paperthread undo 1",
    )

    told = [event for event in bot.events if isinstance(event, MessagePosted)]
    assert [(event.text, event.message.place.chat_thread, event.is_mention) for event in told] == [
        ("good morning", None, False),
        (LINK, None, False),
        ("3: say it is on ImageNet", told[1].message.id, False),
        ("hello", None, False),
        ("", None, False),
        ("shorten 2", told[4].message.id, False),
        ("undo 1", told[1].message.id, True),
    ]
    assert [attachment.name for attachment in told[4].attachments] == ["my paper.pdf"]


async def test_reactions_find_tweets_the_status_and_the_request(tmp_path: Path) -> None:
    bot, shown = await _played(
        tmp_path, LINK, "react 2 ✂️", "/as bea", "react status star", "react request 🔁", "unreact 2 ✂", "react 7 why"
    )

    texts = [(event.emoji, event.person.id, event.is_added) for event in bot.events if isinstance(event, Pressed)]
    ids = [event.message.id for event in bot.events if isinstance(event, Pressed)]
    request = next(event.message.id for event in bot.events if isinstance(event, MessagePosted))
    assert texts == [("✂", "ann", True), ("⭐", "bea", True), ("🔁", "bea", True)]
    assert ids[2] == request
    assert len(set(ids)) == 3
    assert "This draft has no tweet 7." in shown


async def test_a_form_is_asked_question_by_question(tmp_path: Path) -> None:
    bot, shown = await _played(
        tmp_path, "/thread", "", LINK, "in two", "  lines", ".", "they", "/thread", LINK, "", "", "/thread", "/cancel"
    )

    sent = [event for event in bot.events if isinstance(event, FormSent)]
    assert [event.values for event in sent] == [
        {"url": LINK, "wish": "in two\n  lines", "voice": "curator"},
        {"url": LINK, "wish": "short", "voice": "author"},
    ]
    assert {(event.name, event.context, event.person.id) for event in sent} == {("new", "c-1", "ann")}
    assert "Link is needed." in shown
    assert "Nothing was sent." in shown


async def test_a_line_that_says_now_does_not_wait(tmp_path: Path) -> None:
    console = Console(tmp_path / "chat.jsonl")
    bot = ToyBot(console)
    bot.go_on.clear()
    out = RichConsole(file=io.StringIO())
    script = io.StringIO(f"{LINK}\n/now /thread cancel\n")
    session = Session(console, stdin=script, out=out, is_idle=bot.is_idle)

    async with _running(console, bot):
        sitting = asyncio.create_task(session.run())
        await eventually(lambda: any(isinstance(event, Commanded) for event in bot.events))
        was_over = sitting.done()
        bot.go_on.set()
        await sitting

    assert not was_over


async def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    bot, shown = await _played(tmp_path, str(tmp_path / "none" / "paper.pdf"), "/wat", "react 1 redo")

    assert bot.events == []
    assert "paper.pdf: No such file or directory." in shown
    assert "There is no `/wat` here." in shown
    assert "There is no draft yet." in shown


async def test_a_conversation_outlives_the_process(tmp_path: Path) -> None:
    await _played(tmp_path, LINK)

    bot, shown = await _played(tmp_path, "/open", "/open 1", "react 3 redo", "/quit", "never")

    assert "“A Paper About Papers” is open" in shown
    assert "* 1 A Paper About Papers" in shown
    assert shown.index("Tweet of 30%.") < shown.index("Other words.")
    assert [type(event) for event in bot.events] == [Pressed]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\x1b]0;title\x07\x1b[2J", id="escape sequences"),
        pytest.param("\x9b31m\x85\x08", id="C1 and control characters"),
        pytest.param("a\u202eb\u2066c\u200f", id="turned lines"),
        pytest.param("a\u2028b\u2029c\rd", id="other line ends"),
    ],
)
async def test_words_of_strangers_do_not_steer_the_terminal(tmp_path: Path, text: str) -> None:
    lines = [f"{LINK} {text}", text, f"/thread {text}", f"react 3 {text}", f"react {text} 🔁", "/open", "/open 1"]

    _, shown = await _played(tmp_path, *lines, flavour=text)

    assert "Tweet of 30%." in shown
    assert not [char for char in shown if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")]
    assert not set(shown) & set("\u202e\u2066\u200f\u2028\u2029")


class _Closed(io.StringIO):
    def flush(self) -> None:
        raise BrokenPipeError


async def test_output_that_nobody_reads_ends_the_sitting(tmp_path: Path) -> None:
    console = Console(tmp_path / "chat.jsonl")
    bot = ToyBot(console)
    script = io.StringIO("/help\ngood morning\n")
    session = Session(console, stdin=script, out=RichConsole(file=_Closed()), is_idle=bot.is_idle)

    async with _running(console, bot):
        await session.run()

    assert bot.events == []


# ---- A terminal ----


class _Keyboard:
    """The other end of a real terminal; what is typed is echoed on the fake one."""

    def __init__(self, terminal: FakeTerminal) -> None:
        self._terminal = terminal
        self._keys, lines = os.openpty()
        self.stdin = os.fdopen(lines, encoding="utf-8")

    def type(self, line: str) -> None:
        self._terminal.type(line)
        os.write(self._keys, line.encode() + b"\n")

    def press(self, keys: bytes) -> None:
        os.write(self._keys, keys)

    def close(self) -> None:
        self.stdin.close()
        os.close(self._keys)


@asynccontextmanager
async def _at_a_terminal(folder: Path) -> AsyncIterator[tuple[ToyBot, FakeTerminal, _Keyboard, "asyncio.Task[None]"]]:
    console = Console(folder / "chat.jsonl")
    bot = ToyBot(console)
    terminal = FakeTerminal(width=40, height=30)
    out = RichConsole(
        file=terminal, force_terminal=True, color_system="standard", width=40, height=30, highlight=False, markup=False
    )
    keyboard = _Keyboard(terminal)
    async with _running(console, bot):
        session = asyncio.create_task(
            Session(console, stdin=keyboard.stdin, out=out, name="ann", is_idle=bot.is_idle).run()
        )
        await eventually(lambda: terminal.shown[-1] == "ann>")
        try:
            yield bot, terminal, keyboard, session
        finally:
            session.cancel()
            with suppress(asyncio.CancelledError):
                await session
            keyboard.close()


async def test_at_a_terminal_edits_are_shown_in_place_and_the_status_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    async with _at_a_terminal(tmp_path) as (bot, terminal, keyboard, _):
        bot.go_on.clear()
        keyboard.type(f"look {LINK}")
        await eventually(lambda: "A Paper About Papers · ⏳ writing" in terminal.shown)
        half = terminal.shown
        bot.go_on.set()
        await eventually(lambda: "paperthread  3 tweets, no flags" in terminal.shown)
        bot.go_on.clear()
        keyboard.type("react 3 redo")
        await eventually(lambda: "  ⏳ · 🔁 ann" in terminal.shown)
        bot.go_on.set()
        await eventually(lambda: "  🔁 ann" in terminal.shown)
        whole = terminal.shown

    assert half[-2:] == ["A Paper About Papers · ⏳ writing", "ann>"]
    assert "".join(half[2:4]) == f"ann  look {LINK}"
    assert [row for row in whole if "Tweet of 30%" in row] == []
    assert [row for row in whole if "is now" in row] == []
    third = next(number for number, row in enumerate(whole) if "─ tweet 3 ─" in row)
    assert [row.strip("│ ") for row in whole[third + 1 : third + 4]] == ["Other words.", "", "3/3"]
    assert whole[third + 6 :] == ["  🔁 ann", "paperthread  3 tweets, no flags", "ann> react 3 redo", "ann>"]


@pytest.mark.parametrize("leave", [pytest.param(b"/quit\n", id="quit"), pytest.param(b"\x04", id="Ctrl-D")])
async def test_somebody_leaves(tmp_path: Path, leave: bytes) -> None:
    async with _at_a_terminal(tmp_path) as (_, terminal, keyboard, session):
        keyboard.press(leave)
        await session

    assert terminal.shown[-1] == ""


async def test_a_sitting_that_is_cancelled_leaves_the_terminal_in_order(tmp_path: Path) -> None:
    """Ctrl-C is the process's: it cancels the sitting."""
    async with _at_a_terminal(tmp_path) as (_, terminal, keyboard, session):
        keyboard.type("/thread")
        await eventually(lambda: terminal.shown[-1] == ">")
        session.cancel()
        with suppress(asyncio.CancelledError):
            await session

    assert terminal.shown[-1] == ""


async def test_a_dumb_terminal_gets_lines_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    console = Console(tmp_path / "chat.jsonl")
    bot = ToyBot(console)
    terminal = FakeTerminal()
    keyboard = _Keyboard(terminal)
    out = RichConsole(file=terminal, width=60)
    async with _running(console, bot):
        session = asyncio.create_task(Session(console, stdin=keyboard.stdin, out=out, is_idle=bot.is_idle).run())
        keyboard.type(LINK)
        await eventually(lambda: "no flags" in terminal.raw)
        keyboard.press(b"\x04")
        await session
    keyboard.close()

    assert "\x1b" not in terminal.raw
