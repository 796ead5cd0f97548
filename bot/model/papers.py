"""Papers: what they are called, what arXiv says of them, and what was read of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.wording import versioned

NOT_TEXT = "\ufffc"
"""Stands in a paragraph where the page has something that is no prose: a formula, a line of symbols.

OBJECT REPLACEMENT CHARACTER. A sentence that holds it is never used, so that no two halves are glued into a false one.
"""


class Box(NamedTuple):
    """A region of a page in points (1/72 inch), origin at the lower left corner of the page as shown."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PaperRef:
    """An arXiv paper that somebody named.

    Attributes:
        arxiv_id: Without the version: "2306.13840", "hep-th/9711200", "math/0309136".
        version: 1 for v1; None means the newest.
        as_written: The words of the text that name it.
    """

    arxiv_id: str
    version: int | None
    as_written: str

    @property
    def url(self) -> str:
        """The address of the abstract page, with the version if one was named."""
        return f"https://arxiv.org/abs/{versioned(self.arxiv_id, self.version)}"


@dataclass(frozen=True, slots=True)
class PaperMetadata:
    """What arXiv says of one version of a paper.

    Attributes:
        arxiv_id: Without the version.
        version: Counted from 1.
        title, abstract: In arXiv's own characters, on one line each.
        authors: Names in the paper's order.
        category: The primary one ("cs.LG"), or None.
        comment: The authors' words on this version ("23 pages, 8 figures"), or None.
        is_withdrawn: Comment or abstract say that this version was withdrawn.
    """

    arxiv_id: str
    version: int
    title: str
    authors: tuple[str, ...]
    abstract: str
    category: str | None
    comment: str | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class FetchedPaper:
    """A paper as arXiv has it: the whole PDF, and what arXiv says of that version."""

    pdf: bytes
    metadata: PaperMetadata


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet.

    Attributes:
        number: 1 is the first sheet of the file, whatever is printed on it.
        text: In reading order, without running heads, page numbers and stamps; lines end with a newline.
        references: (start, end) offsets in `text` of what belongs to the reference list, or None.
        is_readable: False for a page that is only a picture, or whose text has no Unicode map.
    """

    number: int
    text: str
    references: tuple[int, int] | None = None
    is_readable: bool = True


class Zone(StrEnum):
    """What part of a paper a section is, by its heading; a section inside another has the zone of that one."""

    FRONT = "front"
    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    RELATED = "related"
    BODY = "body"
    RESULTS = "results"
    DISCUSSION = "discussion"
    LIMITATIONS = "limitations"
    FUTURE = "future"
    CONCLUSION = "conclusion"
    ACKNOWLEDGEMENTS = "acknowledgements"
    REFERENCES = "references"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it opens; `title` has no number, `level` is 1 for the outermost."""

    title: str
    level: int
    page: int
    zone: Zone = Zone.BODY


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text of one paragraph: one line, hyphens healed, footnote marks and captions gone.

    Attributes:
        text: May hold NOT_TEXT.
        section: Index into `Paper.sections`, or None before the first heading.
        zone: Of its section; ABSTRACT also for an abstract without a heading.
        starts: (offset in `text`, page) where each page's part begins; the first offset is 0, offsets and pages rise.
    """

    text: str
    section: int | None
    zone: Zone
    starts: tuple[tuple[int, int], ...]

    def page_at(self, offset: int) -> int:
        """The page on which the character at `offset` stands."""
        return next(page for start, page in reversed(self.starts) if start <= offset)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the paper's own: the address, the page it is on, the words it lies under."""

    url: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class CodeLink:
    """The paper's own code repository, and why this link was taken for it."""

    url: str
    why: str


class FigureKind(StrEnum):
    FIGURE = "figure"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class TableCells:
    """What a table says, by row and column.

    A head that spans columns stands in each of them, and a label that spans rows in each of these, so that every cell
    can be read alone: its column's heads, its row's label, its own words.

    Attributes:
        rows: From the top, all of one length, heads first; "" is an empty cell. A body row that has its first cell
            only is the heading of the rows below it.
        head_rows: How many of the first rows are heads; 0 where the table shows none.
    """

    rows: tuple[tuple[str, ...], ...]
    head_rows: int


SURE_CONFIDENCE = 0.5
"""From here on a figure's box may be shown as the figure; below it the whole page is, and the person is told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or table.

    Attributes:
        label: As the caption writes it: "Figure 3", "Table A.1".
        caption: Without the label, one line.
        box: Of the graphic with its axis labels or cells, without the caption.
        confidence: 0-1, that the box is the whole of this figure and nothing else.
        turn_degrees: By how much its page has to be turned clockwise for its words to be upright: 0, 90, 180, 270.
        cells: Of a table whose rows and columns are sure; None for figures and for all other tables.
    """

    label: str
    kind: FigureKind
    caption: str
    page: int
    box: Box
    confidence: float
    cells: TableCells | None = None
    turn_degrees: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether its box may be shown as the figure."""
        return self.confidence >= SURE_CONFIDENCE


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text of a page that no reader sees and that was left out; `why` is "white on white", "under 1 pt" ..."""

    page: int
    why: str
    chars: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What was read of a paper.

    Attributes:
        name: The file or id as the person gave it, for sentences about it.
        title: "" if none could be told.
        authors: Names in order, without affiliations and marks.
        arxiv_id: Without version; with `arxiv_version` if the stamp or the link gave one.
        url: The address to cite: the arXiv abstract page, or None.
        warnings: Sentences for the person: what of the paper could not be read.
        sha256: Of the PDF, in hexadecimal; "" if it is not known.
    """

    name: str
    title: str
    authors: tuple[str, ...]
    abstract: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    code: CodeLink | None = None
    figures: tuple[Figure, ...] = ()
    arxiv_id: str | None = None
    arxiv_version: int | None = None
    hidden_text: tuple[HiddenText, ...] = ()
    warnings: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def url(self) -> str | None:
        return None if self.arxiv_id is None else f"https://arxiv.org/abs/{self.arxiv_id}"


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG, 8-bit RGB."""

    png: bytes
    width_px: int
    height_px: int
