"""The store is away in the middle of a job: nobody is told so, and the step is left to be done again."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest

from bot.asks import Ask, Verb
from bot.errors import StoreUnavailable
from bot.ports.jobs import StepResult
from bot.records import WantedPaper
from bot.stories.jobs import ActWanted, ChannelWanted, DraftWanted, Wanted, job_of
from bot.stories.perform import stories_of
from tests.fakes.labs import Scene, scene
from tests.fakes.scripted_model import ScriptedModel, shell_paper


class PutBack(BaseException):
    """What jobs make of a store that is away."""


class PuttingBackSteps:
    """`bot.ports.Steps`."""

    async def do(self, name: str, call: Callable[[], Coroutine[Any, Any, StepResult]]) -> StepResult:
        try:
            return await call()
        except StoreUnavailable as error:
            raise PutBack from error


@dataclass(frozen=True, slots=True)
class AwayStore:
    """A store, or a part of it, of which one method finds the database away."""

    store: object
    method: str

    def __getattr__(self, name: str) -> object:
        part, _, method = self.method.partition(".")
        value: object = getattr(self.store, name)
        if name == part and method:
            return AwayStore(value, method)
        return self._refuse if name == self.method else value

    async def _refuse(self, *_given: object, **_named: object) -> None:
        raise StoreUnavailable("it is being restarted")


def a_draft(lab: Scene, _draft_id: str) -> Wanted:
    return DraftWanted(lab.chat.other_place, lab.chat.ann, None, WantedPaper(arxiv_id="2306.13840"))


def an_action(lab: Scene, draft_id: str) -> Wanted:
    return ActWanted(draft_id, Ask(Verb.REGENERATE, number=3), lab.chat.ann, lab.chat.place)


def a_wish(lab: Scene, _draft_id: str) -> Wanted:
    return ChannelWanted(Ask(Verb.PREFER, words="no exclamation marks"), lab.chat.ann, lab.chat.place)


@pytest.mark.parametrize(
    ("wanted", "away"),
    [
        pytest.param(a_draft, "drafts.save", id="a draft begins"),
        pytest.param(a_draft, "papers.save", id="a paper is read"),
        pytest.param(a_draft, "drafts.put_first", id="a tweet is written"),
        pytest.param(an_action, "drafts.add_version", id="a tweet is written again"),
        pytest.param(a_wish, "channels.add_wish", id="a wish is kept"),
    ],
)
async def test_a_job_that_finds_the_store_away_is_left_to_be_done_again(
    tmp_path: Path, wanted: Callable[[Scene, str], Wanted], away: str
) -> None:
    async with scene(tmp_path, shell_paper(), writer=ScriptedModel()) as lab:
        draft_id = await lab.store.drafts.newest(await lab.draft())
        job = job_of("the-job", wanted(lab, draft_id or ""), line="the-line")
        lost = replace(lab.lab, store=cast("Any", AwayStore(lab.store, away)))
        told = [message.text for message in lab.chat.seen(lab.chat.place)]

        with pytest.raises(PutBack):
            await stories_of(lost)(job, PuttingBackSteps())

        assert [message.text for message in lab.chat.seen(lab.chat.place)] == told
        assert not any("database" in message.text for place in lab.chat.threads() for message in lab.chat.seen(place))
        await stories_of(lab.lab)(job, PuttingBackSteps())
