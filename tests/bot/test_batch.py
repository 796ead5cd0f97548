"""Papers one after the other, with a reader and a writer of a few lines."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from bot.batch import Batch, DraftFormat
from bot.config import Settings
from bot.errors import NoSuchArxivPaper
from bot.ledger import Ledger
from bot.model import (
    Brief,
    Evidence,
    FetchedPaper,
    Figure,
    Image,
    Paper,
    PaperMetadata,
    PaperRef,
    Proposal,
    Role,
    WriterName,
)
from tests.builders import metadata, paper
from tests.fakes.writers import WritesOnce

SENTENCE = "We sort 98,734 shells by the sound that they make."


class MoodyReader:
    """A reader that finds one sentence in every file but those that say what to raise."""

    async def read(self, pdf: bytes, *, name: str) -> Paper:
        if pdf == b"surprise":
            raise KeyError("nobody thought of this")
        return paper(f"{SENTENCE}\n", name=name)

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        raise AssertionError("there are no figures")

    async def draw_page(self, pdf: bytes, page: int) -> Image:
        raise AssertionError("there are no figures")

    async def draw_quotes(self, pdf: bytes, evidence: Sequence[Evidence]) -> Image:
        raise AssertionError("nobody asked for evidence")

    async def close(self) -> None:
        pass


class ShelfSource:
    """A source that has one paper."""

    async def fetch(self, ref: PaperRef) -> FetchedPaper:
        if ref.arxiv_id != "2306.13840":
            raise NoSuchArxivPaper(ref.as_written, arxiv_id=ref.arxiv_id)
        return FetchedPaper(b"%PDF", metadata(title="A Paper from arXiv"))

    async def describe(self, ref: PaperRef) -> PaperMetadata:
        return (await self.fetch(ref)).metadata

    async def close(self) -> None:
        pass


class OneSentenceWriter(WritesOnce):
    name = WriterName("extractive")

    async def write(
        self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
    ) -> AsyncIterator[Proposal]:
        yield Proposal(Role.RESULT, SENTENCE, (Evidence(1, SENTENCE),))


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def batch(runner: asyncio.Runner, form: DraftFormat, *, is_single: bool = False) -> Batch:
    return Batch(
        Settings(),
        Brief(),
        OneSentenceWriter(),
        runner,
        MoodyReader(),
        ShelfSource(),
        form,
        is_single=is_single,
    )


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"%PDF")
    Path("b.pdf").write_bytes(b"surprise")


@pytest.mark.usefixtures("files")
def test_what_nobody_meant_is_a_sentence_and_the_rest_goes_on(
    runner: asyncio.Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = batch(runner, DraftFormat.JSON)

    assert [papers.draft(name, None) for name in ("b.pdf", "no.pdf", "a.pdf")] == [False, False, True]

    stdout, stderr = capsys.readouterr()
    assert [json.loads(line)["tweets"][-1]["evidence"] for line in stdout.splitlines()] == [
        [{"page": 1, "quote": SENTENCE}]
    ]
    assert [line for line in stderr.splitlines() if line.startswith("Error")] == [
        "Error: b.pdf: paperthread failed in a way it should not (KeyError). `paperthread --debug …` shows where.",
        "Error: no.pdf: there is no such file. Give the path of a PDF, or an arXiv link or id.",
    ]


@pytest.mark.usefixtures("files")
def test_files_and_papers_of_arxiv_stand_side_by_side(
    runner: asyncio.Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = batch(runner, DraftFormat.JSON)

    assert [papers.draft(name, None) for name in ("arXiv:2306.13840", "2306.99999", "a.pdf")] == [True, False, True]

    stdout, stderr = capsys.readouterr()
    assert [json.loads(line)["paper"]["title"] for line in stdout.splitlines()] == [
        "A Paper from arXiv",
        "A Paper About Papers",
    ]
    assert "arXiv:2306.13840: fetching 2306.13840 from arXiv, waiting for its turn\n" in stderr
    assert "Error: 2306.99999: arXiv has no paper 2306.99999." in stderr


@pytest.mark.usefixtures("files")
def test_a_folder_that_cannot_be_written_fails_that_paper(
    runner: asyncio.Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not batch(runner, DraftFormat.TEXT).draft("a.pdf", Path("b.pdf"))

    stdout, stderr = capsys.readouterr()
    assert (stdout, stderr.splitlines()[-1]) == (
        "",
        "Error: b.pdf cannot be written: a file has that name. Give another folder with --out.",
    )


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("form", "is_single", "between"),
    [
        pytest.param(DraftFormat.JSON, False, '}\n{"schema": 1', id="JSON, a line each"),
        pytest.param(DraftFormat.JSON, True, '}\n{\n  "schema": 1', id="JSON, for one paper"),
        pytest.param(DraftFormat.TEXT, False, "s\n\n\nA Paper About Papers\n", id="text"),
        pytest.param(DraftFormat.MARKDOWN, False, "s.\n\n\n# A Paper About Papers\n", id="Markdown"),
    ],
)
def test_each_form_keeps_papers_apart(
    runner: asyncio.Runner, capsys: pytest.CaptureFixture[str], form: DraftFormat, is_single: bool, between: str
) -> None:
    papers = batch(runner, form, is_single=is_single)

    papers.draft("a.pdf", None)
    papers.draft("a.pdf", None)

    assert capsys.readouterr().out.count(between) == 1
