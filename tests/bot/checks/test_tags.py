"""Hashtags of a draft: where they come from, and which are nobody's."""

import pytest

from bot.checks.entities import hashtags
from bot.checks.tags import (
    check_tags,
    topic_tags,
    tweet_tags,
    unusable_tags,
    venue_kind,
    venue_tags,
    with_category_tags,
)
from bot.model import Level, Role, TaggedTweets, Voice
from tests.builders import brief


@pytest.mark.parametrize(
    ("venue", "tags", "kind"),
    [
        ("NeurIPS 2023", ("#NeurIPS", "#NeurIPS2023"), ""),
        ("NeurIPS2023", ("#NeurIPS", "#NeurIPS2023"), ""),
        ("ICML", ("#ICML",), ""),
        ("ICML '24", ("#ICML", "#ICML2024"), ""),
        ("ICML 2023 workshop", ("#ICML", "#ICML2023"), "workshop"),
        ("2025 NAACL", ("#NAACL", "#NAACL2025"), ""),
        ("Findings of EMNLP 2023", ("#FindingsOfEMNLP", "#FindingsOfEMNLP2023"), ""),
        ("AISTATS, 2020", ("#AISTATS", "#AISTATS2020"), ""),
        ("VLDB-2019", ("#VLDB", "#VLDB2019"), ""),
        ("Nature Physics", ("#NaturePhysics",), ""),
        ("日本物理学会 2021", ("#日本物理学会", "#日本物理学会2021"), ""),
        ("2023", (), ""),
        ("", (), ""),
        (None, (), ""),
    ],
)
def test_a_venue_makes_its_tags(venue: str | None, tags: tuple[str, ...], kind: str) -> None:
    assert (venue_tags(venue), venue_kind(venue)) == (tags, kind)
    assert [found.text for found in hashtags(" ".join(tags))] == list(tags)


@pytest.mark.parametrize(
    ("asked", "venue", "voice", "expected"),
    [
        pytest.param(("NLP", "ML", "AI"), None, Voice.AUTHOR, ("#NLP", "#ML"), id="the first two"),
        pytest.param(("NLP", "nlp"), None, Voice.AUTHOR, ("#NLP",), id="each once"),
        pytest.param(
            ("#NLP", "machine learning"), None, Voice.AUTHOR, ("#NLP", "#MachineLearning"), id="made one word"
        ),
        pytest.param(("2023", "C++"), None, Voice.AUTHOR, (), id="what makes no tag"),
        pytest.param((), "ICML 2023", Voice.AUTHOR, ("#ICML2023",), id="the venue where none is asked for"),
        pytest.param((), "ICML 2023", Voice.CURATOR, (), id="but not for a curator"),
        pytest.param(("NLP",), "ICML 2023", Voice.CURATOR, ("#NLP",), id="who gets what was asked for"),
        pytest.param((), None, Voice.AUTHOR, (), id="nothing invented"),
    ],
)
def test_topic_tags_come_from_the_request_or_the_venue(
    asked: tuple[str, ...], venue: str | None, voice: Voice, expected: tuple[str, ...]
) -> None:
    assert topic_tags(brief(tags=asked, venue=venue, voice=voice)) == expected


@pytest.mark.parametrize(
    ("tagged", "first", "code"),
    [
        (TaggedTweets.EVERY, ("#NLP",), ("#NLP", "#code")),
        (TaggedTweets.FIRST, ("#NLP",), ("#code",)),
        (TaggedTweets.NONE, (), ("#code",)),
    ],
)
def test_topic_tags_stand_on_the_tweets_that_are_to_have_them(
    tagged: TaggedTweets, first: tuple[str, ...], code: tuple[str, ...]
) -> None:
    asked = brief(tags=("NLP",), tagged=tagged)

    assert (tweet_tags(asked, Role.ANNOUNCEMENT, 1), tweet_tags(asked, Role.CODE, 2)) == (first, code)


def test_more_than_two_topic_tags_on_a_tweet_are_advised_against() -> None:
    asked = brief(tags=("NLP", "ML", "AI"), venue="ICML 2023")

    (finding,) = check_tags(hashtags("#NLP #ML #AI #ICML #code"), brief=asked, role=Role.CODE)

    assert (finding.level, finding.words) == (Level.ADVICE, "#NLP #ML #AI")


def test_an_unknown_tag_is_told_which_are_known() -> None:
    (finding,) = check_tags(hashtags("#AI #nlp"), brief=brief(tags=("NLP",)), role=Role.RESULT)

    assert (finding.level, finding.words) == (Level.FLAG, "#AI")
    assert finding.detail == "Nobody gave this tag. Known: #nlp."


def test_tags_asked_for_that_cannot_be_are_named() -> None:
    found = unusable_tags(brief(tags=("2023", "NLP", "ML", "AI")))

    assert [(one.level, one.words) for one in found] == [(Level.ADVICE, "2023"), (Level.ADVICE, "#AI")]


TABLE = {"cs.CL": ("NLProc", "Papers"), "math": ("Proofs",)}


@pytest.mark.parametrize(
    ("asked", "category", "tags"),
    [
        ((), "cs.CL", ("NLProc", "Papers")),
        ((), "math.CO", ("Proofs",)),
        ((), "math", ("Proofs",)),
        ((), "cs.LG", ()),
        ((), None, ()),
        (("Shells",), "cs.CL", ("Shells",)),
    ],
)
def test_a_category_gives_tags_where_nobody_asked_for_others(
    asked: tuple[str, ...], category: str | None, tags: tuple[str, ...]
) -> None:
    assert with_category_tags(brief(tags=asked), category, TABLE).tags == tags
