"""What docs/checks.md promises: every rule by its name, with its level and an example."""

import re
from pathlib import Path

import pytest

from bot.model import Level

ROOT = Path(__file__).parents[3]
RULES = (
    "quote evidence number unit range name url handle tag title overclaim hedge direction negation support length count"
    " order counter voice duplicate markup limitation locked"
).split()
ROWS = {row[1].strip(" `"): row for line in (ROOT / "docs" / "checks.md").read_text("utf-8").splitlines()
        if len(row := line.split("|")) == 6 and row[1].strip().startswith("`")}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_described_with_its_levels_and_an_example(rule: str) -> None:
    _, _, levels, about, example, _ = ROWS[rule]

    assert set(levels.replace(",", " ").split()) <= set(Level)
    assert about.strip()
    assert example.strip()


def test_no_rule_of_the_checks_is_missing_there() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "bot" / "checks").glob("*.py")]
    found = {name for source in sources for name in re.findall(r'(?:Finding\(|RULE = )"([a-z_]+)"', source)}

    assert found - {"reading", "hidden_text", "wish"} <= set(RULES) == set(ROWS)
