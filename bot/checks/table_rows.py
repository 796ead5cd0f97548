"""Whether a number that a tweet takes from a table stands in the row that the tweet names."""

import re
from collections.abc import Iterator, Sequence

from bot.checks.clauses import sentences
from bot.checks.folding import fold
from bot.checks.number_reading import read_numbers
from bot.checks.table_evidence import TableCell, carrying, cells_quoted
from bot.checks.written_number import Number
from bot.model import Evidence, Finding, Level, Paper

RULE = "number"

_NAME = re.compile(r"\d|[A-Z].*[A-Z]")  # a label that is no everyday word: "ResNet-50", "BERT"
_MIN_NAME_CHARS = 3
_MAX_SHOWN = 2


def check_rows(prose: str, *, evidence: Sequence[Evidence], paper: Paper) -> list[Finding]:
    """Advice about numbers that a quoted table has, though in another row than the sentence speaks of.

    Only rows whose labels are names count as spoken of. A number that also stands in running text among the quotes may
    come from there: nothing is said about it.
    """
    quoted = [(item.quote, cells_quoted(item, paper)) for item in evidence]
    cells = [cell for _, of_table in quoted for cell in of_table]
    told = {number.bare for quote, of_table in quoted if cells and not of_table for number in read_numbers(quote)}
    labels = {label for cell in cells for label in _names(cell)}
    found: dict[str, Finding] = {}
    for sentence in sentences(prose):
        named = {label for label in labels if _is_in(label, sentence)}
        for claim in read_numbers(sentence) if named else ():
            if claim.bare not in told and (finding := _judge(claim, named, cells)):
                found.setdefault(claim.text, finding)
    return list(found.values())


def _judge(claim: Number, named: set[str], cells: Sequence[TableCell]) -> Finding | None:
    carriers = carrying(claim, cells)
    if not carriers or any(not cell.row or named & set(_names(cell)) for cell in carriers):
        return None
    if any(claim.text in label for label in named):
        return None
    columns = {cell.column for cell in carriers}
    instead = [cell for cell in cells if cell.column in columns and named & set(_names(cell))]
    shown = "; ".join(cell.place for cell in [*carriers[:_MAX_SHOWN], *instead[:_MAX_SHOWN]])
    return Finding(RULE, Level.ADVICE, claim.text, f"{claim.text} stands in another row: {shown}.")


def _names(cell: TableCell) -> Iterator[str]:
    return (label for label in cell.labels if len(fold(label)) >= _MIN_NAME_CHARS and _NAME.search(label))


def _is_in(label: str, sentence: str) -> bool:
    """Whether the sentence has the label as words of its own, without the citation behind it."""
    name = re.sub(r"\s*[(\[][^)\]]*[)\]]$", "", label)
    return bool(name) and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence, re.IGNORECASE) is not None
