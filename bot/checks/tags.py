"""Hashtags: which a draft may use, and whether a tweet keeps to them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.checks.entities import Entity, is_hashtag
from bot.model import Brief, Evidence, Finding, Level, Role, TaggedTweets, Voice

CODE_TAG = "#code"
"""Stands on the code tweet, beside its topic tags."""

MAX_TOPIC_TAGS = 2

_YEAR = re.compile(r"(?<!\d)(?P<whole>(?:19|20)\d\d)(?!\d)|(?<=['’])(?P<short>\d\d)(?!\d)")
_NO_WORD = re.compile(r"[^\w\s'’-]+")
_GAPS = re.compile(r"[\s'’-]+")


def tweet_tags(brief: Brief, role: Role, number: int) -> tuple[str, ...]:
    """The tags behind the prose of a tweet, with `#`: the topic's where it carries them, and the code tweet's own."""
    is_tagged = brief.tagged is TaggedTweets.EVERY or (brief.tagged is TaggedTweets.FIRST and number == 1)
    return (*(topic_tags(brief) if is_tagged else ()), *((CODE_TAG,) if role is Role.CODE else ()))


def topic_tags(brief: Brief) -> tuple[str, ...]:
    """The topic tags of a draft, with `#`: at most two.

    They are the ones asked for. Where none was, the authors' drafts take the venue's, with its year if it is known.
    """
    asked = tuple(f"#{word}" for word in map(_one_word, brief.tags) if is_hashtag(word))
    if asked or brief.voice is Voice.CURATOR:
        return _each_once(asked)[:MAX_TOPIC_TAGS]
    return venue_tags(brief.venue)[-1:]


def with_category_tags(brief: Brief, category: str | None, table: Mapping[str, Sequence[str]]) -> Brief:
    """The brief with the table's tags for an arXiv category, or for its whole archive; tags asked for count first."""
    if brief.tags or category is None:
        return brief
    return replace(brief, tags=tuple(table.get(category) or table.get(category.partition(".")[0]) or ()))


def venue_tags(venue: str | None) -> tuple[str, ...]:
    """`NeurIPS 2023` as (#NeurIPS, #NeurIPS2023); without a year one tag, without a name none.

    What follows the year ("workshop") is no part of the name: see `venue_kind`.
    """
    parts = _venue(venue)
    tags = (f"#{parts.name}", f"#{parts.name}{parts.year}")
    return tags[: 2 if parts.year else 1] if is_hashtag(parts.name) else ()


def venue_kind(venue: str | None) -> str:
    """What follows the year in a venue's name: "workshop" of "ICML 2023 workshop", mostly ""."""
    return _venue(venue).kind


def permitted_tags(brief: Brief, role: Role) -> frozenset[str]:
    """Every tag that a tweet of this role may carry, case folded."""
    venue = _venue(brief.venue)
    short = f"#{venue.name}{venue.year[-2:]}"  # people write #NeurIPS23 too
    tags = [*(f"#{_one_word(word)}" for word in brief.tags), *venue_tags(brief.venue)]
    tags += [short] * bool(venue.year and venue.name) + [CODE_TAG] * (role is Role.CODE)
    return frozenset(tag.casefold() for tag in tags)


def check_tags(tags: Iterable[Entity], *, brief: Brief, role: Role, evidence: Sequence[Evidence] = ()) -> list[Finding]:
    """Rule `tag`: no tag that nobody gave, and not more than two of them that are the topic's.

    Args:
        evidence: A word of the paper that only looks like a tag (#P) is advised against, not flagged.
    """
    permitted = permitted_tags(brief, role)
    venue = {tag.casefold() for tag in (*venue_tags(brief.venue), CODE_TAG)}
    findings: list[Finding] = []
    topics: list[str] = []
    for tag in tags:
        folded = f"#{tag.text[1:]}".casefold()
        if folded not in permitted and any(tag.text in quote.quote for quote in evidence):
            detail = "This becomes a hashtag when it is posted. Say it another way if it is not meant as one."
            findings.append(Finding("tag", Level.ADVICE, tag.text, detail))
        elif folded not in permitted:
            detail = f"Nobody gave this tag. {_known(permitted)}"
            findings.append(Finding("tag", Level.FLAG, tag.text, detail))
        elif folded not in venue:
            topics.append(tag.text)
    if len(topics) > MAX_TOPIC_TAGS:
        detail = f"{len(topics)} topic tags; {MAX_TOPIC_TAGS} on a tweet are enough."
        findings.append(Finding("tag", Level.ADVICE, " ".join(topics), detail))
    return findings


def unusable_tags(brief: Brief) -> list[Finding]:
    """Rule `tag`, for the request: tags asked for that are none on the platform, or are more than a tweet takes."""
    words = {asked: _one_word(asked) for asked in brief.tags}
    none = [asked for asked, word in words.items() if not is_hashtag(word)]
    usable = _each_once(f"#{word}" for asked, word in words.items() if asked not in none)
    findings = [
        Finding("tag", Level.ADVICE, asked, "This makes no tag there: it needs a letter, and no sign but “_”.")
        for asked in none
    ]
    if len(usable) > MAX_TOPIC_TAGS:
        detail = f"{MAX_TOPIC_TAGS} topic tags on a tweet are enough; these were left out."
        findings.append(Finding("tag", Level.ADVICE, " ".join(usable[MAX_TOPIC_TAGS:]), detail))
    return findings


def _known(permitted: Iterable[str]) -> str:
    known = sorted(permitted)
    return f"Known: {', '.join(known)}." if known else "None is known: name it in the request if it is wanted."


@dataclass(frozen=True, slots=True)
class _Venue:
    """A venue's name as one word, its year with four digits, and what stands behind; "" for what is not there."""

    name: str
    year: str
    kind: str


def _venue(venue: str | None) -> _Venue:
    words = " ".join(_NO_WORD.sub(" ", venue or "").split())
    found = _YEAR.search(words)
    if found is None:
        return _Venue(_one_word(words), "", "")
    before, behind = words[: found.start()].strip(), words[found.end() :].strip()
    year = found["whole"] or f"20{found['short']}"
    return _Venue(_one_word(before), year, behind) if before else _Venue(_one_word(behind), year, "")


def _one_word(words: str) -> str:
    """`machine learning` as MachineLearning: a tag holds no space, and capitals keep it readable."""
    parts = _GAPS.split(words.strip().lstrip("#＃"))
    return parts[0] if len(parts) == 1 else "".join(part[:1].upper() + part[1:] for part in parts)


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple({tag.casefold(): tag for tag in reversed(list(tags))}.values())[::-1]
