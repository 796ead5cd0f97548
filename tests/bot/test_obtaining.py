"""Papers come from a file or from arXiv, with what arXiv says of them."""

import hashlib
from dataclasses import replace

import pytest

from bot.errors import NoPdfYet, PaperDamaged
from bot.events import Event, Step, StepStarted
from bot.model import PaperMetadata, PaperRef
from bot.obtaining import obtain
from tests.builders import metadata, paper
from tests.fakes.papers import BookReader, ShelfSource

REF = PaperRef("2306.13840", None, "arXiv:2306.13840")
TITLE = "Sorting $98{,}734$ Shells"
NO_SOURCE = ShelfSource(NoPdfYet("shells", arxiv_id="2306.13840", version=1))


@pytest.fixture
def known() -> PaperMetadata:
    return metadata(title=TITLE, authors=("Ada Example",), version=3, category="cs.LG")


def ignore(event: Event) -> None:
    pass


async def test_a_file_is_read_without_asking_the_source() -> None:
    events: list[Event] = []
    pdf = b"x" * 2_500_001
    shells = paper(name="shells.pdf", sha256=hashlib.sha256(pdf).hexdigest())

    obtained = await obtain(
        pdf,
        name="shells.pdf",
        source=NO_SOURCE,
        reader=BookReader(replace(shells, sha256="")),
        progress=events.append,
    )

    assert (obtained.paper, obtained.category, obtained.doubts) == (shells, None, ())
    assert events == [StepStarted("shells.pdf", Step.READ, "2,501 kB")]
    assert list(obtained.seconds) == ["read"]
    assert obtained.with_warnings() == shells


async def test_a_paper_of_arxiv_is_fetched_read_and_called_as_arxiv_calls_it(known: PaperMetadata) -> None:
    events: list[Event] = []

    obtained = await obtain(
        REF,
        name=REF.as_written,
        source=ShelfSource(known),
        reader=BookReader(paper("Sorting 98,734 Shells\n", title="Sorting 98,734 Shells")),
        progress=events.append,
    )

    of = obtained.paper
    assert (of.title, of.authors, of.arxiv_id, of.arxiv_version) == (TITLE, ("Ada Example",), "2306.13840", 3)
    assert (obtained.pdf, obtained.category, obtained.doubts) == (b"%PDF", "cs.LG", ())
    assert [(event.step, event.detail) for event in events if isinstance(event, StepStarted)] == [
        (Step.FETCH, "2306.13840 from arXiv, waiting for its turn"),
        (Step.READ, "2306.13840v3, 1 kB"),
    ]
    assert list(obtained.seconds) == ["fetch", "read"]
    assert all(spent_s >= 0 for spent_s in obtained.seconds.values())


async def test_a_pdf_that_is_another_paper_is_doubted_behind_the_papers_own_warnings(known: PaperMetadata) -> None:
    stones = paper("Stones\n", title="Stones", warnings=("Page 2 is a picture.",))

    obtained = await obtain(
        REF, name=REF.as_written, source=ShelfSource(known), reader=BookReader(stones), progress=ignore
    )

    assert obtained.paper.title == TITLE
    warning, doubt = obtained.with_warnings().warnings
    assert warning == "Page 2 is a picture."
    assert doubt.startswith(f"arXiv calls 2306.13840v3 “{TITLE}”, and the first page of its PDF shows “Stones”.")


async def test_what_cannot_be_had_or_read_is_passed_on(known: PaperMetadata) -> None:
    shells = BookReader(paper())
    damaged = BookReader(PaperDamaged("shells.pdf"))

    with pytest.raises(NoPdfYet):
        await obtain(REF, name="shells", source=NO_SOURCE, reader=shells, progress=ignore)
    with pytest.raises(PaperDamaged):
        await obtain(replace(REF, version=1), name="shells", source=ShelfSource(known), reader=damaged, progress=ignore)
