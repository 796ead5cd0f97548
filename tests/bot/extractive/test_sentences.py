"""bot.extractive.sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.sentences import LONGEST_CHARS, MOST_SENTENCES, sentences_of, spans
from bot.model import Evidence, Paragraph, Zone
from tests.builders import figure, paper, paragraph


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We win. They lose.", ["We win.", "They lose."], id="two sentences"),
        pytest.param("Is it so? Yes! Good.", ["Is it so?", "Yes!", "Good."], id="every end mark"),
        pytest.param("See Fig. 3 for it. Then go.", ["See Fig. 3 for it.", "Then go."], id="an abbreviation"),
        pytest.param(
            "We follow Kim et al. Their work is old.", ["We follow Kim et al. Their work is old."], id="et al."
        ),
        pytest.param(
            "It is the state of the art. We beat it.", ["It is the state of the art.", "We beat it."], id="art"
        ),
        pytest.param("Art. 5 says no. We agree.", ["Art. 5 says no.", "We agree."], id="art before a number"),
        pytest.param(
            "Paid under Grants No. DE-FG02 and PHY-22. We thank it.",
            ["Paid under Grants No. DE-FG02 and PHY-22.", "We thank it."],
            id="the number of a grant",
        ),
        pytest.param(
            "Ada A. I. Oak wrote it. Then I. We read it.",
            ["Ada A. I. Oak wrote it.", "Then I.", "We read it."],
            id="the initial I",
        ),
        pytest.param("A. B. Smith wrote it. We read it.", ["A. B. Smith wrote it.", "We read it."], id="initials"),
        pytest.param(
            "It stands in appendix B. We like it.", ["It stands in appendix B.", "We like it."], id="appendix B"
        ),
        pytest.param("The U.S. Army paid. We thank it.", ["The U.S. Army paid.", "We thank it."], id="dotted"),
        pytest.param("It costs 3.5 euros. 42 people paid.", ["It costs 3.5 euros.", "42 people paid."], id="numbers"),
        pytest.param(
            "He says “we win.” They lose.", ["He says “we win.”", "They lose."], id="a closing quotation mark"
        ),
        pytest.param("So it ends.3 The next begins.", ["So it ends.", "The next begins."], id="a footnote digit"),
        pytest.param("It uses vLLM. vLLM is fast.", ["It uses vLLM. vLLM is fast."], id="never starts in lower case"),
        pytest.param("我们提出方法。结果很好！", ["我们提出方法。", "结果很好！"], id="Chinese"),
        pytest.param("no end", ["no end"], id="no end mark"),
        pytest.param("  ", [], id="only space"),
    ],
)
def test_a_paragraph_is_cut_at_the_ends_of_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(max_size=400))
def test_spans_are_ordered_apart_and_without_outer_space(text: str) -> None:
    last = 0
    for start, end in spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


def test_reference_list_and_appendix_give_no_sentences() -> None:
    given_paper = paper(
        paragraphs=(
            paragraph("We win here.", zone=Zone.BODY),
            paragraph("A title of another paper.", zone=Zone.REFERENCES),
            paragraph("We win there.", zone=Zone.APPENDIX),
        )
    )

    assert [sentence.text for sentence in sentences_of(given_paper)] == ["We win here."]


@pytest.mark.parametrize(
    "thanks",
    [
        "We thank the museum for its shells.",
        "This work was supported in part by the museum.",
        "The authors are grateful.",
    ],
)
def test_thanks_without_a_heading_are_acknowledgements_to_the_end_of_their_paragraph(thanks: str) -> None:
    known = paper(paragraphs=(paragraph(f"Shells sound. {thanks} The sea helped.", zone=Zone.CONCLUSION),))

    assert [sentence.zone for sentence in sentences_of(known)] == [
        Zone.CONCLUSION,
        Zone.ACKNOWLEDGEMENTS,
        Zone.ACKNOWLEDGEMENTS,
    ]


@pytest.mark.parametrize(
    ("announced", "zone"),
    [
        pytest.param("There are two main drawbacks to the course taken here.", Zone.LIMITATIONS, id="ours"),
        pytest.param("There are two main drawbacks of oaks.", Zone.BODY, id="others'"),
    ],
)
def test_behind_our_drawbacks_stand_our_limitations(announced: str, zone: Zone) -> None:
    given = paper(paragraphs=[paragraph(f"{announced} The study covers oaks only.", zone=Zone.BODY)])

    assert [sentence.zone for sentence in sentences_of(given)] == [zone, zone]


def test_a_sentence_over_a_page_break_has_a_piece_of_evidence_on_each_page() -> None:
    text = "We begin on this page and end on the next one. Then we rest."
    broken = Paragraph(text=text, section=None, zone=Zone.BODY, starts=((0, 4), (22, 5)))

    first, second = sentences_of(paper(paragraphs=(broken,)))

    assert first.evidence == (Evidence(4, "We begin on this page"), Evidence(5, "and end on the next one."))
    assert first.page == 4
    assert second.evidence == (Evidence(5, "Then we rest."),)


def test_numbers_run_through_the_paper_and_paragraphs_are_known() -> None:
    found = sentences_of(paper(paragraphs=(paragraph("One is here. Two is here."), paragraph("Three is here."))))

    assert [(sentence.number, sentence.paragraph) for sentence in found] == [(0, 0), (1, 0), (2, 1)]


def test_a_monster_of_a_sentence_is_left_out() -> None:
    found = sentences_of(paper(paragraphs=(paragraph("word " * LONGEST_CHARS + "end. We are short."),)))

    assert [sentence.text for sentence in found] == ["We are short."]


def test_a_book_is_read_up_to_a_limit() -> None:
    assert len(sentences_of(paper(paragraphs=(paragraph("We win. " * (MOST_SENTENCES + 5)),)))) == MOST_SENTENCES


def test_captions_are_read_behind_their_first_sentence_where_the_figure_is_sure() -> None:
    sure = figure("Figure 1", page=3, caption="Growth of oaks. Oaks outgrow elms\nin the rain. Bars are errors.")
    unsure = figure("Figure 2", caption="Growth of elms. Elms outgrow firs.", confidence=0.1)
    given = paper(paragraphs=(paragraph("We grow oaks."),), figures=(sure, unsure))

    found = sentences_of(given)

    assert [(one.text, one.figure, one.page) for one in found] == [
        ("We grow oaks.", None, 1),
        ("Oaks outgrow elms in the rain.", "Figure 1", 3),
        ("Bars are errors.", "Figure 1", 3),
    ]
    assert [one.number for one in found] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        pytest.param("We also acknowledge Ada Example for her seeds.", Zone.ACKNOWLEDGEMENTS, id="a person"),
        pytest.param("We also acknowledge certain limitations of our seeds.", Zone.LIMITATIONS, id="limitations"),
    ],
)
def test_who_acknowledges_limitations_thanks_nobody(text: str, zone: Zone) -> None:
    assert sentences_of(paper(paragraphs=(paragraph(text, zone=Zone.DISCUSSION),)))[0].zone is zone
