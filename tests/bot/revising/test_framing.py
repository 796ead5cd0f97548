"""Prose, and what stands around it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.drafting.tail import compose
from bot.revising.framing import Frame, framed, recounted


@pytest.mark.parametrize(
    ("text", "prose", "before", "after"),
    [
        pytest.param("We sort.\n\n#ML #AI\n\n3/13", "We sort.", "", "\n\n#ML #AI\n\n3/13", id="a draft's"),
        pytest.param("We sort.\n\nhttps://a.org/x\n\n3/13", "We sort.\n\nhttps://a.org/x", "", "\n\n3/13", id="a link"),
        pytest.param("1/9 We sort. #a #b", "We sort.", "1/9 ", " #a #b", id="counter in front, tags behind"),
        pytest.param("(3/9): We sort.", "We sort.", "(3/9): ", "", id="a counter with a colon"),
        pytest.param("🧵 1/ We sort.", "We sort.", "🧵 1/ ", "", id="a thread's sign"),
        pytest.param("We sort (3/9)\n", "We sort", "", " (3/9)\n", id="behind the last word"),
        pytest.param("We sort 2/3 of it.", "We sort 2/3 of it.", "", "", id="a fraction"),
        pytest.param("We sort #shells by ear.", "We sort #shells by ear.", "", "", id="a tag inside"),
        pytest.param("3/9", "3/9", "", "", id="no words"),
    ],
)
def test_a_tweet_is_taken_apart(text: str, prose: str, before: str, after: str) -> None:
    assert framed(text) == (prose, Frame(before, after))


@given(st.text(alphabet=st.sampled_from("ab #/123\n()🧵.@é")) | st.text())
@example("1/ #a")
@example("  2/3 \n\n")
def test_the_frame_around_the_prose_is_the_text(text: str) -> None:
    prose, frame = framed(text)

    assert frame.around(prose) == text


@given(
    st.from_regex(r"\A[A-Za-z][a-z ,]{0,60}[a-z.]\Z"),
    st.lists(st.sampled_from(["#ML", "#NeurIPS2023"]), unique=True),
    st.sampled_from(["", "3/13"]),
)
def test_a_drafts_prose_comes_out_as_it_went_in(prose: str, tags: list[str], mark: str) -> None:
    assert framed(compose(prose, tags=tags, counter=mark))[0] == prose


@pytest.mark.parametrize(
    ("text", "is_counted", "expected"),
    [
        pytest.param("We sort.\n\n#ML\n\n3/13", True, "We sort.\n\n#ML\n\n2/9", id="a draft's"),
        pytest.param("(3/13) We sort 3/13 of it.", True, "(2/9) We sort 3/13 of it.", id="in front"),
        pytest.param("3/ We sort.", True, "2/ We sort.", id="without a total"),
        pytest.param("2/ We sort.", True, "2/ We sort.", id="right"),
        pytest.param("We sort.", True, "We sort.", id="none"),
        pytest.param("They sort.\n\n3/13", False, "They sort.", id="a curator's"),
        pytest.param("They sort.\n\n#ML\n\n3/13", False, "They sort.\n\n#ML", id="a curator's, with a tag"),
    ],
)
def test_a_tweet_that_moved_is_counted_again(text: str, expected: str, *, is_counted: bool) -> None:
    assert recounted(text, 2, 9, is_counted=is_counted) == expected
