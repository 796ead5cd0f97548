"""What single lines say about being running text: words or formulas, next line or new block, cell or column."""

import re
from collections import Counter
from collections.abc import Sequence

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from bot.model import NOT_TEXT

SIZE_SLACK_PT = 0.65
"""Lines of one type differ by no more: fonts of one nominal size do not measure the same."""

_SENTENCE_END = re.compile(r"[.!?:。！？：][\"”’)\]]*$")
_BULLET = re.compile(r"^(?:[•‣▪■◦●○∙·∗*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_FORMULA = re.compile(r"[=<>∑∏∫√≤≥≈∈∉⊂⊆∪∩→⇒∀∃∂∇±×·]")
_PLAIN = re.compile(r"^[\w\s.,;:%()\[\]/'\"“”‘’–—§&$€#@+-]+$")
_ADDRESS = re.compile(r"^\S*[/.]\S*(?:\s\S+)?$")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_PROSE_CHARS = 25  # a line this long is one of a column, not a cell

Edges = tuple[float, float]
"""(left, right) of a column."""


def ends_sentence(text: str) -> bool:
    """Whether a sentence, or what introduces a list, ends here."""
    return bool(_SENTENCE_END.search(text))


def is_item(text: str) -> bool:
    """Whether a bullet or the number of an item opens the line."""
    return bool(_BULLET.match(text))


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text)


def is_worded(text: str) -> bool:
    """Whether words make up the line, or formulas do."""
    letters = sum(map(len, _WORDS.findall(text))) + len(_CJK.findall(text))
    solid = len(text.replace(" ", "").replace(NOT_TEXT, ""))
    if letters >= 0.5 * solid:
        return letters > 0
    # A line of grant numbers, years or amounts in the middle of a sentence.
    return letters > 0 and not _FORMULA.search(text) and letters + sum(map(str.isdigit, text)) >= 0.7 * solid


def is_plain(text: str) -> bool:
    """Whether no sign in the line needs a formula: "[38, 2, 9].", "2022).", "(7.93%, Table 6)."."""
    return bool(_PLAIN.match(text))


def is_address(text: str) -> bool:
    """Whether the line is a piece of a web address or of a path, as a paper sets them in a type of their own."""
    return bool(_ADDRESS.match(text))


def follows(last: Line | None, line: Line) -> bool:
    """Whether `line` is the next line of the same column, over a displayed formula at most."""
    if last is None or last.page != line.page:
        return False
    step = last.baseline_pt - line.baseline_pt
    overlap = min(last.box.right, line.box.right) - max(last.box.left, line.box.left)
    return 0.5 * line.size_pt < step < 3.2 * line.size_pt and overlap > 0


def row_mates(page: PageContent) -> frozenset[int]:
    """Indices of lines that stand beside the line before or after them in the file: cells of a row."""
    mates: set[int] = set()
    for i, (here, after) in enumerate(zip(page.lines, page.lines[1:], strict=False)):
        is_same_row = abs(here.baseline_pt - after.baseline_pt) < 0.3 * here.size_pt
        if is_same_row and not here.is_rotated and after.box.left > here.box.right:
            mates.update((i, i + 1))
    return frozenset(mates)


def column_edges(page: PageContent) -> list[Edges]:
    """The columns of a page, at most four: the left edges that many long lines share, and where most of those end."""
    long_lines = [line for line in page.lines if len(line.text) > _PROSE_CHARS]
    lefts = Counter(round(line.box.left / 3) * 3 for line in long_lines)
    columns: list[Edges] = []
    for left, n in lefts.most_common(4):
        if n >= 4 and all(abs(left - other) > 40 for other, _ in columns):
            rights = sorted(line.box.right for line in long_lines if abs(line.box.left - left) < 14)
            columns.append((float(left), rights[int(len(rights) * 0.8)]))
    return columns


def fills_column(line: Line, columns: Sequence[Edges]) -> bool:
    """Whether the line fills most of a column: prose whose neighbour merely stands at the same height."""
    return any(
        line.box.right - line.box.left > 0.6 * (right - left) and abs(line.box.left - left) < 30
        for left, right in columns
    )
