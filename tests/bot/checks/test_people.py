"""Names of people as papers and rosters write them."""

import pytest

from bot.checks.people import fold_name, known_handles


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë  Ångström", "zoe angstrom"),
        ("J. R. Sample", "j r sample"),
        ("J.R. Sample", "j r sample"),
        ("O’Hara-Smith", "ohara smith"),
        ("李 明", "李 明"),
        ("", ""),
    ],
)
def test_a_name_is_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_handles_are_found_for_names_written_in_another_way() -> None:
    roster = {"Zoe Angstrom": "@zoe", "Nobody Here": "@nobody"}

    assert known_handles(["Zoë Ångström", "Ben Sample"], roster) == {"Zoë Ångström": "@zoe"}
