"""arXiv's Atom feeds as metadata: https://info.arxiv.org/help/api/user-manual.html, section 3.3."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from bot.model import PaperMetadata

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_MAX_DEPTH = 32  # a feed is four deep
_ERROR_ID = re.compile(r"/api/errors\b")
_PAPER_ID = re.compile(r"/abs/(?P<id>\S+?)(?:v(?P<version>[1-9][0-9]{0,3}))?$")
_WHITE = re.compile(r"[ \t\r\n]+")  # what XML knows as white space: titles and abstracts come hard-wrapped

# The comment gives the reason, before there was a form for it the abstract did: https://info.arxiv.org/help/withdraw.html
_WORK = "(?:paper|article|manuscript|submission|work|preprint|e-print|draft|note|letter|report|thesis)"
_WITHDRAWN_WORK = rf"""
    (?: {_WORK} | this \s version )
    (?: \s \([^()]{{0,40}}\) )? (?: \s (?:has|have|had|is|was|been|being|now|hereby|temporarily) ){{0,4}} \s withdrawn\b
    (?! \s from \s (?!arxiv) )
"""
_IN_COMMENT = re.compile(
    rf"""
    ^ \W* withdrawn\b
  | \b {_WITHDRAWN_WORK}
  | \b (?:authors?|we|i|administrators?) (?: \s (?:has|have|had|hereby|am|are) ){{0,2}}
    \s withdr(?:aws?|ew|awn|awing) \s (?:this|the|our|my) \s {_WORK}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ABSTRACT_BEGINS = re.compile(
    rf"\W* (?: withdrawn\b | (?: (?:this|the|our) \s )? {_WITHDRAWN_WORK} )", re.IGNORECASE | re.VERBOSE
)


class FeedError(Exception):
    """The answer is no Atom feed, or one that says it is an error; `detail` holds the feed's words, or ""."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed; an id that arXiv does not know gives none, whatever `totalResults` says."""

    entries: tuple[PaperMetadata, ...]


def parse_feed(data: bytes) -> Feed:
    """The papers of an answer of the query API.

    Raises:
        FeedError: It is no feed, or an error in a feed's clothes.
    """
    root = _root(data)
    if root.tag != f"{_ATOM}feed":
        raise FeedError("")
    entries = root.findall(f"{_ATOM}entry")
    for entry in entries:
        if _is_error(entry):
            raise FeedError(_text(entry, f"{_ATOM}summary") or "an error without words")
    return Feed(tuple(filter(None, map(_metadata, entries))))


class _FeedBuilder(TreeBuilder):
    """Builds no tree of a document that defines entities or nests without end; a feed does neither."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002  # XMLParser calls it
        raise FeedError("")

    def start(self, tag: str, attrs: Mapping[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise FeedError("")
        return super().start(tag, dict(attrs))

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _root(data: bytes) -> Element:
    parser = XMLParser(target=_FeedBuilder())  # noqa: S314  # what it must not build, it refuses
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:  # the latter two of encodings that Python has not
        raise FeedError("") from error
    return root


def _is_error(entry: Element) -> bool:
    """Errors come as an entry with an id of their own, or with none (section 3.4)."""
    entry_id = _text(entry, f"{_ATOM}id")
    if _ERROR_ID.search(entry_id):
        return True
    return _text(entry, f"{_ATOM}title") == "Error" and not _PAPER_ID.search(entry_id)


def _metadata(entry: Element) -> PaperMetadata | None:
    found = _PAPER_ID.search(_text(entry, f"{_ATOM}id"))
    title = _text(entry, f"{_ATOM}title")
    if found is None or not title:
        return None
    abstract = _text(entry, f"{_ATOM}summary")
    comment = _text(entry, f"{_ARXIV}comment")
    primary = entry.find(f"{_ARXIV}primary_category")
    authors = (_text(author, f"{_ATOM}name") for author in entry.findall(f"{_ATOM}author"))
    return PaperMetadata(
        arxiv_id=found["id"],
        version=int(found["version"] or _linked_version(entry) or 1),
        title=title,
        authors=tuple(filter(None, authors)),
        abstract=abstract,
        category=None if primary is None else primary.get("term"),
        comment=comment or None,
        is_withdrawn=bool(_IN_COMMENT.search(comment) or _ABSTRACT_BEGINS.match(abstract)),
    )


def _linked_version(entry: Element) -> str | None:
    """Where the id has no version, as in the manual's example, the link to the abstract page has it."""
    for link in entry.findall(f"{_ATOM}link"):
        found = _PAPER_ID.search(link.get("href", "")) if link.get("rel") == "alternate" else None
        if found:
            return found["version"]
    return None


def _text(element: Element, tag: str) -> str:
    return _WHITE.sub(" ", element.findtext(tag) or "").strip(" ")
