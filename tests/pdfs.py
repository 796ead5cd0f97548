"""Pages for the tests of the PDF reader: as values for its pure parts, and as files that `data/layouts` sets."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from adapters.pdf.page.faces import Face
from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.page.runs import Run
from adapters.pdf.structure.layout import Layout
from bot.model import Box
from tests.pdf_files import one_page

PAGE_WIDTH_PT, PAGE_HEIGHT_PT = 612.0, 792.0
LEADING_PT = 12.0
_LAYOUTS = Path(__file__).parent / "data" / "layouts"
_CHAR_EM = 0.45  # what Times takes a character
_CHINESE = "引航员引导大船进入港口，他们大多凭目测判断水流。我们用一台摄像机测量水流，误差从零点八节降到零点四节。"


@cache
def layout_pdf(name: str) -> bytes:
    """The paper that `tests/data/layouts/<name>.typ` sets, with the fonts that typst brings along."""
    pdf: bytes = typst.compile(str(_LAYOUTS / f"{name}.typ"), root=str(_LAYOUTS), ignore_system_fonts=True)
    return pdf


def face(size_pt: float = 10, font: str = "Times", **more: object) -> Face:
    values: dict[str, object] = {"is_bold": False, "is_fixed_pitch": False, "dx": 1.0, "dy": 0.0}
    return Face(size_pt=size_pt, font=font, **(values | more))  # type: ignore[arg-type]  # keywords are passed through


def run(text: str, left: float = 72, *, baseline: float = 700, of: Face | None = None, **more: object) -> Run:
    """A run as wide as its characters usually are; `of` is its face."""
    of = of or face()
    width = len(text) * _CHAR_EM * of.size_pt
    box = Box(left, baseline - 0.2 * of.size_pt, left + width, baseline + 0.7 * of.size_pt)
    flags: dict[str, object] = {"is_joined": False, "is_broken": False, "begins_line": False}
    return Run(text, box, baseline, of, **(flags | more))  # type: ignore[arg-type]  # keywords are passed through


def line(
    text: str,
    *,
    prose: str | None = None,
    page: int = 1,
    left: float = 72,
    right: float | None = None,
    baseline: float = 700,
    size_pt: float = 10,
    is_bold: bool = False,
    **more: object,
) -> Line:
    """A line of Times; a bold one is bold to its end."""
    prose = text if prose is None else prose
    values: dict[str, object] = {
        "font": "Times-Bold" if is_bold else "Times",
        "is_fixed_pitch": False,
        "bold_start": len(prose) if is_bold else 0,
    }
    end = left + len(text) * _CHAR_EM * size_pt if right is None else right
    return Line(
        text=text,
        prose=prose,
        page=page,
        box=Box(left, baseline - 0.2 * size_pt, end, baseline + 0.7 * size_pt),
        baseline_pt=baseline,
        size_pt=size_pt,
        is_bold=is_bold,
        **(values | more),  # type: ignore[arg-type]  # keywords are passed through
    )


def column(*texts: str, top: float = 700, page: int = 1, **more: object) -> list[Line]:
    """Lines below each other in one column; each but the last as wide as the column."""
    right = {"right": 300.0} if "right" not in more else {}
    last = len(texts) - 1
    return [
        line(text, page=page, baseline=top - LEADING_PT * n, **(more | (right if n < last else {})))  # type: ignore[arg-type]
        for n, text in enumerate(texts)
    ]


def page_of(lines: Sequence[Line], number: int = 1) -> PageContent:
    return PageContent(number, PAGE_WIDTH_PT, PAGE_HEIGHT_PT, 0, tuple(lines), ())


def body_layout(**more: object) -> Layout:
    """Prose of 10 pt, 12 pt apart."""
    values: dict[str, object] = {"body_size_pt": 10.0, "leading_pt": LEADING_PT, "furniture": frozenset()}
    return Layout(**(values | more))  # type: ignore[arg-type]  # keywords are passed through


def chinese_paper() -> bytes:
    """A page of Chinese in a font that the file does not bring along, which typst cannot set."""
    shown = [(18, 145, 770, "基于浮标尾迹的港口水流测量"), (12, 235, 745, "张三1，李小四2，王五1")]
    shown.append((9, 181, 728, "(1. 示例大学 计算机学院，北京 100000; 2. 港口研究所)"))
    height = 700
    blocks = [(9, 90, 415, f"摘 要：{_CHINESE * 2}"), (9, 90, 415, "关键词：港口；水流；摄像机")]
    for number, title in enumerate(("引言", "方法", "结论"), 1):
        blocks += [(12, 52, 415, f"{number} {title}"), (10, 72, 451, _CHINESE * 4), (10, 72, 451, _CHINESE * 3)]
    for size, left, width, text in blocks:
        indented = f"\u3000\u3000{text}" if left > 52 else f"\u3000 {text}"
        signs = width // size
        for start in range(0, len(indented), signs):
            shown.append((size, left, height, indented[start : start + signs]))
            height -= 14
        height -= 4 if size == 10 else 12
    content = "\n".join(
        f"BT /F2 {size} Tf {left} {bottom} Td <{text.encode('utf-16-be').hex()}> Tj ET"
        for size, left, bottom, text in shown
    )
    cid = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
    )
    font = f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [{cid}] >>"
    return one_page(content, media_box="0 0 595 842", fonts=f"/F2 {font}")
