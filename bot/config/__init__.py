"""Settings: environment variables and `paperthread.toml`, checked as a whole before anything starts.

Every name has the prefix PAPERTHREAD_ in the environment, and two underscores between a section and its key:
`PAPERTHREAD_ARXIV__API_BASE` is `api_base` under `[arxiv]` in the file. The environment wins over the file.
"""

from bot.config.sections import (
    SHARED_KEY,
    ArxivSettings,
    ChatSettings,
    ConsoleSettings,
    DiscordSettings,
    HealthSettings,
    OpenAISettings,
    PriceSettings,
    ReadingSettings,
    SlackSettings,
    SlackTransport,
    WriterChoice,
)
from bot.config.settings import (
    PREFIX,
    SETTINGS_FILE,
    Settings,
    load_settings,
    setting_names,
)

__all__ = [
    "PREFIX",
    "SETTINGS_FILE",
    "SHARED_KEY",
    "ArxivSettings",
    "ChatSettings",
    "ConsoleSettings",
    "DiscordSettings",
    "HealthSettings",
    "OpenAISettings",
    "PriceSettings",
    "ReadingSettings",
    "Settings",
    "SlackSettings",
    "SlackTransport",
    "WriterChoice",
    "load_settings",
    "setting_names",
]
