"""Numbers that honest people say in another form than the quote: none is a flag, and the fault next to each is one."""

import pytest

from bot.checks.run import Grounds, check_tweet
from bot.model import Evidence, Level, Role, Tweet
from tests.builders import brief, paper

FACTOR = "On the pier our winch is slower, with a slowdown of 1.02× (versus 6.5× of the old one)."
ORDERS = "The measured flow is up to two orders of magnitude lower than the flow that was predicted."
ROW = "Each gull appeared in three consecutive dives, in the harbour."
CREW = "Twenty-three sailors rowed only in the three harbours, and an additional 44 sailors rowed everywhere."
LIST = "Therefore, tin, zinc, lead, iron, gold, and copper anchors were tested at sea."
COMMA = "We counted 6,7 million waves near Hull, and 5,2 million waves near Ayr."
TABLE = "Low piers\u22120.60 \u22122.29 in winter"
CASES = "In all four cases, the tide is larger among small boats."
SHIPS = "Each of these ships is old."
ALONG = "Slightly more than two ropes held in every storm; the largest score was 2.04 in May."
FIXED = "The winch does this in fixed time, for 512 boats."
TIDES = "For boats with many sails (high rank) or with few sails (low rank) the tide differs."
CURRENT = "At 0.4 V the pier gives 37.4 mA cm\u207b\u00b2 of current, in chaotic weather."
CREWS = "The mast and the keel hold 500 and 20 bolts, respectively."
AGES = "They had an average age of 30, and 24 sailors (12 women) rowed; nine of them swam. All could dive at once."
DIVE = "All could dive at once."
SHARE = "The rope broke with a probability of 0.268 at noon."
PARTS = "Sloop-9 has 8.7M planks, compared with our boat of 289K planks."
ZEROED = "The zeroed compass has a worse course than the old one."
ROPES = "The rope was loose beyond the pier, and the rope was tight at 2.5m/s from 3.4m on and slack after 3.7m there."
LOSS = "Old and young sailors rowed 3.01% (B=−3.01) and 1.41% (B=−1.41) less than others, respectively."
SERIES = "For each pier we have a time series of 34 data points, each with the monthly count of boats."
MARK = "With Sonar Mark 5 positions were counted; the two sonars were heard at sea."
AEON = "The harbour was there for 3 Myr."
LOST = "Of the 12,532 boats, 5,056 failed in one winter."


PAGE = (
    FACTOR, ORDERS, ROW, CREW, LIST, COMMA, CASES, SHIPS, ALONG, FIXED, TIDES, CURRENT, CREWS, AGES, SHARE, PARTS,
    ZEROED, ROPES, LOSS, SERIES, MARK, LOST, AEON,
)  # fmt: skip


def flags(text: str, quote: str) -> list[str]:
    appendix = "We name five ships. They lie in one harbour, and seven winters passed."
    known = paper("Boats at Sea", "\n".join((*PAGE, TABLE)), appendix, title="Boats at Sea")
    checked = check_tweet(Tweet(1, Role.RESULT, text, 0, (Evidence(2, quote),)), Grounds.of(known, brief()), total=9)
    return [one.rule for one in checked.findings if one.level is Level.FLAG and one.rule != "counter"]


@pytest.mark.parametrize(
    ("honest", "fault", "quote", "rule"),
    [
        ("Our winch is only 2% slower, the old one 6.5x.", "Our winch is only 3% slower.", FACTOR, "number"),
        ("The flow is up to 100 times lower than predicted.", "The flow is up to 10 times lower.", ORDERS, "number"),
        ("A gull dives three times in a row.", "A gull dives four times in a row.", ROW, "number"),
        (
            "67 sailors: 23 rowed in the three harbours, 44 everywhere.",
            "68 sailors: 23 rowed in the three harbours, 44 everywhere.",
            CREW,
            "number",
        ),
        ("Six kinds of anchors, from tin to copper.", "Nine anchors were tested.", LIST, "number"),
        ("6.7M waves near Hull, 5.2M near Ayr.", "67M waves near Hull, 5.2M near Ayr.", COMMA, "number"),
        ("Low piers have \u22122.29 in winter.", "Low piers have \u22122.92 in winter.", TABLE, "number"),
        ("In all four harbours, the tide is larger.", "In all six cases, the tide is larger.", CASES, "number"),
        ("These five ships are old.", "These seven ships are old.", SHIPS, "number"),
        ("On average 2.04 ropes held in every storm.", "On average 2.4 ropes held.", ALONG, "number"),
        ("The winch always needs the same time.", "The winch always saves boats.", FIXED, ""),
        ("The tide differs for boats with few sails.", "The tide differs for boats with few masts.", TIDES, ""),
        ("It gives 37.4 mA/cm\u00b2 at 0.4 V.", "It gives 37.4 A/cm\u00b2 at 0.4 V.", CURRENT, "unit"),
        ("Chaoses drive 37.4 mA at 0.4 V.", "Chalor drives 37.4 mA at 0.4 V.", CURRENT, "name"),
        ("The mast has 500 bolts, the keel 20.", "The mast has 500 bolts, the keel 30.", CREWS, "number"),
        ("They were 30 years old.", "They were 30 months old.", AGES, "unit"),
        ("Half of all 24 sailors were women.", "A third of all 24 sailors were women.", AGES, "number"),
        ("All nine could dive.", "All seven could dive.", DIVE, "number"),
        ("About a quarter of ropes broke.", "About a third of ropes broke.", SHARE, "number"),
        ("Sloop-9 has thirty times our planks (8.7M).", "Sloop-9 has 20 times our planks (8.7M).", PARTS, "number"),
        ("Set to zero, its course gets worse.", "Set to nine, its course gets worse.", ZEROED, "number"),
        ("At 2.5 m/s, from 3.4 metres on and after 3.7.", "At 2.5 m, from 3.4 metres on.", ROPES, "unit"),
        ("They rowed 3.01 and 1.41 percentage points less.", "They rowed -3.01 and 1.4 points more.", LOSS, "number"),
        ("We look at 34 months.", "We look at 34 weeks.", SERIES, "unit"),
        ("The positions of the two sonars were heard.", "The positions of ten sonars were heard.", MARK, "number"),
        ("It lasted three million years.", "It lasted three billion years.", AEON, "number"),
        ("They row in each single year.", "They row for a single year.", TIDES, "number"),
        ("40% of boats (5,056 of 12,532) failed.", "45% of boats (5,056 of 12,532) failed.", LOST, "number"),
    ],
    ids=[
        "a factor", "orders", "in a row", "a sum", "a list", "a decimal comma", "a minus", "cases", "counted elsewhere",
        "a rounding beside", "fixed", "the same phrase", "ampere", "another form", "respectively", "an age",
        "a ratio", "told before", "a share as a fraction", "a multiple", "zeroed", "a unit given before", "less behind",
        "a monthly series", "a name's number", "millions of years",
        "every single", "a share shown",
    ],
)  # fmt: skip
def test_an_honest_form_is_left_alone_and_its_fault_is_not(honest: str, fault: str, quote: str, rule: str) -> None:
    assert flags(honest, quote) == []
    assert not rule or rule in flags(fault, quote)
