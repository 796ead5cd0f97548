"""What the name of a font says of its weight."""

import pytest

from adapters.pdf.page.fonts import _told


@pytest.mark.parametrize(
    ("name", "is_bold"),
    [
        (b"ABCDEF+AdvTTb8864ccf.B", True),
        (b"AdvOT1a8a9c4a.BI", True),
        (b"AdvTT3713a231", False),
        (b"AdvTT3713a231.I", False),
        (b"HelveticaNeueLTStd-BdIt", True),
        (b"TradeGothicLTStd-Bd2", True),
        (b"HelveticaNeueLTStd-Lt", False),
        (b"Abdo-Bdelium", False),
        (b"Times-Bold", True),
        (b"CMR10", False),
    ],
)
def test_a_bold_font_is_known_by_its_name(name: bytes, *, is_bold: bool) -> None:
    assert _told(name, 0).is_bold is is_bold
