"""The printed table of contents: it names every section, and opens none."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.layout import LineKey

_TITLE = re.compile(
    r"^(?:table of )?contents\W*$|^inhalt(?:sverzeichnis)?$|^table des mati[eè]res$"
    r"|^目\s*录$|^содержание$|^оглавление$",
    re.I,
)
_PAGE = re.compile(r"(?:^|[\s.·…])(\d{1,3}|[ivxl]{1,6})$")
_PAGES = 20  # nobody prints it further back
_MIN_ENTRIES = 3  # below its own heading
_MIN_ENTRIES_ALONE = 8  # without one, as on its second page
_RISING = 0.85  # share of steps between page numbers that do not fall; the cells of a table fall half the time
_HEAD_ROWS = 2  # a running head, and a page number
_FOOT_ROWS = 1  # a page number
_ROW_PT = 2.5


def contents_lines(pages: Sequence[PageContent]) -> frozenset[LineKey]:
    """The lines from the first to the last entry of each table of contents."""
    found: set[LineKey] = set()
    last: int | None = None  # the page that the last entry names, where the page before ends with it
    for page in pages[:_PAGES]:
        rows = _rows(page)
        rest = _rest(rows, page, last) if last is not None else []
        found.update((page.number, i) for row in rest for i in row)
        last = None
        titles = [n for n, row in enumerate(rows) if any(_TITLE.match(page.lines[i].text) for i in row)]
        start = titles[0] + 1 if titles else 0
        entries = [(n, number) for n in range(start, len(rows)) if (number := _entry(rows[n], page)) is not None]
        if len(entries) < (_MIN_ENTRIES if titles else _MIN_ENTRIES_ALONE) or not _rises([p for _, p in entries]):
            continue
        if not titles and 2 * len(entries) < len(rows):
            continue
        first = start if titles else entries[0][0]
        found.update((page.number, i) for row in rows[first : entries[-1][0] + 1] for i in row)
        last = entries[-1][1] if len(rows) - entries[-1][0] <= _FOOT_ROWS + 1 else None
    return frozenset(found)


def _rest(rows: Sequence[Sequence[int]], page: PageContent, last: int) -> list[Sequence[int]]:
    """The rows of entries that go on at the top of a page, below its running head; [] where their numbers fall."""
    start = next((n for n, row in enumerate(rows[: _HEAD_ROWS + 1]) if _entry(row, page) is not None), len(rows))
    numbers = list(takewhile(lambda number: number is not None, (_entry(row, page) for row in rows[start:])))
    steps = pairwise([last, *(number or 0 for number in numbers)])
    return list(rows[start : start + len(numbers)]) if all(a <= b for a, b in steps) else []


def _rows(page: PageContent) -> list[list[int]]:
    """The indices of lines by the height that they stand on, from the top; each row from the left."""
    rows: list[list[int]] = []
    upright = [(i, line) for i, line in enumerate(page.lines) if not line.is_rotated]
    for i, line in sorted(upright, key=lambda item: -item[1].baseline_pt):
        if rows and abs(page.lines[rows[-1][0]].baseline_pt - line.baseline_pt) < _ROW_PT:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [sorted(row, key=lambda i: page.lines[i].box.left) for row in rows]


def _entry(row: Sequence[int], page: PageContent) -> int | None:
    """The page that the entry names; None for a row that is none."""
    lines = [page.lines[i] for i in row]
    found = _PAGE.search(lines[-1].text)
    has_words = any(sum(map(str.isalpha, line.text)) >= 3 for line in lines)
    if found is None or not has_words or (len(lines) == 1 and not re.search(r"[.·…_]\s?[.·…_]", lines[0].text)):
        return None
    return int(found.group(1)) if found.group(1).isdigit() else 0


def _rises(numbers: Sequence[int]) -> bool:
    steps = list(pairwise(numbers))
    return sum(a <= b for a, b in steps) >= _RISING * len(steps)
