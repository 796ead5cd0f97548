"""What the messages of a draft say."""

from dataclasses import replace

import pytest

from bot.model import Level
from bot.model.chat import Control
from bot.posts import MOST_SMALL_PRINT, parts_of, plain_export, pointer_words, shown_digest, status_post, tweet_post
from bot.records import DraftState
from tests.builders import draft_record, finding, tweet

DONE = replace(draft_record("d1"), state=DraftState.DONE, title="Shells by Their Sound")


class TestTweet:
    def test_its_text_is_the_tweet_and_nothing_else(self) -> None:
        post = tweet_post("k", tweet(3, "We sort.\n\n3/7"))

        assert post.text == "We sort.\n\n3/7"
        assert post.controls == (Control.REGENERATE, Control.SHORTEN, Control.MORE)

    def test_flags_stand_under_it_and_advice_is_counted(self) -> None:
        found = (finding("It has 56.7."), finding("Shorter?", level=Level.ADVICE))

        post = tweet_post("k", tweet(findings=found), is_by_rule=True)

        assert post.small_print == (
            "28/280 · made of the paper's facts · 1 piece of advice (🔍)",
            "⚠️ number: It has 56.7.",
        )

    def test_only_what_is_made_of_facts_is_said_to_be(self) -> None:
        assert tweet_post("k", tweet()).small_print == ("28/280 · no quote",)

    def test_what_does_not_fit_is_counted(self) -> None:
        found = tuple(finding(f"Wrong {number}.") for number in range(9))

        post = tweet_post("k", tweet(findings=found))

        assert len(post.small_print) == MOST_SMALL_PRINT
        assert post.small_print[-1] == "… and 5 findings more: 🔍 shows all"


class TestStatus:
    def test_what_is_under_way_can_be_stopped(self) -> None:
        record = replace(DONE, state=DraftState.WORKING)

        post = status_post("k", record, doing="reading, 12 kB", tweets=(), calls=())

        assert post.text.splitlines()[-1] == "⏳ reading, 12 kB"
        assert post.controls == (Control.CANCEL,)

    @pytest.mark.parametrize(
        ("count", "last"),
        [(6, "⚠️ paper: Odd 5."), (7, "… and 2 findings more: `export markdown` shows all")],
        ids=["as many as fit", "one more"],
    )
    def test_findings_that_are_cut_are_counted(self, count: int, last: str) -> None:
        found = tuple(finding(f"Odd {number}.", rule="paper") for number in range(count))

        post = status_post("k", replace(DONE, findings=found), doing="", tweets=(tweet(),), calls=())

        assert len(post.small_print) == MOST_SMALL_PRINT
        assert post.small_print[-1] == last

    def test_what_stopped_says_so_and_why(self) -> None:
        record = replace(DONE, state=DraftState.STOPPED, note="Ann stopped it.")

        assert status_post("k", record, doing="", tweets=(), calls=()).text.splitlines()[1:] == [
            "⏹️ stopped · 0 tweets · no model: the paper's own sentences · no flags",
            "Ann stopped it.",
        ]


class TestPointer:
    KNOWN = replace(DONE, arxiv_id="2306.13840", arxiv_version=2)

    @pytest.mark.parametrize("newest", [None, 1, 2])
    def test_a_version_that_is_not_newer_is_not_told(self, newest: int | None) -> None:
        assert "by now" not in pointer_words(self.KNOWN, command="/thread", newest=newest)

    def test_a_newer_one_is(self) -> None:
        assert " arXiv has version 3 by now. " in pointer_words(self.KNOWN, command="/thread", newest=3)

    def test_a_draft_under_way_has_no_day(self) -> None:
        working = replace(self.KNOWN, state=DraftState.WORKING)

        assert pointer_words(working, command="/thread") == (
            "“Shells by Their Sound” (version 2) is being drafted here already."
        )


class TestParts:
    @pytest.mark.parametrize(
        ("words", "limit_chars", "parts"),
        [
            ("", 10, ["…"]),
            ("short", 10, ["short"]),
            ("one two three", 8, ["one two", "three"]),
            ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
            ("line one\nline two", 12, ["line one", "line two"]),
        ],
        ids=["nothing", "one", "at a space", "without a space", "at a line"],
    )
    def test_words_are_cut_where_it_hurts_least(self, words: str, limit_chars: int, parts: list[str]) -> None:
        assert parts_of(words, limit_chars) == parts

    def test_an_export_is_cut_between_tweets_without_a_divider_at_either_end(self) -> None:
        export = plain_export([tweet(number, f"We sort {number}.") for number in (1, 2, 3)])

        assert parts_of(export, 20) == ["We sort 1.", "We sort 2.", "We sort 3."]


def test_a_digest_knows_the_text_the_small_print_the_controls_and_the_figure() -> None:
    post = tweet_post("k", tweet())
    others = (replace(post, text="x"), replace(post, small_print=()), replace(post, controls=()))

    assert len({shown_digest(one) for one in (post, *others)} | {shown_digest(post, figure="Figure 1")}) == 5
    assert shown_digest(replace(post, key="another")) == shown_digest(post)
