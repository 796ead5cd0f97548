"""The conversation without a model, row by row of the table: drafts, channels, platforms that fail."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import ChatUnavailable, PaperDamaged
from bot.model.chat import MessageRef, Place
from tests.contract.harness import File
from tests.example_paper import example_paper
from tests.fakes.labs import LINK, Scene, changed, looks, scene, tweets
from tests.fakes.papers import BookReader


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene(tmp_path, example_paper()) as opened:
        yield opened


@pytest.fixture
async def place(lab: Scene) -> Place:
    return await lab.draft()


class TestDraft:
    async def test_a_link_becomes_a_draft_in_a_chat_thread_under_it(self, lab: Scene) -> None:
        place = await lab.draft("have a look: " + LINK)

        status, *posted = lab.own(place)
        request = lab.chat.seen(lab.chat.place)[0]
        assert status.text.startswith(f"📄 {example_paper().title} (arXiv:2306.13840v1)\n✅ ")
        assert "no model: the paper's own sentences" in status.text
        assert 8 <= len(posted) <= 13
        assert [message.text.rsplit("\n", 1)[-1] for message in posted] == [
            f"{number}/{len(posted)}" for number in range(1, len(posted) + 1)
        ]
        assert request.marks == {"✅"}

    async def test_each_tweet_says_on_which_page_it_rests(self, lab: Scene, place: Place) -> None:
        assert all("p. " in one.small_print[0] or "facts" in one.small_print[0] for one in tweets(lab, place))

    async def test_a_pdf_becomes_a_draft(self, lab: Scene) -> None:
        lab.chat.say("our paper", files=[File("paper.pdf", b"%PDF-1.7 our paper")])
        await lab.settle()

        assert lab.own(lab.chat.threads()[-1])[0].text.startswith(f"📄 {example_paper().title}")

    async def test_the_same_message_told_three_times_is_one_draft(self, lab: Scene, place: Place) -> None:
        before = looks(lab, place)

        for _ in range(3):
            lab.chat.redeliver()
        await lab.settle()

        assert looks(lab, place) == before
        assert lab.chat.private_words(lab.chat.ann) == []

    async def test_a_message_without_a_paper_gets_nothing(self, lab: Scene) -> None:
        lab.chat.say("lunch at noon? see https://example.org/menu")
        await lab.settle()

        assert lab.chat.did == []

    async def test_a_paper_of_another_host_gets_one_sentence(self, lab: Scene) -> None:
        lab.chat.say("https://openreview.net/forum?id=abc")
        await lab.settle()

        assert lab.chat.private_words(lab.chat.ann) == [
            "I cannot fetch papers from OpenReview. Attach the PDF to a message here, and I draft its thread."
        ]

    async def test_a_link_that_was_drafted_here_gets_a_pointer(self, lab: Scene, place: Place) -> None:
        lab.chat.say("again " + LINK)
        await lab.settle()

        assert len(lab.chat.threads()) == 1
        assert "was drafted here on 22 November" in lab.chat.private_words(lab.chat.ann)[0]

    async def test_an_edit_that_adds_a_link_is_a_request_and_one_that_does_not_is_none(self, lab: Scene) -> None:
        message = lab.chat.say("look at this")
        await lab.settle()
        lab.chat.change(message, f"look at this {LINK}")
        await lab.settle()
        lab.chat.change(message, f"look at this: {LINK} !")
        await lab.settle()

        assert len(lab.chat.threads()) == 1
        assert lab.chat.private_words(lab.chat.ann) == []

    async def test_a_command_gets_a_message_of_the_bots_own(self, lab: Scene) -> None:
        await lab.command(f"{LINK} less hype")

        root = lab.chat.seen(lab.chat.place)[-1]
        assert root.is_own
        assert root.text == "📄 A draft for Ann: arXiv:2306.13840"
        assert len(lab.own(lab.chat.threads()[-1])) > 8

    async def test_a_command_alone_shows_a_form_whose_answer_is_a_draft(self, lab: Scene) -> None:
        await lab.command("")
        lab.chat.fill_form({"url": "2306.13840", "voice": "curator"})
        await lab.settle()

        posted = tweets(lab, lab.chat.threads()[-1])
        assert "/" not in posted[0].text.rsplit("\n", 1)[-1].removeprefix("https://arxiv.org/abs/")
        assert "The authors" in posted[2].text

    async def test_what_cannot_be_read_is_a_sentence_in_the_status(self, tmp_path: Path) -> None:
        broken = BookReader(PaperDamaged("paper.pdf"))
        async with scene(tmp_path, example_paper(), reader=broken) as lab:
            place = await lab.draft()

            (status,) = lab.own(place)
            assert status.text.splitlines()[-1].startswith("❌ paper.pdf: ")
            assert lab.chat.seen(lab.chat.place)[0].marks == {"⚠"}

    async def test_the_persons_own_thread_is_checked_and_worked_on(self, lab: Scene) -> None:
        own = "We flag 97.2% of changed numbers.\n\nWe flag 99.9% of changed quotes."
        await lab.command("check")
        lab.chat.fill_form({"url": "2306.13840", "thread": own})
        await lab.settle()

        status, first, second = lab.own(lab.chat.threads()[-1])
        assert (first.text, second.text) == tuple(own.split("\n\n"))
        assert "your own words" in status.text
        assert any("99.9" in line for line in second.small_print)


class TestWholeDraft:
    async def test_approved_and_hand_edited_tweets_stay(self, lab: Scene, place: Place) -> None:
        await lab.press(tweets(lab, place)[4], "✅", place)
        await lab.command("edit 6 Our words.")
        before = looks(lab, place)
        kept = {tweets(lab, place)[4].id, tweets(lab, place)[5].id}

        await lab.press(lab.own(place)[0], "🔁", place)

        after = looks(lab, place)
        assert changed(before, after) - {lab.own(place)[0].id, lab.own(place)[-1].id}
        assert not changed(before, after) & kept

    async def test_the_voice_is_switched_and_kept_tweets_stay(self, lab: Scene, place: Place) -> None:
        kept = tweets(lab, place)[3]
        await lab.press(kept, "✅", place)

        await lab.say("voice curator", place)

        posted = tweets(lab, place)
        prose = kept.text.split("\n")[0]
        assert prose in [one.text for one in posted]
        assert sum(prose.removeprefix("We ")[:60] in one.text for one in posted) == 1
        assert not any("we " in one.text.casefold() for one in posted if one.id != kept.id)

    async def test_the_export_is_what_stands_there(self, lab: Scene, place: Place) -> None:
        texts = [one.text for one in tweets(lab, place)]

        await lab.say("export", place)

        assert lab.own(place)[-1].text == "\n\n———\n\n".join(texts)

    async def test_markdown_is_exported_with_evidence(self, lab: Scene, place: Place) -> None:
        await lab.command("export markdown")

        words = [one.text for one in lab.own(place) if not one.controls]
        assert words[0].startswith(f"# {example_paper().title}")
        assert "- Page 1: “" in "\n".join(words)

    async def test_a_poster_is_made_of_the_facts_that_are_given(self, lab: Scene, place: Place) -> None:
        await lab.command("poster Come to NeurIPS 2026, Tue 8 Dec, 16:00-18:00, Hall B #12")

        words = lab.own(place)[-1].text
        assert all(fact in words for fact in ("NeurIPS 2026", "Tue 8 Dec", "16:00-18:00", "Hall B #12"))

    async def test_a_poster_alone_shows_a_form(self, lab: Scene, place: Place) -> None:
        await lab.command("poster")
        lab.chat.fill_form({"venue": "NeurIPS 2026", "date": "Tue 8 Dec", "time": "16:00", "place": "Hall B #12"})
        await lab.settle()

        words = lab.own(place)[-1].text
        assert all(fact in words for fact in ("NeurIPS 2026", "Tue 8 Dec", "16:00", "Hall B #12"))

    async def test_what_a_poster_lacks_is_asked_for(self, lab: Scene, place: Place) -> None:
        await lab.command("poster come and see it")

        told = lab.chat.private_words(lab.chat.ann)[-1]
        assert told.startswith("The invitation still needs the date, the time, the place and the venue")

    async def test_forget_leaves_nothing_of_it(self, lab: Scene, place: Place) -> None:
        await lab.command("forget")

        (left,) = lab.own(place)
        assert left.text.startswith("This draft was forgotten")
        assert await lab.store.drafts.newest(place) is None

    async def test_only_who_may_revises(self, lab: Scene, place: Place) -> None:
        await lab.command("settings revisers asker")
        before = looks(lab, place)

        lab.chat.press(MessageRef(place, tweets(lab, place)[2].id), "🔁", by=lab.chat.bea)
        await lab.settle()

        assert changed(before, looks(lab, place)) == set()
        assert lab.chat.private_words(lab.chat.bea)[0].startswith("Only who asked for this draft")


class TestChannel:
    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("prefer no exclamation marks", "Kept as wish 1: “no exclamation marks”."),
            ("prefer", "This channel has no standing wishes."),
            ("settings", "What holds for this channel:"),
            ("settings voice curator", "What holds for this channel:"),
            ("settings colour blue", "The setting must be one of model, voice,"),
            ("roster add Ada Lovelace @ada", "Ada Lovelace is @ada in drafts from now on."),
            ("roster", "Nobody is on this channel's roster."),
            ("usage", "Today (UTC):\nyou: 0 drafts"),
            ("help", "Post an arXiv link or a PDF"),
            ("shorten 3", "There is no draft here yet."),
            ("shortn 3", "There is no “shortn”. Did you mean `shorten`?"),
        ],
    )
    async def test_a_command_is_answered_to_that_person_only(self, lab: Scene, words: str, answer: str) -> None:
        await lab.command(words)

        (told,) = lab.chat.private_words(lab.chat.ann)
        assert told.startswith(answer)
        assert lab.chat.private_words(lab.chat.bea) == []

    async def test_the_settings_of_a_channel_hold_for_its_drafts(self, lab: Scene) -> None:
        await lab.command("settings voice curator")
        place = await lab.draft()

        assert "The authors" in tweets(lab, place)[2].text

    async def test_tags_stand_on_the_tweets_that_the_channel_wants_them_on(self, lab: Scene) -> None:
        await lab.command("settings tags Shells")
        await lab.command("settings tagged first")
        place = await lab.draft()
        await lab.say("regenerate 3", place)

        assert [number for number, tweet in enumerate(tweets(lab, place), 1) if "#Shells" in tweet.text] == [1]

    async def test_a_channel_that_does_not_listen_drafts_when_asked_only(self, lab: Scene) -> None:
        await lab.command("settings listen off")
        lab.chat.say(LINK)
        await lab.settle()
        assert lab.chat.threads() == []

        await lab.command(LINK)
        assert len(lab.chat.threads()) == 1

    async def test_people_talking_in_the_chat_thread_get_no_answer(self, lab: Scene, place: Place) -> None:
        before = list(lab.chat.did)

        await lab.say("I like this one a lot", place)

        assert lab.chat.did == before


class TestPlatformFaults:
    async def test_a_post_whose_answer_was_lost_is_there_once(self, lab: Scene) -> None:
        lab.chat.lose_answers(times=3)

        place = await lab.draft()

        texts = [one.text for one in lab.own(place)]
        assert len(texts) == len(set(texts))
        assert len(tweets(lab, place)) == 13

    async def test_a_platform_that_fails_for_a_while_is_waited_for(self, lab: Scene) -> None:
        lab.chat.fail("post", times=3, error=ChatUnavailable("fake", "post", "it is down"))

        place = await lab.draft()

        assert len(tweets(lab, place)) == 13

    async def test_a_lost_message_is_replaced_by_one_that_says_so(self, lab: Scene, place: Place) -> None:
        tweet = tweets(lab, place)[2]
        lab.chat.delete(MessageRef(place, tweet.id))

        await lab.say("regenerate 3", place)

        newest = lab.own(place)[-1]
        assert newest.small_print[0] == "in place of a lost message"
        assert newest.text.endswith("3/13")
