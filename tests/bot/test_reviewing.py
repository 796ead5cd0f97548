"""A person's thread against a paper: roles and voice guessed, evidence looked up, findings told."""

import json
from dataclasses import replace

import pytest

from bot.exports import draft_as_json
from bot.model import Brief, Draft, Evidence, Finding, Level, Role, Voice, WriterName
from bot.reviewing import review
from bot.thread_text import WrittenBrief, WrittenThread, WrittenTweet, read_thread
from tests.builders import figure, paper, paragraph

TITLE = "Sorting Sea Shells by Sound"
SORTED = "We sort 98,734 shells by the sound that they make."
TIME = "Training takes 3 days on one sonar."
HARD = "Our sorter fails on shells that are full of sand."
CODE = "https://github.com/lab/shells"
PAPER = paper(
    f"{TITLE}\n{SORTED}\n{TIME}\n",
    f"{HARD}\n",
    title=TITLE,
    arxiv_id="2306.13840",
    paragraphs=(paragraph(f"{SORTED} {TIME}"), paragraph(HARD, page=2)),
    figures=(figure("Figure 1"),),
)
NOTHING = WrittenBrief()


def checked(text: str, asked: WrittenBrief = NOTHING) -> Draft:
    return review(read_thread(text.encode(), name="thread.txt"), PAPER, asked)


def flags(draft: Draft) -> list[list[tuple[str, str]]]:
    return [
        [(found.rule, found.words) for found in tweet.findings if found.level is Level.FLAG] for tweet in draft.tweets
    ]


def test_an_honest_thread_has_no_flag_and_shows_what_it_rests_on() -> None:
    draft = checked(
        f"{TITLE}: our new paper 🧵 1/4\n\nWe sort 98,734 shells. 2/4\n\nIt trains for 3 days. 3/4\n\nBye! 4/4"
    )

    assert flags(draft) == [[], [], [], []]
    assert [tweet.evidence for tweet in draft.tweets] == [(), (Evidence(1, SORTED),), (Evidence(1, TIME),), ()]
    assert [tweet.role for tweet in draft.tweets[:2]] == [Role.ANNOUNCEMENT, Role.RESULT]
    assert draft.writer == WriterName("person")
    assert Finding(
        "evidence", Level.REPAIR, "", "The evidence of 2 tweets was not given; it was looked up in the paper."
    ) in (draft.findings)


@pytest.mark.parametrize(
    ("tweet", "found"),
    [
        ("We sort 98,735 shells by their sound.", ("number", "98,735")),
        ("Training takes 3 weeks on one sonar.", ("unit", "3 weeks")),
        ("Claude sorts shells by their sound.", ("name", "Claude")),
        ("We sort shells by sound: https://example.org/x", ("url", "https://example.org/x")),
        ("We sort shells by their sound. Thanks @somebody!", ("handle", "@somebody")),
        ("We sort shells by their sound. #AI", ("tag", "#AI")),
        ("A breakthrough: we sort shells by their sound.", ("overclaim", "breakthrough")),
    ],
)
def test_a_fault_is_flagged_under_its_tweet(tweet: str, found: tuple[str, str]) -> None:
    assert flags(checked(f"{TITLE}\n\n{tweet}"))[1] == [found]


def test_a_claim_that_nothing_carries_is_a_flag_and_a_greeting_is_not() -> None:
    draft = checked(f"{TITLE}\n\nPenguins swim 1,987 miles.\n\nStay tuned, everybody.")

    assert ("evidence", "") in flags(draft)[1]
    assert flags(draft)[2] == []
    assert [found.level for found in draft.tweets[2].findings if found.rule == "evidence"] == [Level.ADVICE]


def test_handles_tags_and_the_code_may_be_given_beside_the_thread() -> None:
    asked = WrittenBrief(tags=("Shells",), handles={"Ada Example": "@ada"}, code=CODE, venue="ICML 2023")
    draft = checked(f"{TITLE}\n\nTry it: {CODE} #Shells #ICML2023 @ada", asked)

    assert flags(draft) == [[], []]
    assert draft.tweets[1].role is Role.CODE
    assert draft.brief == Brief(
        venue="ICML 2023",
        code=CODE,
        tags=("Shells",),
        handles={"Ada Example": "@ada"},
        min_tweets=1,
        max_tweets=draft.brief.max_tweets,
    )


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("We sort shells by sound.", Voice.AUTHOR),
        ("The authors sort shells by sound. Their sorter works.", Voice.CURATOR),
        ("Shells, sorted by sound.", Voice.AUTHOR),
    ],
)
def test_the_voice_is_the_one_that_the_words_have(text: str, voice: Voice) -> None:
    assert checked(text).brief.voice is voice
    assert checked(text, WrittenBrief(voice=Voice.CURATOR)).brief.voice is Voice.CURATOR


def test_a_voice_that_was_guessed_is_held_against_nobody() -> None:
    text = "The authors sort shells. Their sorter is one we like."

    assert ("voice", "we") not in flags(checked(text))[0]
    assert ("voice", "we") in flags(checked(text, WrittenBrief(voice=Voice.CURATOR)))[0]


def test_a_title_that_is_nearly_right_is_a_flag_and_none_at_all_is_not() -> None:
    assert flags(checked("Sorting Sea Shell by Sound\n\nmore"))[0] == [("title", "")]
    assert flags(checked("New paper!\n\nmore"))[0] == []


def test_counters_of_any_form_may_stand_if_they_count_right() -> None:
    assert flags(checked("1/ Our new paper\n2/ We sort shells by their sound."))[1] == []
    wrong = checked("(1/3) Our new paper\n(2/3) We sort shells by their sound.")
    assert ("counter", "(2/3)") in flags(wrong)[1]


@pytest.mark.parametrize(("number", "level"), [(1, Level.ADVICE), (2, Level.FLAG)])
def test_where_the_pdf_does_not_say_which_paper_it_is_a_link_to_arxiv_is_the_announcements_own(
    number: int, level: Level
) -> None:
    link = "https://arxiv.org/abs/2306.13840"
    roles = (Role.ANNOUNCEMENT, Role.RESULT)
    texts = [f"{TITLE}\n\n1/2", "They sound.\n\n2/2"]
    texts[number - 1] = f"{link}\n\n{texts[number - 1]}"
    thread = WrittenThread(tuple(WrittenTweet(text, role) for text, role in zip(texts, roles, strict=True)))

    tweet = review(thread, replace(PAPER, arxiv_id=None), NOTHING).tweets[number - 1]

    (found,) = (one for one in tweet.findings if one.rule == "url")
    assert (found.level, found.words) == (level, link)
    assert "does not say which arXiv paper it is" in found.detail


def test_a_link_to_another_arxiv_paper_is_a_flag() -> None:
    thread = read_thread(f"{TITLE}\nhttps://arxiv.org/abs/2306.13840".encode(), name="thread.txt")

    assert flags(review(thread, replace(PAPER, arxiv_id="2401.00001"), NOTHING)) == [
        [("url", "https://arxiv.org/abs/2306.13840")]
    ]


def test_the_json_of_a_draft_comes_back_with_the_same_tweets_roles_and_evidence() -> None:
    given = review(
        WrittenThread(
            (
                WrittenTweet(f"{TITLE}\n\nhttps://arxiv.org/abs/2306.13840\n\n1/2", Role.ANNOUNCEMENT),
                WrittenTweet("We sort 98,734 shells.\n\n2/2", Role.RESULT, (Evidence(1, SORTED),), "Figure 1"),
            ),
            writer=WriterName("openai", "small"),
        ),
        PAPER,
        NOTHING,
    )

    again = review(read_thread(json.dumps(draft_as_json(given)).encode(), name="x"), PAPER, NOTHING)

    assert again.tweets == given.tweets
    assert again.writer == given.writer
    assert {found.rule for found in again.findings} == {"limitation"}
    assert [tweet.figure is not None for tweet in again.tweets] == [False, True]


def test_the_form_of_a_persons_thread_is_their_own_even_if_it_gives_roles() -> None:
    tweets = (
        WrittenTweet("We sort 98,734 shells.", Role.RESULT, (Evidence(1, SORTED),)),
        WrittenTweet(f"{TITLE}, our new paper.", Role.ANNOUNCEMENT),
    )

    def rules(writer: WriterName) -> set[str]:
        draft = review(WrittenThread(tweets, writer=writer), PAPER, NOTHING)
        return {found.rule for found in (*draft.findings, *(one for tweet in draft.tweets for one in tweet.findings))}

    assert rules(WriterName("person")) & {"counter", "count", "order", "limitation"} == set()
    assert rules(WriterName("openai")) >= {"counter", "order", "limitation"}


def test_a_title_in_other_capitals_is_advice() -> None:
    draft = checked("Sorting sea shells by sound\n\nmore")

    assert flags(draft)[0] == []
    assert ("title", Level.ADVICE) in [(found.rule, found.level) for found in draft.tweets[0].findings]


def test_two_tweets_that_say_the_same_are_told() -> None:
    twice = "We sort 98,734 shells by their sound in a museum.\n\nIn a museum we sort 98,734 shells by sound."

    draft = checked(f"{TITLE}\n\n{twice}")

    assert [found.detail for found in draft.findings if found.rule == "duplicate"] == [
        "Tweets 2 and 3 say the same. Keep one, or merge them."
    ]
