"""The only file that knows both sides: it builds the adapters and the writer that the settings ask for.

What is built is imported where it is built: `paperthread --help` and `paperthread links` need none of it.
"""

import tomllib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bot.asks import ALIASES
from bot.config import DiscordSettings, ReadingSettings, Settings, SlackSettings, SlackTransport, WriterChoice
from bot.errors import SettingError, WriterNotSetUp
from bot.ports import ChatAdapter, Fleet, Jobs, PaperReader, PaperSource, RequestGate, Store, Writer
from bot.presses import folded_emoji
from bot.stories.lab import ChatRules

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

    from adapters.console.adapter import Console
    from adapters.console.session import Session


def build_reader(settings: ReadingSettings) -> PaperReader:
    """The reader of PDFs; whoever builds it closes it."""
    from adapters.pdf.limits import ReadingLimits
    from adapters.pdf.reader import PdfReader

    return PdfReader(
        ReadingLimits(
            max_bytes=settings.max_bytes,
            max_pages=settings.max_pages,
            max_seconds=settings.max_seconds,
            max_draw_seconds=settings.max_draw_seconds,
            max_memory_mb=settings.max_memory_mb,
            workers=settings.workers,
        )
    )


def build_source(settings: Settings, gate: RequestGate | None = None) -> PaperSource:
    """arXiv; whoever builds it closes it.

    Args:
        gate: What all processes go through that ask arXiv; None where this one is alone.
    """
    from adapters.arxiv.cache import CacheLimits, PaperCache
    from adapters.arxiv.client import ArxivClient, AskingLimits
    from adapters.arxiv.gate import IntervalGate
    from adapters.arxiv.source import ArxivSource

    arxiv = settings.arxiv
    client = ArxivClient(
        gate or IntervalGate(arxiv.min_interval_s),
        AskingLimits(total_s=arxiv.max_seconds, max_bytes=settings.reading.max_bytes),
        user_agent=f"paperthread/{release()} ({_reachable(arxiv.contact)})",
    )
    cache = PaperCache(
        settings.arxiv_dir, CacheLimits(max_bytes=arxiv.cache_mb * 1_000_000, max_age_s=arxiv.cache_days * 86_400)
    )
    return ArxivSource(client, cache, api_base=arxiv.api_base, files_base=arxiv.files_base)


def build_writer(settings: Settings, choice: WriterChoice) -> Writer:
    """The writer that was chosen; whoever builds it closes it.

    `auto` is the model where one is named in the settings, and the extractive writer otherwise: nothing of a paper
    leaves the machine unless somebody said to which model.

    Raises:
        WriterNotSetUp: It lacks a setting.
        PromptError: A file of the prompts cannot be used.
    """
    model = settings.openai.model
    if choice is WriterChoice.EXTRACTIVE or (choice is WriterChoice.AUTO and model is None):
        from bot.extractive.writer import ExtractiveWriter

        return ExtractiveWriter()
    if model is None:
        raise WriterNotSetUp(WriterChoice.OPENAI.value, setting="PAPERTHREAD_OPENAI__MODEL")
    return _model_writer(settings, model)


def _model_writer(settings: Settings, model: str) -> Writer:
    from adapters.openai_writer.asking import AskingLimits, ModelServer, connect
    from adapters.openai_writer.budget import Budget
    from adapters.openai_writer.known_manners import KnownManners
    from adapters.openai_writer.prices import Price
    from adapters.openai_writer.writer import OpenAIWriter
    from bot.prompting import PromptLibrary

    named = settings.openai
    price = named.prices.get(model)
    if named.max_cost_usd is not None and price is None:
        raise SettingError(
            "PAPERTHREAD_OPENAI__MAX_COST_USD", f"no price is known for {model}; name it in PAPERTHREAD_OPENAI__PRICES"
        )
    library = PromptLibrary(settings.prompts_dir)
    client = connect(named.base_url, None if named.api_key is None else named.api_key.get_secret_value())
    server = ModelServer(
        client,
        model,
        AskingLimits(total_s=named.max_seconds),
        budget=Budget(named.max_cost_usd, named.max_draft_seconds),
        price=None if price is None else Price(price.prompt, price.cached_prompt, price.answer),
        manners=KnownManners(settings.data_dir / "model-servers.json"),
    )
    return OpenAIWriter(client, server, library, window_tokens=named.context_tokens)


def build_store(settings: Settings) -> Store:
    """What the conversation remembers; whoever builds it opens and closes it.

    Raises:
        StoreUnavailable: The address of the database is none.
    """
    from adapters.store.store import SqlStore

    return SqlStore(settings.data_dir, url=_database_url(settings))


def build_jobs(settings: Settings, store: Store) -> Jobs:
    """The work that outlives the process; whoever builds it closes it."""
    from adapters.jobs.jobs import DbosJobs

    return DbosJobs(settings.data_dir, lookup=store.events.job, database_url=_database_url(settings))


def build_console(settings: Settings) -> "Console":
    """The conversation in a terminal, with its journal in the data folder."""
    from adapters.console.adapter import Console

    return Console(settings.data_dir / "console" / "journal.jsonl", attachment_bytes=settings.reading.max_bytes)


def build_fleet(settings: Settings) -> Fleet:
    """The processes that work on the same database; whoever builds it opens and closes it."""
    url = _database_url(settings)
    if url is None:
        from adapters.fleet.sole import SoleProcess

        return SoleProcess()
    from adapters.fleet.postgres import PostgresFleet

    return PostgresFleet(url)


def build_chats(settings: Settings, fleet: Fleet) -> list[ChatAdapter]:
    """Every platform that is set up; none is connected yet.

    Raises:
        SettingError: One lacks a setting.
    """
    chats: list[ChatAdapter] = [build_console(settings)] if settings.console.served else []
    if settings.slack.bot_token is not None:
        chats.append(_slack(settings, settings.slack.bot_token.get_secret_value(), fleet))
    if settings.discord.token is not None:
        chats.append(_discord(settings, settings.discord.token.get_secret_value()))
    return chats


def _slack(settings: Settings, bot_token: str, fleet: Fleet) -> ChatAdapter:
    from adapters.slack.connection import Slack
    from adapters.slack.doors import HttpDoor, SocketDoor
    from adapters.slack.pace import MESSAGE_EVERY_S

    slack = settings.slack
    if slack.transport is SlackTransport.SOCKET:
        if slack.app_token is None:
            raise SettingError("PAPERTHREAD_SLACK__APP_TOKEN", "Socket Mode takes the app's token, xapp-…")
        door: SocketDoor | HttpDoor = SocketDoor(slack.app_token.get_secret_value())
        secret = ""
    else:
        if slack.signing_secret is None:
            raise SettingError("PAPERTHREAD_SLACK__SIGNING_SECRET", "http takes the app's signing secret")
        door, secret = HttpDoor(slack.http_host, slack.http_port), slack.signing_secret.get_secret_value()
    return Slack(
        door,
        bot_token=bot_token,
        signing_secret=secret,
        api_base=slack.api_base,
        attachment_bytes=settings.reading.max_bytes,
        command=slack.command,
        gate_of=lambda channel: fleet.gate(f"slack {channel}", min_interval_s=MESSAGE_EVERY_S),
    )


def _discord(settings: Settings, token: str) -> ChatAdapter:
    from adapters.discord.connection import Discord

    discord = settings.discord
    return Discord(
        token,
        command=discord.command,
        api_base=discord.api_base,
        gateway=discord.gateway,
        cdn_base=discord.cdn_base,
        attachment_bytes=settings.reading.max_bytes,
    )


def discord_invite(settings: DiscordSettings, *, application: str | None) -> str:
    """The address by which the bot is invited to a server.

    Args:
        application: The application's id; None takes that of the token.

    Raises:
        SettingError: There is neither.
    """
    from adapters.discord.invite import application_of, invite_url

    if application is None and settings.token is not None:
        application = application_of(settings.token.get_secret_value())
    if application is None or not application.isdecimal():
        raise SettingError("PAPERTHREAD_DISCORD__TOKEN", "set the bot's token, or give the id by --application")
    return invite_url(application)


def slack_manifest(settings: SlackSettings, *, address: str | None) -> dict[str, object]:
    """The manifest of the Slack app that these settings are for.

    Args:
        address: The public one that Slack posts to; None for Socket Mode.
    """
    from adapters.slack.manifest import manifest

    return manifest(command=settings.command, address=address)


def build_session(
    console: "Console",
    *,
    stdin: TextIO,
    out: "RichConsole",
    name: str,
    names_paper: Callable[[str], bool],
    is_idle: Callable[[], Coroutine[Any, Any, bool]],
) -> "Session":
    """A person at the console."""
    from adapters.console.session import Session

    return Session(console, stdin=stdin, out=out, name=name, names_paper=names_paper, is_idle=is_idle)


def build_health(
    settings: Settings, *, platforms: Callable[[], Mapping[str, bool]], database: Callable[[], Awaitable[object]]
) -> Callable[[], Coroutine[Any, Any, None]] | None:
    """What serves the health page, if the settings name a port."""
    if settings.health.port is None:
        return None
    from adapters.health import HealthPage

    return HealthPage(settings.health.host, settings.health.port, platforms=platforms, database=database).run


def chat_rules(settings: Settings) -> ChatRules:
    """What the settings say of the conversation."""
    chat = settings.chat
    emoji = {folded_emoji(one): folded_emoji(other) for one, other in chat.emoji.items()}
    return ChatRules(
        voice=chat.voice.value,
        category_tags=settings.category_tags,
        daily_usd_person=chat.daily_usd_person,
        daily_usd_channel=chat.daily_usd_channel,
        daily_usd_all=chat.daily_usd_all,
        daily_drafts_person=chat.daily_drafts_person,
        revisers=chat.revisers,
        settlers=chat.settlers,
        aliases={**ALIASES, **emoji},
        retention_days=chat.retention_days,
    )


def _database_url(settings: Settings) -> str | None:
    return None if settings.database_url is None else settings.database_url.get_secret_value()


def release() -> str:
    """Which version of paperthread this is."""
    try:
        return version("paperthread")
    except PackageNotFoundError:  # started from a checkout that was not installed
        project = Path(__file__).parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])


def _reachable(contact: str | None) -> str:
    """The contact as a User-Agent has it: `mailto:lab@example.org`, `+https://example.org/bot`."""
    if contact is None:
        return "no contact set"
    return f"mailto:{contact}" if "://" not in contact else f"+{contact}"
