"""bot.extractive.shortening and bot.extractive.cuts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.cuts import cuts
from bot.extractive.shortening import best_form


def heads(text: str) -> list[str]:
    return [form for form, _ in cuts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "We show that oak forests grow twice as fast in rain.",
            "Oak forests grow twice as fast in rain.",
            id="we show that",
        ),
        pytest.param(
            "Our experimental results demonstrate that oak forests grow well.",
            "Oak forests grow well.",
            id="our results demonstrate that",
        ),
        pytest.param(
            "Oak forests (a kind of dense woodland) grow well in the north.",
            "Oak forests grow well in the north.",
            id="a bracket without a number",
        ),
        pytest.param(
            "We watered 54 forests, found 118 old oaks, and provided shade to 39 towns in the north.",
            "We watered 54 forests, and found 118 old oaks.",
            id="the last of three verbs",
        ),
        pytest.param(
            "Our results indicate that old oaks are full of holes, having losses of 42% and 58%, respectively.",
            "Our results indicate that old oaks are full of holes.",
            id="a tail with its pairs",
        ),
        pytest.param(
            "Motivated by the lack of shade, we grow forests of oak.", "We grow forests of oak.", id="the opening"
        ),
        pytest.param(
            "We grow forests of oak trees in the north, which are easy to water.",
            "We grow forests of oak trees in the north.",
            id="which",
        ),
        pytest.param(
            "We grow forests of oak trees in the north and then test the young ones.",
            "We grow forests of oak trees in the north.",
            id="a second verb",
        ),
        pytest.param(
            "Our data is restricted to oaks of the coast and therefore does not tell of any elm in the north.",
            "Our data is restricted to oaks of the coast.",
            id="what follows from a limit",
        ),
        pytest.param(
            "We plan to extend the forest to the far north and to test every tree in it.",
            "We plan to extend the forest to the far north.",
            id="and to",
        ),
        pytest.param(
            "In the dry north of the old land we present a new growing machine for oak trees that makes its own holes.",
            "In the dry north of the old land we present a new growing machine for oak trees.",
            id="that, after a noun",
        ),
        pytest.param(
            "We find that 91% of the oaks in the north remain dry, directly challenging an old belief.",
            "We find that 91% of the oaks in the north remain dry.",
            id="a participle behind a comma",
        ),
        pytest.param(
            "TreeBank grows in the north, requires no water at all, and provides much shade.",
            "TreeBank grows in the north, and requires no water at all.",
            id="the last of three verbs",
        ),
        pytest.param(
            "We describe the old oaks, present a pump for their roots, and outline the seeds of 24 fields.",
            "We describe the old oaks, and present a pump for their roots.",
            id="the last of three things that we do",
        ),
        pytest.param(
            "Oaks in the north provide less shade than elms do, and a bank of elms requires more.",
            "Oaks in the north provide less shade than elms do.",
            id="a second subject",
        ),
        pytest.param(
            "We grow many oaks, and we show that forests can be grown from one seed.",
            "We show that forests can be grown from one seed.",
            id="the second clause",
        ),
        pytest.param(
            "We grow large forests, such as oak woods and elm woods, saving half of the rain.",
            "We grow large forests, saving half of the rain.",
            id="examples within",
        ),
        pytest.param(
            "We grow large forests of old oak trees, such as red oaks, white oaks, and burr oaks, by watering them.",
            "We grow large forests of old oak trees, by watering them.",
            id="more than two examples within",
        ),
        pytest.param(
            "We conclude that oaks are the safest of the trees here, but that elms may grow faster in rain.",
            "We conclude that oaks are the safest of the trees here.",
            id="but that",
        ),
        pytest.param(
            "We find that oaks are safe in every field, but that elms and firs like rain and sun, respectively.",
            "We find that oaks are safe in every field.",
            id="a half that holds all the pairs",
        ),
        pytest.param(
            "We grow very large forests of oak trees here.", "We grow large forests of oak trees here.", id="filler"
        ),
    ],
)
def test_a_safe_cut_is_offered(text: str, expected: str) -> None:
    assert expected in heads(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The large forests of the north burn down due to the choice of metric.", id="due to"),
        pytest.param("The large forests of the north grow by watering each of the trees.", id="by ...ing"),
        pytest.param("Oak forests of the north (23% of the land) grow fast.", id="a bracket with a number"),
        pytest.param("On ImageNet, the large forest reaches an error of 3.1%.", id="the scope of a number"),
        pytest.param("In dry years, the forest outperforms every other one.", id="the scope of a comparison"),
        pytest.param("Oak forests of the north grow fast in rain, but only if they are young.", id="only if"),
        pytest.param("Oak forests of the north grow fast, unless the summer is dry.", id="unless"),
        pytest.param("Our forest holds more of the old oaks, both dead and alive, than any other.", id="more ... than"),
        pytest.param("The forest of the north is not only dense, and has a river, but tall.", id="not only ... but"),
        pytest.param("We test the forests of oaks, elms, the beeches, and firs.", id="a list"),
        pytest.param("We grow oaks on land for a given task and model family.", id="a noun that could be a verb"),
        pytest.param("We ask whether old forests, and our own ones too, will burn.", id="whether"),
    ],
)
def test_a_cut_that_would_change_the_meaning_is_not_offered(text: str) -> None:
    assert heads(text) == []


def test_the_sentence_as_it_is_comes_before_any_cut() -> None:
    text = "We grow forests of oak trees in the north of the country, which are easy to water."

    form = best_form(text, limit_chars=200, stands=lambda _: True)

    assert form is not None
    assert (form.text, form.cost) == (text, 0.0)


def test_a_long_sentence_takes_the_cheapest_cut_that_fits() -> None:
    head = "We grow forests of oak trees in the north of the country and in the valleys of the middle lands"
    text = f"{head}, which are easy to water in the spring and in the summer, and which burn seldom, as we know."

    form = best_form(text, limit_chars=150, stands=lambda _: True)

    assert form is not None
    assert form.text.startswith(head)
    assert len(form.text) <= 150
    assert form.cost > 0


def test_what_does_not_stand_is_no_form() -> None:
    assert best_form("We grow forests of oak trees in the north.", limit_chars=200, stands=lambda _: False) is None


def test_what_a_cut_leaves_too_short_costs_more_than_length() -> None:
    text = "We present a way to grow oaks, which we have used for many years in the north of the country."

    form = best_form(text, limit_chars=200, stands=lambda _: True)

    assert form is not None
    assert form.text == text


WORDS = st.lists(
    st.sampled_from(
        ["We", "show", "that", "oaks,", "which", "grow", "and", "(by", "far)", "than", "—", ":", "more", ","]
    ),
    max_size=60,
).map(" ".join)


def test_what_was_measured_is_cut_last() -> None:
    dear = "We grow tall oak forests in the north and the south, saving 40% of the rain."
    points = "We grow tall oak forests in the north and the south, saving over 2 points of rain."
    cheap = "We grow tall oak forests in the north and the south, saving much of the rain."
    head = "We grow tall oak forests in the north and the south."

    assert dict(cuts(dear))[head] == dict(cuts(points))[head] > dict(cuts(cheap))[head]


@given(WORDS | st.text(max_size=300))
def test_every_form_fits_and_cuts_only_take_away(text: str) -> None:
    form = best_form(text, limit_chars=120, stands=lambda _: True)

    assert form is None or len(form.text) <= 120
    for shorter, cost in cuts(text):
        assert len(shorter) <= len(text) + 1
        assert cost > 0


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        pytest.param(
            "Our results demonstrate that despite rain of many years, forests of oak grow well in the north.",
            "Our results demonstrate that despite rain of many years.",
            id="a that-clause without its verb",
        ),
        pytest.param(
            "Oak forests (outside the northern cities) grow well in the rain.",
            "Oak forests grow well in the rain.",
            id="where it holds",
        ),
        pytest.param(
            "When old oaks are watered, rain is late, and elms stand near, the forest grows well.",
            "When old oaks are watered, rain is late, and elms stand near.",
            id="the main clause behind an opening",
        ),
        pytest.param(
            "We grow a forest of two kinds of trees: oaks are grown in rain, while elms are grown in sun.",
            "We grow a forest of two kinds of trees: oaks are grown in rain.",
            id="one of two that were counted",
        ),
        pytest.param(
            "We water four kinds of trees, with a careful study of dense, spreading, and bare ones.",
            "We water four kinds of trees, with a careful study of dense.",
            id="an adjective of a list",
        ),
        pytest.param(
            "The main result is that even at the level of rain given here, oaks grow well.",
            "The main result is that even at the level of rain given here.",
            id="the verb behind a condition",
        ),
        pytest.param(
            "For example, the old oaks of the north grow well in rain.",
            "The old oaks of the north grow well in rain.",
            id="that it is an example",
        ),
        pytest.param(
            "We measure the share of oaks that burn, the height of elms, and the age of firs.",
            "We measure the share of oaks that burn, the height of elms.",
            id="the last of three things",
        ),
        pytest.param(
            "Oaks give shade to all the towns of the north, which potentially helps old people in summer.",
            "Oaks give shade to all the towns of the north.",
            id="what holds back",
        ),
        pytest.param(
            "We grow old forests of oak trees, controlling for rain and for sun.",
            "We grow old forests of oak trees.",
            id="what a finding is controlled for",
        ),
    ],
)
def test_a_cut_that_loses_the_claim_or_its_scope_is_not_made(text: str, lost: str) -> None:
    assert lost not in heads(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Our oak forests grow far better in the north than elms do, while elms yield only few leaves.",
            "Our oak forests grow far better in the north than elms do.",
            id="what is told of something else limits nothing",
        ),
        pytest.param(
            "All of our oaks showed greater growth in the northern fields, despite what was said of them.",
            "All of our oaks showed greater growth in the northern fields.",
            id="despite",
        ),
        pytest.param(
            "We sell the seeds of oaks and of elms in the western U.S., providing shade for old people.",
            "We sell the seeds of oaks and of elms in the western U.S.",
            id="one full stop",
        ),
    ],
)
def test_a_tail_that_limits_nothing_goes(text: str, expected: str) -> None:
    assert expected in heads(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We find far better growth with our old oaks rather than larger, existing forests.", id="larger"),
        pytest.param("Our old oaks outgrow every elm of the north, but only in the wettest of all fields.", id="only"),
    ],
)
def test_a_tail_that_completes_or_limits_stays(text: str) -> None:
    assert heads(text) == []
