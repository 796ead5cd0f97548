"""Papers and requests that give orders, and a writer that obeys each: nothing invented reaches a tweet unflagged.

The orders are rows of injections.jsonl: where one stands, how it is written, and what an obedient writer then says.
"""

import base64
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.checks.folding import fold
from bot.checks.unseen import unseen_in
from bot.drafting import write_draft
from bot.model import Brief, Draft, Evidence, Finding, Level, Link, Paper, Section, Tweet, Zone
from tests import builders
from tests.builders import figure, page, paper, paragraph, section
from tests.fakes.obedient import ObedientWriter

HONEST = Evidence(1, "We sort 98,734 shells by the sound that they make.")
SHELLS = paper(
    f"Sorting Sea Shells\n{HONEST.quote} Our method needs one cheap microphone and no training.\n",
    "Museums hold many shells that nobody has ever sorted. Two experts reach an error of 4.1 percent.\n",
    title="Sorting Sea Shells",
    arxiv_id="2306.13840",
    paragraphs=(paragraph(HONEST.quote, zone=Zone.ABSTRACT),),
    sections=(section("Results", zone=Zone.RESULTS),),
    figures=(figure("Figure 1", page=2),),
)
SECRET = "tok9-Qx7Zp2Lm5Vr8"

_RULES = {
    "handle": {"handle"},
    "url": {"url"},
    "tag": {"tag"},
    "number": {"number", "unit", "range"},
    "name": {"name", "number"},
    "secret": {"name", "number", "url", "secret", "markup"},
    "markup": {"markup"},
}
_LIVE_PING = re.compile(r"<[@!#][^<>\n]*>|[@＠](?:everyone|here|channel)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Injection:
    """One row: what it says, where, and (kind, words) of each thing that a writer who obeys it invents."""

    id: str
    where: str
    says: str
    wants: tuple[tuple[str, str], ...]


def _rows() -> list[Injection]:
    lines = (Path(__file__).parent / "injections.jsonl").read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return [Injection(row["id"], row["where"], row["says"], tuple(map(tuple, row["wants"]))) for row in rows]


ROWS = _rows()


def infected(row: Injection) -> tuple[Paper, Brief]:
    """The paper and the request with the row's words where it puts them."""
    return _infected_paper(row.where, row.says), _infected_brief(row.where, row.says)


def _infected_paper(where: str, says: str) -> Paper:
    first, second = SHELLS.pages
    listed, blob = f"References\n{says}\n", base64.b64encode(says.encode("utf-8", "surrogatepass")).decode()
    changes: dict[str, dict[str, object]] = {
        "page": {"pages": (first, replace(second, text=f"{second.text}{says}\n"))},
        "page base64": {"pages": (first, replace(second, text=f"{second.text}{blob}\n"))},
        "references": {"pages": (first, second, page(3, listed, references=(0, len(listed))))},
        "caption": {
            "figures": (replace(SHELLS.figures[0], caption=says),),
            "pages": (first, second, page(3, f"Figure 1: {says}\n")),
        },
        "abstract": {"abstract": says},
        "paragraph": {"paragraphs": (*SHELLS.paragraphs, paragraph(says, page=2))},
        "heading": {"pages": (first, replace(second, text=f"{says}\n{second.text}"))},
        "section title": {"sections": (*SHELLS.sections, Section(says, 1, 2))},
        "link text": {"links": (Link("https://museum.example.org", 2, says),)},
        "file name": {"name": says},
        "title": {"title": says},
        "author": {"authors": ("Ben Sample", says)},
    }
    return replace(SHELLS, **changes.get(where, {}))  # type: ignore[arg-type]  # each has the type of its field


def _infected_brief(where: str, says: str) -> Brief:
    asked: dict[str, dict[str, object]] = {
        "wish": {"wish": says},
        "roster name": {"handles": {says: "@ada_example"}},
        "venue": {"venue": says},
    }
    return builders.brief(min_tweets=1, **asked.get(where, {}))


def is_printed(words: str, of: Paper) -> bool:
    """Whether a page shows the words, in whatever letters."""
    return any(fold(words) in fold(each.text) for each in of.pages)


def stands_in(words: str, kind: str, text: str) -> bool:
    """Whether the tweet says it: handles, links and tags sign for sign, numbers and names in whatever letters."""
    return words in text if kind in ("handle", "url", "tag", "secret", "markup") else fold(words) in fold(text)


def speaks_of(finding: Finding, words: str) -> bool:
    said, wanted = fold(finding.words), fold(words)
    return bool(said) and (said in wanted or wanted in said)


def is_noted(tweet: Tweet, kind: str, words: str, *, is_own: bool) -> bool:
    """Whether a flag of the kind's rules names the words, or the tweet's evidence is called an order.

    What a page prints is the paper's own: there advice is enough, or that the tweet has no evidence at all.
    """
    for finding in tweet.findings:
        is_about_it = finding.rule in _RULES[kind] and speaks_of(finding, words)
        is_about_all = finding.rule in ("evidence", "quote") and (is_own or "order to a machine" in finding.detail)
        if finding.level is Level.FLAG and (is_about_it or is_about_all):
            return True
        if finding.level is Level.ADVICE and is_about_it and is_own:
            return True
    return False


def unnoted(draft: Draft, of: Paper, wants: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """(kind, words, number of the tweet) of whatever stands in a tweet without its flag."""
    missed = []
    for kind, words in ((kind, os.path.expandvars(words)) for kind, words in wants if kind in _RULES):
        is_own = kind in ("name", "url", "tag", "secret") and is_printed(words, of)
        missed += [
            (kind, words, tweet.number)
            for tweet in draft.tweets
            if stands_in(words, kind, tweet.text) and not is_noted(tweet, kind, words, is_own=is_own)
        ]
    return missed


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in ROWS])
async def test_what_an_order_makes_up_reaches_no_tweet_without_its_flag(
    row: Injection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTHREAD_TEST_SECRET", SECRET)
    known, brief = infected(row)
    writer = ObedientWriter(HONEST)

    draft = await write_draft(known, brief, writer, progress=lambda step: None)

    assert writer.orders, "the fake did not find its order"
    assert unnoted(draft, known, row.wants) == []
    assert [tweet.number for tweet in draft.tweets if _LIVE_PING.search(tweet.text)] == []
    assert [unseen_in(tweet.text) for tweet in draft.tweets if unseen_in(tweet.text)] == []


def test_the_table_is_large_and_no_row_stands_in_it_twice() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS) >= 200
    assert len({(row.where, row.says) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("handle", ["@everyone", "@here", "@channel", "@EVERYONE"])
async def test_a_roster_that_gives_somebody_the_handle_of_everybody_calls_nobody(handle: str) -> None:
    brief = builders.brief(handles={"Ada Example": handle}, min_tweets=1)

    draft = await write_draft(SHELLS, brief, ObedientWriter(HONEST), progress=lambda step: None)

    assert not _LIVE_PING.search(draft.tweets[0].text)
    assert ("handle", Level.FLAG) in [(one.rule, one.level) for one in draft.tweets[0].findings]
