"""Which of a paper's links is its own code."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.model import CodeLink, Link, Page

_ZENODO_DOI = "doi.org/10.5281/zenodo"
_HOSTS = {
    "github.com": "GitHub", "gitlab.com": "GitLab", "bitbucket.org": "Bitbucket", "codeberg.org": "Codeberg",
    "gitlab.io": "GitLab", "github.io": "GitHub", "sourceforge.net": "SourceForge", "huggingface.co": "Hugging Face",
    "code.google.com": "Google Code", "git.sr.ht": "SourceHut", "zenodo.org": "Zenodo", "osf.io": "OSF",
    "anonymous.4open.science": "Anonymous GitHub", _ZENODO_DOI: "Zenodo",
}  # fmt: skip
_OWN_SERVER = re.compile(r"^(?:git|gitlab|gitea|forgejo)\.")  # of a university or an institute
_WEAK_HOSTS = frozenset({"github.io", "gitlab.io", "huggingface.co", "zenodo.org", "osf.io", _ZENODO_DOI})
_ARCHIVES = frozenset({"zenodo.org", "osf.io", _ZENODO_DOI})  # of data as well: theirs is code where the words say so
_CODE = re.compile(r"\b(?:code|software|scripts|replication (?:packages?|files|materials|archive))\b", re.I)
_OWN = re.compile(
    r"\b(?:our|the)\s+(?:\w+\s+){0,2}(?:code|implementation|source|repository|scripts|software|library|tool|toolkit)\b"
    r"|\bcode(?:s|base)?\b[^.]{0,80}"
    r"\b(?:available|released?|collated|deposited|hosted|provided|published|found|accessed)\b"
    r"|\bavailable\b[^.]{0,40}\b(?:at|on|from)\b|\bwe (?:\w+ )?(?:release|open-?source|provide|publish)"
    r"|\bopen-?sourced?\b|^\s*code\b|\bcode(?: and data)?(?: availability)?:|\bcode availability\b|代码",
    re.I | re.M,
)
# Of a link to anywhere: "We release our data and code at ...".
_SAYS_IT_IS_CODE = re.compile(
    r"\b(?:we|our)\b[^.]{0,80}\b(?:code|implementation|software|toolkit|scripts)\b[^.:]{0,60}(?:\bat|\bon|\bfrom|\bvia|:)\s*\W?\s*$",
    re.I,
)
# "The data and code are available at ...": nobody says that of another's work.
_SAYS_DATA_AND_CODE = re.compile(
    r"\b(?:data(?:sets?)?(?:,| and|, and| &) (?:\w+ )?code|codes?(?:,| and|, and| &) (?:\w+ )?data"
    r"|replication (?:packages?|files|codes?|materials|archive)|our (?:\w+ )?code"
    r"|codes?\s(?:(?:that|which|to|for)\s)?reproduc(?:es?|ing)\s(?:the|our|all)\b[^.:]{0,60})\b[^.:]{0,160}"
    r"\bavail[-\u2010\u00ad]?\s?able\b[^.:]{0,60}(?:\bat|\bon|\bfrom|\bvia|:)\s*\W?\s*$",
    re.I,
)
# What stands behind the list of references on its page would else be taken for an entry.
_OF_THIS_PAPER = re.compile(
    r"\b(?:codes?|software|packages?|materials|files|scripts)\s(?:for|of|behind|accompanying)\s(?:this|our)\s"
    r"(?:paper|article|study|work)\b[^.:]{0,60}(?:\bat|\bon|\bfrom|\bvia|:)\s*\W?\s*$",
    re.I,
)
# More than what is said of a tool: "All code to reproduce the plots in this paper is available at ...".
_REPRODUCES = re.compile(
    r"\bcodes?\b[^.:]{0,60}\b(?:reproduc(?:es?|ing)|(?:in|of|for) this (?:paper|article|study|work))\b[^.:]{0,120}"
    r"(?:\bat|\bon|\bfrom|\bvia|:)\s*\W?\s*$",
    re.I,
)
_NO_CODE = frozenset("doi.org dx.doi.org arxiv.org youtube.com youtu.be twitter.com".split())
_WORD = re.compile(r"[a-z0-9]{3,}")
_ABOUT_REPOSITORY = re.compile(  # its people, its issues, its papers: pages that belong to it and hold no code
    r"^(https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org)/[^/]+/[^/]+)(?:/-)?"
    r"/(?:(?:graphs|issues|pulls?|releases|actions|discussions|network|stargazers|contributors|commits|tags|branches)\b.*"
    r"|(?:blob|raw|tree)/.*\.(?:pdf|docx?|pptx?))$"
)
_A_PAPER = re.compile(r"\.(?:pdf|docx?|pptx?)$", re.I)
_IN_OUR_REPOSITORY = re.compile(r"\bour (?:\w+ )?(?:repository|repo)\b[^.]{0,40}$", re.I)
# Words that titles and repositories of any two papers share.
_COMMON = frozenset(
    "and are data dataset datasets deep for from language large learning machine model modeling models network "
    "networks neural open paper pre pretrain pretraining research the through towards train trained training "
    "using via with".split()
)
_SCHEME = r"(?:https?\s*:\s*/\s*/\s*)?(?:www\.\s*)?"
_MARK = re.compile("^[⁰¹²³⁴-⁹*†‡§]+")
_FIRST_ENTRIES = 3  # lines; a list whose entries open with marks shows it there
_OFTEN = 4  # pages that link a repository, under each figure for instance
_ENOUGH = 3  # below it the link may be anybody's
_AROUND_CHARS = 220
_TELLING_CHARS = 60


def find_code(links: Sequence[Link], pages: Sequence[Page], title: str) -> CodeLink | None:
    """The link that most looks like the authors' own repository, or None when none looks like it."""
    best: tuple[int, CodeLink] | None = None
    for link in links:
        page = pages[link.page - 1]
        place = _place(link, page.text)
        if place is not None and _is_in_references(page, place):
            continue
        on_pages = len({other.page for other in links if _repository(other.url) == _repository(link.url)})
        score, why = _score(link, page.text, place, title, on_pages)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = (score, CodeLink(_ABOUT_REPOSITORY.sub(r"\1", _as_first_written(link.url, links)), why))
    return best[1] if best else None


def _as_first_written(url: str, links: Sequence[Link]) -> str:
    """The address of the same place as the paper writes it first: with or without a slash at its end."""
    return next(link.url for link in links if link.url.rstrip("/") == url.rstrip("/"))


def _is_in_references(page: Page, place: int) -> bool:
    """Whether the link stands in an entry of the list: a footnote may stand below the entries of its page."""
    if not page.references or not page.references[0] <= place < page.references[1]:
        return False
    if _OF_THIS_PAPER.search(page.text[max(place - _AROUND_CHARS, 0) : place]):
        return False
    start = page.text.rfind("\n", 0, place) + 1
    entries = page.text[page.references[0] : start].splitlines()[:_FIRST_ENTRIES]
    return not _MARK.match(page.text[start:]) or any(map(_MARK.match, entries))


def _score(link: Link, text: str, place: int | None, title: str, on_pages: int) -> tuple[int, str]:
    parts = urlsplit(link.url)
    host = (parts.hostname or "").removeprefix("www.")
    known = _ZENODO_DOI if f"{host}{parts.path}".startswith(_ZENODO_DOI) else None
    known = known or next((known for known in _HOSTS if host == known or host.endswith("." + known)), None)
    if known is None and not _OWN_SERVER.match(host):
        before = text[:place][-_AROUND_CHARS:] if place is not None and host not in _NO_CODE else ""
        is_said = _SAYS_IT_IS_CODE.search(before) or _SAYS_DATA_AND_CODE.search(before)
        why = f"a link on page {link.page}; the words before it say that the authors' code is there"
        return (_ENOUGH, why) if is_said else (0, "")
    if _A_PAPER.search(parts.path) and not _IN_OUR_REPOSITORY.search(text[: place or 0][-_AROUND_CHARS:]):
        return 0, ""
    steps = [step for step in parts.path.split("/") if step]
    if known in (None, "github.com", "gitlab.com", "codeberg.org") and len(steps) < 2:
        return 0, ""  # a person or a group, no repository
    reasons = [f"a link to {_HOSTS[known] if known else host} on page {link.page}"]
    around = _around(text, place)
    is_weak = known in _WEAK_HOSTS and not (known in _ARCHIVES and _CODE.search(around))
    score = -3 if is_weak else int(known not in _ARCHIVES)
    if _OWN.search(around) or _OWN.search(link.text):
        score += 3
        reasons.append("words near it say that code is available")
    if link.page <= 2:
        score += 2
        reasons.append("it is among the first pages")
    name = set(_WORD.findall(" ".join(steps[:2]).casefold()))
    shared = sorted((set(_WORD.findall(title.casefold())) & name) - _COMMON)
    if shared:
        score += 2
        reasons.append(f"its name shares “{shared[0]}” with the title")
    if "blob" in steps:
        score -= 1  # one file of a repository: more often somebody else's
    if on_pages > 1:
        score += 1 + (on_pages >= _OFTEN)
    if place is not None and _REPRODUCES.search(text[max(place - _AROUND_CHARS, 0) : place]):
        score += 2
    return score, "; ".join(reasons)


def _repository(url: str) -> tuple[str, ...]:
    """Host, owner and name: what the addresses of the files of a repository share."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, *[step for step in parts.path.split("/") if step][:2]


def _around(text: str, place: int | None) -> str:
    """The words around a link; for one in a footnote those around its mark too."""
    if place is None:
        return ""
    around = text[max(place - _AROUND_CHARS, 0) : place + _AROUND_CHARS]
    mark = _MARK.match(text[text.rfind("\n", 0, place) + 1 : place + 1])
    call = text.find(mark.group()) if mark else -1
    return around + " " + text[max(call - _AROUND_CHARS, 0) : call] if 0 <= call < place - 1 else around


def _place(link: Link, text: str) -> int | None:
    """Where the page's text has the link: by the words that it lies under, or by its address."""
    bare = re.sub(r"^https?://(?:www\.)?", "", link.url)
    address = bare[:_TELLING_CHARS]
    # Of a link that lies under a word more than its address, the address is the place.
    for words in (address, link.text) if address in link.text else (link.text, address):
        if len(words) >= 4:
            # The address may run over a line end, with a hyphen or without.
            found = re.search(_SCHEME + r"-?\s*".join(map(re.escape, "".join(words.split()))), text)
            if found:
                return found.start()
    return None
