"""The stamp of arXiv."""

import pytest

from adapters.pdf.structure.stamp import stamp
from tests.pdfs import line, page_of


@pytest.mark.parametrize(
    ("words", "is_rotated", "found"),
    [
        pytest.param("arXiv:2403.01234v2 [cs.CV] 5 Mar 2024", True, ("2403.01234", 2), id="new"),
        pytest.param("arXiv:hep-th/9711200v3 22 Jan 1998", True, ("hep-th/9711200", 3), id="old"),
        pytest.param("arXiv:1706.03762 [cs.CL]", False, ("1706.03762", None), id="upright, without a version"),
        pytest.param("as arXiv:1706.03762 shows", False, None, id="in a sentence"),
        pytest.param("HARBOUR 2024", True, None, id="another stamp"),
    ],
)
def test_the_stamp_gives_the_id(words: str, is_rotated: bool, found: tuple[str, int | None] | None) -> None:
    assert stamp(page_of([line(words, is_rotated=is_rotated)])) == found
