"""PDF files for tests, built from words: no file of somebody else's is needed to test reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

PAGE_WIDTH_PT, PAGE_HEIGHT_PT = 612, 792


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y_pt` is its base line, from the foot of the page."""

    words: str
    x_pt: float = 72
    y_pt: float = 720
    size_pt: float = 10
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines, and a drawing in PDF's own operators."""

    lines: Sequence[Text] = ()
    drawing: str = ""


def pdf_of(*sheets: Sheet) -> bytes:
    """A PDF with these pages, in Helvetica and Helvetica Bold."""
    pages = [5 + 2 * number for number in range(len(sheets))]
    kids = " ".join(f"{page} 0 R" for page in pages)
    shared = f"/MediaBox [0 0 {PAGE_WIDTH_PT} {PAGE_HEIGHT_PT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} {shared} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for page, sheet in zip(pages, sheets, strict=True):
        content = "\n".join([*map(_shown, sheet.lines), sheet.drawing])
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {page + 1} 0 R >>",
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream",
        ]
    return _file(objects)


SHELLS = """\
# Abstract

Sea shells are sorted by hand in most museums. We present Shellsort, a method that sorts sea shells by the sound they
make. It needs one microphone and no training. Shellsort sorts 9,734 shells of the city museum with an error of 2.5
percent, while two experts reach 4.1 percent. We release the recordings.

# 1 Introduction

Museums hold many shells that nobody has ever sorted. In this paper, we show that the sound of a shell tells its
species. We record every shell for two seconds with one cheap microphone. Our recordings hold 9,734 shells of 48 species
from the city museum.

# 2 Results

Shellsort reaches an error of 2.5 percent on the shells of the city museum. The two experts reach an error of 4.1
percent on the same shells. Sorting one shell takes 40 milliseconds on a laptop.

# 3 Limitations

Shellsort fails on shells that are broken, because a broken shell has another sound. We tested the shells of one museum
only.

# 4 Future Work

In future work, we want to sort shells under water with two microphones.

# Acknowledgements

We thank the city museum for lending us the shells for a whole summer.
"""
"""A paper in small, for tests that need one to be read and drafted."""


def paper_pdf(
    text: str = SHELLS,
    *,
    title: str = "Sorting Sea Shells By Their Sound",
    authors: str = "Ada Example and Ben Sample",
    figure: str = "Figure 1: Errors of Shellsort and of two experts on the shells of the city museum.",
) -> bytes:
    """A one-column paper, with a drawing of bars and its caption on a last page of its own.

    Args:
        text: Paragraphs with blank lines between; one that begins with `# ` is a heading.
    """
    flow = [Text(title, size_pt=18, is_bold=True), Text(authors, size_pt=11)]
    for paragraph in text.strip().split("\n\n"):
        if paragraph.startswith("# "):
            flow.append(Text(paragraph.removeprefix("# "), size_pt=12, is_bold=True))
        else:
            flow += [Text(line) for line in wrap(paragraph, 90)]
    drawing = "0.1 0.3 0.8 rg\n" + "\n".join(f"{100 + 60 * bar} 420 40 {40 + 45 * bar} re f" for bar in range(5))
    caption = [Text(line, y_pt=392 - 12 * row) for row, line in enumerate(wrap(figure, 90))]
    return pdf_of(*map(Sheet, _pages(flow)), Sheet(caption, drawing))


def _pages(flow: Sequence[Text]) -> Iterator[list[Text]]:
    """The lines set under each other, 60 pt above the foot at the lowest."""
    page: list[Text] = []
    y_pt = PAGE_HEIGHT_PT - 72.0
    for text in flow:
        y_pt -= text.size_pt * (2.2 if text.size_pt > 10 else 1.2)
        if y_pt < 60:
            yield page
            page, y_pt = [], PAGE_HEIGHT_PT - 72.0
        page.append(Text(text.words, text.x_pt, y_pt, text.size_pt, text.is_bold))
    yield page


def _shown(text: Text) -> str:
    words = text.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if text.is_bold else 1} {text.size_pt:g} Tf {text.x_pt:g} {text.y_pt:g} Td ({words}) Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    size = len(objects) + 1
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
