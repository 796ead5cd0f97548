"""Matrices are put together and undone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.pdf.page.matrices import IDENTITY, Matrix, inverted, multiplied

numbers = st.floats(-20, 20, allow_nan=False)
matrices = st.tuples(numbers, numbers, numbers, numbers, numbers, numbers)


@given(matrices)
def test_a_matrix_and_its_inverse_change_nothing(matrix: Matrix) -> None:
    a, b, c, d, *_ = matrix
    assume(abs(a * d - b * c) > 0.1)

    back = inverted(matrix)

    assert back is not None
    assert multiplied(matrix, back) == pytest.approx(IDENTITY, abs=1e-6)


@pytest.mark.parametrize(
    "matrix",
    [
        pytest.param((0.0, 0.0, 0.0, 1.0, 5.0, 5.0), id="no width"),
        pytest.param((1.0, 2.0, 2.0, 4.0, 0.0, 0.0), id="all on one line"),
    ],
)
def test_what_leaves_no_area_cannot_be_undone(matrix: Matrix) -> None:
    assert inverted(matrix) is None
