"""Settings: environment variables and `paperthread.toml`, checked as a whole before anything starts.

Every name has the prefix PAPERTHREAD_ in the environment, and two underscores between a section and its key:
`PAPERTHREAD_ARXIV__API_BASE` is `api_base` under `[arxiv]` in the file. The environment wins over the file.
"""

import os
import re
import tomllib
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.brief_words import parse_tag
from bot.errors import BriefError, SettingError
from bot.model import Voice

PREFIX = "PAPERTHREAD_"
SETTINGS_FILE = Path("paperthread.toml")
"""In the working directory."""

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


_TABLES = {
    f"{PREFIX}CATEGORY_TAGS": 'must be a JSON object of lists, such as {"cs.CL": ["NLProc"]}',
    f"{PREFIX}OPENAI__PRICES": (
        "must name dollars for a million tokens by model, such as"
        ' {"a-model": {"prompt": 2.5, "cached_prompt": 0.25, "answer": 10}}'
    ),
    f"{PREFIX}CHAT__EMOJI": 'must be a JSON object of emoji, such as {"♻️": "🔁"}',
}
"""What a table must be, by the variable that may hold it as JSON."""

Address = Annotated[str, AfterValidator(_address)]
Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]

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
    api_key: SecretStr | None = Field(default=None, description=f"The key for that server; {SHARED_KEY} is honoured.")
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
    bot_token: SecretStr | None = Field(default=None, description="The bot's token, xoxb-…; Slack is served with it.")
    app_token: SecretStr | None = Field(default=None, description="The app's token, xapp-…, for socket.")
    signing_secret: SecretStr | None = Field(default=None, description="What Slack signs requests with, for http.")
    api_base: Address = Field(default="https://slack.com/api", description="Where Slack's Web API answers.")
    http_host: str = Field(default="127.0.0.1", min_length=1, description="Where /slack/events is served, for http.")
    http_port: int = Field(default=3000, ge=0, le=65535, description="Its port.")
    command: str = Field(
        default="/thread", pattern=r"^/[a-z0-9_-]{1,31}$", description="The name of the slash command."
    )


class DiscordSettings(_Section):
    """One bot, in all servers that it was invited to; it is served where there is a token."""

    token: SecretStr | None = Field(default=None, description="The bot's token; with it Discord is served.")
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


class Settings(BaseSettings):
    """All settings; `load_settings` makes them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_ignore_empty=True,  # compose files pass an unset variable on as an empty one
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    writer: WriterChoice = Field(default=WriterChoice.AUTO, description="Who writes: auto, extractive or openai.")
    data_dir: Annotated[Path, AfterValidator(_folder)] = Field(
        default=Path("~/.paperthread"), description="Where paperthread keeps what it must remember."
    )
    database_url: SecretStr | None = Field(
        default=None, description="A PostgreSQL address; without it, SQLite in data_dir."
    )
    prompts_dir: Annotated[Path, AfterValidator(_folder)] | None = Field(
        default=None, description="A folder of your own prompt files, each in the place of the one of that name."
    )
    category_tags: Annotated[dict[str, list[str]], AfterValidator(_category_tags)] = Field(
        default={}, description="Topic tags by arXiv category, where a request names none: cs.CL, or cs for all of it."
    )
    arxiv: ArxivSettings = ArxivSettings()
    openai: OpenAISettings = OpenAISettings()
    reading: ReadingSettings = ReadingSettings()
    chat: ChatSettings = ChatSettings()
    health: HealthSettings = HealthSettings()
    console: ConsoleSettings = ConsoleSettings()
    slack: SlackSettings = SlackSettings()
    discord: DiscordSettings = DiscordSettings()

    @property
    def arxiv_dir(self) -> Path:
        """Where papers from arXiv are kept."""
        return self.data_dir / "arxiv"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        key = os.environ.get(SHARED_KEY)
        shared = InitSettingsSource(settings_cls, {"openai": {"api_key": key}} if key else {})
        return init_settings, env_settings, InitSettingsSource(settings_cls, _written_settings()), shared


def load_settings() -> Settings:
    """The settings of this environment and working directory.

    Raises:
        SettingError: One is unknown or wrong, or the file cannot be read. No value is ever shown: it may be a secret.
    """
    _refuse_unknown_variables()
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
    except SettingsError as error:  # only a table can be no JSON, and a variable is what holds one
        variable = next(one for one in _TABLES if one.removeprefix(PREFIX).split("__")[0].lower() in str(error))
        raise SettingError(variable, _TABLES[variable]) from error
    except tomllib.TOMLDecodeError as error:
        # The message ends with "(at line 3, column 5)"; before that it may quote one character, never a value.
        raise SettingError(str(SETTINGS_FILE), f"the file is not valid TOML: {error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingError(str(SETTINGS_FILE), f"the file is not UTF-8 text (line {line})") from None
    except OSError as error:
        raise SettingError(str(SETTINGS_FILE), f"the file cannot be read: {error.strerror}") from None
    except RecursionError:
        raise SettingError(str(SETTINGS_FILE), "the file nests too deep") from None
    raise _setting_error(problem)


def setting_names() -> list[str]:
    """Every setting as the environment names it, in the order of the classes."""
    return [f"{PREFIX}{'__'.join(path)}".upper() for path in _paths(Settings)]


def _written_settings() -> dict[str, object]:
    """What the file says; nothing where there is none."""
    try:
        data = SETTINGS_FILE.read_bytes()
    except FileNotFoundError:
        return {}
    return tomllib.loads(data.decode("utf-8-sig"))  # some editors put a byte order mark first


# ---- Names ----


def _paths(model: type[BaseModel], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of every setting: ("data_dir",), ("arxiv", "api_base") ..."""
    paths = []
    for name, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            paths += _paths(section, (*above, name))
        else:
            paths.append((*above, name))
    return paths


def _refuse_unknown_variables() -> None:
    known = setting_names()
    for variable in sorted(os.environ):
        name = variable.upper()
        if name.startswith(PREFIX) and name not in known:
            raise SettingError(variable, _unknown(name, known))


def _unknown(name: str, known: list[str]) -> str:
    keys = [key for key in known if key.startswith((f"{name}__", f"{name}."))]
    if keys:
        return f"this is a section; set {', '.join(keys)}"
    # The common prefix would make all look alike.
    by_bare_name = {key.upper().removeprefix(PREFIX): key for key in known}
    nearest = get_close_matches(name.upper().removeprefix(PREFIX), by_bare_name, n=1)
    return "there is no such setting" + (f"; the nearest is {by_bare_name[nearest[0]]}" if nearest else "")


# ---- Values ----


def _setting_error(problem: ErrorDetails) -> SettingError:
    """The sentence for pydantic's first complaint: the setting as the person wrote it, and what it must be."""
    place = tuple(map(str, problem["loc"]))
    path = next(
        (known for known in _paths(Settings) if place[: len(known)] == known), place
    )  # a table has places in it
    variable = f"{PREFIX}{'__'.join(path)}".upper()
    is_variable = any(name.upper() == variable and value for name, value in os.environ.items())
    name = variable if is_variable else f"{'.'.join(path)} in {SETTINGS_FILE}"
    if variable in (f"{PREFIX}OPENAI__PRICES", f"{PREFIX}CHAT__EMOJI"):
        return SettingError(name, _TABLES[variable])
    match problem["type"]:
        case "extra_forbidden":
            return SettingError(name, _unknown(".".join(path), [".".join(known) for known in _paths(Settings)]))
        case "model_type":
            return SettingError(name, f"this is a section; write [{path[-1]}] on a line of its own, then its keys")
        case "path_type":
            return SettingError(name, "must be the path of a folder, in quotation marks")
        case "value_error":
            return SettingError(name, problem["msg"].removeprefix("Value error, "))
        case _:
            # "Input should be a valid number, unable to parse string as a number": the first clause says it all
            clause = problem["msg"].replace("Input should be", "must be").replace("String should", "must")
            return SettingError(name, clause.split(", unable to")[0])
