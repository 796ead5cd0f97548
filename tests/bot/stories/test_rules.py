"""What a channel and a lab may lay down: budgets, voices, settings; and what no log may have."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import PermissionMissing
from bot.model.chat import Place
from bot.stories.lab import ChatRules
from tests.fakes.labs import LINK, Scene, counters, scene
from tests.fakes.scripted_model import AGAIN, SENTENCES, ScriptedModel, shell_paper


class TestBudgets:
    async def test_drafts_that_are_asked_for_at_once_are_all_counted(self, tmp_path: Path) -> None:
        rules = ChatRules(daily_drafts_person=2)
        async with scene(tmp_path, shell_paper(), rules=rules, writer=ScriptedModel()) as lab:
            for number in range(5):
                lab.chat.say(f"https://arxiv.org/abs/2306.1384{number}")
            await lab.settle()

            assert len(lab.chat.threads()) == 2
            assert len(lab.told()) == 3

    async def test_money_is_asked_for_when_the_writing_begins(self, tmp_path: Path, asked: list[str]) -> None:
        rules = ChatRules(daily_usd_channel=0.01)
        async with scene(tmp_path, shell_paper(), rules=rules, writer=ScriptedModel(asked.append)) as lab:
            for number in range(6):
                lab.chat.say(f"https://arxiv.org/abs/2306.1384{number}")
            await lab.settle()

            assert sum(line.startswith("asked for the thread") for line in asked) <= 2  # so many are written at once


class TestVoicesAndEdits:
    async def test_tweets_of_a_curator_come_and_go_without_counters(self, lab: Scene) -> None:
        await lab.command("settings voice curator")
        place = await lab.draft()
        await lab.say("remove 2", place)
        await lab.press(lab.own(place)[0], "↩️", place)

        assert not any("/" in counter for counter in counters(lab.own(place)[1:]) if len(counter) < 6)

    async def test_a_hand_edit_keeps_the_counter_that_it_has_and_gets_none(self, lab: Scene, place: Place) -> None:
        await lab.command("edit 3 We sort shells.\n\n3/7")
        await lab.command("edit 4 We drop shells.")
        await lab.say("remove 2", place)

        assert lab.texts(place)[2:4] == ["We sort shells.\n\n2/6", "We drop shells."]

    async def test_an_undo_behind_a_switch_of_voice_puts_back_what_was(self, lab: Scene) -> None:
        place = await lab.draft()
        before = lab.own(place)[3].text
        await lab.say("voice curator", place)
        await lab.say("undo 3", place)

        assert lab.own(place)[3].text == before.removesuffix("\n\n3/7")

    async def test_the_voice_that_it_has_is_told(self, lab: Scene, place: Place) -> None:
        await lab.say("voice author", place)

        assert lab.told() == ["The draft stays as it is: it is in the authors' voice already."]


class TestSettings:
    @pytest.mark.parametrize(
        "words",
        [
            "tweets 0-3",
            "tweets 500",
            "tweets",
            "daily nan",
            "daily -1",
            "voice we",
            "settlers asker",
            "settlers ,",
            "revisers everyone,U2",
            "tags #1 #2",
            "model",
        ],
    )
    async def test_what_is_out_of_range_changes_nothing(self, lab: Scene, words: str) -> None:
        before = await lab.store.channels.settings(lab.chat.place)

        await lab.command(f"settings {words}")

        assert " must be " in lab.told()[0]
        assert await lab.store.channels.settings(lab.chat.place) == before

    async def test_nobody_locks_themselves_out(self, lab: Scene) -> None:
        await lab.command("settings settlers U2")
        await lab.command("settings settlers <@U1|ann>, <@!U2>")

        assert lab.told()[0] == "That would lock you out. Name yourself too: `settlers U2,U1`."
        assert (await lab.store.channels.settings(lab.chat.place)).settlers == "U1,U2"

    @pytest.mark.parametrize(
        ("words", "entry"),
        [
            ("add Ada Lovelace @ada", ("", "Ada Lovelace", "@ada")),
            ("add Lovelace, Ada, @ada_1", ("", "Lovelace, Ada", "@ada_1")),
            ("me Ann  Smith @ann", ("U1", "Ann Smith", "@ann")),
            ("add <@U7> Bea Jones @bea", ("U7", "Bea Jones", "@bea")),
        ],
    )
    async def test_a_roster_has_people_names_and_handles(
        self, lab: Scene, words: str, entry: tuple[str, str, str]
    ) -> None:
        await lab.command(f"roster {words}")

        (there,) = await lab.store.channels.roster(lab.chat.place)
        assert (there.person_id, there.name, there.handle) == entry

    @pytest.mark.parametrize("words", ["add Ada", "add @ada", "add Ada @everyone!!", "add Ada @" + "a" * 16, "add"])
    async def test_what_is_no_handle_is_not_kept(self, lab: Scene, words: str) -> None:
        await lab.command(f"roster {words}")

        assert not await lab.store.channels.roster(lab.chat.place)
        assert lab.told()[0].startswith("The entry of the roster must be ")

    async def test_standing_wishes_have_a_length_and_a_number(self, lab: Scene) -> None:
        await lab.command("prefer " + "x" * 501)
        for number in range(21):
            await lab.command(f"prefer wish {number}")

        assert lab.told()[0].startswith("A standing wish has 500 characters at most")
        assert lab.told()[-1].startswith("20 standing wishes are the most.")


async def test_the_log_has_no_word_of_anybody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    marked = replace(shell_paper(), warnings=("MARKED warning",))
    with caplog.at_level(logging.DEBUG):
        async with scene(tmp_path, marked, writer=ScriptedModel()) as lab:
            lab.chat.say(f"MARKED {LINK}", by=replace(lab.chat.ann, name="MARKED"))
            await lab.settle()
            place = lab.chat.threads()[-1]
            await lab.say("3: MARKED wish", place)
            await lab.command("prefer MARKED words")
            await lab.command("edit 3 MARKED words", place)
            await lab.command("MARKED")
            lab.chat.fail("edit", error=PermissionMissing("fake", "MARKED", "MARKED"))
            await lab.say("regenerate 4", place)

    ours = [record for record in caplog.records if record.name.startswith(("bot.", "adapters."))]
    assert ours
    words = ["MARKED", "Shells by Their Sound", AGAIN, *SENTENCES.values()]
    assert [record.getMessage() for record in ours if any(one in record.getMessage() for one in words)] == []
