"""The rules that only the whole draft can keep or break, and what the paper or the request leaves it without."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz.fuzz import token_set_ratio

from bot.checks.addresses import code_address, same_address
from bot.checks.anatomy import anatomy, beside_title, is_address
from bot.checks.clauses import stems
from bot.checks.entities import is_link, links
from bot.checks.tags import unusable_tags
from bot.model import Brief, Finding, Level, Paper, Role, Section, Tweet, WriterName, Zone
from bot.wording import counted, elided, listed_pages

MOST_ALIKE = 85.0
"""Of 100, by token sets; two honest tweets of one thread stay below."""

MOST_SHARED = 0.75
"""Part of the stems of the shorter of two tweets that the other may have. Measured: no honest pair of 144 tweets."""

_FEWEST_STEMS = 4
_ROLES = tuple(Role)
_SHOWN_CHARS = 60
_BY_RULE = (Role.ANNOUNCEMENT, Role.CODE)
_FEW_CLAIMS = 2  # a contribution and a result come before a limitation


def check_count(tweets: Sequence[Tweet], brief: Brief) -> list[Finding]:
    """Rule `count`: as many tweets as were asked for; fewer when the paper gives no more."""
    if len(tweets) < brief.min_tweets:
        detail = (
            f"{counted(len(tweets), 'tweet')} instead of {brief.min_tweets}: the paper gives no more that can stand."
        )
    elif len(tweets) > brief.max_tweets:
        detail = f"{counted(len(tweets), 'tweet')}, and {brief.max_tweets} were asked for at most."
    else:
        return []
    return [Finding("count", Level.ADVICE, "", detail)]


def check_order(tweets: Sequence[Tweet]) -> list[Finding]:
    """Rule `order`: the announcement first, the code second, then claim by claim in the order of roles."""
    findings: list[Finding] = []
    if tweets and tweets[0].role is not Role.ANNOUNCEMENT:
        findings.append(Finding("order", Level.ADVICE, "", "The first tweet does not announce the paper."))
    for before, tweet in pairwise(tweets):
        if _ROLES.index(tweet.role) < _ROLES.index(before.role):
            here, there = (f"{one.number} ({_name(one.role)})" for one in (tweet, before))
            detail = f"Tweet {here} belongs before tweet {there}."
            findings.append(Finding("order", Level.ADVICE, "", detail))
    return findings


def check_duplicates(tweets: Sequence[Tweet], paper: Paper) -> list[Finding]:
    """Rule `duplicate`: no two tweets say the same; the title, links, tags and counters are not compared."""
    bodies = [(tweet.number, anatomy(beside_title(tweet.text, paper.title)).prose) for tweet in tweets]
    telling = [(number, body, stems(body)) for number, body in bodies if len(stems(body)) >= _FEWEST_STEMS]
    return [
        Finding("duplicate", Level.ADVICE, "", f"Tweets {one} and {other} say the same. Keep one, or merge them.")
        for (one, body, some), (other, again, more) in combinations(telling, 2)
        if len(some & more) >= MOST_SHARED * min(len(some), len(more)) or token_set_ratio(body, again) >= MOST_ALIKE
    ]


def check_limitation(tweets: Sequence[Tweet], paper: Paper, brief: Brief) -> list[Finding]:
    """Rule `limitation`: one such tweet, or a sentence that says why there is none."""
    numbers = [tweet.number for tweet in tweets if tweet.role is Role.LIMITATION]
    if len(numbers) == 1:
        return []
    if numbers:
        detail = f"Tweets {' and '.join(map(str, numbers))} are about limitations; one is enough."
        return [Finding("limitation", Level.FLAG, "", detail)]
    section = _limitations_section(paper)
    if len(tweets) >= brief.max_tweets and sum(tweet.role not in _BY_RULE for tweet in tweets) <= _FEW_CLAIMS:
        detail = f"No limitation tweet: among {counted(len(tweets), 'tweet')} there was no room for one."
    elif section is None:
        detail = "No limitation tweet: no sentence of the paper was found that states one."
    else:
        detail = (
            f"No limitation tweet, although page {section.page} has the section “{section.title}”:"
            " no sentence of it can stand alone. Write one from it."
        )
    return [Finding("limitation", Level.ADVICE, "", detail)]


def check_facts(paper: Paper, brief: Brief) -> list[Finding]:
    """Rules `title`, `name` and `tag`: what the reader could not tell, and what of the request makes no tag."""
    findings: list[Finding] = []
    if not paper.title:
        detail = "The paper's title could not be told: write it into the first tweet."
        findings.append(Finding("title", Level.FLAG, "", detail))
    if not paper.authors:
        findings.append(Finding("name", Level.ADVICE, "", "The paper's authors could not be told: name them."))
    return findings + unusable_tags(brief)


def check_links(tweets: Iterable[Tweet], paper: Paper, brief: Brief) -> list[Finding]:
    """Rule `url`: the announcement links to the paper, and some tweet to the code if there is any."""
    tweets = tuple(tweets)
    announced = [link.text for tweet in tweets if tweet.role is Role.ANNOUNCEMENT for link in links(tweet.text)]
    findings: list[Finding] = []
    if paper.url is None:
        if not any(map(is_address, announced)):
            detail = "No arXiv address of the paper is known, so the announcement links to nothing."
            findings.append(Finding("url", Level.ADVICE, "", detail))
    elif not any(same_address(link, paper.url) for link in announced):
        findings.append(Finding("url", Level.ADVICE, paper.url, "The announcement does not link to the paper."))
    code = code_address(paper, brief)
    if code and not is_link(code):
        detail = "The tweet platform makes no link of this address."
        findings.append(Finding("url", Level.ADVICE, elided(code, _SHOWN_CHARS), detail))
    elif code and not any(same_address(link.text, code) for tweet in tweets for link in links(tweet.text)):
        findings.append(Finding("url", Level.ADVICE, elided(code, _SHOWN_CHARS), "No tweet links to the code."))
    return findings


def check_reading(paper: Paper) -> list[Finding]:
    """Rules `reading` and `hidden_text`: what of the paper the draft could not, or must not, rest on."""
    warnings = [Finding("reading", Level.ADVICE, "", warning) for warning in paper.warnings]
    return [*warnings, *_hidden_by_reason(paper)]


def _hidden_by_reason(paper: Paper) -> Iterator[Finding]:
    for why in dict.fromkeys(text.why for text in paper.hidden_text):
        texts = [text for text in paper.hidden_text if text.why == why]
        chars = sum(text.chars for text in texts)
        where = listed_pages(sorted({text.page for text in texts}))
        detail = f"{counted(chars, 'character')} that no reader sees ({why}) left out: {where}."
        yield Finding("hidden_text", Level.ADVICE, "", detail)


def check_wish(brief: Brief, writer: WriterName) -> list[Finding]:
    """Rule `wish`: a wish in words is followed by a model, and by nobody else."""
    if not brief.wish or writer.model is not None:
        return []
    detail = "This was not followed: a wish in words needs a language model, and this draft was written without one."
    return [Finding("wish", Level.FLAG, elided(brief.wish, _SHOWN_CHARS), detail)]


def _limitations_section(paper: Paper) -> Section | None:
    return next((section for section in paper.sections if section.zone is Zone.LIMITATIONS), None)


def _name(role: Role) -> str:
    return role.value.replace("_", " ")
