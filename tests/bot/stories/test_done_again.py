"""A step that was cut behind its last call is done again from its beginning, and twice is once.

`python -m tests.crash_forms` cuts every ask, anywhere.
"""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ChatUnavailable
from bot.model.chat import Post, PostKind
from bot.ports import Steps, Stories
from bot.ports.jobs import StepResult
from bot.records import STATUS_SERIAL, Job
from bot.stories.messages import Messages
from bot.stories.perform import stories_of
from tests.fakes.labs import Scene, scene
from tests.fakes.scripted_model import ScriptedModel, shell_paper

ASKS = ("remove 3", "remove 3", "restore", "regenerate")


_TRIES = 6  # of an edit, until it is given up


class _TwiceSteps:
    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    async def do(self, name: str, call: Callable[[], Coroutine[Any, Any, StepResult]]) -> StepResult:
        await self._steps.do(name, call)
        return await self._steps.do(name, call)


def _twice(stories: Stories) -> Stories:
    async def perform(job: Job, steps: Steps) -> None:
        await stories(job, _TwiceSteps(steps))

    return perform


async def test_every_ask_whose_steps_are_done_twice_ends_as_if_they_were_done_once(tmp_path: Path) -> None:
    asked: tuple[list[str], list[str]] = ([], [])
    async with (
        scene(tmp_path / "once", shell_paper(), writer=ScriptedModel(asked[0].append)) as once,
        scene(tmp_path / "twice", shell_paper(), writer=ScriptedModel(asked[1].append)) as twice,
    ):
        twice.jobs.take(_twice(stories_of(twice.lab)))
        for ask in ("draft", *ASKS):
            for opened in (once, twice):
                await (opened.draft() if ask == "draft" else opened.command(ask))

            assert _left(twice) == _left(once), ask
            assert asked[1] == asked[0], ask
            assert await _drafts(twice) == await _drafts(once), ask


@pytest.mark.parametrize("is_twice", [False, True], ids=["once", "twice"])
async def test_a_draft_that_is_forgotten_is_gone(tmp_path: Path, is_twice: bool) -> None:
    async with scene(tmp_path, shell_paper(), writer=ScriptedModel()) as lab:
        if is_twice:
            lab.jobs.take(_twice(stories_of(lab.lab)))
        place = await lab.draft()

        await lab.command("forget")

        assert await lab.store.drafts.newest(place) is None
        assert len(lab.own(place)) == 1


async def test_a_message_whose_edit_was_done_and_never_heard_of_gets_its_old_look_back(tmp_path: Path) -> None:
    async with scene(tmp_path, shell_paper()) as lab:
        place = await lab.draft()
        messages = Messages(lab.lab, await lab.store.drafts.newest(place) or "", place)

        async def look(words: str) -> None:
            async def render(key: str, _remark: str) -> Post:
                return Post(PostKind.STATUS, key, words)

            await messages.show(STATUS_SERIAL, render)

        await look("done")
        lab.chat.lose_answers(_TRIES, "edit")
        with pytest.raises(ChatUnavailable):
            await look("writing")
        await look("done")

        assert lab.own(place)[0].text == "done"


def _left(lab: Scene) -> list[tuple[str, tuple[str, ...]]]:
    place = lab.chat.threads()[-1]
    return [(message.text.split(" s · ")[0], tuple(message.marks)) for message in lab.own(place)]


async def _drafts(lab: Scene) -> list[object]:
    newest = await lab.store.drafts.newest(lab.chat.threads()[-1])
    kept = await lab.store.drafts.draft(newest or "")
    assert kept is not None
    return [(one.serial, one.is_out, one.is_approved, [v.tweet.text for v in one.versions]) for one in kept.tweets]
