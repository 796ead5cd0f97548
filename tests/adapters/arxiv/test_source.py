"""arXiv's papers, from a server on loopback that answers as arXiv does, with its oddities."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.arxiv.source import ArxivSource
from bot.errors import (
    ArxivUnavailable,
    NoPdfYet,
    NoSuchArxivPaper,
    NoSuchVersion,
    PaperError,
    PaperWithdrawn,
)
from bot.model import FetchedPaper, PaperMetadata
from tests.builders import paper_ref as ref
from tests.fakes import arxiv_server as fake
from tests.fakes.arxiv_server import PDF, PDF_V2, SHELLS, WITHDRAWN, ArxivServer, Reply, Version
from tests.fakes.clock import FakeClock

Make = Callable[..., ArxivSource]


# ---- Papers and versions ----


async def test_a_paper_is_the_newest_version_with_its_metadata(source: ArxivSource, server: ArxivServer) -> None:
    paper = await source.fetch(ref())

    assert paper == FetchedPaper(
        PDF_V2,
        PaperMetadata(
            arxiv_id=SHELLS,
            version=2,
            title="Sorting Sea Shells By Their Sound",
            authors=("Ada Example", "Ben Sample"),
            abstract="Sea shells are sorted by the sound they make.",
            category="cs.SD",
            comment="12 pages, 3 figures",
            is_withdrawn=False,
        ),
    )
    assert server.asked == [f"/api/query?id_list={SHELLS}&max_results=1", f"/pdf/{SHELLS}v2"]
    assert set(server.agents) == {"paperthread/0.1.0 (mailto:lab@example.org)"}


async def test_a_version_that_is_named_is_the_one_that_comes(source: ArxivSource, server: ArxivServer) -> None:
    paper = await source.fetch(ref(version=1))

    assert (paper.pdf, paper.metadata.version, paper.metadata.title) == (PDF, 1, "Sorting Shells")
    assert server.asked == [f"/api/query?id_list={SHELLS}v1&max_results=1", f"/pdf/{SHELLS}v1"]


@pytest.mark.parametrize("arxiv_id", ["hep-th/9711200", "math/0309136", "cond-mat/0207270"])
async def test_ids_with_a_slash_are_asked_for_as_they_are(
    source: ArxivSource, server: ArxivServer, arxiv_id: str
) -> None:
    server.add(arxiv_id)

    paper = await source.fetch(ref(arxiv_id))

    assert paper.metadata.arxiv_id == arxiv_id
    assert server.asked == [f"/api/query?id_list={arxiv_id}&max_results=1", f"/pdf/{arxiv_id}v1"]


async def test_an_entry_with_the_subject_class_in_its_id_is_the_paper(source: ArxivSource, server: ArxivServer) -> None:
    server.add("math/0309136")
    server.next(fake.feed(fake.entry_text("math.GT/0309136v1", Version()), total=1))

    paper = await source.fetch(ref("math/0309136"))

    assert paper.metadata.arxiv_id == "math/0309136"


async def test_an_id_that_arxiv_does_not_know_is_asked_for_three_times(
    source: ArxivSource, server: ArxivServer
) -> None:
    with pytest.raises(NoSuchArxivPaper) as caught:
        await source.fetch(ref("2306.99999"))

    assert str(caught.value) == (
        "2306.99999: arXiv has no paper 2306.99999. "
        "Check the id; a new paper can be had the day after it was announced."
    )
    assert len(server.asked) == 3


async def test_an_id_that_arxiv_finds_malformed_is_asked_for_once(source: ArxivSource, server: ArxivServer) -> None:
    with pytest.raises(NoSuchArxivPaper):
        await source.fetch(ref("shells"))

    assert len(server.asked) == 1


async def test_a_version_beyond_the_newest_is_told_with_the_newest(source: ArxivSource, server: ArxivServer) -> None:
    with pytest.raises(NoSuchVersion) as caught:
        await source.fetch(ref(version=9))

    assert str(caught.value) == (f"{SHELLS}v9: arXiv has no version 9 of {SHELLS}; the newest is v2. Name {SHELLS}v2.")
    assert server.asked == [f"/api/query?id_list={SHELLS}{v}&max_results=1" for v in ("v9", "")]


async def test_an_answer_about_another_paper_is_none(source: ArxivSource, server: ArxivServer) -> None:
    server.next(fake.feed(fake.entry_text("2306.11111v1", Version()), total=1))

    assert (await source.fetch(ref())).metadata.arxiv_id == SHELLS


@pytest.mark.parametrize("total", [0, 1])
@pytest.mark.parametrize("version", [None, 1, 2])
async def test_an_answer_without_the_paper_is_not_believed_at_once(
    source: ArxivSource, server: ArxivServer, version: int | None, total: int
) -> None:
    server.next(fake.feed(total=total))

    paper = await source.fetch(ref(version=version))

    assert paper.metadata.version == (version or 2)


async def test_a_version_that_is_there_and_never_described_is_arxivs_fault(
    source: ArxivSource, server: ArxivServer
) -> None:
    usual = fake.feed(fake.entry_text(f"{SHELLS}v2", Version()), total=1)
    server.next(fake.feed(), usual, fake.feed(), on="/api")

    with pytest.raises(ArxivUnavailable, match=f"it has {SHELLS}v1 and does not say what that is"):
        await source.fetch(ref(version=1))


# ---- Withdrawn, and not there ----


async def test_a_withdrawn_newest_version_is_told_with_the_one_before(source: ArxivSource, server: ArxivServer) -> None:
    server.add(SHELLS, Version(), WITHDRAWN)

    with pytest.raises(PaperWithdrawn) as caught:
        await source.fetch(ref())

    assert str(caught.value) == (
        f"{SHELLS}: version 2 of {SHELLS} was withdrawn from arXiv (“This paper has been withdrawn by the authors, "
        f"since half of the shells were stones”). Name an earlier version, such as {SHELLS}v1, if that one shall be "
        "used."
    )


async def test_what_can_still_be_had_of_a_withdrawn_paper_is_had(source: ArxivSource, server: ArxivServer) -> None:
    server.add(SHELLS, Version(), WITHDRAWN)

    assert (await source.fetch(ref(version=1))).pdf == PDF


async def test_a_withdrawn_only_version_leaves_the_file_itself(source: ArxivSource, server: ArxivServer) -> None:
    server.add(SHELLS, WITHDRAWN)

    with pytest.raises(PaperWithdrawn, match="Give the PDF itself if it shall be used all the same"):
        await source.fetch(ref(version=1))


async def test_a_newest_version_whose_words_say_withdrawn_is_not_used_unawares(
    source: ArxivSource, server: ArxivServer
) -> None:
    server.add(SHELLS, replace(WITHDRAWN, pdf=PDF, is_withdrawn=False))

    with pytest.raises(PaperWithdrawn):
        await source.fetch(ref())
    named = await source.fetch(ref(version=1))
    with pytest.raises(PaperWithdrawn):
        await source.fetch(ref())

    assert (named.pdf, named.metadata.is_withdrawn) == (PDF, True)


@pytest.mark.parametrize(
    ("version", "reply", "expected"),
    [
        pytest.param(Version(), fake.page("<h1>This version has been withdrawn</h1>", 404), PaperWithdrawn, id="page"),
        pytest.param(WITHDRAWN, fake.page("<h1>Not here</h1>", 404), PaperWithdrawn, id="words and 404"),
        pytest.param(Version(), fake.page("<h1>No document for 'x'</h1>", 404), NoPdfYet, id="not there"),
        pytest.param(Version(), fake.status(404), NoPdfYet, id="bare 404"),
        pytest.param(Version(), fake.status(410), NoPdfYet, id="gone"),
        pytest.param(Version(), fake.page("<h1>file unavailable</h1>", 500), NoPdfYet, id="500 for good"),
        pytest.param(
            Version(), fake.page("<h1>PDF Unavailable</h1>", kind="application/pdf"), NoPdfYet, id="mislabelled"
        ),
        pytest.param(Version(), fake.page("<p>We are generating PDF now</p>"), NoPdfYet, id="being made"),
    ],
)
async def test_a_page_in_place_of_the_pdf_is_told_apart_and_not_asked_for_again(
    source: ArxivSource, server: ArxivServer, version: Version, reply: Reply, expected: type[PaperError]
) -> None:
    server.add(SHELLS, version)
    server.next(reply, on="/pdf")

    with pytest.raises(expected):
        await source.fetch(ref(version=1))

    assert len(server.asked) == 2


# ---- Cache ----


async def test_a_version_that_is_kept_is_not_asked_for(make: Make, server: ArxivServer) -> None:
    first = await make().fetch(ref(version=1))
    second = await make().fetch(ref(version=1))

    assert (first, len(server.asked)) == (second, 2)


async def test_the_newest_version_is_asked_for_once_a_day(make: Make, server: ArxivServer, clock: FakeClock) -> None:
    await make().fetch(ref())
    server.add(SHELLS, Version(), Version(), Version(pdf=PDF))
    today = await make().fetch(ref())
    clock.pass_by(86_400)
    tomorrow = await make().fetch(ref())

    assert (today.metadata.version, tomorrow.metadata.version) == (2, 3)
    assert len(server.asked) == 4


async def test_a_new_day_does_not_fetch_the_same_pdf_again(make: Make, server: ArxivServer, clock: FakeClock) -> None:
    await make().fetch(ref())
    clock.pass_by(86_400)
    await make().fetch(ref())

    assert [path.partition("?")[0] for path in server.asked] == ["/api/query", f"/pdf/{SHELLS}v2", "/api/query"]


async def test_what_arxiv_says_of_a_paper_is_had_without_its_pdf(
    make: Make, server: ArxivServer, clock: FakeClock
) -> None:
    described = await make().describe(ref())
    assert [path.partition("?")[0] for path in server.asked] == ["/api/query"]

    kept = await make().fetch(ref())
    server.asked.clear()

    assert described == kept.metadata == await make().describe(ref())
    assert server.asked == []


async def test_who_asks_for_a_paper_that_is_under_way_gets_the_same(source: ArxivSource, server: ArxivServer) -> None:
    papers = await asyncio.gather(*(source.fetch(ref(version=version)) for version in (2, None, 2)))

    assert {paper.pdf for paper in papers} == {PDF_V2}
    assert [path for path in server.asked if path.startswith("/pdf")] == [f"/pdf/{SHELLS}v2"]


async def test_papers_that_are_wanted_together_are_asked_for_one_after_the_other(
    source: ArxivSource, server: ArxivServer, clock: FakeClock
) -> None:
    ids = ["2306.00001", "2306.00002", "hep-th/9711200"]
    for arxiv_id in ids:
        server.add(arxiv_id)

    await asyncio.gather(*(source.fetch(ref(arxiv_id)) for arxiv_id in ids))

    assert clock.slept_s == [3] * 5


async def test_a_folder_that_cannot_be_written_costs_no_paper(make: Make, server: ArxivServer, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    paper = await make(folder=tmp_path / "file" / "arxiv").fetch(ref())

    assert paper.pdf == PDF_V2


# ---- The rest ----


async def test_who_is_cancelled_leaves_the_gate_open(
    source: ArxivSource, server: ArxivServer, clock: FakeClock
) -> None:
    server.next(server.silence)
    fetching = asyncio.create_task(source.fetch(ref()))
    await server.busy.wait()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    await server.idle.wait()

    assert (await source.fetch(ref())).pdf == PDF_V2


@pytest.mark.parametrize("replies", [[], [fake.status(503)], [fake.page("<h1>secret words</h1>", 404)] * 9])
async def test_the_log_has_id_outcome_and_seconds_and_nothing_of_the_paper(
    source: ArxivSource, server: ArxivServer, caplog: pytest.LogCaptureFixture, replies: Sequence[Reply]
) -> None:
    server.next(*replies, on="/pdf")
    caplog.set_level(logging.DEBUG)

    await asyncio.gather(source.fetch(ref()), return_exceptions=True)

    assert caplog.messages[-1].startswith((f"arXiv {SHELLS}: fetched in ", f"arXiv {SHELLS}: NoPdfYet in "))
    assert [word for word in ("Shell", "Ada", "secret", "%PDF") if word in caplog.text] == []
