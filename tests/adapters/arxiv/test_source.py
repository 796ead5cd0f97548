"""arXiv's papers, from a server on loopback that answers as arXiv does, with its oddities and its failures."""

import asyncio
import logging
import tracemalloc
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from adapters.arxiv.cache import CacheLimits, PaperCache
from adapters.arxiv.client import ArxivClient, AskingLimits, redirect_target
from adapters.arxiv.gate import IntervalGate
from adapters.arxiv.source import ArxivSource
from bot.errors import (
    ArxivUnavailable,
    NoPdfYet,
    NoSuchArxivPaper,
    NoSuchVersion,
    PaperError,
    PaperTooLarge,
    PaperWithdrawn,
)
from bot.model import FetchedPaper, PaperMetadata, PaperRef
from tests.fakes import arxiv_server as fake
from tests.fakes.arxiv_server import PDF, WITHDRAWN, ArxivServer, Reply, Version
from tests.fakes.clock import FakeClock

SHELLS = "2306.13840"
PDF_V2 = PDF.replace(b"words", b"better words")


def ref(arxiv_id: str = SHELLS, version: int | None = None) -> PaperRef:
    return PaperRef(arxiv_id, version, as_written=arxiv_id if version is None else f"{arxiv_id}v{version}")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def server(clock: FakeClock) -> AsyncIterator[ArxivServer]:
    """Has two versions of one paper; what a client did against the rules fails the test."""
    async with ArxivServer(now_s=clock.now_s) as server:
        server.add(SHELLS, Version(title="Sorting Shells"), Version(pdf=PDF_V2))
        yield server
    assert server.faults == []


Make = Callable[..., ArxivSource]


@pytest.fixture
async def make(server: ArxivServer, clock: FakeClock, tmp_path: Path) -> AsyncIterator[Make]:
    """Sources that share a folder, as one process after the other would; limits by keyword."""
    made: list[ArxivSource] = []

    def make(
        folder: Path = tmp_path / "arxiv", api_base: str = server.api_base, jitter: float = 0.0, **limits: float
    ) -> ArxivSource:
        client = ArxivClient(
            IntervalGate(3.0, now_s=clock.now_s, sleep=clock.sleep),
            replace(AskingLimits(), **limits),  # type: ignore[arg-type]  # keywords are passed through
            user_agent="paperthread/0.1.0 (mailto:lab@example.org)",
            now_s=clock.now_s,
            jitter=lambda: jitter,
        )
        cache = PaperCache(folder, CacheLimits(), now_s=clock.now_s)
        made.append(ArxivSource(client, cache, api_base=api_base, files_base=server.files_base))
        clock.pass_by(3)  # whoever asked before is over
        return made[-1]

    yield make
    for source in made:
        await source.close()


@pytest.fixture
def source(make: Make) -> ArxivSource:
    return make()


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


# ---- Failures that pass ----

PASSING = [
    pytest.param(fake.status(429, {"Retry-After": "1"}), id="429"),
    pytest.param(fake.status(500), id="500"),
    pytest.param(fake.status(502), id="502"),
    pytest.param(fake.status(503), id="503"),
    pytest.param(fake.status(504), id="504"),
    pytest.param(fake.body(b""), id="nothing"),
    pytest.param(fake.page("<h1>Scheduled maintenance</h1>"), id="a page"),
    pytest.param(fake.cut(b"%PDF-1.5 and"), id="cut while chunked"),
    pytest.param(fake.cut(b"%PDF-1.5 and", declared=1000), id="shorter than declared"),
    pytest.param(fake.cut(b""), id="cut after the head"),
]


@pytest.mark.parametrize("where", ["/api", "/pdf"])
@pytest.mark.parametrize("reply", PASSING)
async def test_a_failure_that_passes_costs_a_pause(
    source: ArxivSource, server: ArxivServer, clock: FakeClock, reply: Reply, where: str
) -> None:
    server.next(reply, on=where)

    paper = await source.fetch(ref())

    assert (paper.pdf, len(server.asked)) == (PDF_V2, 3)
    assert sorted(clock.slept_s) == [3, 5]


async def test_a_feed_that_is_cut_off_is_asked_for_again(source: ArxivSource, server: ArxivServer) -> None:
    text = fake.feed_text(fake.entry_text(f"{SHELLS}v2", Version()), total=1)
    server.next(fake.body(text[: len(text) // 2].encode(), kind="application/atom+xml"), fake.status(200), on="/api")

    assert (await source.fetch(ref())).pdf == PDF_V2


async def test_a_pdf_without_its_end_is_asked_for_again_and_taken_if_it_comes_like_that_twice(
    make: Make, server: ArxivServer
) -> None:
    server.next(fake.body(PDF_V2[:-9]), on="/pdf")
    assert (await make().fetch(ref())).pdf == PDF_V2

    server.add("2306.00001", Version(pdf=PDF[:-9]))
    assert (await make().fetch(ref("2306.00001"))).pdf == PDF[:-9]


async def test_pauses_double_and_tries_end(source: ArxivSource, server: ArxivServer, clock: FakeClock) -> None:
    server.next(*[fake.status(503)] * 9)

    with pytest.raises(ArxivUnavailable) as caught:
        await source.fetch(ref())

    assert str(caught.value) == (
        f"{SHELLS}: the paper could not be had from arXiv: it answered 503 (Service Unavailable), after 4 tries. "
        "Try again later, or give the PDF itself."
    )
    assert (len(server.asked), clock.slept_s) == (4, [5, 10, 20])


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
async def test_pauses_are_drawn_out_at_random_so_that_not_all_come_back_at_once(
    make: Make, server: ArxivServer, clock: FakeClock, jitter: float
) -> None:
    server.next(fake.status(503))

    await make(jitter=jitter).fetch(ref())

    assert clock.slept_s == [5 * (1 + jitter), 3]


@pytest.mark.parametrize(
    ("headers", "expected_s"),
    [
        pytest.param({"Retry-After": "30"}, 30, id="seconds"),
        pytest.param({"Retry-After": "2"}, 5, id="less than our own pause"),
        pytest.param(
            {"Retry-After": formatdate(1_000_045, usegmt=True), "Date": formatdate(1_000_000)}, 45, id="a date"
        ),
        pytest.param({"Retry-After": formatdate(999_000), "Date": formatdate(1_000_000)}, 5, id="a date gone by"),
        pytest.param({"Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"}, 5, id="a date long gone by"),
        pytest.param({"Retry-After": "soon"}, 5, id="words"),
        pytest.param({"Retry-After": "-7"}, 5, id="below zero"),
        pytest.param({"Retry-After": "9" * 400}, 5, id="no number of seconds"),
        pytest.param({"Retry-After": "Mon, 99 Foo 2026 99:99:99 GMT"}, 5, id="no date"),
        pytest.param({}, 5, id="nothing"),
    ],
)
async def test_retry_after_is_obeyed(
    source: ArxivSource, server: ArxivServer, clock: FakeClock, headers: dict[str, str], expected_s: float
) -> None:
    server.next(fake.status(429, headers))

    await source.fetch(ref())

    assert clock.slept_s == [expected_s, 3]


@pytest.mark.parametrize(
    ("asked_for", "pause_s", "words"),
    [
        pytest.param("600", 600, "in 10 min", id="ten minutes"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 -2359", 3_600, "in 60 min", id="the end of the calendar"),
        pytest.param("999999999", 3_600, "in 60 min", id="thirty years"),
    ],
)
async def test_a_pause_that_is_too_long_is_told_at_once_and_holds_everybody_off(
    source: ArxivSource, server: ArxivServer, clock: FakeClock, asked_for: str, pause_s: float, words: str
) -> None:
    server.next(fake.status(429, {"Retry-After": asked_for}))

    with pytest.raises(ArxivUnavailable) as caught:
        await source.fetch(ref())
    with pytest.raises(ArxivUnavailable, match="too many requests wait for their turn, or it wants a pause"):
        await source.fetch(ref("2306.00001"))

    assert (caught.value.pause_s, len(server.asked), clock.slept_s) == (pause_s, 1, [])
    assert str(caught.value).endswith(f"429 (Too Many Requests). Try again {words}, or give the PDF itself.")


async def test_who_is_denied_does_not_ask_again_for_a_while(source: ArxivSource, server: ArxivServer) -> None:
    server.next(fake.page("<h1>Access Denied</h1>", 403))

    with pytest.raises(ArxivUnavailable, match=r"it denies access to this machine. Try again in 10 min"):
        await source.fetch(ref())
    with pytest.raises(ArxivUnavailable):
        await source.fetch(ref())

    assert len(server.asked) == 1


@pytest.mark.parametrize("where", ["/api", "/pdf"])
async def test_a_page_that_denies_access_is_known_whatever_its_status(
    source: ArxivSource, server: ArxivServer, where: str
) -> None:
    server.next(fake.page("<p>Please solve this CAPTCHA</p>"), on=where)

    with pytest.raises(ArxivUnavailable, match="it denies access"):
        await source.fetch(ref())


@pytest.mark.parametrize("code", [200, 400])
async def test_a_question_that_is_refused_is_not_repeated(source: ArxivSource, server: ArxivServer, code: int) -> None:
    server.next(fake.error_feed("max_results must be an integer", code))

    with pytest.raises(ArxivUnavailable, match="it says “max_results must be an integer”"):
        await source.fetch(ref())

    assert len(server.asked) == 1


@pytest.mark.parametrize("code", [200, 400])
async def test_a_malformed_id_is_an_unknown_paper_whatever_the_status(
    source: ArxivSource, server: ArxivServer, code: int
) -> None:
    server.next(fake.error_feed(f"incorrect id format for {SHELLS}", code))

    with pytest.raises(NoSuchArxivPaper):
        await source.fetch(ref())


@pytest.mark.parametrize(
    ("where", "reply", "words"),
    [
        pytest.param("/api", fake.status(404), "it answered 404 (Not Found)", id="no such API"),
        pytest.param("/pdf", fake.status(451), "it answered 451 (Unavailable For Legal Reasons)", id="another status"),
        pytest.param("/pdf", fake.status(599), "it answered 599", id="an unknown status"),
        pytest.param("/pdf", fake.body(b"\x1f\x8b sources"), "what it sent is no PDF", id="something else"),
    ],
)
async def test_what_does_not_pass_is_told_at_once(
    source: ArxivSource, server: ArxivServer, where: str, reply: Reply, words: str
) -> None:
    server.next(reply, on=where)

    with pytest.raises(ArxivUnavailable) as caught:
        await source.fetch(ref())

    assert caught.value.answered == words


async def test_a_server_that_is_not_there_is_told(make: Make) -> None:
    source = make(api_base="http://127.0.0.1:9", max_tries=2)  # discard: nobody listens

    with pytest.raises(ArxivUnavailable, match="no connection to it could be made, after 2 tries"):
        await source.fetch(ref())


# ---- Limits ----


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(fake.body(b"%PDF-1.5\n" + bytes(3_000_000)), id="chunked"),
        pytest.param(fake.declared(2_000_000_000), id="by its head"),
        pytest.param(fake.bomb(50_000_000), id="once unpacked"),
    ],
)
async def test_a_pdf_beyond_the_limit_is_refused_while_it_comes(make: Make, server: ArxivServer, reply: Reply) -> None:
    source = make(max_bytes=1_000_000)
    server.next(reply, on="/pdf")
    tracemalloc.start()
    try:
        with pytest.raises(PaperTooLarge) as caught:
            await source.fetch(ref())
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (caught.value.limit, caught.value.measure) == (1, "MB")
    assert peak_bytes < 8_000_000


async def test_a_feed_beyond_any_measure_is_refused(source: ArxivSource, server: ArxivServer) -> None:
    server.next(fake.body(bytes(5_000_000)), on="/api")

    with pytest.raises(ArxivUnavailable, match="its answer has no end"):
        await source.fetch(ref())


async def test_a_server_that_says_nothing_is_given_up(make: Make, server: ArxivServer) -> None:
    source = make(request_s=0.05, max_tries=2)
    server.next(server.silence, server.silence)

    with pytest.raises(ArxivUnavailable, match="it did not answer within 1 s, after 2 tries"):
        await source.fetch(ref())


async def test_a_pdf_that_comes_byte_by_byte_is_given_up(make: Make, server: ArxivServer) -> None:
    source = make(request_s=0.1, max_tries=1)
    server.next(server.drip, on="/pdf")

    with pytest.raises(ArxivUnavailable, match="it did not answer within"):
        await source.fetch(ref())


async def test_the_time_for_one_paper_ends_its_tries(make: Make, server: ArxivServer, clock: FakeClock) -> None:
    source = make(total_s=12, max_tries=9)
    server.next(*[fake.status(503)] * 9)

    with pytest.raises(ArxivUnavailable, match="after 2 tries"):
        await source.fetch(ref())

    assert clock.slept_s == [5]


# ---- Redirects ----


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
async def test_a_redirect_within_the_server_is_followed_at_the_gates_pace(
    source: ArxivSource, server: ArxivServer, clock: FakeClock, code: int
) -> None:
    server.next(fake.redirect(f"/pdf/{SHELLS}v1", code), on="/pdf")

    assert (await source.fetch(ref())).pdf == PDF
    assert clock.slept_s == [3, 3]


async def test_a_redirect_to_another_place_is_not_followed(source: ArxivSource, server: ArxivServer) -> None:
    server.next(fake.redirect("https://example.org/paper.pdf"), on="/pdf")

    with pytest.raises(ArxivUnavailable, match="it sends us on to an address that is not its own"):
        await source.fetch(ref())

    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/pdf/x", "http://mirror.example.org:8080/pdf/x"),
        ("http://mirror.example.org:8080/y", "http://mirror.example.org:8080/y"),
        ("https://arxiv.org/pdf/x", "https://arxiv.org/pdf/x"),
        ("https://www.arxiv.org/pdf/x", "https://www.arxiv.org/pdf/x"),
        ("http://arxiv.org/pdf/x", None),
        ("https://mirror.example.org:8080/y", None),
        ("http://mirror.example.org/y", None),
        ("https://arxiv.org.example.org/pdf/x", None),
        ("https://notarxiv.org/pdf/x", None),
        ("https://me@arxiv.org/pdf/x", None),
        ("https://arxiv.org:8443/pdf/x", None),
        ("https://arxiv.org\\@example.org/", None),
        ("https://example.org\\.arxiv.org/", None),
        ("http://169.254.169.254/latest/meta-data", None),
        ("file:///etc/passwd", None),
        ("//example.org/x", None),
        ("http://[", None),
    ],
)
def test_a_redirect_stays_within_the_server_or_goes_to_arxivs_own(location: str, expected: str | None) -> None:
    base = "http://mirror.example.org:8080/api"

    assert redirect_target(f"{base}/query", location, base=base) == expected


async def test_redirects_without_end_are_given_up(source: ArxivSource, server: ArxivServer) -> None:
    server.next(*[fake.redirect(f"/pdf/{SHELLS}v2")] * 9, on="/pdf")

    with pytest.raises(ArxivUnavailable, match="it sends from one address to the next without end"):
        await source.fetch(ref())

    assert len(server.asked) == 7


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
