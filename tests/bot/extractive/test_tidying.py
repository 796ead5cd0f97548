"""bot.extractive.tidying."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.tidying import leans_on_a_citation, tidied, without_list_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We beat trees [3, 14] easily.", "We beat trees easily.", id="numbered citation"),
        pytest.param("We beat trees [Bre01] easily.", "We beat trees easily.", id="keyed citation"),
        pytest.param("Trees work (Stone, 1984; Lee et al., 2001b).", "Trees work.", id="author and year"),
        pytest.param("Trees are fast (see Table 3).", "Trees are fast.", id="reference in brackets"),
        pytest.param("Trees are fast (12).", "Trees are fast.", id="bare number in brackets"),
        pytest.param("We plant trees etc. (see Fig. 2).", "We plant trees etc.", id="stop before a bracket that goes"),
        pytest.param("Another limitation is our soil.", "A limitation is our soil.", id="another limitation"),
        pytest.param(
            "Another important caveat is rain.", "An important caveat is rain.", id="another important caveat"
        ),
        pytest.param("Another tree is a limitation.", "Another tree is a limitation.", id="another tree"),
        pytest.param("The authors thank Ada Oak.", "We thank Ada Oak.", id="the authors thank"),
        pytest.param("The authors plant trees.", "The authors plant trees.", id="the authors plant"),
        pytest.param("Many trees (e.g., oaks and 3 elms) fall.", "Many trees fall.", id="examples in brackets"),
        pytest.param("Trees (100 of them) fall.", "Trees (100 of them) fall.", id="a bracket with a number stays"),
        pytest.param("In this paper, we plant trees.", "We plant trees.", id="in this paper"),
        pytest.param("In this technical report, we plant.", "We plant.", id="in this technical report"),
        pytest.param("However the trees grow.", "The trees grow.", id="however, without its comma"),
        pytest.param("However tall, trees fall.", "However tall, trees fall.", id="however tall"),
        pytest.param("Finally, however, we plant.", "We plant.", id="two opening words"),
        pytest.param("To address this lack of shade, we plant.", "We plant.", id="to address this"),
        pytest.param("Most importantly, trees grow.", "Trees grow.", id="an adverb of weight"),
        pytest.param("As shown in Table 2, trees grow.", "Trees grow.", id="as shown in"),
        pytest.param("We also then plant trees.", "We then plant trees.", id="we also"),
        pytest.param("We nevertheless show that trees grow.", "We show that trees grow.", id="we nevertheless"),
        pytest.param("I then present trees.", "I present trees.", id="I then"),
        pytest.param("The best old oaks also grow.", "The best old oaks grow.", id="also, after a long subject"),
        pytest.param("It is not only tall but also old.", "It is not only tall but also old.", id="but also"),
        pytest.param(
            "A key limitation of this current approach is rain.", "A key limitation of our approach is rain.", id="ours"
        ),
        pytest.param("It kept rain at the prescribed α = 0.05.", "It kept rain.", id="the level of a test"),
        pytest.param(
            "It kept rain at the border of 3 fields.", "It kept rain at the border of 3 fields.", id="no level"
        ),
        pytest.param("Our trees also grow.", "Our trees grow.", id="early also"),
        pytest.param("Few oaks, by contrast, grow here.", "Few oaks grow here.", id="by contrast, within"),
        pytest.param("Rather, most oaks grow here.", "Most oaks grow here.", id="rather"),
        pytest.param("Rather tall oaks grow here.", "Rather tall oaks grow here.", id="rather tall"),
        pytest.param("Read by field: Oak-Firs grow here.", "Oak-Firs grow here.", id="a label before a name"),
        pytest.param("We emphasize that this trial is not large.", "Our trial is not large.", id="this trial"),
        pytest.param("It is old, but is also good.", "It is old, but is also good.", id="but is also"),
        pytest.param("It is old but it is also good.", "It is old but it is also good.", id="but it is also"),
        pytest.param("We plant, however, few trees.", "We plant few trees.", id="inner link"),
        pytest.param("• We plant trees.", "We plant trees.", id="bullet"),
        pytest.param("Primary use: We plant trees.", "We plant trees.", id="label"),
        pytest.param("The ``tree'' grows.", "The “tree” grows.", id="LaTeX quotation marks"),
        pytest.param("We plant [3], water [4], and wait.", "We plant, water, and wait.", id="commas after citations"),
        pytest.param("The metric (mAP@[.5, .95]) rose.", "The metric (mAP@[.5, .95]) rose.", id="decimals stay"),
        pytest.param("It is higher— by far.", "It is higher—by far.", id="a dash with one space"),
        pytest.param("Therefore, vLLM wins.", "vLLM wins.", id="a name keeps its small letter"),
        pytest.param("Generally, trees grow.", "Generally, trees grow.", id="a hedge stays"),
        pytest.param("Oaks outgrow elms (p < 0.01).", "Oaks outgrow elms.", id="a test statistic"),
        pytest.param("Oaks outgrow elms (63/69; 95% CI [82%, 96%]).", "Oaks outgrow elms.", id="a confidence interval"),
        pytest.param("Oaks grow (by 3%).", "Oaks grow (by 3%).", id="a bracket that is no statistic"),
        pytest.param("Rain: Oaks grow in it.", "Oaks grow in it.", id="a label before a sentence"),
        pytest.param("Growth We plant trees.", "We plant trees.", id="a heading that runs into the sentence"),
        pytest.param("It stands, available at https://oak.example/x.", "It stands.", id="an address"),
        pytest.param("The tree(s) grow.", "The trees grow.", id="a plural in brackets"),
        pytest.param("We fill this gap by building OakBank.", "We build OakBank.", id="by building"),
        pytest.param(
            "This paper removes these barriers by introducing oaks.", "This paper introduces oaks.", id="it, too"
        ),
        pytest.param("This is therefore the aim.", "This is the aim.", id="is therefore"),
        pytest.param("Trees grow (data not shown).", "Trees grow.", id="not shown"),
        pytest.param("Shade is >95% or <5% here.", "Shade is over 95% or under 5% here.", id="bounds in words"),
        pytest.param("Oaks live ∼300 years.", "Oaks live about 300 years.", id="about"),
        pytest.param("Supported by grant #TR01.", "Supported by grant TR01.", id="the number sign of a grant"),
        pytest.param("We use oaks instead of elms.", "We use oaks instead of elms.", id="instead of stays"),
        pytest.param("ABSTRACT Oak/2 grows fast.", "Oak/2 grows fast.", id="the word abstract"),
        pytest.param("We rank the 5 th of 9.", "We rank the 5th of 9.", id="a raised ending"),
        pytest.param("Thus over the years trees grow.", "Over the years trees grow.", id="thus, without its comma"),
        pytest.param("On a related point, we plant.", "We plant.", id="on a related point"),
        pytest.param("In order to achieve our goals, we plant.", "We plant.", id="in order to achieve our goals"),
        pytest.param("Together, oaks grow.", "Oaks grow.", id="together"),
    ],
)
def test_what_a_tweet_never_carries_goes_and_the_rest_stays(text: str, expected: str) -> None:
    assert tidied(text) == expected


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        pytest.param("The authors of [4] plant trees.", True, id="of [4]"),
        pytest.param("[4] plants trees.", True, id="at the start"),
        pytest.param("We compare with [Bre01].", True, id="with [key]"),
        pytest.param("We plant trees [4].", False, id="after a noun"),
        pytest.param("We weigh the leaves in (8) today.", True, id="in (8)"),
        pytest.param("We beat the pumps of paper [4].", True, id="paper [4]"),
        pytest.param("The best are (Oak et al., 2013) for elms.", True, id="are (authors, year)"),
        pytest.param("The pump was made by (Oak, Elm, and Fir 2013).", True, id="by (authors year), without a comma"),
        pytest.param("We extend the pump in (Oak et al., 2011) by a pipe.", True, id="in (authors, year)"),
        pytest.param("The seeds were taken from (Elm, 2007) and grown.", True, id="from (author, year)"),
        pytest.param("(Oak and Elm 2014) plant trees in rows.", True, id="(authors year) at the start"),
        pytest.param("We plant trees (Oak et al., 2013) for shade.", False, id="authors and year after a noun"),
    ],
)
def test_a_citation_that_is_a_noun_is_seen(text: str, leans: bool) -> None:
    assert leans_on_a_citation(text) is leans


@given(st.text(max_size=500))
def test_any_text_can_be_tidied_and_never_grows_much(text: str) -> None:
    assert len(tidied(text)) <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We (1) plant and (2) water trees.", "We plant and water trees."),
        ("We win by 1) rain and 2) sun.", "We win by rain and sun."),
        ("(2) We plant trees.", "We plant trees."),
        ("We plant (see 2) trees.", "We plant (see 2) trees."),
        ("We plant 2) trees.", "We plant 2) trees."),
    ],
)
def test_the_marks_of_a_whole_list_go(text: str, expected: str) -> None:
    assert without_list_marks(text) == expected
