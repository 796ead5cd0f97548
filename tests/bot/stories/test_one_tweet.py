"""Actions on one tweet without a model: each does one thing and touches no other message."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.chat import MessageRef, Place
from tests.example_paper import example_paper
from tests.fakes.labs import Scene, changed, looks, scene, tweets
from tests.fakes.papers import QUOTE_PICTURE, BookReader


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path, example_paper()) as opened:
        yield opened


@pytest.fixture
async def place(lab: Scene) -> Place:
    return await lab.draft()


class TestOneTweet:
    @pytest.mark.parametrize("number", [1, 2, 3, 6])
    async def test_regenerate_changes_that_message_and_no_other(self, lab: Scene, place: Place, number: int) -> None:
        before = looks(lab, place)
        tweet = tweets(lab, place)[number - 1]

        await lab.press(tweet, "🔁", place)

        assert changed(before, looks(lab, place)) == {tweet.id}

    async def test_undo_puts_the_version_before_back(self, lab: Scene, place: Place) -> None:
        before = looks(lab, place)
        tweet = tweets(lab, place)[2]

        await lab.press(tweet, "🔁", place)
        await lab.press(tweet, "↩️", place)

        assert changed(before, looks(lab, place)) == set()

    async def test_undo_without_a_version_before_is_told_to_that_person_only(self, lab: Scene, place: Place) -> None:
        await lab.press(tweets(lab, place)[2], "↩️", place)

        assert len(lab.chat.private_words(lab.chat.ann)) == 1
        assert lab.chat.private_words(lab.chat.bea) == []

    async def test_a_tweet_that_is_short_is_said_to_be(self, lab: Scene, place: Place) -> None:
        await lab.press(tweets(lab, place)[2], "✂️", place)

        assert lab.chat.private_words(lab.chat.ann) == [
            "Tweet 3 stays as it is: its 132 characters are within the 150 that shortening aims at."
        ]

    async def test_the_evidence_is_the_page_and_its_words(self, lab: Scene, place: Place) -> None:
        tweet = tweets(lab, place)[2]

        await lab.press(tweet, "🔍", place)

        answer = lab.own(place)[-1]
        assert answer.text.startswith("Tweet 3 rests on:\np. 1: “")
        assert tweet.text.split("\n")[0].removeprefix("We present Paperthread, a system that ")[:30] in answer.text
        assert answer.picture == QUOTE_PICTURE.png
        assert answer.alt == "From page 1 of the paper: the quoted words are marked."

    async def test_evidence_that_cannot_be_drawn_is_told_in_words_alone(self, tmp_path: Path) -> None:
        reader = BookReader(example_paper(), torn=["The evidence"])
        async with scene(tmp_path, example_paper(), reader=reader) as lab:
            place = await lab.draft()
            await lab.press(tweets(lab, place)[2], "🔍", place)

            assert lab.own(place)[-1].text.startswith("Tweet 3 rests on:")
            assert lab.own(place)[-1].picture is None

    async def test_figures_go_round_and_end_with_none(self, lab: Scene, place: Place) -> None:
        tweet = tweets(lab, place)[3]
        labels = []
        for _ in range(len(example_paper().figures)):
            await lab.press(tweet, "🖼️", place)
            lab.chat.unpress(MessageRef(place, tweet.id), "🖼️")
            await lab.settle()
            labels.append(looks(lab, place)[tweet.id].small_print[0].split(" · ")[-1])

        shown = [label for label in labels if label.startswith(("Figure", "Table"))]
        assert len(set(shown)) >= 2
        assert looks(lab, place)[tweet.id].text == tweet.text
        assert any(not label.startswith(("Figure", "Table")) for label in labels)

    async def test_a_tweet_goes_out_and_comes_back(self, lab: Scene, place: Place) -> None:
        before = tweets(lab, place)

        await lab.press(before[3], "🗑️", place)
        without = tweets(lab, place)
        await lab.press(lab.own(place)[0], "↩️", place)

        total = len(before)
        assert len(without) == total - 1
        assert without[3].text == before[4].text.replace(f"5/{total}", f"4/{total - 1}")
        assert sorted(one.text for one in tweets(lab, place)) == sorted(one.text for one in before)

    async def test_an_approval_is_shown_and_ends_with_its_mark(self, lab: Scene, place: Place) -> None:
        tweet = tweets(lab, place)[2]

        await lab.press(tweet, "✅", place)
        assert "✅ approved" in looks(lab, place)[tweet.id].small_print[0]
        lab.chat.unpress(MessageRef(place, tweet.id), "✅")
        await lab.settle()

        assert "approved" not in looks(lab, place)[tweet.id].small_print[0]

    async def test_a_hand_edit_is_checked(self, lab: Scene, place: Place) -> None:
        await lab.command("edit 6 Our rules flag 99.9% of changed numbers.")

        tweet = tweets(lab, place)[5]
        assert tweet.text == "Our rules flag 99.9% of changed numbers."
        assert any(line.startswith("⚠️ number: “99.9%”") for line in tweet.small_print)

    async def test_an_edit_without_words_shows_a_form_with_the_text(self, lab: Scene, place: Place) -> None:
        await lab.command("edit 6")
        assert lab.chat.forms[-1].form.fields[0].value == tweets(lab, place)[5].text
        lab.chat.fill_form({"text": "Our own words."})
        await lab.settle()

        assert tweets(lab, place)[5].text == "Our own words."

    async def test_the_button_for_more_leads_to_the_same(self, lab: Scene, place: Place) -> None:
        lab.chat.use_button(MessageRef(place, tweets(lab, place)[5].id), "more")
        await lab.settle()
        lab.chat.fill_form({"verb": "edit"})
        await lab.settle()
        lab.chat.fill_form({"text": "Our own words."})
        await lab.settle()

        assert tweets(lab, place)[5].text == "Our own words."

    async def test_a_button_does_what_its_emoji_does(self, lab: Scene, place: Place) -> None:
        before = looks(lab, place)
        tweet = tweets(lab, place)[2]

        lab.chat.use_button(MessageRef(place, tweet.id), "regenerate")
        await lab.settle()

        assert changed(before, looks(lab, place)) == {tweet.id}

    async def test_a_wish_without_a_model_says_what_can_be_done(self, lab: Scene, place: Place) -> None:
        before = looks(lab, place)

        await lab.say("3: say it is on ImageNet", place)

        told = lab.chat.private_words(lab.chat.ann)
        assert len(told) == 1
        assert told[0].startswith("A wish in words takes a language model, and none is set up here.")
        assert changed(before, {one.id: one for one in lab.own(place) if one.text not in told}) == set()

    async def test_the_history_has_every_version(self, lab: Scene, place: Place) -> None:
        await lab.press(tweets(lab, place)[2], "🔁", place)
        await lab.say("history 3", place)

        answer = lab.own(place)[-1].text
        assert answer.startswith("Tweet 3 has 2 versions:\n\n1 · drafted")
        assert "2 · regenerated" in answer

    async def test_two_people_pressing_the_same_are_two_jobs_and_one_press_told_twice_is_one(
        self, lab: Scene, place: Place
    ) -> None:
        tweet = MessageRef(place, tweets(lab, place)[2].id)

        lab.chat.press(tweet, "🔁")
        await lab.settle()
        lab.chat.redeliver()
        await lab.settle()

        assert sum("press" in key for key in lab.jobs.keys) == 1

    async def test_an_unknown_tweet_is_a_sentence(self, lab: Scene, place: Place) -> None:
        await lab.say("undo 42", place)

        (told,) = lab.chat.private_words(lab.chat.ann)
        assert "42" in told
        assert "13" in told
