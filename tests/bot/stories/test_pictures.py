"""Pictures of tweets: drawn where their message has to be sent or edited, and left alone everywhere else."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import Figure, Image, Paper
from bot.model.chat import Place
from bot.stories.messages import NO_PICTURE
from tests.builders import figure
from tests.contract.harness import File
from tests.fakes.labs import Scene, scene
from tests.fakes.papers import BookReader
from tests.fakes.scripted_model import ScriptedModel, shell_paper

FIGURES = (
    figure("Figure 1", caption="An overview of our approach."),
    figure("Figure 2", caption="Shells and their sounds.", confidence=0.2),
    figure("Figure 3", caption="Time for a shell."),
)


@dataclass
class Draughtsman(BookReader):
    """A reader that notes what it is asked to draw."""

    book: Paper
    drawn: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(self.book)

    async def crop(self, pdf: bytes, figure: Figure) -> Image:
        self.drawn.append(figure.label)
        return await super().crop(pdf, figure)

    async def draw_page(self, pdf: bytes, page: int) -> Image:
        self.drawn.append(f"page {page}")
        return await super().draw_page(pdf, page)


@pytest.fixture
def reader() -> Draughtsman:
    return Draughtsman(replace(shell_paper(), figures=FIGURES))


@pytest.fixture
async def lab(tmp_path: Path, reader: Draughtsman) -> AsyncIterator[Scene]:
    async with scene(tmp_path, reader.book, reader=reader, writer=ScriptedModel()) as opened:
        yield opened


async def test_an_action_on_one_tweet_draws_no_picture_of_another(lab: Scene, reader: Draughtsman) -> None:
    place = await lab.draft()
    assert reader.drawn == ["Figure 1"]

    await lab.say("regenerate 3", place)
    await lab.say("figure 4", place)

    assert reader.drawn == ["Figure 1", "Figure 3"]


async def test_what_drawing_finds_stays_with_the_tweet(lab: Scene, reader: Draughtsman) -> None:
    place = await lab.draft()
    await lab.say("figure 4", place)
    await lab.say("figure 5", place)
    assert reader.drawn[-1] == "page 1"  # the edges of figure 2 are not sure

    await lab.say("evidence 5", place)

    assert "Its edges are not sure" in lab.own(place)[-1].text


async def test_a_message_keeps_its_picture_when_the_file_is_no_longer_kept_and_another_tweet_changes(
    lab: Scene,
) -> None:
    place = await draft_of_a_file(lab)
    before = {one.id: one for one in lab.own(place)}
    tweet = lab.own(place)[3]
    assert await lab.store.papers.drop_unused(since=lab.lab.now() + timedelta(days=1)) == 1

    await lab.press(tweet, "✅", place)

    after = {one.id: one for one in lab.own(place)}
    assert [key for key in before if before[key] != after[key]] == [tweet.id]


async def test_a_picture_that_cannot_be_drawn_any_more_is_missed_in_words(lab: Scene) -> None:
    place = await draft_of_a_file(lab)
    await lab.store.papers.drop_unused(since=lab.lab.now() + timedelta(days=1))

    await lab.press(lab.own(place)[1], "✅", place)

    announcement = lab.own(place)[1]
    assert announcement.picture is None
    assert announcement.small_print[-1] == NO_PICTURE


async def test_a_paper_of_arxiv_that_is_no_longer_kept_is_had_again(lab: Scene) -> None:
    place = await lab.draft()
    await lab.store.papers.drop_unused(since=lab.lab.now() + timedelta(days=1))

    await lab.press(lab.own(place)[1], "✅", place)

    assert lab.own(place)[1].picture is not None


async def test_a_file_that_is_worked_with_is_kept_for_longer(lab: Scene) -> None:
    place = await draft_of_a_file(lab)
    drafted = lab.lab.now()

    await lab.press(lab.own(place)[1], "✅", place)

    assert await lab.store.papers.drop_unused(since=drafted) == 0


async def draft_of_a_file(lab: Scene) -> Place:
    lab.chat.say("our paper", files=[File("paper.pdf", b"%PDF-1.7 our paper")])
    await lab.settle()
    return lab.chat.threads()[-1]
