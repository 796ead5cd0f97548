"""What the settings build."""

from pathlib import Path

import pytest

from bot.bootstrap import build_reader, build_source, build_writer, release
from bot.config import ArxivSettings, ReadingSettings, Settings, WriterChoice
from bot.errors import PaperTooLarge, WriterNotHere
from bot.model import PaperRef, WriterName
from tests.builders_pdf import paper_pdf
from tests.fakes.arxiv_server import ArxivServer, Version


async def test_the_reader_keeps_to_the_limits_of_the_settings() -> None:
    reader = build_reader(ReadingSettings(max_pages=1))

    with pytest.raises(PaperTooLarge) as caught:
        await reader.read(paper_pdf(), name="shells.pdf")
    await reader.close()

    assert (caught.value.amount, caught.value.limit, caught.value.measure) == (2, 1, "pages")


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        ("lab@example.org", "(mailto:lab@example.org)"),
        ("https://example.org/bot", "(+https://example.org/bot)"),
        (None, "(no contact set)"),
    ],
)
async def test_the_source_asks_where_and_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contact: str | None, agent: str
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with ArxivServer(min_interval_s=0) as server:
        server.add("2306.13840", Version(pdf=paper_pdf()))
        bases = ArxivSettings(api_base=server.api_base, files_base=server.files_base, min_interval_s=0, contact=contact)
        source = build_source(Settings(data_dir=tmp_path, arxiv=bases))
        fetched = await source.fetch(PaperRef("2306.13840", None, "2306.13840"))
        await source.close()

    assert fetched.pdf == paper_pdf()
    assert set(server.agents) == {f"paperthread/{release()} {agent}"}
    assert list((tmp_path / "arxiv").glob("*.paper")) != []


async def test_the_source_keeps_to_the_size_that_the_reader_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with ArxivServer(min_interval_s=0) as server:
        server.add("2306.13840", Version(pdf=b"%PDF-1.5" + bytes(2_000_000)))
        bases = ArxivSettings(api_base=server.api_base, files_base=server.files_base, min_interval_s=0)
        source = build_source(Settings(data_dir=tmp_path, arxiv=bases, reading=ReadingSettings(max_mb=1)))
        with pytest.raises(PaperTooLarge):
            await source.fetch(PaperRef("2306.13840", None, "2306.13840"))
        await source.close()


@pytest.mark.parametrize("choice", [WriterChoice.AUTO, WriterChoice.EXTRACTIVE])
def test_without_a_model_the_extractive_writer_writes(choice: WriterChoice) -> None:
    assert build_writer(choice).name == WriterName("extractive")


def test_a_writer_of_a_later_version_is_refused() -> None:
    with pytest.raises(WriterNotHere) as caught:
        build_writer(WriterChoice.OPENAI)

    assert caught.value.writer == "openai"
