"""The conversation with a model: what it is asked for, and what it is not asked for again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import WriterUnavailable
from bot.ledger import Ledger
from bot.model import Brief, Paper, Plan, Proposal, Role
from bot.model.chat import MessageRef
from bot.records import DraftState, Example
from bot.stories.lab import ChatRules
from tests.fakes.labs import LINK, Scene, scene
from tests.fakes.scripted_model import AGAIN, SENTENCES, WISHED, ScriptedModel, shell_paper


@pytest.fixture
def asked() -> list[str]:
    """What the model was asked for and gave, in order."""
    return []


@pytest.fixture
async def lab(tmp_path: Path, asked: list[str]) -> AsyncIterator[Scene]:
    async with scene(tmp_path, shell_paper(), writer=ScriptedModel(asked.append)) as opened:
        yield opened


class TestConversation:
    async def test_the_status_says_who_wrote_and_where_the_text_went(self, lab: Scene) -> None:
        place = await lab.draft()

        assert "written by shell-1 at models.example.org" in lab.own(place)[0].text
        edits = [did.text for did in lab.chat.did if did.doing == "edit"]
        assert any("⏳ writing with shell-1 at 127.0.0.1" in text for text in edits)

    async def test_tweets_are_posted_while_others_are_written(self, lab: Scene, asked: list[str]) -> None:
        lab.chat.hold("post")
        lab.chat.say(LINK)
        await lab.chat.until(lambda: lab.chat.held("post") == 1)
        lab.chat.release("post")
        await lab.settle()

        posted = [did.text.rsplit("\n", 1)[-1] for did in lab.chat.did if did.doing == "post"]
        assert posted[1:] == [f"{number}/7" for number in range(1, 8)]
        assert asked[0] == "asked for the thread behind 0"

    async def test_a_wish_is_followed(self, lab: Scene, asked: list[str]) -> None:
        place = await lab.draft()

        await lab.say("3: say where the shells are from", place)

        assert asked[-1] == "regenerate 3 wish say where the shells are from"
        assert lab.own(place)[3].text == f"{WISHED}\n\n3/7"

    async def test_a_starred_draft_is_an_example_for_the_next_about_another_paper(self, tmp_path: Path) -> None:
        briefs: list[Brief] = []

        class Noting(ScriptedModel):
            def write(
                self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
            ) -> AsyncIterator[Plan | Proposal]:
                briefs.append(brief)
                return super().write(paper, brief, ledger, begun=begun)

        async with scene(tmp_path, shell_paper(), writer=Noting()) as opened:
            channels = opened.store.channels
            theirs = Example("d2", "curator", ("result (no figure):\nThey weigh sand.",), "Sand by Weight")
            await channels.keep_example(opened.chat.place, theirs)
            place = await opened.draft()
            await opened.press(opened.own(place)[0], "⭐", place)
            ours = (await channels.examples(opened.chat.place))[0]
            await opened.command(f"new {LINK}")  # the starred one is about this very paper
            await channels.keep_example(opened.chat.place, replace(ours, draft_id="d3", title="Another Paper"))
            await opened.command(f"new {LINK}")
            await opened.command("voice curator", opened.chat.threads()[-1])
            kept = await opened.kept(opened.chat.threads()[-1])

        assert ours.title == shell_paper().title
        # Neither the announcement nor tags and counters: what rules write is nobody's taste.
        assert ours.tweets == tuple(f"{role.value} (no figure):\n{sentence}" for role, sentence in SENTENCES.items())
        shown = "\n\n".join(["About “Another Paper”:", *ours.tweets])
        about_sand = "About “Sand by Weight”:\n\nresult (no figure):\nThey weigh sand."
        assert [brief.liked for brief in briefs] == ["", "", shown, about_sand]
        assert kept.record.brief.liked == ""  # `forget` of the starred draft leaves nothing of it behind

    async def test_no_text_leaves_the_machine_where_the_channel_forbids_it(self, lab: Scene, asked: list[str]) -> None:
        await lab.command("settings model off")

        await lab.draft()

        assert asked == []

    async def test_a_days_budget_that_is_reached_is_told_and_the_draft_goes_on_without_a_model(
        self, tmp_path: Path, asked: list[str]
    ) -> None:
        rules = ChatRules(daily_usd_channel=0.01)
        model = ScriptedModel(asked.append)
        async with scene(tmp_path, shell_paper(), writer=model, rules=rules) as lab:
            await lab.draft()
            asked.clear()
            await lab.command(f"new {LINK}")

            status = lab.own(lab.chat.threads()[-1])[0].text
            assert asked == []
            assert "This channel's drafts have cost $0.01 today, and $0.01 is the limit." in status

    async def test_drafts_a_day_have_a_limit(self, tmp_path: Path) -> None:
        rules = ChatRules(daily_drafts_person=1)
        async with scene(tmp_path, shell_paper(), rules=rules) as lab:
            await lab.draft()
            await lab.command(f"new {LINK}")

            assert len(lab.chat.threads()) == 1
            assert lab.chat.private_words(lab.chat.ann)[-1].startswith("You have asked for 1 drafts today")

    async def test_what_is_stopped_stays_as_far_as_it_is_written_and_is_counted_so(self, tmp_path: Path) -> None:
        has_written, never = asyncio.Event(), asyncio.Event()

        class Slow(ScriptedModel):
            async def write(
                self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
            ) -> AsyncIterator[Plan | Proposal]:
                async for one in super().write(paper, brief, ledger, begun=begun):
                    yield one
                    if isinstance(one, Proposal) and one.role is Role.RESULT:
                        has_written.set()
                        await never.wait()

        async with scene(tmp_path, shell_paper(), writer=Slow()) as opened:
            chat = opened.chat
            chat.say(LINK)
            await has_written.wait()
            place = chat.threads()[-1]
            await chat.until(lambda: len(opened.own(place)) == 1 + 3)
            chat.say("cancel", place)
            await opened.settle()

            status, *tweets = opened.own(place)
            assert "⏹️ stopped" in status.text
            assert [tweet.text.rsplit("\n", 1)[-1] for tweet in tweets] == ["1/3", "2/3", "3/3"]

    async def test_a_model_that_fails_is_a_sentence_in_the_chat_thread(self, tmp_path: Path) -> None:
        class Down(ScriptedModel):
            async def write(
                self, paper: Paper, brief: Brief, ledger: Ledger, *, begun: Sequence[Proposal] = ()
            ) -> AsyncIterator[Plan | Proposal]:
                raise WriterUnavailable("models.example.org", answered="it answered 503")
                yield Plan(())

        async with scene(tmp_path, shell_paper(), writer=Down()) as lab:
            place = await lab.draft()

            (status,) = lab.own(place)
            assert "models.example.org" in status.text.splitlines()[-1]
            kept = await lab.store.drafts.draft(await lab.store.drafts.newest(place) or "")
            assert kept is not None
            assert kept.record.state is DraftState.FAILED

    async def test_regenerate_with_a_model_changes_one_message(self, lab: Scene) -> None:
        place = await lab.draft()
        before = {one.id: one.text for one in lab.own(place)}
        tweet = lab.own(place)[4]

        lab.chat.press(MessageRef(place, tweet.id), "🔁")
        await lab.settle()

        after = {one.id: one.text for one in lab.own(place)}
        assert {key for key in after if after[key] != before.get(key)} == {tweet.id}
        assert after[tweet.id] == f"{AGAIN}\n\n4/7"
