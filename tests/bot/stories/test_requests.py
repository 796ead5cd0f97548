"""What asks for a draft, and what does not: several papers in a message, links in words, threads of people's own."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import PaperDamaged
from bot.model import Role
from bot.model.chat import Place
from tests.contract.harness import File
from tests.fakes.labs import LINK, Scene, metadata_of, scene
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.scripted_model import SENTENCES, shell_paper

OTHER = "https://arxiv.org/abs/2306.13841"


class TestPapersOfOneMessage:
    async def test_of_two_links_each_has_a_chat_thread_of_its_own(self, lab: Scene) -> None:
        lab.chat.say(f"{LINK} and {OTHER}")
        await lab.settle()

        first, second = lab.chat.threads()
        assert len(lab.own(first)) == len(lab.own(second)) == 1 + 7
        assert [one.text for one in lab.chat.seen(lab.chat.place)][1:] == ["📄 A draft for Ann: arXiv:2306.13841"]

    async def test_a_link_and_a_pdf_are_two_drafts_but_for_a_file_that_is_named_for_the_link(self, lab: Scene) -> None:
        lab.chat.say(LINK, files=[File("2306.13840v1.pdf", b"%PDF"), File("slides.pdf", b"%PDF other")])
        await lab.settle()

        assert len(lab.chat.threads()) == 2
        assert lab.chat.seen(lab.chat.place)[-1].text == "📄 A draft for Ann: slides.pdf"

    async def test_an_edit_to_another_link_does_not_share_the_chat_thread(self, lab: Scene) -> None:
        message = lab.chat.say(LINK)
        await lab.settle()
        lab.chat.change(message, OTHER)
        await lab.settle()

        assert [len(lab.own(one)) for one in lab.chat.threads()] == [8, 8]

    async def test_a_link_that_is_being_drafted_is_not_drafted_again(self, lab: Scene) -> None:
        lab.chat.hold("post")
        lab.chat.say(LINK)
        await lab.chat.until(lambda: lab.chat.held("post") == 1)
        lab.chat.say(LINK, by=lab.chat.bea)
        await lab.chat.settled()
        lab.chat.release("post")
        await lab.settle()

        assert len(lab.chat.threads()) == 1
        assert len(lab.told(lab.chat.bea)) == 1

    async def test_a_newer_version_is_told_with_the_pointer(self, tmp_path: Path) -> None:
        first = metadata_of(shell_paper())
        source = ShelfSource(replace(first, version=1))
        async with scene(tmp_path, shell_paper(), source=source) as lab:
            await lab.draft()
            source.put(replace(first, version=3))
            lab.chat.say(LINK)
            await lab.settle()

            assert " arXiv has version 3 by now. " in lab.told()[0]

    async def test_a_pdf_of_no_bytes_is_a_sentence(self, tmp_path: Path) -> None:
        async with scene(tmp_path, shell_paper(), reader=BookReader(PaperDamaged("empty.pdf"))) as lab:
            lab.chat.say("", files=[File("empty.pdf", b"")])
            await lab.settle()

            (status,) = lab.own(lab.chat.threads()[-1])
            assert "❌ empty.pdf: " in status.text

    async def test_a_link_in_a_drafts_chat_thread_is_people_talking_unless_the_bot_is_named(
        self, lab: Scene, place: Place
    ) -> None:
        await lab.say(OTHER, place)
        assert len(lab.chat.threads()) == 1

        lab.chat.say(OTHER, place, is_mention=True)
        await lab.settle()
        assert [len(lab.own(one)) for one in lab.chat.threads()] == [8, 8]


class TestLinksInWords:
    @pytest.mark.parametrize(
        "words", ["edit 3 We sort shells. See {}", "3: compare it with {}", "prefer a link to {}", "edit 1 {}"]
    )
    async def test_a_link_in_what_is_said_of_a_draft_begins_no_other(
        self, lab: Scene, place: Place, words: str
    ) -> None:
        await lab.command(words.format(OTHER))
        lab.chat.say(words.format(OTHER), is_mention=True)
        await lab.settle()

        assert len(lab.chat.threads()) == 1

    @pytest.mark.parametrize(
        "words", ["{}", "new {}", "{} less hype", "redraft {}", "2306.13841", "new 2306.13841 less hype", "draft:{}"]
    )
    async def test_a_command_with_a_paper_begins_a_draft(self, lab: Scene, words: str) -> None:
        await lab.command(words.format(OTHER))

        assert len(lab.own(lab.chat.threads()[-1])) == 8

    async def test_a_check_may_come_in_one_message(self, lab: Scene) -> None:
        own = f"{SENTENCES[Role.RESULT]}\n\n{SENTENCES[Role.WHY]}"
        lab.chat.say(f"check {LINK}\n\n{own}", is_mention=True)
        await lab.settle()

        assert lab.texts(lab.chat.threads()[-1])[1:] == own.split("\n\n")

    async def test_a_check_may_come_as_files(self, lab: Scene) -> None:
        files = [File("thread.txt", b"We sort shells.\n\nWe sort stones."), File("paper.pdf", b"%PDF")]
        lab.chat.say("check", files=files, is_mention=True)
        await lab.settle()

        assert lab.texts(lab.chat.threads()[-1])[1:] == ["We sort shells.", "We sort stones."]

    async def test_what_the_bot_is_told_and_does_not_understand_it_says(self, lab: Scene) -> None:
        lab.chat.say("make it pop", is_mention=True)
        await lab.settle()

        assert lab.told()[0].startswith("I do not understand “make it pop”.")


class TestOwnThreads:
    async def test_sixty_tweets_are_checked_and_one_goes_out(self, lab: Scene) -> None:
        own = "\n\n".join(f"Shell {number} makes a sound." for number in range(1, 61))
        lab.chat.say(f"check {LINK}\n\n{own}", is_mention=True)
        await lab.settle()
        place = lab.chat.threads()[-1]
        await lab.say("remove 60", place)

        assert lab.texts(place)[1:] == own.split("\n\n")[:-1]

    async def test_counters_follow_where_there_are_any(self, lab: Scene) -> None:
        lab.chat.say(f"check {LINK}\n\nOne shell.\n\n1/3\n\nTwo shells.\n\n2/3\n\nThree.\n\n3/3", is_mention=True)
        await lab.settle()
        place = lab.chat.threads()[-1]
        await lab.say("remove 1", place)

        assert lab.texts(place)[1:] == ["Two shells.\n\n1/2", "Three.\n\n2/2"]
