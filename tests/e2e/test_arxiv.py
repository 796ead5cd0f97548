"""The real command against a server on loopback that answers as arXiv does, with a PDF that was set for it."""

import asyncio
import hashlib
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typst

from tests.builders_pdf import SHELLS
from tests.fakes import arxiv_server as fake
from tests.fakes.arxiv_server import WITHDRAWN, ArxivServer, Version

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240
TITLE = "Sorting Sea Shells by Their Sound: A $48$-Species Study"
PRINTED = "Sorting Sea Shells by Their Sound: A 48-Species Study"


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A paper of one column."""
    source = tmp_path_factory.mktemp("typst") / "paper.typ"
    body = SHELLS.replace("# ", "= ")
    source.write_text(
        f'#set document(title: "")\n#align(center)[#text(18pt)[*{PRINTED}*]\n\nAda Example, Ben Sample]\n\n{body}',
        "utf-8",
    )
    compiled = typst.compile(source, format="pdf", ignore_system_fonts=True)
    assert isinstance(compiled, bytes)
    return compiled


@pytest.fixture
async def server(pdf: bytes) -> AsyncIterator[ArxivServer]:
    async with ArxivServer(min_interval_s=0) as server:
        authors = ("Ada Example", "Ben Sample", "Łucja Third")
        server.add(
            "2306.13840", Version(pdf=b"%PDF-1.5 damaged\n%%EOF\n"), Version(title=TITLE, authors=authors, pdf=pdf)
        )
        yield server
    assert server.faults == []


async def run(server: ArxivServer, *arguments: str, cwd: Path) -> Done:
    environment = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(("PAPERTHREAD_", "OPENAI_"))
    } | {
        "PYTHONPATH": str(ROOT),
        "PAPERTHREAD_ARXIV__API_BASE": server.api_base,
        "PAPERTHREAD_ARXIV__FILES_BASE": server.files_base,
        "PAPERTHREAD_ARXIV__MIN_INTERVAL_S": "0",
        "PAPERTHREAD_ARXIV__MAX_SECONDS": "20",
        "PAPERTHREAD_ARXIV__CONTACT": "lab@example.org",
        "PAPERTHREAD_DATA_DIR": str(cwd / "data"),
        "no_proxy": "127.0.0.1",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", *arguments),
        cwd=cwd,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE_S):
        stdout, stderr = await process.communicate()
    return Done(process.returncode or 0, stdout.decode(), stderr.decode())


async def test_an_id_gives_a_draft_of_the_newest_version(server: ArxivServer, pdf: bytes, tmp_path: Path) -> None:
    done = await run(server, "draft", "2306.13840", "--format", "json", "--out", "out", cwd=tmp_path)

    value = json.loads(done.stdout)
    assert done.code == 0
    assert value["paper"] == {
        "title": TITLE,
        "authors": ["Ada Example", "Ben Sample", "Łucja Third"],
        "arxiv_id": "2306.13840",
        "arxiv_version": 2,
        "url": "https://arxiv.org/abs/2306.13840",
        "pages": 1,
        "name": "2306.13840",
        "sha256": hashlib.sha256(pdf).hexdigest(),
    }
    announcement = value["tweets"][0]["text"]
    assert TITLE in announcement
    assert "https://arxiv.org/abs/2306.13840" in announcement
    assert [finding for finding in value["findings"] if finding["rule"] == "paper"] == []
    assert next(iter(value["seconds"])) == "fetch"
    assert done.stderr.startswith(
        "2306.13840: fetching 2306.13840 from arXiv, waiting for its turn\n2306.13840: reading 2306.13840v2, "
    )
    assert json.loads((tmp_path / "out" / "draft.json").read_text("utf-8")) == value


async def test_a_paper_is_asked_for_once(server: ArxivServer, tmp_path: Path) -> None:
    first = await run(server, "draft", "https://arxiv.org/abs/2306.13840v2", cwd=tmp_path)
    asked = list(server.asked)
    second = await run(server, "draft", "arXiv:2306.13840v2", cwd=tmp_path)

    assert (first.code, second.code) == (0, 0)
    assert [path.partition("?")[0] for path in asked] == ["/api/query", "/pdf/2306.13840v2"]
    assert server.asked == asked


async def test_each_paper_that_cannot_be_had_is_a_sentence_and_the_rest_goes_on(
    server: ArxivServer, tmp_path: Path
) -> None:
    server.add("2306.00001", Version(), WITHDRAWN)
    server.add("2306.00002", Version(pdf=None))
    server.next(fake.feed(), on="/api")
    papers = ["2306.99999", "2306.13840v7", "2306.00001", "2306.00002", "2306.13840v2"]

    done = await run(server, "draft", *papers, "--format", "json", cwd=tmp_path)

    assert done.code == 1
    assert [json.loads(line)["paper"]["arxiv_version"] for line in done.stdout.splitlines()] == [2]
    unknown, newer, withdrawn, unmade = (line for line in done.stderr.splitlines() if line.startswith("Error: "))
    assert unknown == (
        "Error: 2306.99999: arXiv has no paper 2306.99999. "
        "Check the id; a new paper can be had the day after it was announced."
    )
    assert newer == ("Error: 2306.13840v7: arXiv has no version 7 of 2306.13840; the newest is v2. Name 2306.13840v2.")
    assert withdrawn == (
        "Error: 2306.00001: version 2 of 2306.00001 was withdrawn from arXiv (“This paper has been withdrawn by the "
        "authors, since half of the shells were stones”). Name an earlier version, such as 2306.00001v1, if that one "
        "shall be used."
    )
    assert unmade == (
        "Error: 2306.00002: arXiv has no PDF of 2306.00002v1, or not yet. "
        "Try again later, name another version, or give the PDF itself."
    )


async def test_a_pdf_of_another_paper_is_flagged(server: ArxivServer, pdf: bytes, tmp_path: Path) -> None:
    server.add("hep-th/9711200", Version(title="The Large Limit of Stones", pdf=pdf))

    draft = await run(server, "draft", "hep-th/9711200", "--format", "json", cwd=tmp_path)
    read = await run(server, "read", "hep-th/9711200", "--format", "json", cwd=tmp_path)

    flags = [finding for finding in json.loads(draft.stdout)["findings"] if finding["level"] == "flag"]
    assert flags[0] == {
        "rule": "paper",
        "level": "flag",
        "words": "",
        "detail": "arXiv calls hep-th/9711200v1 “The Large Limit of Stones”, and the first page of its PDF shows "
        f"“{PRINTED}”. Make sure that it is the right paper.",
    }
    assert json.loads(read.stdout)["warnings"] == [flags[0]["detail"]]


async def test_a_page_that_poses_as_a_pdf_and_a_damaged_one_are_sentences(server: ArxivServer, tmp_path: Path) -> None:
    server.next(fake.page("<h1>Sign in</h1>", 401, kind="application/pdf"), on="/pdf")

    posing = await run(server, "draft", "2306.13840v2", cwd=tmp_path)
    damaged = await run(server, "draft", "2306.13840v1", cwd=tmp_path)

    assert (posing.code, posing.stdout, damaged.code, damaged.stdout) == (1, "", 1, "")
    assert posing.stderr.splitlines()[-1] == (
        "Error: 2306.13840v2: the paper could not be had from arXiv: it answered 401 (Unauthorized). "
        "Try again later, or give the PDF itself."
    )
    assert damaged.stderr.splitlines()[-1].startswith("Error: 2306.13840v1: the PDF is damaged")
