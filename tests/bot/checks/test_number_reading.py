import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.number_reading import read_numbers
from bot.checks.units import FRACTION, ORDERS, ORDINAL, PERCENT, PLAIN, POINTS, TIMES, VAGUE
from bot.checks.written_number import Bound, Number, RangeEnd

DAY_S = 86_400.0


def strong(text: str) -> list[Number]:
    return [number for number in read_numbers(text) if not number.is_weak]


def worth(text: str) -> list[tuple[str, float, str]]:
    return [(number.text, number.value, number.dimension) for number in strong(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12,400 folds", [("12,400", 12_400, PLAIN)], id="thousands with commas"),
        pytest.param("1\u202f250 folds", [("1\u202f250", 1_250, PLAIN)], id="thousands with narrow spaces"),
        pytest.param("10 000 folds and 10, 000", [("10 000", 1e4, PLAIN), ("10, 000", 1e4, PLAIN)], id="spaced zeros"),
        pytest.param("an F-score of .812", [(".812", 0.812, PLAIN)], id="no zero before the point"),
        pytest.param("1.5M, 1.5 million", [("1.5M", 1.5e6, PLAIN), ("1.5 million", 1.5e6, PLAIN)], id="millions"),
        pytest.param(
            "7B and 1.1T and 5k", [("7B", 7e9, PLAIN), ("1.1T", 1.1e12, PLAIN), ("5k", 5e3, PLAIN)], id="glued"
        ),
        pytest.param("1e-4 and 3.4e-5", [("1e-4", 1e-4, PLAIN), ("3.4e-5", 3.4e-5, PLAIN)], id="e-notation"),
        pytest.param("10^10 and 10¹⁰", [("10^10", 1e10, PLAIN), ("10¹⁰", 1e10, PLAIN)], id="powers of ten"),
        pytest.param("3 × 10⁻⁵ and 3·10^{4}", [("3 × 10⁻⁵", 3e-5, PLAIN), ("3·10^{4}", 3e4, PLAIN)], id="scientific"),
        pytest.param("40 %, 40 per cent, 40pct", [(t, 40, PERCENT) for t in ("40 %", "40 per cent", "40pct")], id="%"),
        pytest.param("3.5 points or 2 pp", [("3.5 points", 3.5, POINTS), ("2 pp", 2, POINTS)], id="points"),
        pytest.param("3x, 3×, 3-fold, 3 times", [(t, 3, TIMES) for t in ("3x", "3×", "3-fold", "3 times")], id="times"),
        pytest.param("2x-20x", [("2x", 2, TIMES), ("20x", 20, TIMES)], id="a range of times"),
        pytest.param("x2 faster", [("x2", 2, TIMES)], id="times in front"),
        pytest.param("5x5 or 5 × 5 filters", [("5", 5, PLAIN)] * 4, id="a product is no times"),
        pytest.param(
            "twice, doubled, a tenfold",
            [("twice", 2, TIMES), ("doubled", 2, TIMES), ("tenfold", 10, TIMES)],
            id="words",
        ),
        pytest.param("1/7th of it, half of it", [("1/7th", 1 / 7, FRACTION), ("half", 0.5, FRACTION)], id="fractions"),
        pytest.param("two-thirds, ¾", [("two-thirds", 2 / 3, FRACTION), ("¾", 0.75, FRACTION)], id="more fractions"),
        pytest.param("90,500/1,000/1,000", [("90,500", 90_500, PLAIN), *[("1,000", 1_000, PLAIN)] * 2], id="a list"),
        pytest.param("the 1st and 22nd", [("1st", 1, ORDINAL), ("22nd", 22, ORDINAL)], id="ordinals"),
        pytest.param("an order of magnitude", [("an order of magnitude", 1, ORDERS)], id="orders of magnitude"),
        pytest.param("two orders of magnitude", [("two orders of magnitude", 2, ORDERS)], id="two orders"),
        pytest.param("thousands of hours", [("thousands", 1e3, VAGUE)], id="vague"),
        pytest.param("tens of billions", [("tens of billions", 1e10, VAGUE)], id="vague and large"),
        pytest.param(
            "twenty-five of one hundred and four",
            [("twenty-five", 25, PLAIN), ("one hundred and four", 104, PLAIN)],
            id="letters",
        ),
        pytest.param(
            "half a million, a dozen", [("half a million", 5e5, PLAIN), ("a dozen", 12, PLAIN)], id="half and dozen"
        ),
        pytest.param("two and a half million", [("two and a half million", 2.5e6, PLAIN)], id="and a half"),
        pytest.param(
            "3.5 days, half a day", [("3.5 days", 3.5 * DAY_S, "time"), ("half a day", DAY_S / 2, "time")], id="days"
        ),
        pytest.param("one GPU week", [("one GPU week", 7 * DAY_S, "time")], id="a device's time"),
        pytest.param(
            "30 GB/s, 30 GB per second",
            [("30 GB/s", 3e10, "bytes/s"), ("30 GB per second", 3e10, "bytes/s")],
            id="rates",
        ),
        pytest.param("12.9 g/l", [("12.9 g/l", 12.9, "mass/l")], id="concentrations"),
        pytest.param("75 km s⁻¹", [("75 km s⁻¹", 75_000, "length/s")], id="raised to minus one"),
        pytest.param(
            "2.726 K but 128K", [("2.726 K", 2.726, "kelvin"), ("128K", 128_000, PLAIN)], id="kelvin or thousand"
        ),
        pytest.param("at 37 ºC", [("37 ºC", 37, "celsius")], id="another degree sign"),
        pytest.param("$5 million", [("$5 million", 5e6, "money")], id="money"),
        pytest.param("in the 1990s", [("1990s", 1990, PLAIN)], id="a decade is no seconds"),
        pytest.param(
            "误差为92%，提高3倍，共100万",
            [("92%", 92, PERCENT), ("3倍", 3, TIMES), ("100万", 1e6, PLAIN)],
            id="Chinese",
        ),
        pytest.param("９８ percent", [("９８ percent", 98, PERCENT)], id="digits of other scripts"),
        pytest.param(
            "aged 20e76 years", [("20", 20, PLAIN), ("76 years", 912, "calendar")], id="a dash that became an e"
        ),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = worth(text)

    assert [(words, dimension) for words, _, dimension in found] == [(w, d) for w, _, d in expected]
    assert [value for _, value, _ in found] == pytest.approx([value for _, value, _ in expected])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GPT-4 and ResNet-50/101 on WMT14, top-5 and P100s", id="names"),
        pytest.param("a 33RX compound in 3D", id="codes"),
        pytest.param("see Fig. 3, Table 2 and 4, Section 3.1.2, §4", id="pointers"),
        pytest.param(
            "as shown [3, 4] before (Moreau et al., 2021; Lind, 2019a) and by Park et al. (2020)", id="citations"
        ),
        pytest.param("https://example.org/2024/7 and me42@example.org", id="links"),
        pytest.param("@team42 #ICRA2025", id="handles and tags"),
        pytest.param("1️⃣ fold\n2. turn\n(3) press", id="list marks"),
        pytest.param("First 1) fold, then 2) turn", id="list marks in a line"),
        pytest.param("All done.\n\n3/12", id="a counter"),
        pytest.param("version 1.2.3", id="versions"),
        pytest.param(
            "a single arm, both hands, one of them, jobs a day, one day soon", id="words that ask for nothing"
        ),
        pytest.param(
            "zero-shot and half-precision, a third layer, double-blind", id="words that only look like numbers"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_digits_of_something_else_are_no_numbers(text: str) -> None:
    assert strong(text) == []


@pytest.mark.parametrize(
    ("text", "bound", "is_strict", "is_approximate"),
    [
        ("152 layers", Bound.NONE, False, False),
        ("up to 152 layers", Bound.AT_MOST, False, False),
        ("no more than 152 layers", Bound.AT_MOST, False, False),
        ("at least 152 layers", Bound.AT_LEAST, False, False),
        ("more than 152 layers", Bound.AT_LEAST, True, False),
        ("over 152 layers", Bound.AT_LEAST, False, False),
        ("152+ layers", Bound.AT_LEAST, False, False),
        ("152 or more layers", Bound.AT_LEAST, False, False),
        ("152 or fewer layers", Bound.AT_MOST, False, False),
        ("> 152 layers", Bound.AT_LEAST, True, False),
        ("as little as 152 layers", Bound.AT_LEAST, False, False),
        ("nearly 152 layers", Bound.AT_MOST, True, True),
        ("about 152 layers", Bound.NONE, False, True),
        ("at least about 152 layers", Bound.AT_LEAST, False, True),
        ("~152 layers", Bound.NONE, False, True),
        ("just 152 layers", Bound.NONE, False, False),
        ("moreover 152 layers", Bound.NONE, False, False),
    ],
)
def test_the_words_around_a_number_bound_it(text: str, bound: Bound, is_strict: bool, is_approximate: bool) -> None:
    (number,) = strong(text)

    assert (number.bound, number.is_strict, number.is_approximate) == (bound, is_strict, is_approximate)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("gains of 2x-20x", [(20, False, "2x-20x"), (2, True, "2x-20x")], id="a dash"),
        pytest.param(
            "2.5–4.75 times more", [(4.75, False, "2.5–4.75 times"), (2.5, True, "2.5–4.75 times")], id="lent"
        ),
        pytest.param(
            "between 0.05 and 0.19", [(0.19, False, "0.05 and 0.19"), (0.05, True, "0.05 and 0.19")], id="between"
        ),
        pytest.param("from sizes of 125M to 7B", [(7e9, False, "125M to 7B"), (125e6, True, "125M to 7B")], id="sizes"),
        pytest.param("ranging from 3 to 9", [(9, False, "3 to 9"), (3, True, "3 to 9")], id="ranging"),
        pytest.param(
            "takes from 1% to 2%", [(2, False, "1% to 2%"), (1, True, "1% to 2%")], id="from, without a change"
        ),
        pytest.param("rises from 1% to 2%", [None, None], id="from, with a change"),
        pytest.param("falls from 21% to 1%", [None, None], id="a change is no range"),
        pytest.param("drops 24.25 to 14.87", [None, None], id="downwards is a change"),
        pytest.param("38.9 ± 0.1 sec", [None, None], id="an error is no range"),
    ],
)
def test_the_ends_of_a_range_know_each_other(text: str, ends: list[tuple[float, bool, str] | None]) -> None:
    assert [number.range_end for number in strong(text)] == [end and RangeEnd(*end) for end in ends]


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        pytest.param("41.2 to 71.8%", 41.2, PERCENT, id="a per cent sign"),
        pytest.param("12.5/17.5 billion FLOPs", 12.5e9, "flop", id="a magnitude and a unit"),
        pytest.param("38.9 ± 0.1 sec", 38.9, "time", id="an error's unit"),
        pytest.param("0.3 (stat.) ± 0.2 (syst.) GeV", 0.3e9, "electronvolt", id="over a remark"),
        pytest.param("12.5 and 17.5 billion", 12.5e9, PLAIN, id="a list"),
    ],
)
def test_the_last_of_several_lends_its_unit_to_the_first(text: str, value: float, dimension: str) -> None:
    first = strong(text)[0]

    assert any(r.value == pytest.approx(value) and r.dimension == dimension for r in first.readings)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("1010 recorded folds", 1e10, id="10¹⁰ that lost its raising"),
        pytest.param("60 × 104 iterations", 6e5, id="60 × 10⁴"),
        pytest.param("10−22 eV", 1e-22, id="10⁻²²"),
        pytest.param("61, 500 of them", 61_500, id="a comma and a space"),
        pytest.param("4/37 towels", 4, id="a fraction of counted things"),
        pytest.param("2e5 folds", 5, id="a dash that became an e"),
    ],
)
def test_what_a_pdf_lost_may_carry_a_number_but_asks_for_none(text: str, value: float) -> None:
    assert any(number.is_weak and number.value == pytest.approx(value) for number in read_numbers(text))


def test_a_minus_is_kept_apart_from_the_value() -> None:
    (number,) = strong("a weight of −0.30")

    assert (number.value, number.is_negative) == (0.3, True)


def test_what_is_counted_is_known_by_every_name_it_has() -> None:
    (studies,) = strong("eight randomised studies")
    (trials,) = strong("8 trials")
    (tokens,) = strong("8 million tokens")

    assert studies.nouns & trials.nouns
    assert not studies.nouns & tokens.nouns


ALPHABET = st.sampled_from("0123456789१९½²⁻.,:;/%-−–×x^e+~<>≥$€()[]{}=@#% \n\u00a0KMBGkmst°µ年万aA\ufe0f\u20e3")
WORDS = st.sampled_from(
    "one half dozen hundred million and a to from between about over per second GPU days % times fold".split()
)


@given(st.one_of(st.text(), st.text(ALPHABET, max_size=120), st.lists(WORDS, max_size=20).map(" ".join)))
def test_reading_never_fails_and_spans_are_where_the_words_are(text: str) -> None:
    numbers = read_numbers(text)

    assert [number.start for number in numbers] == sorted(number.start for number in numbers)
    for number in numbers:
        assert number.text == text[number.start : number.end] != ""
        assert all(0 <= reading.value < float("inf") for reading in number.readings)


@given(st.integers(0, 10**9))
def test_a_whole_number_is_read_with_and_without_commas(value: int) -> None:
    assert [number.value for number in strong(f"It has {value} of {value:,} parts")] == [value, value]
