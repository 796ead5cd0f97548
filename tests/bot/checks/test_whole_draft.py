"""What only the whole draft shows."""

import pytest

from bot.checks.whole_draft import (
    check_count,
    check_duplicates,
    check_facts,
    check_limitation,
    check_links,
    check_order,
    check_reading,
    check_wish,
)
from bot.model import CodeLink, HiddenText, Level, Role, Tweet, WriterName, Zone
from tests.builders import brief, paper, section, tweet


def _tweets(*roles: Role) -> list[Tweet]:
    return [tweet(number, role=role) for number, role in enumerate(roles, 1)]


@pytest.mark.parametrize(
    ("count", "detail"),
    [
        (7, "7 tweets instead of 8: the paper gives no more that can stand."),
        (8, None),
        (13, None),
        (14, "14 tweets, and 13 were asked for at most."),
    ],
)
def test_the_number_of_tweets_is_compared_with_what_was_asked_for(count: int, detail: str | None) -> None:
    found = check_count(_tweets(*[Role.RESULT] * count), brief())

    assert [(one.level, one.detail) for one in found] == ([(Level.ADVICE, detail)] if detail else [])


@pytest.mark.parametrize(
    ("roles", "details"),
    [
        pytest.param(tuple(Role), [], id="all roles in order"),
        pytest.param((Role.ANNOUNCEMENT, Role.ANNOUNCEMENT, Role.CODE, Role.RESULT, Role.RESULT), [], id="repeated"),
        pytest.param((Role.ANNOUNCEMENT, Role.CREDITS), [], id="some missing"),
        pytest.param((), [], id="nothing at all"),
        pytest.param((Role.RESULT, Role.CREDITS), ["The first tweet does not announce the paper."], id="no opening"),
        pytest.param(
            (Role.ANNOUNCEMENT, Role.RESULT, Role.CODE, Role.PRIOR_WORK, Role.LIMITATION),
            [
                "Tweet 3 (code) belongs before tweet 2 (result).",
                "Tweet 5 (limitation) belongs before tweet 4 (prior work).",
            ],
            id="two out of place",
        ),
    ],
)
def test_tweets_stand_in_the_order_of_roles(roles: tuple[Role, ...], details: list[str]) -> None:
    assert [one.detail for one in check_order(_tweets(*roles))] == details


def test_one_limitation_is_right() -> None:
    assert check_limitation(_tweets(Role.RESULT, Role.LIMITATION), paper(), brief()) == []


def test_a_second_limitation_is_flagged() -> None:
    (finding,) = check_limitation(_tweets(Role.LIMITATION, Role.RESULT, Role.LIMITATION), paper(), brief())

    assert (finding.level, finding.detail) == (Level.FLAG, "Tweets 1 and 3 are about limitations; one is enough.")


def test_without_a_limitation_the_draft_says_what_the_paper_has() -> None:
    with_section = paper(sections=(section("Limits of our study", page=9, zone=Zone.LIMITATIONS),))

    ((silent,), (pointed,)) = (check_limitation([], known, brief()) for known in (paper(), with_section))

    assert silent.detail == "No limitation tweet: no sentence of the paper was found that states one."
    assert pointed.detail == (
        "No limitation tweet, although page 9 has the section “Limits of our study”:"
        " no sentence of it can stand alone. Write one from it."
    )


def test_where_few_tweets_were_asked_for_the_paper_is_not_blamed_for_a_limitation_that_has_no_room() -> None:
    asked = brief(min_tweets=3, max_tweets=3)

    (finding,) = check_limitation(_tweets(Role.ANNOUNCEMENT, Role.CONTRIBUTION, Role.RESULT), paper(), asked)

    assert (finding.level, finding.detail) == (
        Level.ADVICE,
        "No limitation tweet: among 3 tweets there was no room for one.",
    )


@pytest.mark.parametrize(
    ("facts", "asked", "expected"),
    [
        pytest.param({}, {}, [], id="all known"),
        pytest.param({"title": ""}, {}, [("title", Level.FLAG)], id="no title"),
        pytest.param({"authors": ()}, {}, [("name", Level.ADVICE)], id="no authors"),
        pytest.param({}, {"tags": ("2023",)}, [("tag", Level.ADVICE)], id="no tag"),
    ],
)
def test_what_could_not_be_told_or_used_is_said(
    facts: dict[str, object], asked: dict[str, object], expected: list[tuple[str, Level]]
) -> None:
    found = check_facts(paper(**facts), brief(**asked))  # type: ignore[arg-type]  # keywords are passed through

    assert [(one.rule, one.level) for one in found] == expected


PAPER_LINK = "https://arxiv.org/abs/2306.13840"
CODE = "https://github.com/lab/shells"
INTERNAL = "http://git.lab/shells"


@pytest.mark.parametrize(
    ("texts", "facts", "asked", "expected"),
    [
        pytest.param([f"New: {PAPER_LINK}"], {"arxiv_id": "2306.13840"}, {}, [], id="linked"),
        pytest.param(
            ["New!", PAPER_LINK],
            {"arxiv_id": "2306.13840"},
            {},
            [(PAPER_LINK, "The announcement does not link to the paper.")],
            id="not linked where it is announced",
        ),
        pytest.param(
            ["New!"],
            {},
            {},
            [("", "No arXiv address of the paper is known, so the announcement links to nothing.")],
            id="no address known",
        ),
        pytest.param(["New: https://example.org/ours.pdf"], {}, {}, [], id="another address, by hand"),
        pytest.param([PAPER_LINK, CODE], {"arxiv_id": "2306.13840"}, {"code": CODE}, [], id="code linked"),
        pytest.param(
            [PAPER_LINK],
            {"arxiv_id": "2306.13840", "code": CodeLink(CODE, "printed")},
            {},
            [(CODE, "No tweet links to the code.")],
            id="code forgotten",
        ),
        pytest.param(
            [PAPER_LINK, INTERNAL],
            {"arxiv_id": "2306.13840", "code": CodeLink(INTERNAL, "printed")},
            {},
            [(INTERNAL, "The tweet platform makes no link of this address.")],
            id="code that makes no link",
        ),
        pytest.param(
            [PAPER_LINK, CODE],
            {"arxiv_id": "2306.13840", "code": CodeLink(INTERNAL, "printed")},
            {"code": CODE},
            [],
            id="the request's code wins",
        ),
    ],
)
def test_the_announcement_links_to_the_paper_and_a_tweet_to_the_code(
    texts: list[str], facts: dict[str, object], asked: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    roles = (Role.ANNOUNCEMENT, Role.CODE)
    tweets = [tweet(number, text, role=roles[number - 1]) for number, text in enumerate(texts, 1)]

    found = check_links(tweets, paper(**facts), brief(**asked))  # type: ignore[arg-type]  # keywords are passed through

    assert [(one.words, one.detail) for one in found] == expected
    assert {one.level for one in found} <= {Level.ADVICE}


def test_warnings_and_hidden_text_of_the_paper_are_passed_on() -> None:
    hidden = (HiddenText(3, "white on white", 40), HiddenText(5, "white on white", 3), HiddenText(4, "off the page", 1))

    found = check_reading(paper(warnings=("Page 7 is only a picture.",), hidden_text=hidden))

    assert [(one.rule, one.detail) for one in found] == [
        ("reading", "Page 7 is only a picture."),
        ("hidden_text", "43 characters that no reader sees (white on white) left out: pages 3 and 5."),
        ("hidden_text", "1 character that no reader sees (off the page) left out: page 4."),
    ]


@pytest.mark.parametrize(
    ("wish", "model", "levels"),
    [("name the dataset", None, [Level.FLAG]), ("name the dataset", "some-model", []), (None, None, [])],
)
def test_a_wish_needs_a_model(wish: str | None, model: str | None, levels: list[Level]) -> None:
    found = check_wish(brief(wish=wish), WriterName("extractive" if model is None else "openai", model))

    assert [one.level for one in found] == levels


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (
            ("Hollow shells ring longer than solid shells.", "Longer than solid shells, hollow shells ring."),
            ["1 and 2"],
        ),
        (("Hollow shells ring longer than solid shells.\n\n1/2", "We sort 98,734 shells by sound.\n\n2/2"), []),
        (("Try it: https://a.org/x #Shells", "Read it: https://a.org/x #Shells"), []),
        (("A Paper About Papers, read by nobody", "A Paper About Papers, bought by all"), []),
        (("Sand dampens every hollow shell", "We sort.", "Sand dampens a hollow shell, every one"), ["1 and 3"]),
    ],
)
def test_tweets_that_say_the_same_are_told_by_number(texts: tuple[str, ...], pairs: list[str]) -> None:
    findings = check_duplicates([tweet(number, text) for number, text in enumerate(texts, 1)], paper())

    assert [(finding.rule, finding.level) for finding in findings] == [("duplicate", Level.ADVICE)] * len(pairs)
    assert [finding.detail.split(" say")[0] for finding in findings] == [f"Tweets {pair}" for pair in pairs]
