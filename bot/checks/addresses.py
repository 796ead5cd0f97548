"""Rules `url` and `handle`: a tweet links to what the paper and the request name, and to nothing else."""

import re
from collections.abc import Iterable, Sequence

from bot.checks.anatomy import is_address
from bot.checks.entities import Entity
from bot.model import Brief, Evidence, Finding, Level, Page, Paper, Role

_BEFORE_THE_HOST = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_AFTER_THE_HOST = re.compile(r"[/?#]")
_ARXIV = re.compile(
    r"(?:export\.)?arxiv\.org/(?P<form>abs|pdf|html|format)"
    r"/(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d+)?(?:\.pdf)?"
)
_DOI = re.compile(r"(?:dx\.)?doi\.org/(?P<doi>10\.\d{4,9}/\S+)")
_ARXIV_DOI = "10.48550/arxiv."

_TITLE_PAGE = 1
_GOES_ON = r"[\w/?#=&%~]|[.-]\w|(?<=[/_-])\n\w"  # what follows, if an address does not end here

_WRITTEN = re.compile(r"(?<![\w@/])(?:[A-Za-z][A-Za-z0-9+.-]*://(?=[\w\[])\S+|@?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_AFTER_AN_ADDRESS = ".,;:!?)]}>\"'”’»"

# Endings of file names that are top-level domains too.
_FILE = re.compile(r"\.(?:cc|do|md|ml|mov|pl|ps|pt|py|rs|sh|so|tf|zip)$", re.IGNORECASE)
# "et al.In this", "e.g.is": a point without the space after it.
_MISSING_SPACE = re.compile(r"\.[A-Z][a-z]+$|^(?:\w{1,2}\.)+\w+$")


def addresses_without_link(text: str, found: Sequence[Entity]) -> list[Entity]:
    """Addresses that the platform makes no link of (other schemes, e-mail, local hosts) and people read all the same.

    Args:
        found: The links of the text, which are not given again.
    """
    written = ((match.start(), match[0].rstrip(_AFTER_AN_ADDRESS)) for match in _WRITTEN.finditer(text))
    entities = [Entity(address, start, start + len(address)) for start, address in written]
    return [one for one in entities if not any(link.start < one.end and one.start < link.end for link in found)]


def check_urls(
    found: Iterable[Entity], *, role: Role, evidence: Sequence[Evidence], paper: Paper, brief: Brief
) -> list[Finding]:
    """Rule `url`: every link and address of a tweet is declared, and none is a link by accident."""
    findings = (_check_url(link.text, role, evidence, paper, brief) for link in found)
    return [finding for finding in findings if finding is not None]


def check_handles(found: Iterable[Entity], brief: Brief) -> list[Finding]:
    """Rule `handle`: no handle that nobody gave."""
    given = {handle.lstrip("@").lower() for handle in brief.handles.values()}
    detail = "Nobody gave this handle. Write the full name, or give the handle with the request."
    return [
        Finding("handle", Level.FLAG, handle.text, detail) for handle in found if handle.text[1:].lower() not in given
    ]


def code_address(paper: Paper, brief: Brief) -> str | None:
    """Where the code is: the request's address before the paper's own."""
    return brief.code or (paper.code.url if paper.code else None)


def same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to the same place: scheme, `www.`, a last slash and the host's case do not count."""
    return _key(one) == _key(other)


def _check_url(link: str, role: Role, evidence: Sequence[Evidence], paper: Paper, brief: Brief) -> Finding | None:
    declared = [url for url in (brief.code, paper.code and paper.code.url, paper.url) if url]
    if any(same_address(link, url) for url in declared):
        return None
    if not is_address(link) and (_FILE.search(link) or _MISSING_SPACE.search(link) or _is_part_of_a_name(link, paper)):
        detail = "This becomes a link when it is posted. Say it another way, or add the space that is missing."
        return Finding("url", Level.ADVICE, link, detail)
    if _is_the_paper(link, paper):
        return _check_paper_link(link, paper)
    if any(_is_printed(link, quote.quote) for quote in evidence) or _is_cited(link, role, paper.pages):
        return None
    page = _page_with(link, paper) or _page_with_doi(link, paper)
    if page == _TITLE_PAGE and _DOI.fullmatch(_key(link)):
        return None
    if page is not None:
        detail = f"The link stands on page {page} of the paper, not in the words that this tweet rests on."
        return Finding("url", Level.ADVICE, link, detail)
    return Finding("url", Level.FLAG, link, f"Neither the paper nor the request has this link. {_known(declared)}")


def _known(declared: Sequence[str]) -> str:
    return f"They have {' and '.join(dict.fromkeys(declared))}." if declared else "They have none to cite."


def _key(address: str) -> str:
    rest = _BEFORE_THE_HOST.sub("", address.strip().rstrip(".,;:!?"))
    host = _host(rest)
    return host.lower() + rest[len(host) :].removesuffix("/")


def _host(address: str) -> str:
    return _AFTER_THE_HOST.split(address, maxsplit=1)[0]


# ---- The paper itself, under another address ----


def _is_the_paper(link: str, paper: Paper) -> bool:
    if paper.arxiv_id is None:
        return False
    arxiv, doi = _ARXIV.fullmatch(_key(link)), _DOI.fullmatch(_key(link))
    if arxiv:
        return arxiv["id"] == paper.arxiv_id
    return doi is not None and doi["doi"].lower() == f"{_ARXIV_DOI}{paper.arxiv_id}".lower()


def _check_paper_link(link: str, paper: Paper) -> Finding | None:
    arxiv = _ARXIV.fullmatch(_key(link))
    version = "" if paper.arxiv_version is None else f"v{paper.arxiv_version}"
    if arxiv is None or (arxiv["form"] == "abs" and arxiv["version"] in (None, version)):
        return None
    return Finding("url", Level.ADVICE, link, f"The address to cite is {paper.url}.")


# ---- What the paper has ----


def _is_part_of_a_name(link: str, paper: Paper) -> bool:
    """Whether the paper has it as the beginning of a name with points, such as `functor.map_const`."""
    name = re.compile(rf"(?<![\w.]){re.escape(link)}(?:[_(]|\.\w)")
    return any(name.search(page.text) for page in paper.pages)


def _page_with(link: str, paper: Paper) -> int | None:
    """The first page that has the link, under words or printed."""
    linked = (own.page for own in paper.links if same_address(link, own.url))
    printed = (page.number for page in paper.pages if _is_printed(link, page.text))
    return next(linked, None) or next(printed, None)


def _page_with_doi(link: str, paper: Paper) -> int | None:
    """The first page that prints what the link is the address of, as "doi: 10.1000/182", outside the reference list."""
    doi = _DOI.fullmatch(_key(link))
    if doi is None:
        return None
    name = re.compile(rf"(?<![\w./]){_over_line_ends(doi['doi'])}/?(?!{_GOES_ON})", re.IGNORECASE)
    for page in paper.pages:
        first, last = page.references or (len(page.text), len(page.text))
        if name.search(page.text[:first] + "\n" + page.text[last:]):
            return page.number
    return None


def _is_printed(link: str, text: str) -> bool:
    """Whether `text` prints the whole address; a line may end after a sign of it, and it may not go on."""
    key = _key(link)
    host = _host(key)
    if host not in text.lower():
        return False
    rest = _over_line_ends(key[len(host) :])
    return re.search(rf"(?<![\w.@-])(?i:(?:www\.)?{re.escape(host)}){rest}/?(?!{_GOES_ON})", text) is not None


def _over_line_ends(address: str) -> str:
    """The pattern of an address, in which a line may end after a sign."""
    return "".join(re.escape(sign) + ("\n?" if sign in "/._-" else "") for sign in address)


def _is_cited(link: str, role: Role, pages: Sequence[Page]) -> bool:
    """Whether a tweet about prior work links to what the reference list names by its arXiv id or DOI."""
    arxiv, doi = _ARXIV.fullmatch(_key(link)), _DOI.fullmatch(_key(link))
    if arxiv:
        name = rf"(?<![\w.]){re.escape(arxiv['id'])}(?!\d)"
    elif doi:
        name = rf"(?<![\w.]){re.escape(doi['doi'])}(?!\w)"
    else:
        return False
    references = "\n".join(page.text[slice(*page.references)] for page in pages if page.references)
    return role is Role.PRIOR_WORK and any(
        re.search(name, references.replace("\n", joint), re.IGNORECASE) for joint in ("", " ")
    )
