"""The size of type whose own size says nothing."""

import pytest

from adapters.pdf.page.letter_size import size_of


@pytest.mark.parametrize(
    ("signs", "size"),
    [
        pytest.param([("A", 6.83), ("e", 4.59)], 10, id="capitals and small letters"),
        pytest.param([("p", 6.97), ("l", 7.6), ("1", 7.2)], 11, id="below the line, above it, digits"),
        pytest.param([("o", 4.6), ("x", 4.3), ("=", 1.2), ("\x14", 7.5)], 10, id="signs that tell nothing"),
        pytest.param([("o", 0.0)], 0.5, id="nothing drawn"),
    ],
)
def test_letters_tell_the_size(signs: list[tuple[str, float]], size: float) -> None:
    assert size_of(signs) == size


@pytest.mark.parametrize("signs", [[], [("=", 3.0), ("(", 9.0)]])
def test_signs_alone_do_not(signs: list[tuple[str, float]]) -> None:
    assert size_of(signs) is None
