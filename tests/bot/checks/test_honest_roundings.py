"""Numbers that were rounded, shared out or cut short as people do it, and beside each the fault that looks like it."""

import pytest

from bot.checks.numbers import check
from bot.checks.paper_index import PaperIndex
from bot.model import Finding, Level, Role
from tests.builders import evidence, paper

TIMES = "Sorting is 10.4×–17.9× faster on 256 shelves, and 448.8×–1086.7× on 16384 shelves."
HEAD = "Table 2: Sorting (mean %)."
ROW = "Silk 84.7 82.3 61.3 58.5 80.1"
HOLES = "Silk loses 97 ms, and wool 51.34 ms by hand."
STARS = "There are bumps at ≈ 9M⊙, 22M⊙ and 35M⊙."
CREW = "Twenty sailors with beards (12 old) and 19 sailors without were asked."
DATES = "From March 2022 to June 2024 the sailors left, a more than two-fold loss."
DITHER = "The accuracy is 97.9% in calm and 95.1% in wind."
RATE = "The median rate of torn sails is 7.8 in 10,000."


@pytest.mark.parametrize(
    ("honest", "fault", "quotes", "rule"),
    [
        ("About 10x to 18x.", "About 40x to 18x.", (TIMES,), "number"),
        ("Up to 1087x.", "Up to 1187x.", (TIMES,), "number"),
        ("Up to three orders of magnitude!", "Up to five orders of magnitude!", (TIMES,), "number"),
        ("Over 3x.", "Over 4x.", ("It is 3.4x as fast.",), "number"),
        ("Less than 4x.", "Less than 3x.", ("It is 3.7x as fast.",), "number"),
        ("Almost 44k shells.", "Almost 46k shells.", ("43,694 shells were sorted.",), "number"),
        ("Silk hits 82% of all.", "Silk hits 86% of all.", (HEAD, ROW), "number"),
        ("Silk loses 97 ms, wool about 51.", "Silk loses 97 ms, wool about 61.", (HOLES,), "number"),
        ("Bumps at 9, 22 and 35 solar masses.", "Bumps at 9, 22 and 85 solar masses.", (STARS,), "number"),
        ("A bump at 9 solar masses.", "A bump at 9 Earth masses.", (STARS,), "unit"),
        ("85 of 100 hit.", "86 of 100 hit.", ("The accuracy is 84.7%.",), "number"),
        ("One sail in ten tore.", "One sail in five tore.", ("9.6% of the sails tore.",), "number"),
        ("Fewer than 1 in 200 tore.", "Fewer than 1 in 700 tore.", ("Below 0.5% tore.",), "number"),
        ("Once in a thousand sails.", "Once in a million sails.", ("It is 1/1000.",), "number"),
        ("A rate of 0.08%.", "A rate of 0.8%.", (RATE,), "number"),
        ("Over a quarter of it tore.", "Over a third of it tore.", ("28% of the sails tore.",), "number"),
        ("Nearly 2 out of 3 tore.", "Nearly 1 out of 3 tore.", ("65% tore, with 2 ropes.",), "number"),
        ("Just under three points, from 98% to 95%.", "Just under six points, from 98% to 95%.", (DITHER,), "number"),
        ("It took two years.", "It took six years.", (DATES,), "number"),
        ("A quarter of a million.", "A third of a million.", ("250,000 shells.",), "number"),
        ("Ten times the speed.", "Six times the speed.", ("It has over 10×speedup.",), "number"),
        ("r = -0.52 it is.", "r = -0.25 it is.", ("r \ufffd–0.52 is told.",), "number"),
        ("Less than 3% tore.", "More than 3% tore.", ("Few sails tore (,3%).",), "range"),
        ("Some 200 to 1,600.", "Some 200 to 1,900.", ("From 210 to 1618 came.",), "number"),
        ("It fell before 2007.", "It fell in 2007.", ("Low in 2007–12.",), "range"),
        ("The 8th generation.", "The 9th generation.", ("Mice of generation 8.",), "number"),
        ("Twelve years on.", "Six years on.", ("They stay there at age 12.",), "number"),
        ("Blazars make up 86%.", "Blazars make up 68%.", ("Blazars: 86⁺¹⁶₁₄%.",), "number"),
    ],
)
def test_a_rounding_is_no_flag_and_its_fault_is_one(
    honest: str, fault: str, quotes: tuple[str, ...], rule: str
) -> None:
    assert flags(honest, quotes) == []
    assert rule in flags(fault, quotes)


def test_a_sum_of_two_counts_is_advice_if_one_of_them_is_told_beside_it() -> None:
    assert levels("39 sailors, 20 of them with beards.", (CREW,)) == [Level.ADVICE]
    assert Level.FLAG in levels("31 sailors came.", (CREW,))


def test_a_bit_is_no_unit_where_it_means_a_little() -> None:
    assert levels("It takes a bit over 12 seconds.", ("It takes 12.34 s.",)) == []


def flags(prose: str, quotes: tuple[str, ...]) -> list[str]:
    return [finding.rule for finding in _check(prose, quotes) if finding.level is Level.FLAG]


def levels(prose: str, quotes: tuple[str, ...]) -> list[Level]:
    return [finding.level for finding in _check(prose, quotes)]


def _check(prose: str, quotes: tuple[str, ...]) -> list[Finding]:
    index = PaperIndex(paper("\n".join(quotes)))
    return check(prose, role=Role.RESULT, evidence=[evidence(quote) for quote in quotes], index=index, facts=[])
