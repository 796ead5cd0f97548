"""The example paper as it is committed: set from its sources, and read by the project as what it is."""

import io
import json
import re
from functools import cache
from pathlib import Path

import pypdf
import pytest

from adapters.pdf.document import read_paper
from bot.model import FigureKind, Paper, Zone
from examples import make

ROOT = Path(__file__).parent.parent.parent
TITLE = "Paperthread: Tweet Threads with Every Claim Traced to a Page"
CODE = "https://gitlab.example.org/paperthread/paperthread"


@cache
def committed() -> bytes:
    return make.PAPER.read_bytes()


@cache
def paper() -> Paper:
    return read_paper(committed(), name="paper.pdf")


@cache
def second_reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(committed()))


def test_a_fresh_build_gives_the_committed_file_byte_for_byte() -> None:
    assert make.build() == committed(), "run `python examples/make.py` and commit examples/paper.pdf"


def test_the_paper_has_the_length_of_a_paper() -> None:
    assert 4 <= len(second_reader().pages) <= 6


def test_the_paper_names_nothing_of_the_machine_that_set_it() -> None:
    streams = [page.get_contents() for page in second_reader().pages]
    everything = committed() + b"".join(stream.get_data() for stream in streams if stream is not None)

    assert re.findall(rb"/(?:home|root|work|tmp|Users|usr)/", everything) == []


def test_the_file_carries_title_date_and_an_outline() -> None:
    metadata = second_reader().metadata
    headings = [str(entry["/Title"]) for entry in second_reader().outline if not isinstance(entry, list)]

    assert metadata is not None
    assert metadata.title == TITLE
    assert metadata.creation_date == make.DATE
    assert [re.sub(r"^[\dA]+\s+", "", heading) for heading in headings] == [
        "Introduction", "Related Work", "Method", "Experiments", "Discussion", "Limitations", "Future Work",
        "Conclusion", "Acknowledgements", "References", "Repeating the measurements",
    ]  # fmt: skip


def test_the_paper_has_vector_drawings_and_a_raster_picture() -> None:
    pictures = [image.name for page in second_reader().pages for image in page.images]

    assert len(pictures) == 1


def test_the_reader_finds_the_title_the_abstract_and_the_code() -> None:
    assert paper().title == TITLE
    assert paper().abstract.startswith("Research groups announce their papers in threads of short posts.")
    code = paper().code
    assert code is not None
    assert code.url == CODE


def test_the_reader_finds_every_figure_and_table_once() -> None:
    labels = {kind: sorted(figure.label for figure in paper().figures if figure.kind is kind) for kind in FigureKind}

    assert labels == {
        FigureKind.FIGURE: ["Figure 1", "Figure 2", "Figure 3", "Figure 4"],
        FigureKind.TABLE: ["Table 1", "Table 2", "Table 3", "Table 4"],
    }


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        pytest.param(Zone.LIMITATIONS, "A limitation is that our rules compare words", id="limitations"),
        pytest.param(Zone.FUTURE, "In future work we plan to let a laboratory change", id="future work"),
        pytest.param(Zone.ACKNOWLEDGEMENTS, "We thank the people behind PDFium", id="acknowledgements"),
        pytest.param(Zone.RELATED, "Teufel and Moens", id="related work"),
        pytest.param(Zone.APPENDIX, "Two commands at the root of the repository", id="appendix"),
    ],
)
def test_the_reader_knows_what_part_a_sentence_is_from(zone: Zone, words: str) -> None:
    assert any(words in paragraph.text for paragraph in paper().paragraphs if paragraph.zone is zone)


def test_the_counts_of_the_measurements_add_up() -> None:
    measured = json.loads((ROOT / "examples/measurements.json").read_text(encoding="utf-8"))

    for row in measured["quotes"]["rows"]:
        assert row["n"] == row["clean"] + row["mended"] + row["flagged"] + row["refused"], row["kind"]
    for row in measured["posts"]["rows"] + measured["posts"]["unseen"]:
        assert 0 <= row["flagged"] <= row["n"], row["kind"]
    assert measured["corpus"]["papers"] == len(measured["drafts"]["rows"])
    assert measured["drafts"]["posts"] == sum(row["posts"] for row in measured["drafts"]["rows"])
