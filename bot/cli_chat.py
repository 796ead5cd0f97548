"""The commands that hold the conversation: in this terminal, and on the platforms that are set up."""

import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as RichConsole

from bot.bootstrap import build_chats, build_console, build_fleet, build_health, build_session, release
from bot.config import Settings, WriterChoice, load_settings
from bot.errors import NoPlatform
from bot.links import find_refs
from bot.ports import ChatAdapter, Fleet
from bot.running import Part, Process
from bot.serving import served
from bot.terminal import Terminal
from bot.wording import listed

CHAT_EPILOG = (
    "Paste a link, or type the path of a PDF; `/help` says what else. What is said stays in the data folder, so that\n"
    "the conversation goes on where it ended. Lines that come from a pipe are done one after the other.\n\n"
    "Examples:\n"
    "  paperthread chat\n"
    "  printf 'https://arxiv.org/abs/2306.13840\\nreact 3 redo\\n3: shorter\\nexport\\n' | paperthread chat"
)
RUN_EPILOG = (
    "Ends with SIGTERM or Ctrl-C, within 10 seconds; what is under way is finished, or goes on at the next start.\n"
    "PAPERTHREAD_HEALTH__PORT serves /healthz."
)


def chat(
    *,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who is typing.")] = "you",
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the conversation is kept.", show_default="the setting, ~/.paperthread"),
    ] = None,
) -> None:
    """Hold the conversation in this terminal, as in a chat: drafts, reactions, replies, commands."""
    settings = load_settings()
    if data is not None:
        settings = settings.model_copy(update={"data_dir": data.expanduser()})
    asyncio.run(_chat(settings, name))


async def _chat(settings: Settings, name: str) -> None:
    console = build_console(settings)
    async with served(settings, [console], build_fleet(settings)) as opened:
        session = build_session(
            console,
            stdin=sys.stdin,
            out=RichConsole(),
            name=name,
            names_paper=lambda text: bool(find_refs(text)),
            is_idle=opened.is_idle,
        )
        parts = (*opened.parts, Part("terminal", session.run, is_restarted=False))
        await Process(parts).run(opened.hand_over)


def run() -> None:
    """Serve the conversation on every platform that is set up, until told to end."""
    settings = load_settings()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True)
    for ours in ("bot", "adapters"):  # libraries log what passes through them
        logging.getLogger(ours).setLevel(logging.INFO)
    fleet = build_fleet(settings)
    chats = build_chats(settings, fleet)
    if not chats:
        raise NoPlatform
    asyncio.run(_run(settings, chats, fleet))


async def _run(settings: Settings, chats: Sequence[ChatAdapter], fleet: Fleet) -> None:
    async with served(settings, chats, fleet) as opened:
        for line in _what_is_served(settings, chats):
            Terminal().tell(line)
        process: Process | None = None

        def platforms() -> dict[str, bool]:
            up = {} if process is None else process.is_up()
            return {chat.name: up.get(chat.name, False) for chat in chats}

        health = build_health(settings, platforms=platforms, database=opened.ask_database)
        parts = opened.parts if health is None else (*opened.parts, Part("health page", health))
        process = Process(parts)
        await process.run(opened.hand_over)


def _what_is_served(settings: Settings, chats: Sequence[ChatAdapter]) -> list[str]:
    """Which platforms, with which writer, and where."""
    model = settings.openai.model
    if settings.writer is WriterChoice.EXTRACTIVE or model is None:
        writer = "without a model"
    else:
        writer = f"with {model} at {settings.openai.base_url}"
    kept = f"SQLite in {settings.data_dir}" if settings.database_url is None else "PostgreSQL"
    names = listed([chat.name for chat in chats])
    lines = [f"paperthread {release()} serves {names}, writing {writer}; what it remembers is in {kept}."]
    if settings.health.port is not None:
        lines.append(f"/healthz is at http://{settings.health.host}:{settings.health.port}/healthz.")
    return lines
