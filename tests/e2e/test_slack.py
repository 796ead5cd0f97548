"""The conversation on Slack as a lab has it: real adapter over a socket, real core and store, a scripted model."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model.chat import Place
from tests.contract.harness import Seen
from tests.fakes.labs import LINK
from tests.fakes.scripted_model import AGAIN, WISHED, ScriptedModel, shell_paper
from tests.fakes.slack_server.people import People
from tests.fakes.slack_server.server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.fakes.slack_server.workspace import CHANNELS, DIRECT, OTHER_BOT, PRIVATE
from tests.slack_lab import SlackLab, slack_lab
from tests.transcript import Transcript, transcript_of

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackLab]:
    async with slack_lab(tmp_path, shell_paper(), ScriptedModel()) as opened:
        yield opened


async def test_a_link_becomes_a_draft_that_people_work_on_until_it_can_be_copied(workspace: SlackLab) -> None:
    told = Transcript(workspace.slack)
    request = await workspace.say(f"our new one: {LINK}", workspace.slack.place)
    place = await workspace.slack.adapter.open_place(request, title="")
    await told.note(f"Ann: our new one: {LINK}", place, request=request)
    drafted = await workspace.messages(place)
    status, tweets = drafted[0], drafted[1:]
    assert [seen.text.rsplit("\n", 1)[-1] for seen in tweets] == [
        f"{n}/{len(tweets)}" for n in range(1, len(tweets) + 1)
    ]
    assert [seen.controls for seen in tweets] == [("regenerate", "shorten", "more")] * len(tweets)
    (asked,) = await workspace.slack.visible(place.in_channel, to=workspace.slack.ann)
    assert asked.marks == {"✅"}
    assert {"export", "redraft"} <= set(status.controls)

    third = tweets[2]
    history = [third.text]
    for emoji in ("🔁", "✂️", "↩️"):
        before = await workspace.messages(place)
        await workspace.press(third, emoji, place)
        await told.note(f"Ann presses {emoji} on tweet 3", place)
        history.append(await _only_change(workspace, place, before, third))
    assert history == [third.text, f"{AGAIN}\n\n3/{len(tweets)}", f"{AGAIN}\n\n3/{len(tweets)}", third.text]
    seen_by_all = {seen.id for seen in await workspace.slack.visible(place, to=workspace.slack.bea)}
    told_ann = await workspace.messages(place)
    assert any("short" in seen.text for seen in told_ann if seen.id not in seen_by_all)

    for words, text in (
        ("3: say where the shells are from", f"{WISHED}\n\n3/{len(tweets)}"),
        ("/thread edit 3 Our own words & <none> else's.", "Our own words & <none> else's."),
    ):
        before = await workspace.messages(place)
        if words.startswith("/thread "):
            await workspace.command(words.removeprefix("/thread "), place)
        else:
            await workspace.say(words, place)
        await told.note(f"Ann: {words}", place)
        assert await _only_change(workspace, place, before, third) == text

    await workspace.say("export", place)
    await told.note("Ann: export", place)
    exported = "\n".join(seen.text for seen in await workspace.slack.visible(place, to=workspace.slack.ann))
    standing = (await workspace.messages(place))[1 : len(tweets) + 1]
    assert all(exported.count(seen.text) >= 2 for seen in standing)
    assert told.lines[1:] == transcript_of(ROOT / "docs/slack.md")


@pytest.mark.parametrize("channel", [PRIVATE, DIRECT])
async def test_a_link_is_drafted_wherever_the_bot_is(workspace: SlackLab, channel: str) -> None:
    asked = replace(workspace.slack.place, channel=channel)
    request = await workspace.say(LINK, asked)
    place = await workspace.slack.adapter.open_place(request, title="")
    _, *tweets = await workspace.messages(place)
    await workspace.press(tweets[2], "🔁", place)

    assert [seen.text.rsplit("\n", 1)[-1] for seen in tweets] == [
        f"{n}/{len(tweets)}" for n in range(1, len(tweets) + 1)
    ]
    assert (await workspace.messages(place))[3].text.startswith(AGAIN)


async def test_an_edit_that_adds_a_link_asks_for_its_draft_once(workspace: SlackLab) -> None:
    request = await workspace.say("our new one", workspace.slack.place)
    place = await workspace.slack.adapter.open_place(request, title="")
    assert await workspace.messages(place) == []

    for text in (f"our new one: {LINK}", f"our new one is out: {LINK}"):
        await workspace.slack.change(request, text, by=workspace.slack.ann)
        await workspace.settle()

    assert len([seen for seen in await workspace.messages(place) if "regenerate" in seen.controls]) == 7


async def test_what_another_bot_does_is_nobodys_wish(workspace: SlackLab) -> None:
    request = await workspace.say(LINK, workspace.slack.place)
    place = await workspace.slack.adapter.open_place(request, title="")
    before = await workspace.messages(place)

    await workspace.slack.other_bot_says(workspace.slack.place, "https://arxiv.org/abs/1706.03762")
    workspace.slack.people.press(place.channel, before[2].id, "🗑️", by=OTHER_BOT)
    await workspace.settle()

    assert await workspace.messages(place) == [
        replace(seen, presses=frozenset({(OTHER_BOT, "🗑")})) if seen.id == before[2].id else seen for seen in before
    ]
    assert len(workspace.jobs.keys) == 1


async def _only_change(workspace: SlackLab, place: Place, before: Sequence[Seen], tweet: Seen) -> str:
    """The text of a tweet that is the only one to have changed since, but for the status message."""
    after = {seen.id: seen for seen in await workspace.messages(place)}
    changed = [seen.id for seen in before[1:] if after[seen.id].text != seen.text]
    assert set(changed) <= {tweet.id}
    return after[tweet.id].text


async def test_the_process_connects_answers_a_command_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    plain = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(("PAPERTHREAD", "OPENAI"))
    }
    async with SlackServer() as server:
        settings = {
            "PAPERTHREAD_DATA_DIR": str(tmp_path / "data"),
            "PAPERTHREAD_SLACK__BOT_TOKEN": BOT_TOKEN,
            "PAPERTHREAD_SLACK__APP_TOKEN": APP_TOKEN,
            "PAPERTHREAD_SLACK__API_BASE": server.api_base,
        }
        run = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "run", cwd=ROOT, env=plain | settings, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                await server.connected()
                People(server).command(CHANNELS[0], "help", by="U0ANN")
                await server.until(lambda: bool(server.workspace.ephemeral))
        finally:
            run.send_signal(signal.SIGTERM)
            _, said = await run.communicate()

    ((channel, user, words),) = server.workspace.ephemeral
    assert (channel, user, "/thread" in words["text"]) == (CHANNELS[0], "U0ANN", True)
    assert run.returncode == 0
    assert "serves slack" in said.decode()
    assert "Traceback" not in said.decode()
    assert not any(token in said.decode() for token in (BOT_TOKEN, APP_TOKEN))
