"""What a source does when the server fails, gives too much or too slowly, or points elsewhere."""

import tracemalloc
from collections.abc import Callable
from email.utils import formatdate

import pytest

from adapters.arxiv.client import redirect_target
from adapters.arxiv.source import ArxivSource
from bot.errors import (
    ArxivUnavailable,
    NoSuchArxivPaper,
    PaperTooLarge,
)
from tests.builders import paper_ref as ref
from tests.fakes import arxiv_server as fake
from tests.fakes.arxiv_server import PDF, PDF_V2, SHELLS, ArxivServer, Reply, Version
from tests.fakes.clock import FakeClock

Make = Callable[..., ArxivSource]


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
