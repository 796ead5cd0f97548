"""bot.extractive.parting: the claims of a long sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.parting import parts_of

OAKS = "oaks in the northern valleys grow faster than elms do in any dry summer"
ELMS = "elms in the southern valleys lose most of their leaves in every wet winter"
SEEDS = "a bank of 40,000 seeds that four foresters kept in cold rooms for ten years"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            f"We find that {OAKS}, and that {ELMS}.",
            (f"We find that {OAKS}.", f"We find that {ELMS}."),
            id="two claims",
        ),
        pytest.param(
            f"Using {SEEDS}, we show that {OAKS}.", (f"We use {SEEDS}.", f"We show that {OAKS}."), id="means and claim"
        ),
        pytest.param(
            f"We collect {SEEDS}, and we show that {OAKS}.",
            (f"We collect {SEEDS}.", f"We show that {OAKS}."),
            id="two clauses",
        ),
        pytest.param(
            f"We collect {SEEDS} and show that {OAKS}.",
            (f"We collect {SEEDS}.", f"We show that {OAKS}."),
            id="two verbs",
        ),
        pytest.param(
            f"We find strong growth of oaks and of elms in the northern valleys, that {OAKS}, and that {ELMS}.",
            (
                "We find strong growth of oaks and of elms in the northern valleys.",
                f"We find that {OAKS}.",
                f"We find that {ELMS}.",
            ),
            id="a thing and two claims",
        ),
        pytest.param(f"We find that {OAKS}.", (), id="one claim"),
        pytest.param(
            f"We describe {SEEDS}, count the oaks of the valleys, "
            "and present a new pump for all of their roots in the dry months.",
            (),
            id="three verbs, the first two of which would lack their and",
        ),
        pytest.param(
            f"We collect {SEEDS}, but our results do not tell how well each of them grows where the summers are wet.",
            (),
            id="a half that limits the other",
        ),
        pytest.param("We find that oaks grow, and that elms do not.", (), id="short enough for one tweet"),
        pytest.param(f"We find that {OAKS}, and that of elms {'too ' * 20}.", (), id="no claim of its own"),
        pytest.param(f"Foresters find {SEEDS} and show that {OAKS}.", (), id="somebody else's"),
    ],
)
def test_a_long_sentence_is_parted_into_whole_claims(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@given(st.text(max_size=300))
def test_any_text_has_no_part_or_several_that_end(text: str) -> None:
    parts = parts_of(text)

    assert len(parts) != 1
    assert all(part.endswith(".") for part in parts)
