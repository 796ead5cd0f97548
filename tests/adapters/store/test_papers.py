"""Papers, on both databases."""

from datetime import timedelta

from adapters.store.store import SqlStore
from bot.model import Paper
from tests.adapters.store.conftest import Home
from tests.builders import draft_record, figure, page, paper, paragraph, version

PDF = b"%PDF-1.7\0\xff" * 10


async def test_a_file_stays_as_it_was_first_saved(store: SqlStore) -> None:
    assert await store.papers.pdf("a" * 64) is None

    await store.papers.save("a" * 64, PDF, name="paper.pdf")
    await store.papers.save("a" * 64, b"%PDF other", name="other.pdf")

    assert await store.papers.pdf("a" * 64) == PDF


async def test_what_was_read_comes_back_to_the_release_that_read_it(store: SqlStore) -> None:
    read = paper("Half \ud800 and NUL \0.", figures=(figure(),), paragraphs=(paragraph("One."),), sha256="a" * 64)
    await store.papers.save_read("a" * 64, read, category="cs.LG", doubts=["The title differs."], by="0.1.0")

    assert await store.papers.read("a" * 64, by="0.1.0") == (read, "cs.LG", ("The title differs.",))
    assert await store.papers.read("a" * 64, by="0.2.0") is None
    assert await store.papers.read("b" * 64, by="0.1.0") is None


async def test_a_second_reading_by_a_release_takes_the_place_of_its_first(store: SqlStore) -> None:
    for text in ("first", "second"):
        await store.papers.save_read("a", paper(text), category=None, doubts=[], by="0.1.0")
    await store.papers.save_read("a", paper("other"), category=None, doubts=[], by="0.2.0")

    assert await store.papers.read("a", by="0.1.0") == (paper("second"), None, ())
    assert await store.papers.read("a", by="0.2.0") == (paper("other"), None, ())


async def test_a_file_may_come_after_what_was_read_of_it(store: SqlStore) -> None:
    await store.papers.save_read("a", paper(), category=None, doubts=[], by="0.1.0")
    assert await store.papers.pdf("a") is None

    await store.papers.save("a", PDF, name="paper.pdf")

    assert await store.papers.pdf("a") == PDF


async def test_a_long_paper_takes_little_room(store: SqlStore, home: Home) -> None:
    long = Paper(
        "p", "T", (), "", tuple(page(number, "We train on 98,734 theorems. " * 100) for number in range(1, 51))
    )

    await store.papers.save_read("a", long, category=None, doubts=[], by="0.1.0")

    assert len(home.everything()) < 10_000
    assert await store.papers.read("a", by="0.1.0") == (long, None, ())


async def test_files_that_no_draft_used_for_long_go_with_what_was_read_of_them(home: Home, store: SqlStore) -> None:
    for sha256 in ("unused", "saved-again", "of-a-new-draft", "worked-on"):
        await store.papers.save(sha256, PDF, name="paper.pdf")
        await store.papers.save_read(sha256, paper(), category=None, doubts=[], by="0.1.0")
    await store.drafts.save(draft_record("d1", sha256="worked-on"))
    await store.drafts.put_first("d1", 1, version())
    home.clock.now += timedelta(days=31)
    since = home.clock.now

    await store.papers.save("saved-again", PDF, name="paper.pdf")
    await store.drafts.save(draft_record("d2", sha256="of-a-new-draft"))
    await store.drafts.add_version("d1", 1, version(2), cause="job-1")
    dropped = await store.papers.drop_unused(since=since)

    assert dropped == 1
    assert await store.papers.pdf("unused") is None
    assert await store.papers.read("unused", by="0.1.0") is None
    for sha256 in ("saved-again", "of-a-new-draft", "worked-on"):
        assert await store.papers.pdf(sha256) == PDF
        assert await store.papers.read(sha256, by="0.1.0") is not None
    assert await store.papers.drop_unused(since=since) == 0
