"""Points that end no sentence."""

import re

import pytest

from bot.checks.abbreviations import AFTER_NO_SHORT_FORM

END = re.compile(rf"\.{AFTER_NO_SHORT_FORM}(?=\s)")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Gulls, e.g. two of them, rest.", 0),
        ("As Moreau et al. say, see Fig. 3 vs. Eq. 4 of c. 20 gulls", 0),
        ("The gulls rest. Then they fly.", 1),
        ("It is exact. Fine.", 1),
    ],
)
def test_a_short_form_ends_no_sentence(text: str, ends: int) -> None:
    assert len(END.findall(text)) == ends
