"""What was answered is never asked for again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from bot.ledger import Ledger
from bot.model import Brief, Evidence, Proposal, Role
from bot.ports import DraftStore
from bot.provenance import ModelCall
from bot.remembering import RememberingWriter
from tests.builders import draft_record, finding, model_call
from tests.fakes.scripted_model import SENTENCES, ScriptedModel, shell_paper
from tests.fakes.stores import open_store


@pytest.fixture
def asked() -> list[str]:
    """What the model was asked for and gave, in order."""
    return []


class TestRemembering:
    """What was answered is never asked for again."""

    async def test_a_thread_that_was_cut_off_goes_on_behind_what_was_kept(
        self, tmp_path: Path, asked: list[str]
    ) -> None:
        store = await open_store(tmp_path)
        await store.drafts.save(draft_record("d1"))
        book = shell_paper()
        model = ScriptedModel(asked.append)

        first = RememberingWriter(model, store.drafts, "d1", "job").write(book, Brief(), Ledger())
        cut = [await anext(first) for _ in range(4)]
        await first.aclose()  # type: ignore[attr-defined]
        again = RememberingWriter(model, store.drafts, "d1", "job")
        whole = [one async for one in again.write(book, Brief(), Ledger())]
        third = [
            one async for one in RememberingWriter(model, store.drafts, "d1", "job").write(book, Brief(), Ledger())
        ]

        proposals = [one for one in whole if isinstance(one, Proposal)]
        assert proposals[:3] == cut[1:]
        assert [one.prose for one in proposals] == list(SENTENCES.values())
        assert [one for one in third if isinstance(one, Proposal)] == proposals
        assert asked.count("asked for the thread behind 3") == 1
        assert len([line for line in asked if line.startswith("tweet ")]) == len(SENTENCES)
        await store.close()

    async def test_what_was_paid_before_stands_in_the_ledger_of_who_goes_on(
        self, tmp_path: Path, asked: list[str]
    ) -> None:
        store = await open_store(tmp_path)
        await store.drafts.save(draft_record("d1"))
        model = ScriptedModel(asked.append)
        for _ in range(2):
            ledger = Ledger()
            writer = RememberingWriter(model, store.drafts, "d1", "job")
            [one async for one in writer.write(shell_paper(), Brief(), ledger)]

        assert ledger.calls == (model_call(),)
        assert await writer.remarks() == ()
        await store.close()

    async def test_a_repair_is_asked_for_once_also_where_it_gave_nothing(
        self, tmp_path: Path, asked: list[str]
    ) -> None:
        store = await open_store(tmp_path)
        await store.drafts.save(draft_record("d1"))
        proposal = Proposal(Role.RESULT, "We sort.", (Evidence(1, "We sort."),))
        for _ in range(2):
            writer = RememberingWriter(ScriptedModel(asked.append), store.drafts, "d1", "job")
            answer = await writer.repair(shell_paper(), Brief(), proposal, [finding()], Ledger())

        assert answer is None
        assert asked == ["repair"]
        await store.close()

    async def test_an_answer_that_a_death_cut_off_is_told_as_perhaps_paid_twice(
        self, tmp_path: Path, asked: list[str]
    ) -> None:
        store = await open_store(tmp_path)
        await store.drafts.save(draft_record("d1"))
        await store.drafts.remember("d1", "job/thread-begun-001", "")  # what a process leaves that dies while it asks
        writer = RememberingWriter(ScriptedModel(asked.append), store.drafts, "d1", "job")

        [one async for one in writer.write(shell_paper(), Brief(), Ledger())]
        # Who died once may die again before anybody is told.
        third = RememberingWriter(ScriptedModel(asked.append), store.drafts, "d1", "job")

        assert [remark.rule for remark in await writer.remarks()] == ["writer"]
        assert await third.remarks() == await writer.remarks()
        await store.close()

    @pytest.mark.parametrize("last", ["end", "thread-ended-001"])
    async def test_a_whole_thread_is_not_asked_for_again_whichever_note_was_the_last(
        self, tmp_path: Path, asked: list[str], last: str
    ) -> None:
        store = await open_store(tmp_path)
        await store.drafts.save(draft_record("d1"))
        mortal = _DyingDrafts(store.drafts, f"job/{last}")
        first = RememberingWriter(ScriptedModel(asked.append), cast("DraftStore", mortal), "d1", "job")

        with pytest.raises(_Death):
            [one async for one in first.write(shell_paper(), Brief(), Ledger())]
        ledger = Ledger()
        again = RememberingWriter(ScriptedModel(asked.append), store.drafts, "d1", "job")
        given = [one async for one in again.write(shell_paper(), Brief(), ledger)]

        assert len([one for one in given if isinstance(one, Proposal)]) == len(SENTENCES)
        assert [line for line in asked if line.startswith("asked for")] == ["asked for the thread behind 0"]
        assert await again.remarks() == ()
        assert ledger.calls == (model_call(),)
        await store.close()

    async def test_another_job_asks_anew(self, tmp_path: Path, asked: list[str]) -> None:
        store = await open_store(tmp_path)
        await store.drafts.save(draft_record("d1"))
        proposal = Proposal(Role.RESULT, "We sort.", (Evidence(1, "We sort."),))
        for job in ("one", "another"):
            writer = RememberingWriter(ScriptedModel(asked.append), store.drafts, "d1", job)
            await writer.repair(shell_paper(), replace(Brief()), proposal, [finding()], Ledger())

        assert asked == ["repair", "repair"]
        await store.close()


class _Death(BaseException):
    """The process ends."""


class _DyingDrafts:
    """A store in which nothing more is kept behind one note."""

    def __init__(self, drafts: DraftStore, last: str) -> None:
        self._drafts = drafts
        self._last = last
        self._is_dead = False

    async def recall(self, draft_id: str, key: str) -> str | None:
        return await self._drafts.recall(draft_id, key)

    async def calls(self, draft_id: str, *, under: str = "") -> Sequence[ModelCall]:
        return await self._drafts.calls(draft_id, under=under)

    async def remember(self, draft_id: str, key: str, value: str, *, calls: Sequence[ModelCall] = ()) -> None:
        if self._is_dead:
            raise _Death
        await self._drafts.remember(draft_id, key, value, calls=calls)
        if key == self._last:
            self._is_dead = True
            raise _Death
