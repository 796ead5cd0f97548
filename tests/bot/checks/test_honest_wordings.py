"""Wordings of their own that honest people give a quote: none is a flag, and the fault next to each is one."""

import pytest

from bot.checks.run import Grounds, check_tweet
from bot.model import Evidence, Level, Role, Tweet
from tests.builders import brief, paper

OWLS = "In the wood 212 individual lots of feathers were kept, from 9 barns."
SHARE = "At least one owl of each barn sang, which is 21% of them, and the owls do not sing at noon."
VOLT = "The owl's call had a height of 2.31±.15μV on the wire, at 21 �C in the barn."
PERIOD = "Owls sang over a 29 day period. The portion of mute owls does not exceed 8% in any barn."
OPTIMUM = "The optimum height of a nest is 6 m, and half of the owls know it."
ABOUT = "The owls lost c. 20% of their nests, and ca. 340 feathers."
WIDE = "Nests of the barn owl are wide in warm years, and fifteen of them fell."


def flags(text: str, quote: str) -> list[str]:
    page = " ".join((OWLS, SHARE, VOLT, PERIOD, OPTIMUM, ABOUT, WIDE))
    known = paper("Owls in Barns", page, title="Owls in Barns")
    checked = check_tweet(Tweet(1, Role.RESULT, text, 0, (Evidence(2, quote),)), Grounds.of(known, brief()), total=9)
    return [one.rule for one in checked.findings if one.level is Level.FLAG and one.rule != "counter"]


@pytest.mark.parametrize(
    ("honest", "fault", "quote", "rule"),
    [
        ("Didn't owls fall? Fifteen nests did.", "Diddon owls fall. Fifteen nests did.", WIDE, "name"),
        ("Poorest nests fall: fifteen of them.", "Poorgar nests fall: fifteen of them.", WIDE, "name"),
        ("Nearly one in five owls sang, at least one per barn.", "At most one owl per barn sang.", SHARE, "range"),
        ("The call was 2.31 ± 0.15 μV high.", "The call was 2.31 ± 0.15 mV high.", VOLT, "unit"),
        ("The barn had 21 °C.", "The barn had 21 °F.", VOLT, "unit"),
        ("The owls sang within 29 days.", "The owls sang within 28 days.", PERIOD, "number"),
        ("No more than 8% of owls are mute.", "More than 8% of owls are mute.", PERIOD, "range"),
        ("The best height of a nest is 6 m.", "The best height of a nest is 7 m.", OPTIMUM, "number"),
        ("In both halves of the barn, fifteen nests fell.", "A half of the fifteen nests fell.", WIDE, "number"),
        ("The owls lost some 20% of their nests.", "The owls lost some 30% of their nests.", ABOUT, "number"),
        ("They kept 212 runs of feathers.", "They kept 212 days of feathers.", OWLS, "unit"),
    ],
    ids=[
        "a contraction", "a superlative", "one in five", "no leading zero", "a lost degree", "a period", "denied verb",
        "the best", "a part", "c. and a point", "an adjective",
    ],
)  # fmt: skip
def test_an_honest_wording_is_left_alone_and_its_fault_is_not(honest: str, fault: str, quote: str, rule: str) -> None:
    assert flags(honest, quote) == []
    assert rule in flags(fault, quote)
