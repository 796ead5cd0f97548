"""The bot's own page, and the same in words."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import PaperDamaged
from bot.model.chat import Home
from tests.contract.harness import File
from tests.example_paper import example_paper
from tests.fakes.chat import LIMITS, FakeChat
from tests.fakes.labs import LINK, START, Scene, SteppingClock, scene
from tests.fakes.papers import BookReader


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Scene]:
    chat = FakeChat(limits=replace(LIMITS, has_home=True), now=SteppingClock().now)
    async with scene(tmp_path, example_paper(), chat=chat) as opened:
        yield opened


async def home_of_ann(lab: Scene) -> Home:
    lab.chat.open_home()
    await lab.settle()
    person, home = lab.chat.homes[-1]
    assert person == lab.chat.ann
    return home


async def test_a_home_has_the_last_drafts_and_what_holds_where_they_are(lab: Scene) -> None:
    await lab.draft()
    await lab.command("settings voice curator")

    home = await home_of_ann(lab)

    drafts, settings, how = home.parts
    (line,) = drafts.lines
    asked = lab.chat.seen(lab.chat.place)[0]
    assert line.words == f"“{example_paper().title}” · drafted on {START.day} {START:%B}"
    assert line.about is not None
    assert (line.about.place, line.about.id) == (lab.chat.place, asked.id)
    assert (settings.heading, settings.place) == ("What holds in", lab.chat.place)
    assert "voice · curator" in [line.words for line in settings.lines]
    assert how.lines[0].words.startswith("Post an arXiv link or a PDF")


async def test_who_asked_for_nothing_yet_reads_how_to_begin(lab: Scene) -> None:
    await lab.draft()

    lab.chat.open_home(by=lab.chat.bea)
    await lab.settle()

    (person, home), *_ = lab.chat.homes
    assert person == lab.chat.bea
    assert [part.heading for part in home.parts] == ["Your last drafts", "How to work with me"]
    assert home.parts[0].lines[0].words == "None yet. Post an arXiv link or a PDF in a channel where I am."


async def test_a_draft_of_a_file_that_could_not_be_read_is_named_by_the_file(tmp_path: Path) -> None:
    chat = FakeChat(limits=replace(LIMITS, has_home=True), now=SteppingClock().now)
    broken = BookReader(PaperDamaged("ours.pdf"))
    async with scene(tmp_path, example_paper(), chat=chat, reader=broken) as lab:
        lab.chat.say("", files=[File("ours.pdf", b"%PDF")])
        await lab.settle()

        home = await home_of_ann(lab)

    assert home.parts[0].lines[0].words == f"“ours.pdf” · failed on {START.day} {START:%B}"


async def test_a_home_that_the_platform_does_not_take_hinders_nothing(lab: Scene) -> None:
    lab.chat.fail("show_home")
    lab.chat.open_home()
    await lab.settle()

    assert lab.chat.homes == []
    assert (await home_of_ann(lab)).parts[0].heading == "Your last drafts"
    assert lab.chat.private_words(lab.chat.ann) == []


async def test_the_last_drafts_are_told_in_words_too(lab: Scene) -> None:
    await lab.draft(f"look: {LINK}")
    await lab.command("drafts")

    (words,) = lab.chat.private_words(lab.chat.ann)
    assert words == f"Your last drafts:\n“{example_paper().title}” · drafted on {START.day} {START:%B}"
