"""Odd and hostile files, each read and drafted in process: a draft or an error with a sentence, and no other end.

The short form of `python -m tests.hostile_pdfs`, which gives files made of real papers to the command itself.
"""

import logging
from collections.abc import AsyncIterator
from functools import cache
from random import Random

import pytest
import pytest_asyncio

from adapters.pdf.limits import ReadingLimits
from adapters.pdf.reader import PdfReader
from bot.errors import PaperthreadError, ReaderCrashed
from bot.events import Event
from bot.extractive.writer import ExtractiveWriter
from bot.model import Brief
from bot.obtaining import read_pdf
from bot.workflows import draft_paper
from tests.builders_pdf import paper_pdf
from tests.hostile_pdfs.cases import Case
from tests.hostile_pdfs.catalogue import CASES
from tests.pdf_files import PROSE, typeset

QUICK = [case for case in CASES if not case.is_big]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader() -> AsyncIterator[PdfReader]:
    reader = PdfReader(ReadingLimits(max_seconds=20))
    yield reader
    await reader.close()


@cache
def papers() -> tuple[bytes, ...]:
    """One with plain streams and a table of references, one with packed streams and embedded fonts."""
    body = "= Sorting Sea Shells\n" + "#figure(plot(), caption: [Errors.])\n".join([PROSE * 6] * 4)
    return paper_pdf(), typeset(body, columns=2)


def ignore(event: Event) -> None:
    pass


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
async def test_a_hostile_file_ends_in_a_draft_or_a_sentence(
    case: Case, reader: PdfReader, caplog: pytest.LogCaptureFixture
) -> None:
    chance = Random(1)
    pdf = case.make(chance.choice(papers()), chance)

    outcome: PaperthreadError | None = None
    try:
        with caplog.at_level(logging.ERROR):
            obtained = await read_pdf(pdf, name="odd.pdf", reader=reader, progress=ignore)
            await draft_paper(obtained, brief=Brief(), reader=reader, writer=ExtractiveWriter(), progress=ignore)
    except PaperthreadError as error:
        outcome = error

    assert not isinstance(outcome, ReaderCrashed)
    assert outcome is None or str(outcome).endswith(".")
    assert [record.getMessage() for record in caplog.records] == []


def test_there_are_ninety_kinds_and_each_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 90
