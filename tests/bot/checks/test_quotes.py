import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.paper_index import PaperIndex
from bot.checks.quotes import Aligned, align
from bot.model import Evidence, Finding, Level
from tests.builders import evidence, page, paper

PAGE_1 = """Our planner folds laundry with two arms. It was trained
on 12,400 recorded folds and needs no camera
calibration [3, 4]. A shirt takes 31.5 seconds on aver-
age, and towels take less than half of that (Moreau et al., 2021).
We believe that softer fabrics may remain hard for grip-
pers of this kind.1 In a second study we compare six grippers
"""
PAGE_2 = """and show that suction does not improve the result.
The network1 has 24 layers, and its 3.57% error is
the lowest
1
of all planners that we tried.
Training ran for nine days on
2Cloth was bought from three shops, and each
piece was washed twice before use.
one workstation without interruption.
"""
REFERENCES = """References
[1] A. Moreau and B. Lind. Folding cloth with compliant hands. Robotics Letters, 2021.
[2] C. Park. Suction grippers for garments and their limits. Journal of Grasping, 2019.
"""


@pytest.fixture(scope="module")
def index() -> PaperIndex:
    last = page(3, REFERENCES, references=(0, len(REFERENCES)))
    return PaperIndex(paper(pages=(page(1, PAGE_1), page(2, PAGE_2), last)))


def levels(aligned: Aligned) -> list[Level]:
    return [finding.level for finding in aligned.findings]


class TestQuotesThatStand:
    @pytest.mark.parametrize(
        ("quote", "number", "words"),
        [
            pytest.param(
                "Our planner folds laundry with two arms.",
                1,
                ["Our planner folds laundry with two arms."],
                id="as it is",
            ),
            pytest.param(
                "It was trained on 12,400 recorded folds",
                1,
                ["It was trained on 12,400 recorded folds"],
                id="over a line end",
            ),
            pytest.param(
                "a shirt takes 31.5 seconds on average",
                1,
                ["A shirt takes 31.5 seconds on aver- age"],
                id="other hyphens",
            ),
            pytest.param(
                "needs no camera calibration. A shirt takes 31.5 seconds",
                1,
                ["needs no camera calibration [3, 4]. A shirt takes 31.5 seconds"],
                id="without a numbered citation",
            ),
            pytest.param(
                "towels take less than half of that. We believe",
                1,
                ["towels take less than half of that (Moreau et al., 2021). We believe"],
                id="without a citation by name",
            ),
            pytest.param(
                "hard for grippers of this kind. In a second study",
                1,
                ["hard for grip- pers of this kind.1 In a second study"],
                id="without a footnote mark after a stop",
            ),
            pytest.param(
                "The network has 24 layers", 2, ["The network1 has 24 layers"], id="without a glued footnote mark"
            ),
            pytest.param(
                "its 3.57% error is the lowest of all planners",
                2,
                ["its 3.57% error is the lowest 1 of all planners"],
                id="without a footnote mark on a line of its own",
            ),
            pytest.param("its 3.57", 2, ["its 3.57%"], id="a per cent sign that was forgotten comes along"),
        ],
    )
    def test_a_faithful_copy_becomes_the_pages_own_words(
        self, index: PaperIndex, quote: str, number: int, words: list[str]
    ) -> None:
        aligned = align([evidence(quote, number)], index)

        assert aligned == Aligned(tuple(Evidence(number, text) for text in words), ())

    def test_a_quote_around_a_footnote_comes_back_without_it(self, index: PaperIndex) -> None:
        aligned = align([evidence("Training ran for nine days on one workstation without interruption.", 2)], index)

        assert aligned.findings == ()
        assert [item.quote for item in aligned.evidence] == [
            "Training ran for nine days on",
            "one workstation without interruption.",
        ]

    @pytest.mark.parametrize(
        "between",
        [
            pytest.param("Silk 27.94 12\nWool 25.03 11\n", id="cells of a table"),
            pytest.param("Figure 3: The arms, seen from above, with all that is on the table.\n", id="a caption"),
            pytest.param("∗The first two authors contributed equally to this work.\n", id="a note with a mark"),
        ],
    )
    def test_a_quote_around_something_else_comes_back_without_it(self, between: str) -> None:
        index = PaperIndex(paper(f"The towels were pressed and then\n{between}turned over by hand.\n"))

        aligned = align([evidence("The towels were pressed and then turned over by hand.")], index)

        assert aligned.findings == ()
        assert [item.quote for item in aligned.evidence] == [
            "The towels were pressed and then",
            "turned over by hand.",
        ]

    def test_what_stands_between_may_begin_as_the_quote_goes_on(self) -> None:
        index = PaperIndex(paper("The towels were pressed and\nthick 27 12\nthen turned over by hand.\n"))

        aligned = align([evidence("The towels were pressed and then turned over by hand.")], index)

        assert [item.quote for item in aligned.evidence] == ["The towels were pressed and", "then turned over by hand."]

    def test_a_quote_over_a_page_end_becomes_two(self, index: PaperIndex) -> None:
        quote = "we compare six grippers and show that suction does not improve the result"

        aligned = align([evidence(quote, 1)], index)

        assert aligned.findings == ()
        assert aligned.evidence == (
            Evidence(1, "we compare six grippers"),
            Evidence(2, "and show that suction does not improve the result"),
        )
        assert align([evidence(quote, 2)], index).findings == ()

    def test_points_in_a_quote_part_it(self, index: PaperIndex) -> None:
        aligned = align([evidence("Our planner folds laundry ... A shirt takes 31.5 seconds [...]", 1)], index)

        assert aligned.findings == ()
        assert [item.quote for item in aligned.evidence] == ["Our planner folds laundry", "A shirt takes 31.5 seconds"]

    def test_points_that_the_page_has_too_part_nothing(self) -> None:
        index = PaperIndex(paper("The joints q1, . . . , q7 move in order.\n"))

        aligned = align([evidence("The joints q1, . . . , q7 move in order.")], index)

        assert aligned == Aligned((Evidence(1, "The joints q1, . . . , q7 move in order."),), ())

    def test_the_same_words_twice_are_one_piece_of_evidence(self, index: PaperIndex) -> None:
        item = evidence("Our planner folds laundry with two arms.")

        assert len(align([item, item], index).evidence) == 1

    def test_of_two_places_the_one_on_the_page_named_is_taken(self) -> None:
        index = PaperIndex(paper("A shared sentence.\n", "First. A shared sentence.\n"))

        assert align([evidence("A shared sentence.", 2)], index) == Aligned((Evidence(2, "A shared sentence."),), ())


class TestQuotesThatAreMended:
    def test_the_right_page_stands_in_for_a_wrong_one(self, index: PaperIndex) -> None:
        aligned = align([evidence("The network has 24 layers", 1)], index)

        assert aligned.evidence == (Evidence(2, "The network1 has 24 layers"),)
        assert aligned.findings == (
            Finding(
                "quote",
                Level.REPAIR,
                "The network has 24 layers",
                "The quote for page 1 was mended: it is on page 2, not 1.",
            ),
        )

    @pytest.mark.parametrize("number", [0, -4, 99])
    def test_a_page_that_does_not_exist_is_mended_too(self, index: PaperIndex, number: int) -> None:
        aligned = align([evidence("The network has 24 layers", number)], index)

        assert [item.page for item in aligned.evidence] == [2]
        assert levels(aligned) == [Level.REPAIR]

    @pytest.mark.parametrize(
        ("quote", "detail"),
        [
            pytest.param("Our planner folded laundry with two arms.", "“folded” for “folds”", id="another form"),
            pytest.param("Our planer folds laundry with two arms.", "“planer” for “planner”", id="another spelling"),
            pytest.param("The planner folds laundry with two arms.", "“The” for “Our”", id="a word of no weight"),
            pytest.param("Our new planner folds laundry with two arms.", "“new” added", id="a word added"),
            pytest.param("Our planner folds with two arms. It was trained", "“laundry” left out", id="a word left out"),
        ],
    )
    def test_a_harmless_difference_gives_way_to_the_page(self, index: PaperIndex, quote: str, detail: str) -> None:
        aligned = align([evidence(quote)], index)

        assert levels(aligned) == [Level.REPAIR]
        assert detail in aligned.findings[0].detail
        assert "Our planner folds laundry with two arms." in aligned.evidence[0].quote


class TestQuotesThatAreFlagged:
    @pytest.mark.parametrize(
        "quote",
        [
            pytest.param("It was trained on 12,900 recorded folds and needs no camera", id="a digit"),
            pytest.param("It was trained on 12,4 recorded folds and needs no camera", id="a number cut short"),
            pytest.param("Our planner folds laundry with three arms.", id="a spelled number"),
            pytest.param("It was trained on recorded folds and needs no camera", id="a number left out"),
            pytest.param("recorded folds and needs camera calibration", id="a negation left out"),
            pytest.param("Our planner never folds laundry with two arms.", id="a negation added"),
            pytest.param("softer fabrics remain hard for grippers of this kind", id="a hedge left out"),
            pytest.param("and towels take more than half of that", id="a direction turned"),
            pytest.param("its 3.57% error is the highest of all planners", id="a superlative turned"),
            pytest.param("one workstation with interruption.", id="without to with"),
            pytest.param("its 3.57x error is the lowest of all planners", id="a unit"),
            pytest.param("Our planner folds clothing with two arms.", id="a word for another"),
            pytest.param("Our agile planner folds laundry with two arms.", id="a word of content added"),
            pytest.param("of all planners that we destroyed.", id="another verb"),
            pytest.param("needs no camera calibration [5]. A shirt takes", id="another citation"),
            pytest.param("Our planner unfolds laundry with two arms.", id="a word and its opposite"),
        ],
    )
    def test_a_difference_that_changes_the_meaning(self, index: PaperIndex, quote: str) -> None:
        aligned = align([evidence(quote, 1), evidence(quote, 2)], index)

        assert Level.FLAG in levels(aligned)
        assert all("differs from the page" in f.detail for f in aligned.findings if f.level is Level.FLAG)
        assert all(fold in " ".join((PAGE_1 + PAGE_2).split()) for fold in (item.quote for item in aligned.evidence))

    @pytest.mark.parametrize(
        ("quote", "level"),
        [("It failed twice (Table 1).", [Level.FLAG]), ("It failed twice (Table 3).", []), ("It failed twice.", [])],
    )
    def test_a_reference_in_brackets_may_be_left_out_but_not_changed(self, quote: str, level: list[Level]) -> None:
        index = PaperIndex(paper("The planner was slow. It failed twice (Table 3). Then it went on.\n"))

        assert levels(align([evidence(quote)], index)) == level

    @pytest.mark.parametrize("said", ["hypotension", "poorly", "ample", "postnatal", "busy"])
    def test_another_word_in_the_place_of_one_is_shown_beside_it(self, said: str) -> None:
        stands = {"hypotension": "hypertension", "poorly": "reliably", "ample": "limited", "postnatal": "prenatal"}
        page_word = stands.get(said, "idle")
        index = PaperIndex(paper(f"In all of our trials the {page_word} arms were used by the team for a week.\n"))

        aligned = align([evidence(f"In all of our trials the {said} arms were used by the team for a week.")], index)

        assert levels(aligned) == [Level.FLAG]
        assert f"“{said}” for “{page_word}”" in aligned.findings[0].detail

    @pytest.mark.parametrize("mark", ["¹", "1"])
    def test_a_note_mark_before_a_quote_is_no_part_of_it(self, mark: str) -> None:
        index = PaperIndex(paper(f"The arms are new.\n{mark}The code is in a public place for all.\n"))

        assert align([evidence("The code is in a public place for all.")], index) == Aligned(
            (Evidence(1, "The code is in a public place for all."),), ()
        )

    def test_a_symbol_that_a_font_has_lost_is_no_other_number(self) -> None:
        index = PaperIndex(paper("We fold in the channel 4ℓ with all of the arms.\n"))

        assert levels(align([evidence("We fold in the channel 4` with all of the arms.")], index)) == [Level.REPAIR]

    def test_a_number_that_the_quote_cuts_is_made_whole(self) -> None:
        index = PaperIndex(paper("The arm reached an error of 3.57% in the end.\n"))

        aligned = align([evidence("The arm reached an error of 3.5")], index)

        assert levels(aligned) == [Level.FLAG]
        assert aligned.evidence == (Evidence(1, "The arm reached an error of 3.57%"),)

    def test_a_word_that_the_quote_begins_within_is_made_whole(self) -> None:
        index = PaperIndex(paper("The planner is unable to fold wet towels.\n"))

        aligned = align([evidence("able to fold wet towels.")], index)

        assert levels(aligned) == [Level.FLAG]
        assert aligned.evidence == (Evidence(1, "unable to fold wet towels."),)

    def test_an_invented_quote_is_no_evidence(self, index: PaperIndex) -> None:
        quote = "Robots of the next generation will fold everything by themselves"

        aligned = align([evidence(quote, 2)], index)

        assert aligned == Aligned(
            (),
            (
                Finding(
                    "quote",
                    Level.FLAG,
                    quote,
                    "The quote for page 2 is not in the paper; copy the words from the page.",
                ),
            ),
        )

    @pytest.mark.parametrize(
        "quote",
        [
            pytest.param("Suction grippers for garments and their limits.", id="as it is"),
            pytest.param("Suction grippers for garments and its limits.", id="nearly"),
        ],
    )
    def test_the_reference_list_is_no_evidence(self, index: PaperIndex, quote: str) -> None:
        aligned = align([evidence(quote, 3)], index)

        assert aligned.evidence == ()
        assert "reference list" in aligned.findings[0].detail

    @pytest.mark.parametrize("quote", ["", "two", "3.57%", "…", "— —"])
    def test_a_quote_of_next_to_nothing_is_no_evidence(self, index: PaperIndex, quote: str) -> None:
        aligned = align([evidence(quote, 2)], index)

        assert aligned.evidence == ()
        assert "too short" in aligned.findings[0].detail

    def test_many_words_cannot_be_left_out_in_silence(self) -> None:
        index = PaperIndex(
            paper("The gripper opens when the fabric is dry and the table is level and the light is good.\n")
        )

        aligned = align([evidence("The gripper opens when the light is good.")], index)

        assert levels(aligned) == [Level.FLAG]

    def test_a_last_word_from_far_away_belongs_to_another_sentence(self) -> None:
        index = PaperIndex(
            paper("Overall 67.2\n1 A note on how these numbers were made and where.\nResults are below.\n")
        )

        assert levels(align([evidence("Overall 67.2 result")], index)) == [Level.FLAG]

    def test_a_long_quote_is_shown_shortened(self, index: PaperIndex) -> None:
        aligned = align([evidence("nothing like this stands anywhere " * 20, 1)], index)

        assert len(aligned.findings[0].words) == 100


WORDS = st.text(alphabet=string.ascii_letters, min_size=2, max_size=9)
SENTENCES = st.lists(st.lists(WORDS, min_size=4, max_size=14).map(" ".join), min_size=1, max_size=6)


@given(sentences=SENTENCES, data=st.data())
def test_a_sentence_cut_from_a_page_aligns_with_itself(sentences: list[str], data: st.DataObject) -> None:
    breaks = data.draw(st.lists(st.sampled_from([" ", "\n", " \n "]), min_size=200, max_size=200))
    text = "".join(f"{word}{gap}" for word, gap in zip(" ".join(sentences).split(), breaks, strict=False))
    quote = data.draw(st.sampled_from(sentences))

    aligned = align([evidence(quote)], PaperIndex(paper(text)))

    assert aligned == Aligned((Evidence(1, quote),), ())


HOSTILE = st.text(alphabet=st.sampled_from("aA1 .,%()[]–-…\n½²①ﬁ́́\u200b\u202e\ud7a3३%"), max_size=80)


@given(pages=st.lists(st.one_of(st.text(max_size=120), HOSTILE), max_size=4), quote=st.one_of(st.text(), HOSTILE))
def test_aligning_never_fails_and_gives_words_of_the_page(pages: list[str], quote: str) -> None:
    index = PaperIndex(paper(*pages))

    aligned = align([evidence(quote, 1)], index)

    for item in aligned.evidence:
        on_page = "".join(index.page_text(item.page).split())
        assert "".join(item.quote.split()) in on_page
        assert "\n" not in item.quote


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The loom was published in 2012²¹, and sold in many shops.", "The loom was published in 2012", [Level.REPAIR]),
        ("The loom was published in 2012²¹, and sold in many shops.", "The loom was published in 2011", [Level.FLAG]),
        ("We weave on five fully-connected looms.", "We weave on five partly-connected looms", [Level.FLAG]),
    ],
    ids=["a reference behind a year", "another year", "one part of a joined word"],
)
def test_a_mark_behind_a_year_is_none_of_it_and_each_part_of_a_word_counts(
    text: str, quote: str, expected: list[Level]
) -> None:
    aligned = align([Evidence(1, quote)], PaperIndex(paper(text)))

    assert set(levels(aligned)) <= set(expected)
    assert (Level.FLAG in levels(aligned)) is (Level.FLAG in expected)
