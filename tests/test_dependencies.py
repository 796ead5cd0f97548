"""docs/dependencies.md says of each direct dependency what it is for; the pins have hashes and no addresses."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from bot.doctor import NEEDED_PACKAGES

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
IMPORT_NAMES = {
    "aiosqlite": "sqlalchemy",  # which imports it by the address of a database
    "discord.py": "discord",
    "pillow": "PIL",
    "pydantic-settings": "pydantic_settings",
    "pyyaml": "yaml",
    "slack-bolt": "slack_bolt",
}
"""Where the name to import is not the name to install."""


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0] for requirement in requirements]


def rows(section: str) -> dict[str, list[str]]:
    """Package -> the other cells of its row, for one section of the page."""
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    (body,) = re.findall(rf"^## {re.escape(section)}\n(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines() if line[:1] == "|"]
    return {name: cells for name, *cells in table[2:]}


def imported_packages() -> set[str]:
    """The outermost name of everything that bot/, adapters/ and prompts/ import, or read files of."""
    found: set[str] = set()
    for folder in ("bot", "adapters", "prompts"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module is not None:
                    found.add(node.module.partition(".")[0])
                elif isinstance(node, ast.Call) and ast.unparse(node.func) == "files":
                    found |= {ast.unparse(argument).strip("'\"") for argument in node.args}
    return found


def test_every_runtime_dependency_has_a_line_and_no_line_is_left_over() -> None:
    assert sorted([*rows("In use"), *rows("Waiting")]) == sorted(names(PYPROJECT["project"]["dependencies"]))


def test_every_development_dependency_has_a_line_and_no_line_is_left_over() -> None:
    assert sorted(rows("For work on the code")) == sorted(names(PYPROJECT["dependency-groups"]["dev"]))


@pytest.mark.parametrize("section", ["In use", "Waiting", "For work on the code"])
def test_every_line_is_whole_and_in_alphabetical_order(section: str) -> None:
    lines = rows(section)

    assert [name for name, cells in lines.items() if len(cells) != 4 or not all(cells)] == []
    assert list(lines) == sorted(lines)


def test_what_is_said_to_be_in_use_is_imported_and_what_waits_is_not() -> None:
    imported = imported_packages()
    runtime = names(PYPROJECT["project"]["dependencies"])

    assert [name for name in runtime if IMPORT_NAMES.get(name, name) in imported] == list(rows("In use"))
    assert list(NEEDED_PACKAGES) == list(rows("In use"))  # what the doctor looks for


def test_the_page_names_the_pinned_releases() -> None:
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements-dev.txt").read_text(), flags=re.MULTILINE))
    stated = rows("In use") | rows("Waiting") | rows("For work on the code")

    for name, cells in stated.items():
        release = re.match(r"\d+\.\d+[\d.]*", cells[3])
        assert release is not None, name
        assert f"{pins[name.replace('.', '-')]}.".startswith(f"{release[0].rstrip('.')}."), name


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[A-Za-z0-9])", text)

    assert [pin.partition("\n")[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


def test_the_pinned_build_backend_is_the_one_that_the_project_asks_for() -> None:
    (wanted,) = PYPROJECT["build-system"]["requires"]
    pinned = re.match(r"uv-build==(\d+\.\d+)\.", (ROOT / "requirements-build.txt").read_text(encoding="utf-8"))

    assert pinned is not None
    assert wanted.startswith(f"uv_build>={pinned[1]},")
