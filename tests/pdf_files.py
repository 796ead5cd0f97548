"""PDF files that tests make: typeset from a few lines of Typst, or by hand where the file itself is the matter."""

from collections.abc import Mapping, Sequence

import typst

_PREAMBLE = """
#set page(width: 612pt, height: 792pt, margin: (x: 72pt, y: 72pt), columns: {columns})
#set text(size: 10pt, font: "Libertinus Serif")
#set par(justify: true)
#set figure(gap: 8pt)
#show figure.where(kind: table): set figure.caption(position: {table_caption})
#let plot(w: 160pt, h: 90pt) = rect(width: w, height: h, stroke: 0.6pt)[
  #line(start: (4pt, 60pt), end: (w - 14pt, 6pt), stroke: 1pt + red) #text(size: 7pt)[epochs]]
#let grid(..cells) = table(columns: 3, stroke: none, table.hline(), ..cells, table.hline())
"""
PROSE = (
    "The committee met every morning and wrote down what it had seen the day before. "
    "Nobody had asked for a report, and yet the pages grew until the shelf was full. "
    "In the end the shelf was moved to the hall, where visitors read it while they waited. "
)
"""Sentences of no meaning, some 250 characters: a paragraph of three to six lines."""


def typeset(body: str, *, columns: int = 1, table_caption: str = "top") -> bytes:
    """A paper of letter format: `body` is Typst, with `plot()` and `grid(...)` at hand."""
    source = _PREAMBLE.format(columns=columns, table_caption=table_caption) + body
    pdf: bytes = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    return pdf


def one_page(
    content: str,
    *,
    forms: Mapping[str, tuple[str, str]] | None = None,
    media_box: str = "0 0 300 200",
    more: str = "",
    fonts: str = "",
    resources: str = "",
    catalog: str = "",
    objects: Sequence[str] = (),
) -> bytes:
    """A file of one page by hand.

    Args:
        content: The page's content stream; `/F1` is Helvetica.
        forms: Name -> (dictionary entries such as "/BBox [0 0 10 10]", content stream).
        more: More of the page's dictionary, such as "/Rotate 90".
        fonts: More fonts by name, such as "/F2 << … >>".
        resources: More resources, such as "/ExtGState << … >>".
        catalog: More of the document's catalog, such as "/OCProperties << … >>".
        objects: More objects; the first is number 6, or comes behind those of the forms.
    """
    names = sorted(forms or {})
    xobjects = " ".join(f"/{name} {6 + i} 0 R" for i, name in enumerate(names))
    resources = f"<< /Font << /F1 5 0 R {fonts} >> /XObject << {xobjects} >> {resources} >>"
    written_objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [{media_box}] /Resources {resources} {more} >>",
        _stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            _stream(f"/Type /XObject /Subtype /Form /Resources {resources} {forms[name][0]}", forms[name][1])
            for name in names
            if forms
        ),
        *objects,
    ]
    file = "%PDF-1.7\n"
    offsets = []
    for number, written in enumerate(written_objects, 1):
        offsets.append(len(file))
        file += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(written_objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return f"{file}{end}startxref\n{len(file)}\n%%EOF\n".encode("latin-1")


def _stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"
