"""Every rule about one tweet: a tweet that trips it, and one much like it that must not."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from bot.checks.run import Grounds, check_draft, check_tweet
from bot.model import CodeLink, Evidence, Level, Link, Role, Tweet, Voice
from tests.builders import brief, draft, finding, page, paper, tweet

TITLE = "We Sort Shells by Sound"
CODE = "https://github.com/lab/shells/tree/main/sort#run-it"
QUOTE = "We sort 98,734 shells by the sound that they make."
FILE = "Call train.py once, then shell.map_all on the shells."
HARD = "Sorting shells is #P-hard."
SITE = "Recordings are kept at https://shells.example.org/data for all to hear."
MAYBE = "Sand may explain silent shells."
NEVER = "Wet sand does not dampen hollow shells."
LOWER = "Dry air lowers sorting errors."
CITED = "[1] C. Third. Listening to shells. arXiv:2208.\n01545, 2022.\n[2] D. Fourth. doi:10.1145/33.4455\n"

PAPER = paper(
    title=TITLE,
    pages=(
        page(1, f"{TITLE}\n{QUOTE}\n{FILE}\n{HARD}\n"),
        page(2, f"{SITE}\nThe authors of the atlas disagree.\n{MAYBE} {NEVER} {LOWER}\n"),
        page(3, CITED, references=(0, len(CITED))),
    ),
    arxiv_id="2306.13840",
    arxiv_version=2,
    code=CodeLink(CODE, "the paper says so"),
    links=(Link("https://example.org/atlas", 2, "atlas"),),
)
ASKED = {
    "venue": "ICML 2023",
    "tags": ("Shells", "Sound"),
    "handles": {"Ada Example": "@ada_example"},
    "code": "https://gitlab.com/lab/demo",
}
EVIDENCE = (Evidence(1, QUOTE),)


class Row(NamedTuple):
    """A tweet that a rule must speak of, and one that it must leave alone; `near_…` where that one differs in more."""

    id: str
    rule: str
    level: Level
    trips: str
    words: str
    near_miss: str
    role: Role = Role.RESULT
    voice: Voice = Voice.AUTHOR
    evidence: tuple[Evidence, ...] = EVIDENCE
    number: int = 3
    near_role: Role | None = None
    near_evidence: tuple[Evidence, ...] | None = None


ABSENT = "Shells cannot be told apart."

ROWS = (
    Row("too heavy", "length", Level.FLAG, "日" * 141, "", "日" * 140, Role.ANNOUNCEMENT),
    Row("long prose", "length", Level.ADVICE, "a" * 201, "", "a" * 200),
    Row("no prose", "length", Level.FLAG, " \n ", "", "Shells ring."),
    Row("wrong counter", "counter", Level.FLAG, "Shells ring.\n\n4/9", "4/9", "Shells ring.\n\n3/9"),
    Row("wrong total", "counter", Level.FLAG, "Shells ring.\n\n3/8", "3/8", "Shells ring.\n\n3/9"),
    Row("lost counter", "counter", Level.ADVICE, "Shells ring.", "", "Shells ring.\n\n3/9"),
    Row("counter in the line", "counter", Level.ADVICE, "Shells ring. 3/9", "3/9", "Shells ring.\n\n3/9"),
    Row("curator counts wrong", "counter", Level.FLAG, "Shells ring.\n\n2/9", "2/9", "Ring.", voice=Voice.CURATOR),
    Row(
        "title changed",
        "title",
        Level.FLAG,
        "We Sort Shells by Sounds",
        "",
        f"Our paper:\n{TITLE}",
        Role.ANNOUNCEMENT,
        number=1,
    ),
    Row("path changed", "url", Level.FLAG, CODE.replace("sort#", "main#"), CODE.replace("sort#", "main#"), CODE),
    Row("fragment cut", "url", Level.FLAG, CODE.partition("#")[0], CODE.partition("#")[0], f"({CODE})"),
    Row("foreign link", "url", Level.FLAG, "https://evil.example.com/x", "https://evil.example.com/x", CODE),
    Row("bare foreign domain", "url", Level.FLAG, "See evil.com now", "evil.com", "See evil.json now"),
    Row("file name", "url", Level.ADVICE, "Run train.py", "train.py", "Run train.json"),
    Row("missing space", "url", Level.ADVICE, "of Ada et al.In short", "al.In", "of Ada et al. In short"),
    Row(
        "PDF of the paper",
        "url",
        Level.ADVICE,
        "arxiv.org/pdf/2306.13840v2",
        "arxiv.org/pdf/2306.13840v2",
        "https://arxiv.org/abs/2306.13840v2",
    ),
    Row(
        "another version",
        "url",
        Level.ADVICE,
        "arxiv.org/abs/2306.13840v1",
        "arxiv.org/abs/2306.13840v1",
        "doi.org/10.48550/arXiv.2306.13840",
    ),
    Row(
        "link of another page",
        "url",
        Level.ADVICE,
        "https://example.org/atlas",
        "https://example.org/atlas",
        "https://gitlab.com/lab/demo/",
    ),
    Row(
        "link half quoted",
        "url",
        Level.FLAG,
        "https://shells.example.org/dat",
        "https://shells.example.org/dat",
        "https://shells.example.org/data",
        evidence=(Evidence(2, SITE),),
    ),
    Row("cited in another role", "url", Level.FLAG, "arxiv.org/abs/2208.01545", "arxiv.org/abs/2208.01545", CODE),
    Row(
        "prior work not cited",
        "url",
        Level.FLAG,
        "https://arxiv.org/abs/2208.0154",
        "https://arxiv.org/abs/2208.0154",
        "https://arxiv.org/abs/2208.01545",
        Role.PRIOR_WORK,
    ),
    Row(
        "prior work by DOI",
        "url",
        Level.FLAG,
        "https://doi.org/10.1145/33.445",
        "https://doi.org/10.1145/33.445",
        "https://doi.org/10.1145/33.4455",
        Role.PRIOR_WORK,
    ),
    Row("foreign local address", "url", Level.FLAG, "At http://10.0.0.1/x", "http://10.0.0.1/x", "At 10.0.0.1"),
    Row("foreign e-mail", "url", Level.FLAG, "Ask eve@evil.com!", "eve@evil.com", "Pass@1 and mAP@50"),
    Row("name with a point", "url", Level.ADVICE, "by shell.map_all", "shell.map", "by shell.json_all"),
    Row("name that the paper lacks", "url", Level.FLAG, "by shell.date_all", "shell.date", "by shell.json_all"),
    Row(
        "word that becomes a tag", "tag", Level.ADVICE, "It is #P-hard", "#P", "It is #3", evidence=(Evidence(1, HARD),)
    ),
    Row("word of another place as tag", "tag", Level.FLAG, "It is #P-hard", "#P", "It is # P-hard"),
    Row("unknown handle", "handle", Level.FLAG, "Thanks @ada", "@ada", "Thanks @Ada_Example, Pass@1"),
    Row("unknown tag", "tag", Level.FLAG, "Shells! #AI", "#AI", "Shells! #shells #ICML #ICML2023 #ICML23"),
    Row("code tag elsewhere", "tag", Level.FLAG, "Shells! #code", "#code", "Issue #3 of C#"),
    Row("code tag missing its tweet", "tag", Level.FLAG, "Try it! #codes", "#codes", "Try it! #code", Role.CODE),
    Row("Markdown", "markup", Level.FLAG, "**Shells** ring", "**Shells**", "Shells ** ring, 2**3 = 8"),
    Row(
        "authors as others",
        "voice",
        Level.FLAG,
        "The authors sort",
        "The authors",
        "“The authors” ring. The authors of [2] too",
    ),
    Row(
        "we as a curator",
        "voice",
        Level.FLAG,
        "They ring: we heard it",
        "we",
        "In the US, “we sort shells” rings",
        voice=Voice.CURATOR,
    ),
    Row("no evidence", "evidence", Level.FLAG, "Shells ring.", "", "Shells ring!", evidence=(), near_role=Role.CODE),
    Row("quote about something else", "support", Level.ADVICE, "Rain falls in May.", "", "Shells have a sound."),
    Row("foreign name", "name", Level.FLAG, "Claude sorts shells.", "Claude", "Caveat: we sort shells."),
    Row("more than the quote", "overclaim", Level.FLAG, "We always sort shells.", "always", "We sort shells by sound."),
    Row(
        "lost hedge",
        "hedge",
        Level.ADVICE,
        "Sand explains silent shells.",
        "Sand explains silent shells.",
        "Sand may explain silent shells.",
        evidence=(Evidence(2, MAYBE),),
    ),
    Row(
        "lost negation",
        "negation",
        Level.ADVICE,
        "Wet sand dampens hollow shells.",
        "Wet sand dampens hollow shells.",
        "Wet sand never dampens hollow shells.",
        evidence=(Evidence(2, NEVER),),
    ),
    Row(
        "flipped direction",
        "direction",
        Level.FLAG,
        "Dry air raises sorting errors.",
        "raises",
        "Dry air cuts sorting errors.",
        evidence=(Evidence(2, LOWER),),
    ),
    Row(
        "cited year", "number", Level.FLAG, "As Fourth et al. (2021) say", "Fourth et al. (2021", "As Fourth et al. say"
    ),
    Row("number of another place", "number", Level.FLAG, "We sort 98,735 shells.", "98,735", "We sort 98,734 shells."),
    Row(
        "quote that is not there",
        "quote",
        Level.FLAG,
        "Shells.",
        ABSENT,
        "Shells!",
        evidence=(Evidence(1, ABSENT),),
        near_evidence=EVIDENCE,
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_fault_is_found_and_its_near_miss_is_not(row: Row) -> None:
    grounds = Grounds.of(PAPER, brief(voice=row.voice, **ASKED))
    fault = Tweet(row.number, row.role, row.trips, 0, row.evidence)
    honest = replace(
        fault,
        text=row.near_miss,
        role=row.near_role or row.role,
        evidence=row.evidence if row.near_evidence is None else row.near_evidence,
    )

    found, missed = (
        [(said.level, said.words) for said in check_tweet(one, grounds, total=9).findings if said.rule == row.rule]
        for one in (fault, honest)
    )

    assert found == [(row.level, row.words)]
    assert missed == []


def test_evidence_comes_back_in_the_words_of_its_page() -> None:
    grounds = Grounds.of(PAPER, brief())
    one = tweet(1, "Shells.\n\n1/1", evidence=(Evidence(2, "we sort 98,734 shells by the SOUND that they make"),))

    checked = check_tweet(one, grounds, total=1)

    assert checked.evidence == (Evidence(1, QUOTE.rstrip(".")),)
    assert [said.level for said in checked.findings if said.rule == "quote"] == [Level.REPAIR]


def test_findings_a_tweet_came_with_stay_and_its_weight_is_counted() -> None:
    came_with = finding("Its tags were left out.", rule="tag", level=Level.REPAIR)
    one = Tweet(1, Role.CODE, "日本 https://arxiv.org/abs/2306.13840\n\n1/1", 0, (), None, (came_with,))

    checked = check_tweet(one, Grounds.of(PAPER, brief()), total=1)

    assert checked.weighted_length == 4 + 1 + 23 + 5
    assert checked.findings == (came_with,)


@pytest.mark.parametrize("title", ["We **All** Say Yes to ShellNet-9 98,735 Times", "Ours"])
def test_a_title_may_say_what_it_likes(title: str) -> None:
    grounds = Grounds.of(paper(QUOTE, title=title), brief(voice=Voice.CURATOR))
    one = Tweet(1, Role.ANNOUNCEMENT, f"A paper in short:\n\n{title}", 0)

    assert check_tweet(one, grounds, total=1).findings == ()


@pytest.mark.parametrize(("others", "rules"), [(3, []), (4, ["number"])])
def test_the_authors_that_an_announcement_does_not_name_are_counted_right(others: int, rules: list[str]) -> None:
    authors = ("Ada Example", "Ben Sample", "Cy Third", "Di Fourth", "Ed Fifth")
    grounds = Grounds.of(paper(QUOTE, title=TITLE, authors=authors), brief(handles={"Ben Sample": "@ben"}))
    one = Tweet(1, Role.ANNOUNCEMENT, f"{TITLE}\n\nBy Ada Example, @Ben and {others} others\n\n1/1", 0)

    assert [said.rule for said in check_tweet(one, grounds, total=1).findings] == rules


def test_a_whole_draft_has_every_tweet_checked_and_what_only_the_whole_shows() -> None:
    opening = Tweet(1, Role.ANNOUNCEMENT, f"{TITLE}\n\nhttps://arxiv.org/abs/2306.13840\n\n1/3", 0)
    claims = [Tweet(number, Role.LIMITATION, f"Shells.\n\n{number}/4", 0, EVIDENCE) for number in (2, 3)]
    given = draft(opening, *claims, paper=PAPER, brief=brief(min_tweets=3), findings=(finding(rule="figure"),))

    checked = check_draft(given)

    assert [[said.rule for said in one.findings] for one in checked.tweets] == [[], ["counter"], ["counter"]]
    assert [said.rule for said in checked.findings] == ["figure", "url", "limitation"]


@pytest.mark.parametrize("piece", ["#a ", "[", "a@", "a.", "3/", "1", "`a", "a-", "\n"], ids=repr)
def test_what_is_no_tweet_by_far_is_flagged_without_reading_it(piece: str) -> None:
    one = Tweet(1, Role.RESULT, f"{piece * 50_000}x", 0, EVIDENCE)

    checked = check_tweet(one, Grounds.of(PAPER, brief()), total=1)

    assert [(said.rule, said.level) for said in checked.findings] == [("length", Level.FLAG)]
    assert checked.evidence == ()
