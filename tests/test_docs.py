"""README and docs/ say what is so: what the command prints, which files there are, which keys the JSON has."""

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.cli import main
from bot.config import Settings, setting_names

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
JSON_PAGE = (ROOT / "docs/json.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    return found


def test_the_tweets_of_the_readme_are_those_that_the_example_paper_gives(capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = blocks("text")

    assert main(["draft", str(ROOT / "examples/paper.pdf")]) == 0

    printed = capsys.readouterr().out
    assert [part for part in shown.split("\n…\n") if part.strip("\n") not in printed] == []


def test_the_first_two_commands_are_one_line_each() -> None:
    assert [block.count("\n") for block in blocks("sh")] == [1, 1]


def test_every_option_of_the_readme_is_one_that_the_help_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--help"]) == 0

    told = set(re.findall(r"--[a-z]+", capsys.readouterr().out))
    (table,) = re.findall(r"^\| option \|.*?\n\n", README, flags=re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"--[a-z]+", re.sub(r"^\|[-|]+\|$", "", table, flags=re.MULTILINE))) <= told


def test_the_architecture_names_only_files_that_are_there_and_every_file_of_the_core() -> None:
    named = set(re.findall(r"([a-z_]+\.py)\b", ARCHITECTURE))
    there = {file.name for folder in ("bot", "adapters") for file in (ROOT / folder).rglob("*.py")}
    core = {file.name for file in (ROOT / "bot").glob("[!_]*.py")}

    assert (named - there, core - named) == (set(), set())


def test_the_layers_of_the_architecture_are_those_that_are_held() -> None:
    contract, *_ = re.findall(  # the first; the others are of parts
        r"^layers = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    held = [
        {name.removeprefix("bot.") for name in re.findall(r"[\w.]+", line) if f"({name})" not in line}
        for line in contract.splitlines()
    ]
    (drawing,) = re.findall(r"^(cli → .*?)^```$", ARCHITECTURE, flags=re.MULTILINE | re.DOTALL)

    assert [set(re.findall(r"\w+", level)) for level in drawing.split("→")] == held


def keys(value: object) -> set[str]:
    """Every key in a JSON value, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("command", ["draft", "read"])
def test_the_page_on_json_names_every_key(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, str(ROOT / "examples/paper.pdf"), "--format", "json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert [key for key in sorted(keys(printed)) if f"`{key}`" not in JSON_PAGE] == []


SETTING_WORDS = {
    "https://export.arxiv.org/api": "arXiv's",
    "https://export.arxiv.org": "arXiv's",
    "https://api.openai.com/v1": "OpenAI's",
    "https://slack.com/api": "Slack's",
    "https://discord.com/api/v10": "Discord's",
    "~/.paperthread": "`~/.paperthread`",
    "auto": "`auto`",
    "None": "none",
    "{}": "none",
}
"""What the README says for a default, where it does not say the value itself."""


def told_settings() -> dict[str, str]:
    """Name -> what the README's table says that it is by default."""
    told: dict[str, str] = {}
    (table,) = re.findall(r"^\| setting \|.*?\n\n", README, flags=re.MULTILINE | re.DOTALL)
    for row in table.strip().splitlines()[2:]:
        names, defaults = [cell.strip() for cell in row.strip("|").split(" | ")[:2]]
        section = ""
        values = defaults.split(", ")
        for place, name in enumerate(re.findall(r"`([A-Z_]+)`", names)):
            section = name.rsplit("__", 1)[0] if name.startswith("PAPERTHREAD_") else section
            full = name if name.startswith("PAPERTHREAD_") else section + name
            told[full] = values[place]
    return told


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    told = told_settings()
    defaults = {name: str(value) for name, value in _defaults("PAPERTHREAD_", Settings).items()}

    assert sorted(told) == sorted(setting_names())
    said = {name: SETTING_WORDS.get(value, value.removesuffix(".0")) for name, value in defaults.items()}
    said["PAPERTHREAD_DATABASE_URL"] = "SQLite"
    assert {name: (said[name], told[name]) for name in told if said[name] != told[name]} == {}


def _defaults(prefix: str, section: type[BaseModel]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, field in section.model_fields.items():
        value = field.get_default(call_default_factory=True)
        if isinstance(value, BaseModel):
            found |= _defaults(f"{prefix}{name.upper()}__", type(value))
        else:
            found[f"{prefix}{name.upper()}"] = value
    return found
