"""bot.extractive.heads: what is left of a sentence whose tail was cut off."""

import pytest

from bot.extractive.heads import whole_head


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param(
            "Watering old oaks is dear in dry years; therefore", "the plan of a forest matters", id="therefore"
        ),
        pytest.param("Watering old oaks is dear in dry years, and thus", "it is planned by foresters", id="and thus"),
        pytest.param(
            "Seeds are given either to foresters of the north, or, more often", "to towns", id="or, more often"
        ),
        pytest.param(
            "We describe the old oaks of the north, present the new pump of the foresters",
            "outline the seeds",
            id="two of three verbs",
        ),
        pytest.param(
            "We describe the old oaks of the north, present a pump that was built by six foresters",
            "outline the seeds of 24 fields",
            id="two of three verbs, the second with a clause",
        ),
        pytest.param(
            "We invite the foresters of the northern fields", "to count the oaks that stand", id="invited to what"
        ),
        pytest.param("Our pumps allow the foresters of the north", "to water their oaks", id="allowed to what"),
        pytest.param(
            "Oaks lose their leaves early only in the rare years of no rain at all",
            "particularly when they are old, or of frost and much wind",
            id="one of two cases behind only",
        ),
        pytest.param(
            "Foresters water their oaks either by hand in the dry months", "in wet ones by pump, or not", id="either"
        ),
        pytest.param(
            "Our oaks grow twice as fast in every one of the fields of the north",
            "but their wood is, in each of the many wet and cold years that we saw since the first of them was "
            "planted there by our own foresters, far weaker",
            id="but, with its word far behind",
        ),
        pytest.param(
            "Our oaks grow twice as fast in the fields of the north",
            "albeit at the cost of more water for each",
            id="albeit",
        ),
    ],
)
def test_a_head_that_needs_its_tail_is_none(head: str, tail: str) -> None:
    assert whole_head(head, tail) is None


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param("We grow old oaks in the fields of the north", "to give shade to the towns", id="what it is for"),
        pytest.param("Our pump lets us count only the oaks of the north", "which is fast", id="only, and no case lost"),
        pytest.param(
            "We allow foresters to water the oaks of the north", "to give shade to towns", id="its own to is there"
        ),
        pytest.param(
            "We conclude that oaks are the safest of the trees here", "but that elms may grow faster", id="but that"
        ),
        pytest.param("We describe old oaks, and present a pump for them", "run by the wind", id="a whole list"),
    ],
)
def test_a_head_that_says_the_same_without_its_tail_is_a_sentence(head: str, tail: str) -> None:
    assert whole_head(head, tail) == f"{head}."
