"""Settings: where they come from, what is refused, and that no secret is ever shown."""

import os
from pathlib import Path

import pytest

from adapters.arxiv.cache import CacheLimits
from adapters.arxiv.client import AskingLimits
from adapters.pdf.limits import ReadingLimits
from bot.config import (
    PREFIX,
    ArxivSettings,
    PriceSettings,
    ReadingSettings,
    Settings,
    WriterChoice,
    load_settings,
    setting_names,
)
from bot.errors import SettingError


@pytest.fixture(autouse=True)
def clean_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment without settings, and a working directory of its own."""
    for name in os.environ:
        if name.upper().startswith(PREFIX) or name == "OPENAI_API_KEY":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str | bytes) -> None:
    Path("paperthread.toml").write_bytes(text.encode() if isinstance(text, str) else text)


def sentence() -> str:
    with pytest.raises(SettingError) as caught:
        load_settings()
    return str(caught.value)


# ---- Where settings come from ----


def test_everything_has_a_default() -> None:
    settings = load_settings()

    assert settings.writer is WriterChoice.AUTO
    assert settings.data_dir == Path.home() / ".paperthread"
    assert settings.database_url is None
    assert (settings.arxiv.api_base, settings.arxiv.files_base, settings.arxiv.min_interval_s) == (
        "https://export.arxiv.org/api",
        "https://export.arxiv.org",
        3.0,
    )
    assert (settings.arxiv.contact, settings.arxiv_dir) == (None, Path.home() / ".paperthread" / "arxiv")
    assert (settings.openai.base_url, settings.openai.api_key, settings.openai.model) == (
        "https://api.openai.com/v1",
        None,
        None,
    )


def test_the_limits_of_arxiv_are_those_of_its_adapter() -> None:
    settings, asking, keeping = ArxivSettings(), AskingLimits(), CacheLimits()

    assert settings.max_seconds == asking.total_s
    assert (settings.cache_mb * 1_000_000, settings.cache_days * 86_400) == (keeping.max_bytes, keeping.max_age_s)


@pytest.mark.parametrize(
    "contact", ["lab@example.org", "a.b+papers@uni-x.example.org", "https://example.org/bot", "http://x.org/~ada?b=1"]
)
def test_a_contact_is_a_mail_address_or_a_page(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("PAPERTHREAD_ARXIV__CONTACT", contact)

    assert load_settings().arxiv.contact == contact


def test_the_limits_of_reading_are_those_of_the_reader() -> None:
    settings, limits = ReadingSettings(), ReadingLimits()

    assert settings.max_bytes == limits.max_bytes
    for name in ("max_pages", "max_seconds", "max_draw_seconds", "max_memory_mb", "workers"):
        assert getattr(settings, name) == getattr(limits, name)


def test_every_setting_has_the_name_that_the_issue_gives() -> None:
    assert setting_names() == [
        "PAPERTHREAD_WRITER",
        "PAPERTHREAD_DATA_DIR",
        "PAPERTHREAD_DATABASE_URL",
        "PAPERTHREAD_PROMPTS_DIR",
        "PAPERTHREAD_CATEGORY_TAGS",
        "PAPERTHREAD_ARXIV__API_BASE",
        "PAPERTHREAD_ARXIV__FILES_BASE",
        "PAPERTHREAD_ARXIV__MIN_INTERVAL_S",
        "PAPERTHREAD_ARXIV__CONTACT",
        "PAPERTHREAD_ARXIV__MAX_SECONDS",
        "PAPERTHREAD_ARXIV__CACHE_MB",
        "PAPERTHREAD_ARXIV__CACHE_DAYS",
        "PAPERTHREAD_OPENAI__BASE_URL",
        "PAPERTHREAD_OPENAI__API_KEY",
        "PAPERTHREAD_OPENAI__MODEL",
        "PAPERTHREAD_OPENAI__CONTEXT_TOKENS",
        "PAPERTHREAD_OPENAI__MAX_SECONDS",
        "PAPERTHREAD_OPENAI__MAX_DRAFT_SECONDS",
        "PAPERTHREAD_OPENAI__MAX_COST_USD",
        "PAPERTHREAD_OPENAI__PRICES",
        "PAPERTHREAD_READING__MAX_MB",
        "PAPERTHREAD_READING__MAX_PAGES",
        "PAPERTHREAD_READING__MAX_SECONDS",
        "PAPERTHREAD_READING__MAX_DRAW_SECONDS",
        "PAPERTHREAD_READING__MAX_MEMORY_MB",
        "PAPERTHREAD_READING__WORKERS",
        "PAPERTHREAD_CHAT__VOICE",
        "PAPERTHREAD_CHAT__DAILY_USD_PERSON",
        "PAPERTHREAD_CHAT__DAILY_USD_CHANNEL",
        "PAPERTHREAD_CHAT__DAILY_USD_ALL",
        "PAPERTHREAD_CHAT__DAILY_DRAFTS_PERSON",
        "PAPERTHREAD_CHAT__REVISERS",
        "PAPERTHREAD_CHAT__SETTLERS",
        "PAPERTHREAD_CHAT__EMOJI",
        "PAPERTHREAD_CHAT__RETENTION_DAYS",
        "PAPERTHREAD_HEALTH__HOST",
        "PAPERTHREAD_HEALTH__PORT",
        "PAPERTHREAD_CONSOLE__SERVED",
        "PAPERTHREAD_SLACK__TRANSPORT",
        "PAPERTHREAD_SLACK__BOT_TOKEN",
        "PAPERTHREAD_SLACK__APP_TOKEN",
        "PAPERTHREAD_SLACK__SIGNING_SECRET",
        "PAPERTHREAD_SLACK__API_BASE",
        "PAPERTHREAD_SLACK__HTTP_HOST",
        "PAPERTHREAD_SLACK__HTTP_PORT",
        "PAPERTHREAD_SLACK__COMMAND",
        "PAPERTHREAD_DISCORD__TOKEN",
        "PAPERTHREAD_DISCORD__API_BASE",
        "PAPERTHREAD_DISCORD__GATEWAY",
        "PAPERTHREAD_DISCORD__CDN_BASE",
        "PAPERTHREAD_DISCORD__COMMAND",
    ]


def test_the_environment_wins_over_the_file_key_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    write('writer = "extractive"\n[reading]\nmax_mb = 5\nmax_pages = 50\n')
    monkeypatch.setenv("PAPERTHREAD_READING__MAX_PAGES", "7")

    settings = load_settings()

    assert settings.writer is WriterChoice.EXTRACTIVE
    assert (settings.reading.max_mb, settings.reading.max_pages) == (5, 7)


def test_names_in_the_environment_may_be_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("paperthread_reading__max_pages", "7")

    assert load_settings().reading.max_pages == 7


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERTHREAD_OPENAI__API_KEY", "")
    monkeypatch.setenv("PAPERTHREAD_READING__MAX_PAGES", "")
    monkeypatch.setenv("OPENAI_API_KEY", "")

    settings = load_settings()

    assert (settings.openai.api_key, settings.reading.max_pages) == (None, 400)


@pytest.mark.parametrize(("given", "secret"), [("", None), ("  \\n", None), (" s3cret\\n", "s3cret")])
def test_a_blank_secret_in_the_file_is_none(given: str, secret: str | None) -> None:
    Path("paperthread.toml").write_text(f'[slack]\nsigning_secret = "{given}"\n')

    known = load_settings().slack.signing_secret

    assert (None if known is None else known.get_secret_value()) == secret


def test_an_address_loses_its_final_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERTHREAD_ARXIV__API_BASE", "http://127.0.0.1:8080/api/")

    assert load_settings().arxiv.api_base == "http://127.0.0.1:8080/api"


def test_the_data_folder_may_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERTHREAD_DATA_DIR", "~/lab/papers")

    assert load_settings().data_dir == Path.home() / "lab/papers"


@pytest.mark.parametrize(
    ("variable", "in_file", "expected"),
    [
        pytest.param("of-prefix", "of-file", "of-prefix", id="the variable of ours"),
        pytest.param(None, "of-file", "of-file", id="then the file"),
        pytest.param(None, None, "of-openai", id="then the variable of OpenAI's tools"),
    ],
)
def test_the_key_is_taken_from_the_nearest_place(
    monkeypatch: pytest.MonkeyPatch, variable: str | None, in_file: str | None, expected: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-openai")
    if variable:
        monkeypatch.setenv("PAPERTHREAD_OPENAI__API_KEY", variable)
    if in_file:
        write(f'[openai]\napi_key = "{in_file}"\nmodel = "m"\n')

    settings = load_settings()

    assert settings.openai.api_key is not None
    assert settings.openai.api_key.get_secret_value() == expected


# ---- What is refused ----


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        pytest.param(
            "PAPERTHREAD_ARXIV__API_BSE",
            "there is no such setting; the nearest is PAPERTHREAD_ARXIV__API_BASE",
            id="misspelt",
        ),
        pytest.param(
            "PAPERTHREAD_OPENAI_API_KEY",
            "there is no such setting; the nearest is PAPERTHREAD_OPENAI__API_KEY",
            id="one underscore for two",
        ),
        pytest.param("PAPERTHREAD_ZZ", "there is no such setting", id="like nothing"),
        pytest.param(
            "PAPERTHREAD_OPENAI",
            "this is a section; set PAPERTHREAD_OPENAI__BASE_URL, PAPERTHREAD_OPENAI__API_KEY, "
            "PAPERTHREAD_OPENAI__MODEL, "
            "PAPERTHREAD_OPENAI__CONTEXT_TOKENS, PAPERTHREAD_OPENAI__MAX_SECONDS, "
            "PAPERTHREAD_OPENAI__MAX_DRAFT_SECONDS, PAPERTHREAD_OPENAI__MAX_COST_USD, PAPERTHREAD_OPENAI__PRICES",
            id="a section",
        ),
    ],
)
def test_an_unknown_variable_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, expected: str) -> None:
    monkeypatch.setenv(variable, "hunter2")

    assert sentence() == f"Setting {variable}: {expected}."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '[arxiv]\napi_bse = "x"\n',
            "arxiv.api_bse in paperthread.toml: there is no such setting; the nearest is arxiv.api_base",
            id="misspelt key",
        ),
        pytest.param(
            "[reeding]\nmax_pages = 3\n",
            "reeding in paperthread.toml: there is no such setting",
            id="misspelt section",
        ),
        pytest.param(
            'PAPERTHREAD_DATA_DIR = "x"\n',
            "PAPERTHREAD_DATA_DIR in paperthread.toml: there is no such setting; the nearest is data_dir",
            id="the variable's name in the file",
        ),
        pytest.param(
            "arxiv = 3\n",
            "arxiv in paperthread.toml: this is a section; write [arxiv] on a line of its own, then its keys",
            id="a value for a section",
        ),
        pytest.param(
            '[reading]\nmax_pages = "many"\n',
            "reading.max_pages in paperthread.toml: must be a valid integer",
            id="wrong type",
        ),
        pytest.param(
            '[openai]\nmodel = ""\n',
            "openai.model in paperthread.toml: must have at least 1 character",
            id="empty name",
        ),
        pytest.param(
            "writer = \n",
            "paperthread.toml: the file is not valid TOML: Invalid value (at line 1, column 10)",
            id="not TOML",
        ),
        pytest.param(
            b'writer = "auto"\ndata_dir = "\xe9"\n',
            "paperthread.toml: the file is not UTF-8 text (line 2)",
            id="Latin-1",
        ),
        pytest.param(
            f"writer = {'[' * 20_000}{']' * 20_000}",
            "paperthread.toml: the file nests too deep",
            id="nested without end",
        ),
        pytest.param(
            "data_dir = 3\n",
            "data_dir in paperthread.toml: must be the path of a folder, in quotation marks",
            id="a number for a folder",
        ),
        pytest.param(
            f"[reading]\nmax_memory_mb = {10**30}\n",
            "reading.max_memory_mb in paperthread.toml: must be less than or equal to 1000000",
            id="more than any machine has",
        ),
    ],
)
def test_a_wrong_file_is_a_sentence(text: str | bytes, expected: str) -> None:
    write(text)

    assert sentence() == f"Setting {expected}."


def test_a_file_as_windows_writes_it_is_read() -> None:
    write(b"\xef\xbb\xbf[reading]\r\nmax_pages = 7\r\n")

    assert load_settings().reading.max_pages == 7


def test_a_folder_in_the_place_of_the_file_is_not_passed_over() -> None:
    Path("paperthread.toml").mkdir()  # what a container's engine makes of a mount whose source is missing

    assert sentence().startswith("Setting paperthread.toml: the file cannot be read: ")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("WRITER", "gpt", "must be 'auto', 'extractive' or 'openai'"),
        ("ARXIV__MIN_INTERVAL_S", "often", "must be a valid number"),
        ("ARXIV__MIN_INTERVAL_S", "-1", "must be greater than or equal to 0"),
        ("ARXIV__MIN_INTERVAL_S", "inf", "must be a finite number"),
        ("ARXIV__CONTACT", "Ada", "must be a mail address, or a page that begins with https://"),
        ("ARXIV__CONTACT", "ada@example.org\r\nX: y", "must be a mail address, or a page that begins with https://"),
        ("ARXIV__CONTACT", "a)@example.org", "must be a mail address, or a page that begins with https://"),
        ("ARXIV__MAX_SECONDS", "0", "must be greater than 0"),
        ("ARXIV__CACHE_DAYS", "inf", "must be a finite number"),
        ("READING__MAX_PAGES", "0", "must be greater than 0"),
        ("READING__MAX_PAGES", "1.5", "must be a valid integer"),
        ("ARXIV__API_BASE", "export.arxiv.org", "must be an address that begins with http:// or https://"),
        ("ARXIV__API_BASE", "http://[", "must be an address that begins with http:// or https://"),
        ("ARXIV__API_BASE", "http://x:99999", "must be an address that begins with http:// or https://"),
        ("OPENAI__BASE_URL", "https://me:hunter2@x.org/v1", "must be an address without user name, `?` and `#`"),
        ("DATA_DIR", "~nobody-of-that-name/x", "begins with `~`, and this user has no home folder; give the full path"),
    ],
)
def test_a_wrong_value_is_a_sentence_without_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(f"PAPERTHREAD_{name}", value)

    assert sentence() == f"Setting PAPERTHREAD_{name}: {expected}."


# ---- Secrets ----


def test_no_secret_is_in_any_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERTHREAD_OPENAI__API_KEY", "hunter2")
    monkeypatch.setenv("PAPERTHREAD_DATABASE_URL", "postgresql://me:hunter2@db/papers")

    settings = load_settings()

    assert "hunter2" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_no_secret_is_in_an_error_or_its_causes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERTHREAD_OPENAI__API_KEY", "hunter2")
    write("[openai]\nmodel = 5\napi_key = 6\n[arxiv]\nmin_interval_s = 'hunter2'\n")

    with pytest.raises(SettingError) as caught:
        load_settings()

    assert (caught.value.__cause__, caught.value.__suppress_context__ or caught.value.__context__ is None) == (
        None,
        True,
    )
    assert "hunter2" not in str(caught.value)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().writer = WriterChoice.OPENAI


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ('{"cs.CL": ["#NLProc"], "math": ["Proofs", "Sets"]}', {"cs.CL": ["NLProc"], "math": ["Proofs", "Sets"]}),
        ("{}", {}),
    ],
)
def test_tags_by_category_are_a_table(monkeypatch: pytest.MonkeyPatch, value: str, tags: dict[str, list[str]]) -> None:
    monkeypatch.setenv("PAPERTHREAD_CATEGORY_TAGS", value)

    assert load_settings().category_tags == tags


@pytest.mark.parametrize(
    "value",
    [
        "free",
        '{"m": ',
        '["m"]',
        '{"m": 3}',
        '{"m": {"prompt": 1}}',
        '{"m": {"prompt": -1, "cached_prompt": 0, "answer": 1}}',
        '{"m": {"prompt": NaN, "cached_prompt": 0, "answer": 1}}',
    ],
)
def test_a_table_of_prices_that_is_none_is_a_sentence(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PAPERTHREAD_OPENAI__PRICES", value)

    with pytest.raises(SettingError, match=r"^Setting PAPERTHREAD_OPENAI__PRICES: must name dollars") as caught:
        load_settings()

    assert "\n" not in str(caught.value)


def test_prices_are_a_table_by_model_in_the_file_too() -> None:
    write('[openai.prices."shell-1.5/mini"]\nprompt = 0.25\ncached_prompt = 0.025\nanswer = 2\n')

    assert load_settings().openai.prices == {
        "shell-1.5/mini": PriceSettings(prompt=0.25, cached_prompt=0.025, answer=2.0)
    }


@pytest.mark.parametrize("value", ["NLProc", '{"cs.CL": "', '{"cs.CL": ["no tag"]}', '["NLProc"]', '{"cs.CL": 3}'])
def test_a_table_of_tags_that_is_none_is_a_sentence(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PAPERTHREAD_CATEGORY_TAGS", value)

    with pytest.raises(SettingError, match="CATEGORY_TAGS") as caught:
        load_settings()

    assert "Traceback" not in str(caught.value)
