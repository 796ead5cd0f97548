"""The page that the paper begins on: the first, or one behind what a repository or publisher has put before it."""

import re
from collections.abc import Iterator, Sequence

from adapters.pdf.page.lines import Line
from adapters.pdf.page.page_content import PageContent
from adapters.pdf.structure.author_rows import parts_of
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import Layout, LineKey, is_prose
from adapters.pdf.structure.names import is_name
from adapters.pdf.structure.title import find_title, folded, joined_title, lines_saying
from adapters.pdf.structure.zones import own_zone
from bot.model import Zone

_SHEETS = 2  # pages at most
_SHEET_PROSE = 25  # lines; a page with more is the paper's own, unless it says what it is
_TELLING_WORDS = 3  # of a title, for two pages to be told to have the same
_SPACES = _TELLING_WORDS - 1
_SIZE_STEP_PT = 0.7
_NEXT_LINE = 1.6  # of the size
_BARE_WORDS = 4
_WORD = re.compile(r"\w+")
_AUTHORS = re.compile(r"^Author(?:\(s\)|s)?: (?P<names>.+)")
_LABELLED = re.compile(r"^(?:Author|Source|Published by|Stable URL|Publisher|Citation|Accessed|Article)\b[^:]{0,4}:")
_STAMP = re.compile(r"^(?:this content (?:was )?)?downloaded from|^all use subject to", re.I)  # of every page
# What JSTOR, Taylor & Francis, IOP, HAL, USENIX, ResearchGate, university archives print on the sheets of theirs.
_SAYS_SO = re.compile(
    r"^(?:stable url\b|your use of the jstor|this article was downloaded by|please scroll down for article"
    r"|to cite this (?:version|document)|citation for (?:published|the published) version|this is a repository copy"
    r"|see discussions, stats, and author profiles|view the table of contents for this issue"
    r"|this (?:paper|article) (?:is|was) (?:included|originally published) in the proceedings|link to publication"
    r"|hal id\b|take ?down policy|this copy is for your personal|version of record first published"
    r"|articles you may be interested in|view metadata, citation and similar papers|document version)",
    re.I,
)


def is_sheet(page: PageContent) -> bool:
    """Whether a page says itself that it is no page of a paper but a sheet before one."""
    return any(_SAYS_SO.match(line.text) for line in page.lines) and not _has_abstract(page)


def front_page(pages: Sequence[PageContent], layout: Layout, vocabulary: Vocabulary) -> PageContent:
    """The page that the paper begins on: the first, or one behind cover sheets that has the same title."""
    sheet = pages[0]
    says_so = is_sheet(sheet)
    if _prose(sheet) > _SHEET_PROSE and not says_so:
        return sheet
    following = [page for page in pages[1 : _SHEETS + 1] if _has_abstract(page) or not _has_abstract(sheet)]
    sheet_title, title_lines = find_title(sheet, layout, "", vocabulary)
    size = max((sheet.lines[i].size_pt for _, i in title_lines), default=0.0)
    large = " ".join(line.text for line in sheet.lines if line.size_pt > size - _SIZE_STEP_PT)
    said = set(_WORD.findall(large.casefold()))
    for page in following:
        title = _WORD.findall(find_title(page, layout, "", vocabulary)[0].casefold())
        is_whole = says_so or _prose(page) > _SHEET_PROSE
        if is_whole and len(title) >= _TELLING_WORDS and said.issuperset(title):
            return page
        if says_so and title_on_sheet(sheet, page, vocabulary) is not None:
            return page
        is_before = (not sheet_title and _is_bare(sheet)) or _cites(sheet, page, "".join(title))
        if is_before and len(title) > _TELLING_WORDS:
            return page
    return sheet


def _is_bare(sheet: PageContent) -> bool:
    """Whether a page holds a word or two only, such as "PREPRINT"."""
    return sum(len(line.text.split()) for line in sheet.lines) <= _BARE_WORDS


def _cites(sheet: PageContent, page: PageContent, title: str) -> bool:
    """Whether a page without an abstract names, among other words, the title of the page that has one."""
    is_named = folded(title) in folded("".join(line.text for line in sheet.lines))
    return is_named and _has_abstract(page) and not _has_abstract(sheet)


def title_on_sheet(
    sheet: PageContent, front: PageContent, vocabulary: Vocabulary
) -> tuple[str, tuple[LineKey, ...]] | None:
    """The title as the sheet has it, with the lines of the paper's own page that say the same, if any do.

    The layers that were read from scans cut a title of large type into pieces: only its words in a row tell it.
    Those in the largest type are the title: the journal and who fetched the file stand on both pages, too.
    """
    if not is_sheet(sheet) or front is sheet:
        return None
    titles = [joined_title(run, vocabulary) for run in _runs(sheet) if not _STAMP.match(run[0].text)]
    said = [(title, lines_saying(front, folded(title), above=0.0)) for title in titles if title.count(" ") >= _SPACES]
    listed = joined_title(_run_over_authors(sheet), vocabulary)
    found = max((one for one in said if one[1]), key=lambda one: _size(front, one[1]), default=None)
    return found or ((listed, ()) if listed else None)


def whole_title(
    sheet: PageContent, found: tuple[str, tuple[LineKey, ...]], vocabulary: Vocabulary
) -> tuple[str, tuple[LineKey, ...]]:
    """A title that was `found` on the page behind a sheet, whole where the sheet shows that it goes on.

    A layer that was read from a scan may lose the rest of it.
    """
    title, keys = found
    runs = (joined_title(run, vocabulary) for run in _runs(sheet)) if is_sheet(sheet) else ()
    begins = [run for run in runs if title.count(" ") >= _SPACES and folded(run).startswith(folded(title))]
    return max(begins, key=len, default=title), keys


def _run_over_authors(sheet: PageContent) -> list[Line]:
    """The lines right above the one that lists the authors."""
    end = next((i for i, line in enumerate(sheet.lines) if _AUTHORS.match(line.text)), 0)
    start = end
    while start > 0 and _goes_on(sheet.lines[start - 1], sheet.lines[start]):
        start -= 1
    return list(sheet.lines[start:end])


def _size(page: PageContent, keys: Sequence[LineKey]) -> float:
    return max(page.lines[i].size_pt for _, i in keys)


def _runs(sheet: PageContent) -> Iterator[list[Line]]:
    """The lines of one type that stand together, without those that name what they hold ("Source: ...")."""
    run: list[Line] = []
    for line in sheet.lines:
        if line.is_rotated:
            continue
        is_labelled = bool(_LABELLED.match(line.text))
        if run and (is_labelled or not _goes_on(run[-1], line)):
            yield run
            run = []
        if not is_labelled:
            run.append(line)
    if run:
        yield run


def _goes_on(above: Line, line: Line) -> bool:
    is_alike = abs(above.size_pt - line.size_pt) < _SIZE_STEP_PT and above.is_bold == line.is_bold
    return is_alike and 0 < above.baseline_pt - line.baseline_pt < _NEXT_LINE * above.size_pt


def authors_on_sheet(sheet: PageContent) -> tuple[str, ...]:
    """The names that the sheet lists as the authors; () where it does not say so, or lists anything else."""
    listed = next((found["names"] for line in sheet.lines if (found := _AUTHORS.match(line.text))), "")
    names = tuple(parts_of(listed))
    return names if is_sheet(sheet) and all(map(is_name, names)) else ()


def _prose(page: PageContent) -> int:
    return sum(is_prose(line) and line.text.count(" ") > 4 for line in page.lines)


def _has_abstract(page: PageContent) -> bool:
    return any(own_zone(line.text.strip(" .:")) is Zone.ABSTRACT for line in page.lines)
