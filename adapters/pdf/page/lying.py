"""Files whose pages lie on their side or stand on their head, as scanners and careless saving make them."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pypdfium2 as pdfium

from adapters.pdf.page.runs import Run
from bot.model import Box

_MOST = 0.8  # of all characters: a paper with a few tables on their side does not lie
_STRAIGHT = 0.99  # of the direction's length: a watermark across the page lies in no direction


def turns(runs: Iterable[Run]) -> Counter[int]:
    """How many characters of the runs a turn would set upright: degrees clockwise (0, 90, 180, 270) -> characters."""
    counted: Counter[int] = Counter()
    upright = 0
    for run in runs:
        dx, dy = run.face.dx, run.face.dy
        if dx > _STRAIGHT:  # nearly all are
            upright += len(run.text)
        elif dy > _STRAIGHT:
            counted[90] += len(run.text)
        elif dx < -_STRAIGHT:
            counted[180] += len(run.text)
        elif dy < -_STRAIGHT:
            counted[270] += len(run.text)
    if upright:
        counted[0] = upright
    return counted


def lying_pages(of_pages: Mapping[int, Counter[int]]) -> dict[int, int]:
    """Which pages to turn, and by how many degrees clockwise, in a file that lies: most of all its text is not upright.

    A page of a lying file whose text runs in several directions, or that has none, lies as most of the file does.

    Args:
        of_pages: What `turns` says of each page, by number.
    """
    in_all: Counter[int] = sum(of_pages.values(), Counter())
    if in_all[0] > (1 - _MOST) * in_all.total():
        return {}
    degrees_of = {number: _clear(counted, otherwise=_clear(in_all)) for number, counted in of_pages.items()}
    return {number: degrees for number, degrees in degrees_of.items() if degrees}


def _clear(counted: Counter[int], *, otherwise: int = 0) -> int:
    degrees, chars = counted.most_common(1)[0] if counted else (0, 0)
    return degrees if chars >= _MOST * counted.total() and chars else otherwise


def turn(document: pdfium.PdfDocument, degrees_of: Mapping[int, int]) -> None:
    """Turn pages of an open document: all that is read of them from now on is of the page as turned."""
    for number, degrees in degrees_of.items():
        page = document[number - 1]
        page.set_rotation((page.get_rotation() + degrees) % 360)
        page.close()


def unturned(box: Box, degrees: int, *, width_pt: float, height_pt: float) -> Box:
    """A box of a page that was turned clockwise by `degrees`, on the page as the file shows it.

    Args:
        degrees: 0, 90, 180 or 270.
        width_pt, height_pt: Of the page as the file shows it.
    """
    match degrees:
        case 90:
            return Box(width_pt - box.top, box.left, width_pt - box.bottom, box.right)
        case 180:
            return Box(width_pt - box.right, height_pt - box.top, width_pt - box.left, height_pt - box.bottom)
        case 270:
            return Box(box.bottom, height_pt - box.right, box.top, height_pt - box.left)
        case _:
            return box
