from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.checks.numbers import check
from bot.checks.paper_index import PaperIndex
from bot.model import Finding, Level, Role, TableCells
from tests.builders import evidence, figure, paper

PAGE = """We trained two arms. Our planner folds 51.2% of the garments, and 47.6% without the camera.
It was trained on 98,734 folds from 3,384 videos, which took five days on 8 GPUs. At least 35 restarts were needed.
A fold takes about 31 seconds, a 2x-20x speedup. The network has 24 layers and 1.5 billion parameters.
The grip fell from 21.1% to 1.4%, and at most 5 of 39 garments tore. It weighs 1/7th of a human arm.
"""
OTHER_PAGE = "Table 2: Errors (%)\nSilk 27.94\nWool 25.03\nIn the appendix 612 towels were folded twice.\n"


@pytest.fixture(scope="module")
def index() -> PaperIndex:
    return PaperIndex(paper(PAGE, OTHER_PAGE))


def found(prose: str, quote: str, index: PaperIndex, *, page: int = 1) -> list[Finding]:
    return check(prose, role=Role.RESULT, evidence=[evidence(quote, page)], index=index, facts=[])


def kinds(findings: list[Finding]) -> list[tuple[str, Level]]:
    return [(finding.rule, finding.level) for finding in findings]


SPLIT = "Our planner folds 51.2% of the garments, and 47.6% without the camera."
TRAINED = "It was trained on 98,734 folds from 3,384 videos, which took five days on 8 GPUs."
SPEED = "A fold takes about 31 seconds, a 2x-20x speedup."
SIZE = "The network has 24 layers and 1.5 billion parameters."
TORE = "The grip fell from 21.1% to 1.4%, and at most 5 of 39 garments tore."


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        pytest.param("51.2 percent are folded; without the camera 47.6%.", SPLIT, id="another spelling of %"),
        pytest.param("About half of the garments are folded.", SPLIT, id="about half"),
        pytest.param("Folds 51.2% (47.6% without camera).", SPLIT, id="the same"),
        pytest.param("Trained on nearly 99K folds.", TRAINED, id="rounded and said"),
        pytest.param("Trained on over 98,000 folds.", TRAINED, id="cut off and said"),
        pytest.param("Training: 5 days, eight GPUs.", TRAINED, id="letters and digits"),
        pytest.param("120 hours of training.", TRAINED, id="another unit of the same"),
        pytest.param("Thousands of videos.", TRAINED, id="a vague amount"),
        pytest.param("Roughly 31 seconds a fold.", SPEED, id="about"),
        pytest.param("Between 2 and 20 times faster.", SPEED, id="both ends"),
        pytest.param("Up to 20x faster.", SPEED, id="the upper end, said so"),
        pytest.param("At least 2x faster.", SPEED, id="the lower end, said so"),
        pytest.param("24 layers, 1.5B parameters.", SIZE, id="a magnitude glued"),
        pytest.param("The grip falls from 21.1% to 1.4%.", TORE, id="a change"),
        pytest.param("Down to 1.4%.", TORE, id="one end of a change"),
        pytest.param("At most 5 of 39 tore.", TORE, id="a bound"),
        pytest.param("5/39 at most.", TORE, id="a fraction of both"),
        pytest.param("GPT-4, WMT14 and ResNet-50 are names.", SIZE, id="names"),
        pytest.param("Zero damage.", "No garment took damage.", id="zero for no"),
        pytest.param("It took 1st place.", "It took the first place.", id="an ordinal in letters"),
        pytest.param("The top 5 error", "The top-5 error", id="a name's number, apart"),
        pytest.param("100 g, 5x5 filters", "100 g of cloth, 5 × 5 filters", id="a product"),
        pytest.param("10^5 folds", "10⁵ folds", id="a power of ten"),
        pytest.param("600,000 folds", "60 × 104 folds", id="a power of ten whose raising is lost"),
        pytest.param("Two simple ideas.", SIZE, id="small counting that page 1 has"),
        pytest.param("50% smaller", "half the size", id="half and 50 %"),
        pytest.param("7x smaller", "1/7th of the size", id="a fraction and its inverse"),
        pytest.param("Roughly 31 for a fold.", SPEED, id="a unit left out"),
        pytest.param("A grid of 2.2 Å", "a grid of 2.2 A in all", id="a unit that the font has spoilt"),
        pytest.param("The largest is 20x.", SPEED, id="the largest of a range"),
        pytest.param("From 2x on", SPEED, id="from the lower end"),
        pytest.param("nothing to count here", SIZE, id="no number"),
    ],
)
def test_what_the_quote_carries_passes(index: PaperIndex, prose: str, quote: str) -> None:
    assert found(prose, quote, index) == []


@pytest.mark.parametrize(
    ("prose", "quote", "rule"),
    [
        pytest.param("51.3% are folded.", SPLIT, "number", id="another digit"),
        pytest.param("Folds 612 garments.", SPLIT, "number", id="a number from elsewhere"),
        pytest.param("3.6 points better with the camera.", SPLIT, "number", id="a computed number"),
        pytest.param("Trained on about 98,735 folds.", TRAINED, "number", id="about is no licence for another digit"),
        pytest.param("Trained on over 99,000 folds.", TRAINED, "number", id="over, and it is under"),
        pytest.param("Nearly 98,000 folds.", TRAINED, "number", id="nearly, and it is over"),
        pytest.param(
            "About 4 folds.", "It makes about 9 folds, a 3.9x speedup.", "number", id="about, of another kind"
        ),
        pytest.param("3,400 models.", TRAINED, "number", id="rounded, and of something else"),
        pytest.param("Six days of training.", TRAINED, "number", id="another spelled number"),
        pytest.param("51.2 points more are folded.", SPLIT, "unit", id="points for per cent"),
        pytest.param("51.2x as many are folded.", SPLIT, "unit", id="times for per cent"),
        pytest.param("Five weeks of training.", TRAINED, "unit", id="weeks for days"),
        pytest.param("1.5 million parameters.", SIZE, "unit", id="million for billion"),
        pytest.param("47.6 people", SPLIT, "unit", id="the per cent sign lost, and something counted"),
        pytest.param("1.5 parameters.", SIZE, "unit", id="the billion lost"),
        pytest.param("98,734 tokens", "The 98,734 theorems", "unit", id="other things counted"),
        pytest.param("1.5 billion layers.", SIZE, "unit", id="layers for parameters"),
        pytest.param("20x faster.", SPEED, "range", id="the upper end alone"),
        pytest.param("2x faster.", SPEED, "range", id="the lower end alone"),
        pytest.param("At least 5 garments tore.", TORE, "range", id="a bound turned"),
        pytest.param(
            "Fewer than 35 restarts.", "At least 35 restarts were needed.", "range", id="another bound turned"
        ),
        pytest.param("More than 24 layers.", SIZE, "range", id="more than, and it is exactly"),
        pytest.param("At least 24 layers.", SIZE, "range", id="at least, and it is exactly"),
        pytest.param("It has up to 24 layers.", SIZE, "range", id="up to, and it is exactly"),
        pytest.param("A network of over 24 layers.", SIZE, "range", id="over, and it is exactly"),
        pytest.param("Almost 24 layers.", SIZE, "range", id="almost, and it is exactly"),
        pytest.param("Data from 1948.", "measured between 1948 and 2017", "range", id="the last year lost"),
        pytest.param("At most one arm broke.", "At least one arm broke.", "range", id="the bound of one turned"),
        pytest.param("Exactly 35 restarts.", "At least 35 restarts were needed.", "number", id="exactly, for a bound"),
        pytest.param(
            "In 70 minutes, files of 200 lines.", "in 70 minutes, files of 200-830 lines", "range", id="after minutes"
        ),
        pytest.param("Over 8% do so.", "only 8% do so all the time", "range", id="over, at the start"),
        pytest.param("Up to 51.2%, and 47.6% without.", SPLIT, "range", id="the most of two that are both told"),
        pytest.param("A rhythm of up to 2.8 Hz.", "It was 11.1 ± 2.8 Hz.", "range", id="the spread as a bound"),
        pytest.param("Files of 200 lines.", "files of 200-830 lines", "range", id="the length of the longest lost"),
        pytest.param("A rhythm at 2.8 Hz.", "It was 11.1 ± 2.8 Hz.", "range", id="the spread for the value"),
        pytest.param("65 square miles", "an island of 65 km²", "unit", id="miles for kilometres, squared"),
        pytest.param("65 acres", "an island of 65 km2", "unit", id="acres for square kilometres"),
        pytest.param("65 km", "an island of 65 km²", "unit", id="a length for an area"),
        pytest.param("65 km", "a walk of 65 m", "unit", id="a longer unit"),
        pytest.param("3 cubic metres", "a box of 3 m²", "unit", id="a volume for an area"),
        pytest.param("The 2010 folding cup.", "We won the folding cup of 2014.", "number", id="another year, rounded"),
        pytest.param("Compound 33RX", SIZE, "number", id="a code that the paper lacks"),
        pytest.param("Zero damage.", SIZE, "number", id="an invented zero"),
        pytest.param("improved by-98% and up", SIZE, "number", id="a number hidden behind a hyphen"),
        pytest.param("In 4 separate ways", "in three separate ways", "number", id="its own count, miscounted"),
        pytest.param("An order of magnitude faster", SPEED, "number", id="an invented order of magnitude"),
    ],
)
def test_what_the_quote_does_not_carry_is_flagged(index: PaperIndex, prose: str, quote: str, rule: str) -> None:
    assert (rule, Level.FLAG) in kinds(found(prose, quote, index))


@pytest.mark.parametrize(
    ("prose", "quote", "rule"),
    [
        pytest.param("51% are folded.", SPLIT, "number", id="rounded without a word"),
        pytest.param("Trained on 99K folds.", TRAINED, "number", id="rounded by its unit"),
        pytest.param("31 seconds a fold.", SPEED, "number", id="about is lost"),
        pytest.param("It scores 51.2 in the test.", SPLIT, "unit", id="the per cent sign is lost"),
        pytest.param("Two of them are new.", "New arms were bought.", "number", id="small counting nobody has"),
        pytest.param("3 takeaways:", SIZE, "number", id="the tweet's own count"),
    ],
)
def test_what_is_nearly_so_is_advice(prose: str, quote: str, rule: str) -> None:
    index = PaperIndex(paper("Nothing is counted here.\n"))

    assert kinds(found(prose, quote, index)) == [(rule, Level.ADVICE)]


@pytest.mark.parametrize(
    ("prose", "quote", "detail"),
    [
        ("51.3% are folded.", SPLIT, "51.3% is not in the paper; the quotes have 51.2%, 47.6%."),
        ("612 garments", SPLIT, "612 is elsewhere in the paper (p. 2), not in this tweet's quotes."),
        ("98.8% in all", SPLIT, "98.8% is not in the evidence; it looks computed: 51.2% + 47.6%."),
        ("3.6 points apart", SPLIT, "3.6 points is not in the evidence; it looks computed: 51.2% - 47.6%."),
        ("29.2x as many", TRAINED, "29.2x is not in the evidence; it looks computed: 98,734 / 3,384."),
        (
            "Five weeks",
            TRAINED,
            "Five weeks has another unit: the quotes have “videos, which took five days on 8 GPUs.”.",
        ),
        ("20x faster", SPEED, "20x is one end of 2x-20x; give both ends, or say up to."),
        ("at least 5 tore", TORE, "5 is at least here; the quotes say at most 5."),
        ("99K folds", TRAINED, "99K is rounded without saying so; the quotes have 98,734."),
    ],
)
def test_a_finding_says_what_the_evidence_has_instead(index: PaperIndex, prose: str, quote: str, detail: str) -> None:
    assert [finding.detail for finding in found(prose, quote, index)] == [detail]


def test_a_bare_cell_may_have_its_unit_in_the_head_of_the_table(index: PaperIndex) -> None:
    assert found("27.94% for silk", "Silk 27.94", index, page=2) == []
    assert kinds(found("27.94 seconds for silk", "Silk 27.94", index, page=2)) == [("unit", Level.FLAG)]


def test_a_cell_may_have_its_unit_with_the_same_number_in_the_text() -> None:
    index = PaperIndex(paper("Silk 27.94\nSilk tears at a rate of 27.94% in all.\n"))

    assert found("27.94% for silk", "Silk 27.94", index) == []


def test_brackets_without_a_unit_are_no_head_of_a_table() -> None:
    index = PaperIndex(paper("Silk () 27.94\n"))

    assert kinds(found("27.94 for silk", "Silk () 27.94", index)) == []
    assert kinds(found("$27.94 for silk", "Silk () 27.94", index)) == [("unit", Level.FLAG)]


def test_the_title_and_the_brief_need_no_quote(index: PaperIndex) -> None:
    facts = ["Forty-two ways to fold 1,000 towels", "ICRA 2025", "50% off"]

    findings = check(
        "42 ways, 1,000 towels, ICRA 2025, 50 off", role=Role.ANNOUNCEMENT, evidence=[], index=index, facts=facts
    )

    assert findings == []


def test_an_announcement_has_only_facts(index: PaperIndex) -> None:
    findings = check("98,734 folds", role=Role.ANNOUNCEMENT, evidence=[], index=index, facts=["Folding"])

    assert [f.detail for f in findings] == ["98,734 is neither in the title nor in what was asked for."]


def test_a_number_said_twice_is_found_once(index: PaperIndex) -> None:
    assert len(found("613 towels. Yes, 613 towels!", SIZE, index)) == 1


def test_a_codes_digits_are_known_from_the_paper() -> None:
    index = PaperIndex(paper("We call it compound 33RX.\n"))

    assert found("33RX works", "We call it", index) == []


def test_a_name_with_a_number_is_judged_as_a_name() -> None:
    index = PaperIndex(paper("All runs use Falter-2 and nothing else.\n"))

    assert found("Falter 2 folds", "nothing else", index) == []
    assert kinds(found("Falter 3 folds", "nothing else", index)) == [("number", Level.FLAG)]


AMOUNTS = st.one_of(
    st.integers(11, 10**7).map(lambda value: f"{value:,}"),
    st.decimals(Decimal("0.01"), Decimal("999.99"), places=2).map(str),
    st.integers(11, 9_999).map(str),
)
UNITS = st.sampled_from(["", "%", " percent", "x", " million", " days", " GB", " points", " folds", " g/l"])
FRAMES = st.sampled_from(["We fold {} here.", "It falls to {}, as we show.", "It takes ({}) in all", "A rate of {}."])


@given(frame=FRAMES, amount=AMOUNTS, unit=UNITS, data=st.data())
def test_a_digit_changed_in_a_copied_sentence_is_always_flagged(
    frame: str, amount: str, unit: str, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([i for i, character in enumerate(amount) if character.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != amount[place]]))
    changed = f"{amount[:place]}{digit}{amount[place + 1 :]}"
    sentence = frame.format(amount + unit)
    index = PaperIndex(paper(f"{sentence}\n"))

    assert found(sentence, sentence, index) == []
    assume(changed.replace(",", "").lstrip("0") != amount.replace(",", "").lstrip("0"))
    assert Level.FLAG in [level for _, level in kinds(found(frame.format(changed + unit), sentence, index))]


@given(prose=st.text(max_size=200), quote=st.text(max_size=200), fact=st.text(max_size=40))
def test_checking_never_fails_and_quotes_the_tweet(prose: str, quote: str, fact: str) -> None:
    index = PaperIndex(paper(quote))

    findings = check(prose, role=Role.METHOD, evidence=[evidence(quote)], index=index, facts=[fact])

    assert all(finding.words in prose for finding in findings)


# ---- What else may carry a number, or only seems to ----


def _found(
    prose: str, quote: str, *, text: str | None = None, role: Role = Role.RESULT
) -> list[tuple[str, Level, str]]:
    index = PaperIndex(paper(text or f"{quote}\n"))
    findings = check(prose, role=role, evidence=[evidence(quote)], index=index, facts=[])
    return [(finding.rule, finding.level, finding.words) for finding in findings]


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("Claude Sonnet 4.5 wrote it.", "It was written by claude-sonnet-4-5 alone."),
        ("Four-nucleon forces count.", "The effects of 4NFs are small."),
        ("About nine in ten shells ring.", "We find that 89% of the shells ring."),
        ("One out of every three shells rings.", "We find that 33.1% of the shells ring."),
        ("Each was measured four times.", "Each was measured in quadruplicate."),
        ("22 million US adults", "An estimated 22 million adults live there."),
        ("Only 32.8% of all items need it.", "Only 32.8% require more than one reasoning step."),
        ("Study 2: we listen.", "In Study 2 we listen."),
    ],
)
def test_a_number_may_be_said_in_other_words(prose: str, quote: str) -> None:
    assert [found for found in _found(prose, quote) if found[1] is Level.FLAG] == []


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("Claude Sonnet 3.5 wrote it.", "It was written by claude-sonnet-4-5 alone."),
        ("Five-nucleon forces count.", "The effects of 4NFs are small."),
        ("About seven in ten shells ring.", "We find that 89% of the shells ring."),
        ("Each was measured 5 times.", "Each was measured in quadruplicate."),
        ("Study 7: we listen.", "In Study 2 we listen."),
    ],
)
def test_another_number_is_not_excused_by_that(prose: str, quote: str) -> None:
    assert Level.FLAG in {level for _, level, _ in _found(prose, quote)}


def test_a_number_beside_the_quote_in_its_sentence_is_advice() -> None:
    text = "In 40 rooms the sorter took 3 days, which is fast. It took 9 weeks before.\n"

    assert _found("It took 3 days in 40 rooms.", "the sorter took 3 days", text=text) == [
        ("number", Level.ADVICE, "40")
    ]
    assert _found("It took 9 weeks.", "the sorter took 3 days", text=text) == [("number", Level.FLAG, "9 weeks")]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("ShellNet gets 76.3% at 12 ms.", []),
        ("ShellNet gets 77.3%.", [("number", Level.FLAG, "77.3%")]),
        ("ShellNet takes 12 s.", [("unit", Level.FLAG, "12 s")]),
        ("The baseline gets 71.0%.", [("number", Level.FLAG, "71.0%")]),
    ],
)
def test_the_cells_of_a_quoted_row_count_in_the_unit_of_their_head(
    prose: str, found: list[tuple[str, Level, str]]
) -> None:
    cells = TableCells(
        (("Method", "Top-1 (%)", "Time (ms)"), ("ShellNet", "76.3", "12"), ("Baseline", "71.0", "10")), 1
    )
    text = "Table 2: Accuracy.\nMethod Top-1 (%) Time (ms)\nShellNet 76.3 12\nBaseline 71.0 10\n"
    index = PaperIndex(paper(text, figures=(figure("Table 2", cells=cells, caption="Accuracy."),)))

    findings = check(prose, role=Role.RESULT, evidence=[evidence("ShellNet 76.3 12")], index=index, facts=[])

    assert [(finding.rule, finding.level, finding.words) for finding in findings] == found


@pytest.mark.parametrize(
    ("prose", "quote", "found"),
    [
        ("103S6 mice resist.", "129S6 mice resist.", [("number", Level.FLAG, "103S6")]),
        ("129S6 mice resist.", "129S6 mice resist.", []),
        ("More than 1.5 billion people use it.", "Used by in excess of 1.5 billion people.", []),
        (
            "Less than 1.5 billion people use it.",
            "Used by in excess of 1.5 billion people.",
            [("range", Level.FLAG, "1.5 billion")],
        ),
    ],
)
def test_codes_and_bounds_of_other_fields(prose: str, quote: str, found: list[tuple[str, Level, str]]) -> None:
    assert _found(prose, quote) == found


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        pytest.param("up to 51.2% of them", SPLIT, id="the most of several"),
        pytest.param("at least 47.6% of them", SPLIT, id="the least of several"),
        pytest.param("Garments over 24 layers.", "a network with 24 layers", id="over, which may be a place"),
        pytest.param("up to 70 minutes", "They had a maximum of 70 minutes.", id="a bound in other words"),
        pytest.param("a spread of 2.8 Hz", "It was 11.1 ± 2.8 Hz.", id="a spread that is called one"),
        pytest.param("11.1 Hz", "It was 11.1 ± 2.8 Hz.", id="the value without its spread"),
        pytest.param("from 1948 to 2017", "measured between 1948 and 2017", id="both years"),
        pytest.param("65 square kilometers", "an island of 65 km²", id="an area in words"),
        pytest.param("65 km²", "an island of 65 km2 in the sea", id="an area whose sign a PDF lowered"),
        pytest.param("6,500 hectares", "an island of 65 km²", id="an area converted"),
        pytest.param(
            "six of the seven STEPS participants",
            "six out of the seven participants",
            id="a name that looks like steps",
        ),
        pytest.param("Step 1: fold. Step 2: press.", "The garment is folded, then pressed.", id="its own enumeration"),
    ],
)
def test_honest_bounds_units_and_counts_are_left_alone(prose: str, quote: str) -> None:
    assert found(prose, quote, PaperIndex(paper(quote))) == []
