"""Links, mentions and hashtags of a text, as the tweet platform finds them when it shows a post.

Written from the platform's published behaviour (its conformance cases are in the tests). A link needs no scheme there:
`train.py` is one, because .py is a country's domain, and so is the `al.In` of "et al.In this".
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

INVALID_CHARACTERS = "\ufffe\ufeff\uffff"
"""Characters that the platform refuses in a post."""

_MAX_LABEL_CHARS = 63  # DNS, RFC 1035, in the encoded form
_MAX_TOP_LEVEL_CHARS = 24  # the longest that is in use has 18 letters (xn-- forms are matched by their look)
_MAX_LINK_CHARS = 4096  # twitter-text: a longer one is not made a link
_MAX_SHORTENER_SLUG_CHARS = 40  # twitter-text: a longer t.co path is no short link

_ACCENTED = "À-ÖØ-öø-ɏɓɔɖɗəɛɣɨɯɲʉʋʻ\u0300-\u036fḀ-ỿ"
_CYRILLIC = "\u0400-\u04ff"
_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOT_BEFORE_A_LINK = f"A-Za-z0-9@＠$#＃{INVALID_CHARACTERS}"
_NO_LABEL_CHARACTER = rf"\s\p{{Cc}}{INVALID_CHARACTERS}{_DIRECTION_MARKS}!-,./:-@\[-\^`\{{-~"


class Entity(NamedTuple):
    """A link, mention or hashtag: the words as written, `@` and `#` included, and where they stand."""

    text: str
    start: int
    end: int


def links(text: str) -> tuple[Entity, ...]:
    """What the platform makes a link of, in order; never raises, and takes time in proportion to the text."""
    found: list[Entity] = []
    position = 0
    start_of_link = _host_pattern()
    while candidate := start_of_link.search(text, position):
        start, end = candidate.start(), _link_end(text, candidate)
        if end is not None and end - start <= _MAX_LINK_CHARS:
            found.append(Entity(text[start:end], start, end))
        position = end or candidate.end()
    return tuple(found)


def mentions(text: str) -> tuple[Entity, ...]:
    """Handles with their `@`, in order; none inside a link, an e-mail address or a word such as Pass@1."""
    return _outside_links(text, _mention_pattern())


def hashtags(text: str) -> tuple[Entity, ...]:
    """Hashtags with their `#`, in order; none inside a link, and none without a letter."""
    return _outside_links(text, _hashtag_pattern())


def is_hashtag(word: str) -> bool:
    """Whether `#` and this word make one hashtag of the whole."""
    tag = f"#{word}"
    return [found.text for found in hashtags(tag)] == [tag]


def is_link(address: str) -> bool:
    """Whether the platform makes one link of the whole address."""
    return [found.text for found in links(address)] == [address]


def _outside_links(text: str, pattern: regex.Pattern[str]) -> tuple[Entity, ...]:
    found = [Entity(text[match.start() : match.end()], *match.span()) for match in pattern.finditer(text)]
    if not found:
        return ()
    taken = links(text)
    return tuple(
        entity for entity in found if not any(link.start < entity.end and entity.start < link.end for link in taken)
    )


# ---- Links: a run of labels, then a top-level domain, then port, path and query ----


def _link_end(text: str, candidate: regex.Match[str]) -> int | None:
    """Where the link ends that begins with this run of dotted labels, or None if it is no link."""
    host_start = candidate.start("host")
    for dot in _dots_after_valid_labels(candidate["host"]):
        host_end = _top_level_end(text, host_start + dot + 1)
        if host_end is not None:
            break
    else:
        return None

    if candidate["scheme"] and text[host_start:host_end].lower() == "t.co":
        return _shortener_end(text, host_end)
    port_end = _port_end(text, host_end)
    path_end = _path_end(text, port_end)
    if not candidate["scheme"] and path_end == port_end:
        return host_end  # a bare domain takes port and query along only with a path
    return _query_end(text, path_end)


def _dots_after_valid_labels(host: str) -> list[int]:
    """Offsets of the dots that may stand before the top-level domain, the longest host first."""
    dots: list[int] = []
    offset = 0
    for label in host.split(".")[:-1]:
        if not _is_label(label):
            break
        if "_" not in label:  # only a sub-domain may carry an underscore
            dots.append(offset + len(label))
        offset += len(label) + 1
    return dots[::-1]


def _is_label(label: str) -> bool:
    if len(label) > _MAX_LABEL_CHARS or label[0] in "-_" or label[-1] in "-_":
        return False
    if label.isascii():
        return True
    return not label.lower().startswith("xn--") and len(label.lower().encode("punycode")) <= (
        _MAX_LABEL_CHARS - len("xn--")
    )


def _top_level_end(text: str, start: int) -> int | None:
    """Where the longest top-level domain ends that begins at `start` and is not the beginning of a longer word."""
    known = _top_level_domains()
    for end in range(min(start + _MAX_TOP_LEVEL_CHARS, len(text)), start + 1, -1):
        if text[start:end].lower() in known and _not_in_a_word(text, end):
            return end
    encoded = _encoded_pattern().match(text, start)
    return encoded.end() if encoded and _not_in_a_word(text, encoded.end()) else None


def _not_in_a_word(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return not (following and following.isascii() and (following.isalnum() or following in "@+-"))


def _shortener_end(text: str, host_end: int) -> int | None:
    slug = regex.compile(r"/([A-Za-z0-9]++)").match(text, host_end)
    if slug is None:
        return host_end
    return None if len(slug[1]) > _MAX_SHORTENER_SLUG_CHARS else _query_end(text, slug.end())


def _port_end(text: str, start: int) -> int:
    port = regex.compile(r":\d++").match(text, start)
    return port.end() if port else start


def _path_end(text: str, start: int) -> int:
    run = _path_pattern().match(text, start)
    return start + len(_path_tail_pattern().sub("", run[0])) if run else start


def _query_end(text: str, start: int) -> int:
    run = regex.compile(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*+").match(text, start)
    return start + len(run[0].rstrip("!?*'@();:+$%[].,~|")) if run else start


# ---- Patterns, compiled when first needed ----


@cache
def _host_pattern() -> regex.Pattern[str]:
    bare_label = rf"[A-Za-z0-9_\-{_ACCENTED}]"
    return regex.compile(
        rf"(?<![{_NOT_BEFORE_A_LINK}])(?P<scheme>(?i:https?)://)(?P<host>(?:[^{_NO_LABEL_CHARACTER}]++\.)++)"
        rf"|(?<![{_NOT_BEFORE_A_LINK}{_ACCENTED}_\-./])(?P<host>(?:{bare_label}++\.)++)"
    )


@cache
def _path_pattern() -> regex.Pattern[str]:
    plain = rf"[A-Za-z0-9{_CYRILLIC}{_ACCENTED}!*';:=+,.$/%#\[\]\-_~@|&–]"
    return regex.compile(rf"/(?:{plain}++|\((?:{plain}++|\({plain}*+\))*+\))*+")


@cache
def _path_tail_pattern() -> regex.Pattern[str]:
    """What a path cannot end with: the punctuation of the sentence around it."""
    return regex.compile(r"[!*';:,.$%\[\]~@|&–]++$")


@cache
def _encoded_pattern() -> regex.Pattern[str]:
    return regex.compile(r"(?i:xn--)[A-Za-z0-9\-]++")


@cache
def _mention_pattern() -> regex.Pattern[str]:
    return regex.compile(
        r"(?:(?<![A-Za-z0-9_!#$%&*@＠])|(?<=(?<![A-Za-z0-9_+~.\-])(?i:rt:?)))"
        rf"[@＠][A-Za-z0-9_]{{1,20}}+(?![@＠{_ACCENTED}]|://)"
    )


@cache
def _hashtag_pattern() -> regex.Pattern[str]:
    # Letters, marks and digits of every script, and the signs that stand inside words of some of them.
    word = r"\p{L}\p{M}\p{Nd}_·\u05be\u05f3\u05f4\u0f0b\u0f0c\u200c\u200d〃〜\u309b\u309c゠・\ua67e～"
    return regex.compile(
        # A variation selector is a mark, but before a hashtag it is the end of an emoji.
        rf"(?:(?<![&{word}])|(?<=[\ufe0e\ufe0f]))"
        rf"[#＃](?![\ufe0f\u20e3])(?=[{word}]*[\p{{L}}\p{{M}}])[{word}]++(?![#＃]|://)"
    )


@cache
def _top_level_domains() -> frozenset[str]:
    """Every top-level domain in lower case, from the registries' part of the Public Suffix List."""
    listed = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text(encoding="utf-8")
    registries = listed.partition("===BEGIN ICANN DOMAINS===")[2].partition("===END ICANN DOMAINS===")[0]
    rules = (line.strip() for line in registries.splitlines())
    return frozenset(rule.rpartition(".")[2] for rule in rules if rule and not rule.startswith("//"))
