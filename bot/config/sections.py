"""The sections of the settings: what each has, its default, and what it must be."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from bot.brief_words import parse_tag
from bot.errors import BriefError
from bot.model import Voice

SHARED_KEY = "OPENAI_API_KEY"
"""The variable that OpenAI's own tools read; it counts where no setting of ours gives a key."""


def _address(value: str) -> str:
    """`value` without a trailing slash, if it is an http address that can be extended with a path."""
    try:
        parts = urlsplit(value)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, value))
        is_bare = parts.username is None and not parts.query and not parts.fragment
        parts.port  # noqa: B018  # raises ValueError when it is no number up to 65535
    except ValueError:
        is_address = is_bare = False
    if not is_address:
        raise ValueError("must be an address that begins with http:// or https://")
    if not is_bare:
        raise ValueError("must be an address without user name, `?` and `#`")
    return value.rstrip("/")


def _given(value: object) -> object:
    """A secret without what copying brings along; a blank one, by which anybody could sign, is none."""
    plain = value.get_secret_value() if isinstance(value, SecretStr) else value
    return (plain.strip() or None) if isinstance(plain, str) else plain


def _socket_address(value: str) -> str:
    """`value`, if it is the address of a websocket."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise ValueError("must be an address that begins with ws:// or wss://")
    return value


def _folder(value: Path) -> Path:
    try:
        return value.expanduser()
    except RuntimeError:
        raise ValueError("begins with `~`, and this user has no home folder; give the full path") from None


def _contact(value: str) -> str:
    """`value` if it can stand in a header of every request: a mail address, or that of a page."""
    if not re.fullmatch(r"(?:https?://[!#-'*-~]+|[!#-'*-?A-~]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})", value):
        raise ValueError("must be a mail address, or a page that begins with https://")
    return value


def _category_tags(value: dict[str, list[str]]) -> dict[str, list[str]]:
    """`value` with every tag as one word without `#`."""
    try:
        return {category: list(map(parse_tag, tags)) for category, tags in value.items()}
    except BriefError as error:
        raise ValueError(f"has a tag that is none: {error.given}") from None


Address = Annotated[str, AfterValidator(_address)]
Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Secret = Annotated[SecretStr | None, BeforeValidator(_given)]
Folder = Annotated[Path, AfterValidator(_folder)]
CategoryTags = Annotated[dict[str, list[str]], AfterValidator(_category_tags)]

_MOST_WORKERS = 64  # each may take max_memory_mb
_MOST_MB = 1_000_000  # more than any machine has; the system refuses limits that do not fit into 64 bits


class WriterChoice(StrEnum):
    """Who shall write: `auto` takes the best writer that is set up."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    OPENAI = "openai"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ArxivSettings(_Section):
    api_base: Address = Field(default="https://export.arxiv.org/api", description="Where arXiv's query API answers.")
    files_base: Address = Field(default="https://export.arxiv.org", description="Where arXiv's PDF files are.")
    # "no more than one request every three seconds": arXiv's terms of use for its APIs
    min_interval_s: Seconds = Field(default=3.0, description="Seconds between two requests to arXiv.")
    contact: Annotated[str, AfterValidator(_contact)] | None = Field(
        default=None, description="A mail address or page where arXiv's operators can reach who runs this."
    )
    max_seconds: float = Field(
        default=240.0, gt=0, allow_inf_nan=False, description="Time for getting one paper, waiting included."
    )
    cache_mb: int = Field(default=2000, gt=0, description="Size of the papers kept in data_dir, in millions of bytes.")
    cache_days: float = Field(
        default=30.0, gt=0, allow_inf_nan=False, description="A paper that nobody asked for in so long is removed."
    )


class PriceSettings(_Section):
    """What a model costs: US dollars for a million tokens."""

    prompt: float = Field(ge=0, allow_inf_nan=False)
    cached_prompt: float = Field(ge=0, allow_inf_nan=False)
    answer: float = Field(ge=0, allow_inf_nan=False)


class OpenAISettings(_Section):
    base_url: Address = Field(default="https://api.openai.com/v1", description="Any server that speaks OpenAI's API.")
    api_key: Secret = Field(default=None, description=f"The key for that server; {SHARED_KEY} is honoured.")
    model: str | None = Field(default=None, min_length=1, description="The model's name, as that server calls it.")
    context_tokens: int = Field(
        default=100_000, ge=16_000, description="What the model takes in one request, its answer included."
    )
    max_seconds: float = Field(
        default=300.0, gt=0, allow_inf_nan=False, description="Time for one answer, every try and pause included."
    )
    max_draft_seconds: float = Field(
        default=1800.0, gt=0, allow_inf_nan=False, description="Time for all answers of one draft together."
    )
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="What all answers of one draft together may cost."
    )
    prices: dict[str, PriceSettings] = Field(
        default={},
        description="US dollars for a million tokens by the model's name: prompt, cached_prompt, answer.",
    )


class ReadingSettings(_Section):
    """How much of the machine one PDF may take; the defaults are those of `adapters.pdf.limits.ReadingLimits`."""

    max_mb: int = Field(default=100, gt=0, le=_MOST_MB, description="Size of a PDF, in millions of bytes.")
    max_pages: int = Field(default=400, gt=0, description="Pages of a PDF.")
    max_seconds: float = Field(default=45.0, gt=0, allow_inf_nan=False, description="Time for reading one PDF.")
    max_draw_seconds: float = Field(default=8.0, gt=0, allow_inf_nan=False, description="Time for drawing one figure.")
    max_memory_mb: int = Field(
        default=2048, gt=0, le=_MOST_MB, description="Memory of a process that reads PDFs, in MB."
    )
    workers: int = Field(default=2, gt=0, le=_MOST_WORKERS, description="How many PDFs are read at the same time.")

    @property
    def max_bytes(self) -> int:
        return self.max_mb * 1_000_000


class ChatSettings(_Section):
    """What holds for every conversation; much of it a channel may set for itself."""

    voice: Voice = Field(default=Voice.AUTHOR, description="Whose voice drafts have: author or curator.")
    daily_usd_person: Dollars | None = Field(default=None, description="What models may cost a person a day (UTC).")
    daily_usd_channel: Dollars | None = Field(default=None, description="What models may cost a channel a day (UTC).")
    daily_usd_all: Dollars | None = Field(default=None, description="What models may cost in all a day (UTC).")
    daily_drafts_person: int | None = Field(default=None, gt=0, description="Drafts a person may ask for a day (UTC).")
    revisers: str = Field(
        default="everyone", min_length=1, description="Who may change a draft: everyone, asker, or ids apart by commas."
    )
    settlers: str = Field(
        default="everyone", min_length=1, description="Who may change a channel's settings: everyone, or ids."
    )
    emoji: dict[str, str] = Field(
        default={}, description="Emoji that stand for one of ours, beside those that do already: the one for the other."
    )
    retention_days: float = Field(
        default=30.0, gt=0, allow_inf_nan=False, description="A PDF that no draft used in so long is removed."
    )


class HealthSettings(_Section):
    """Where `paperthread run` says whether it is well."""

    host: str = Field(default="127.0.0.1", min_length=1, description="The address that /healthz is served at.")
    port: int | None = Field(default=None, ge=0, le=65535, description="Its port; without one it is not served.")


class ConsoleSettings(_Section):
    served: bool = Field(
        default=False,
        description="Whether `paperthread run` serves the console's journal, for trials without a platform.",
    )


class SlackTransport(StrEnum):
    """How Slack reaches the bot: by a socket that the bot opens, or by requests to an address of its own."""

    SOCKET = "socket"
    HTTP = "http"


class SlackSettings(_Section):
    """One workspace; it is served where there is a bot token."""

    transport: SlackTransport = Field(default=SlackTransport.SOCKET, description="How Slack comes in: socket or http.")
    bot_token: Secret = Field(default=None, description="The bot's token, xoxb-…; Slack is served with it.")
    app_token: Secret = Field(default=None, description="The app's token, xapp-…, for socket.")
    signing_secret: Secret = Field(default=None, description="What Slack signs requests with, for http.")
    api_base: Address = Field(default="https://slack.com/api", description="Where Slack's Web API answers.")
    http_host: str = Field(default="127.0.0.1", min_length=1, description="Where /slack/events is served, for http.")
    http_port: int = Field(default=3000, ge=0, le=65535, description="Its port.")
    command: str = Field(
        default="/thread", pattern=r"^/[a-z0-9_-]{1,31}$", description="The name of the slash command."
    )


class DiscordSettings(_Section):
    """One bot, in all servers that it was invited to; it is served where there is a token."""

    token: Secret = Field(default=None, description="The bot's token; with it Discord is served.")
    api_base: Address = Field(
        default="https://discord.com/api/v10", description="Where Discord's REST interface answers, with its version."
    )
    gateway: Annotated[str, AfterValidator(_socket_address)] | None = Field(
        default=None, description="Where events come from; without it, what Discord answers to GET /gateway."
    )
    cdn_base: Address | None = Field(
        default=None, description="Where attached files are; without it, Discord's own hosts."
    )
    command: str = Field(default="paper", pattern=r"^[a-z0-9_-]{1,32}$", description="The name of the command group.")
