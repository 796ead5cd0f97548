"""What arXiv says of a paper, put over what its PDF shows; and whether the two speak of the same paper."""

import re
import unicodedata
from dataclasses import replace

from rapidfuzz import fuzz

from bot.model import Page, Paper, PaperMetadata
from bot.wording import elided, versioned

CLOSE_MATCH = 88.0
"""How like a title must be to a stretch of the first page, in percent of its characters.

Of 14 real papers each title has 100 on its own page and 67 or less on the others; of 16 titles of the same subjects,
the one that is part of a paper's own title has 100, the rest 80 or less.
"""

_TOP_CHARS = 1_500  # where a title stands; further down, a page speaks of other papers by their titles
_TITLE_CHARS = 120  # of a title in a sentence about it
_TEX_WORD = re.compile(r"\\([A-Za-z]+)\s*|\\.")
_TEX_ACCENT = re.compile(r"\\[cHkruvbdt](?=\{|\s)\s*")  # \v{s}: a letter's name, and no word of the title
_TEX_SIGNS = str.maketrans("", "", "${}^_~")
_SUBJECT_CLASS = re.compile(r"\.[A-Z]{2}(?=/)")


def with_metadata(paper: Paper, metadata: PaperMetadata) -> Paper:
    """The paper with arXiv's title, authors and abstract, where it has them, and pinned to that version."""
    return replace(
        paper,
        title=metadata.title,
        authors=metadata.authors or paper.authors,
        abstract=metadata.abstract or paper.abstract,
        arxiv_id=metadata.arxiv_id,
        arxiv_version=metadata.version,
    )


def doubts(paper: Paper, metadata: PaperMetadata) -> tuple[str, ...]:
    """Sentences for the person: what speaks against `paper`, as it was read, being what the metadata describes."""
    named = versioned(metadata.arxiv_id, metadata.version)
    found = []
    if metadata.is_withdrawn:
        comment = f": “{elided(metadata.comment, _TITLE_CHARS)}”" if metadata.comment else "."
        found.append(f"arXiv says that {named} was withdrawn{comment}")
    first = next(iter(paper.pages), None)
    title = f"“{elided(metadata.title, _TITLE_CHARS)}”"
    if first is None or not first.is_readable or not first.text.strip():
        found.append(f"The first page cannot be read, so nothing shows that this is {named}, {title}.")
    elif not carries_title(first, metadata.title, as_read=paper.title):
        shown = f"“{elided(paper.title, _TITLE_CHARS)}”" if paper.title else "no title that could be told"
        found.append(
            f"arXiv calls {named} {title}, and the first page of its PDF shows {shown}{_stamped(paper, metadata)}."
            " Make sure that it is the right paper."
        )
    return tuple(found)


def carries_title(page: Page, title: str, *, as_read: str) -> bool:
    """Whether a page closely carries a title at its top: case, spaces, accents, TeX and a few letters aside.

    Args:
        as_read: What the layout takes for the title, which may hold together what the page's text does not.
    """
    wanted = _folded(_without_tex(title))
    return max(fuzz.ratio(wanted, _folded(as_read)), _partial(wanted, _folded(page.text[:_TOP_CHARS]))) >= CLOSE_MATCH


def _partial(wanted: str, text: str) -> float:
    """How like `wanted` is to the stretch of `text` that is most like it, or to all of a shorter text."""
    return fuzz.partial_ratio(wanted, text) if len(wanted) <= len(text) else fuzz.ratio(wanted, text)


def _stamped(paper: Paper, metadata: PaperMetadata) -> str:
    """What the stamp on the first page says, where it is another paper's."""
    if paper.arxiv_id is None or _SUBJECT_CLASS.sub("", paper.arxiv_id) == metadata.arxiv_id:
        return ""
    return f", with the stamp of {paper.arxiv_id}"


def _without_tex(title: str) -> str:
    r"""`$\alpha$-shells of Poincar\'e` as it is printed, as far as a comparison needs it."""
    return _TEX_WORD.sub(_printed, _TEX_ACCENT.sub("", title)).translate(_TEX_SIGNS)


def _printed(command: re.Match[str]) -> str:
    """A Greek letter for its name; of other commands nothing is printed, or nothing that can be told."""
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {command[1] or ''}")
    except KeyError:
        return ""


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
