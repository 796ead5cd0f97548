"""All settings, read from the environment and the file, and what is said of one that is wrong."""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.config.sections import (
    SHARED_KEY,
    ArxivSettings,
    CategoryTags,
    ChatSettings,
    ConsoleSettings,
    DiscordSettings,
    Folder,
    HealthSettings,
    OpenAISettings,
    ReadingSettings,
    SlackSettings,
    WriterChoice,
)
from bot.errors import SettingError

PREFIX = "PAPERTHREAD_"
SETTINGS_FILE = Path("paperthread.toml")
"""In the working directory."""

_TABLES = {
    f"{PREFIX}CATEGORY_TAGS": 'must be a JSON object of lists, such as {"cs.CL": ["NLProc"]}',
    f"{PREFIX}OPENAI__PRICES": (
        "must name dollars for a million tokens by model, such as"
        ' {"a-model": {"prompt": 2.5, "cached_prompt": 0.25, "answer": 10}}'
    ),
    f"{PREFIX}CHAT__EMOJI": 'must be a JSON object of emoji, such as {"♻️": "🔁"}',
}
"""What a table must be, by the variable that may hold it as JSON."""


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
    data_dir: Folder = Field(
        default=Path("~/.paperthread"), description="Where paperthread keeps what it must remember."
    )
    database_url: SecretStr | None = Field(
        default=None, description="A PostgreSQL address; without it, SQLite in data_dir."
    )
    prompts_dir: Folder | None = Field(
        default=None, description="A folder of your own prompt files, each in the place of the one of that name."
    )
    category_tags: CategoryTags = Field(
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
