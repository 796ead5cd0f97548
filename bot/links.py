"""arXiv papers named in text: links in every shape, `arXiv:` mentions, DOIs.

Where a thing stands counts as much as its shape. The host of an address must be one that serves arXiv papers, and an
address inside another address (a redirect, an archived copy) is part of the outer one. A bare id names a paper only as
the argument of a command.

`find_refs` walks once from left to right over a copy of the text of the same length. A pattern has a bounded reach, or
it keeps what it scanned (possessive quantifiers) and the walk goes on behind that: the time is linear in the text.
"""

import re
from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase, digits

from bot.model import PaperRef


def find_refs(text: str) -> tuple[PaperRef, ...]:
    """The papers that `text` names, each once, in the order of their first mention.

    Two versions of a paper are two references. A mention without a version stands for the first one with a version,
    even if that comes later: a link and its label often differ in nothing else, and who pins a version wants that one.
    """
    mentions = tuple(_mentions(text))
    pinned = {ref.arxiv_id: ref for ref in reversed(mentions) if ref.version is not None}
    once: dict[tuple[str, int | None], PaperRef] = {}
    for mention in mentions:
        ref = pinned.get(mention.arxiv_id, mention) if mention.version is None else mention
        once.setdefault((ref.arxiv_id, ref.version), ref)
    return tuple(once.values())


def parse_ref(argument: str) -> PaperRef | None:
    """The paper that a command's argument names, by a bare id or as in any text; None if that is not exactly one."""
    if bare := _BARE_ID.fullmatch(argument.translate(_FOLD)):
        return _ref(bare, argument[slice(*bare.span("id"))])
    refs = find_refs(argument)
    return refs[0] if len(refs) == 1 else None


# ---- Identifiers ----

# The archives with ids of the old form, closed ones included (arXiv's own table, `ARCHIVES` of its arxiv-base).
_ARCHIVES = """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga
    funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph
    q-alg q-bio quant-ph solv-int supr-con
""".split()

_SLASH = "(?:/|%2f)"
_WIDE_COLON = "："  # what Chinese and Japanese keyboards give
_WIDE_STOP = "．"
_COLON = f"(?:[:{_WIDE_COLON}]|%3a)"
_MONTH = "(?:0[1-9]|1[0-2])"

# The old form until March 2007, then four digits a month, five from January 2015 (arXiv's help on its identifiers).
_ID = rf"""
    (?P<id>
        (?:
            (?P<new>
                (?: 07(?:0[4-9]|1[0-2]) | (?:0[89]|1[0-4]){_MONTH} ) [.{_WIDE_STOP}] [0-9]{{4}}
              | (?:1[5-9]|[2-9][0-9]){_MONTH} [.{_WIDE_STOP}] [0-9]{{5}}
            )
          | (?P<archive> {"|".join(_ARCHIVES)} )
            (?: \.[a-z]{{2,6}}(?:-[a-z]{{2,5}})? )?  # math.GT/0309136 is math/0309136
            {_SLASH}
            (?P<number> (?: (?:9[1-9]|0[0-6]){_MONTH} | 070[1-3] ) [0-9]{{3}} )
        )
        (?: v(?P<version>[1-9][0-9]{{0,2}}) )?
        (?! v?[0-9] )
    )
"""

# ---- Pages about one paper ----

_ARXIV_PAGES = "(?:abs|pdf|html|format|src|e-print|ps|dvi|anc|bibtex|tb|refs|cits|ftp/arxiv/papers/[0-9]{4})/"
_PAGES = {
    # A domain, with all its subdomains (export.arxiv.org, ar5iv.labs.arxiv.org, dx.doi.org), and what leads to an id.
    "arxiv.org": _ARXIV_PAGES,
    "ar5iv.org": _ARXIV_PAGES,  # made for putting a 5 in the place of the x of an address
    "alphaxiv.org": "(?:[a-z-]{2,12}/){1,2}",  # abs/, overview/, zh/overview/ and others
    "huggingface.co": "(?:api/)?papers/",
    "hf.co": "papers/",
    "doi.org": r"10\.48550/arxiv\.",
}
_PAGE_PATHS = {
    domain: re.compile(
        rf"""
        (?: :[0-9]{{0,5}} )?
        {_SLASH} {way.replace("/", _SLASH)} (?: arxiv{_COLON} )?
        {_ID}
        (?: \.(?:pdf|ps|html|md) (?![0-9a-z]) )?
        """,
        re.VERBOSE,
    )
    for domain, way in _PAGES.items()
}

# ---- Where a mention begins, and where an address ends; all in folded text ----

# Scripts without spaces between words: a link may follow their letters. After any other letter, "arxiv" is the end of a
# longer name.
_UNSPACED = r"\u0e00-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NOT_IN_A_WORD = rf"(?<![^\W_{_UNSPACED}])"

# Browsers drop these from the name of a host, so what stands before one belongs to the name.
_INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"

_MENTION = rf"""
    # an address with its scheme; a user before the host may only pose as one
    (?: https?[:{_WIDE_COLON}]// )++
    (?: [0-9a-z_.:%~!$&+=@-]*@ )?+
    (?P<host> [\w.%{_INVISIBLE}-]*+ )
  |
    # an address that is percent-encoded from its scheme on, or has no scheme and so must begin a word
    (?:
        https?%3a%2f%2f
      | {_NOT_IN_A_WORD} (?<![@\\-]) (?<![0-9a-z-]\.) (?<![^/]/)
        (?= (?:[0-9a-z-]++\.)++ [a-z][0-9a-z-]*+ (?: :[0-9]{{1,5}} )? (?:[/?\#]|%2f) )
    )
    (?P<bare_host> [\w.{_INVISIBLE}-]*+ )
  |
    # a DOI, or the word arXiv and an id
    (?:
        (?<![0-9a-z.]) 10\.48550{_SLASH}arxiv\.
      | {_NOT_IN_A_WORD} arxiv
        (?=[\s:{_WIDE_COLON}%*_`]) (?: \s(?:id|paper|preprint) )? [\s*_`]{{0,3}} {_COLON}? [\s*_`]{{0,3}}
    )
    {_ID}
"""
_NEXT_MENTION = re.compile(_MENTION, re.VERBOSE)

# White space, a closing mark, punctuation beyond ASCII; or another mention, if the character before it cannot stand
# between the parts of an address.
_ADDRESS_END = re.compile(
    rf"[\s<>\"`|)\]}}] | [^\w\x00-\x7f] | (?<![0-9a-z/=?&\#:%+.~@!$_\\-]) (?={_MENTION})", re.VERBOSE
)
_PATH_GOES_ON = frozenset("/?#&%")

_BARE_ID = re.compile(rf"(?:[^\w/]|_)*+ {_ID} [\W_]*+", re.VERBOSE)

# Capitals become small and wide characters narrow, one for one. `str.lower` would change the length, and
# `re.IGNORECASE` takes "ı" and "ſ" for letters of a host's name.
_FOLD = str.maketrans(
    ascii_uppercase + "".join(chr(ord(char) + 0xFEE0) for char in digits + ascii_lowercase + ascii_uppercase),
    ascii_lowercase + digits + ascii_lowercase + ascii_lowercase,
)


def _mentions(text: str) -> Iterator[PaperRef]:
    folded = text.translate(_FOLD)
    position = 0
    while mention := _NEXT_MENTION.search(folded, position):
        named = mention if mention["id"] else _page(mention)
        if named:
            yield _ref(named, text[mention.start() : named.end()])
        position = (named or mention).end()
        if not named or folded[position : position + 1] in _PATH_GOES_ON:
            end = _ADDRESS_END.search(folded, position)
            position = end.start() if end else len(folded)


def _page(address: re.Match[str]) -> re.Match[str] | None:
    """The rest of `address`, up to the id, if it is that of a page about one paper."""
    host = (address["host"] or address["bare_host"] or "").rstrip(".")
    path = _PAGE_PATHS.get(".".join(host.rsplit(".", 2)[-2:]))
    return path.match(address.string, address.end()) if path else None


def _ref(named: re.Match[str], as_written: str) -> PaperRef:
    arxiv_id = f"{named['archive']}/{named['number']}" if named["archive"] else named["new"].replace(_WIDE_STOP, ".")
    version = int(named["version"]) if named["version"] else None
    return PaperRef(arxiv_id=arxiv_id, version=version, as_written=as_written)
