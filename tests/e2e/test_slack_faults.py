"""A conversation on a Slack that has faults: whatever it does, what stands in the end stands once, and in order."""

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from bot.model.chat import MessageRef
from tests.contract.cases import PDF
from tests.contract.harness import File, Seen
from tests.example_paper import example_paper
from tests.fakes.labs import LINK
from tests.fakes.scripted_model import ScriptedModel, shell_paper
from tests.fakes.slack_server.server import Delivery, Fault
from tests.slack_lab import SlackLab, slack_lab


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[SlackLab]:
    async with slack_lab(tmp_path, example_paper()) as opened:
        yield opened


@pytest.fixture
async def undisturbed(tmp_path_factory: pytest.TempPathFactory, once: dict[str, Sequence[Seen]]) -> Sequence[Seen]:
    """The tweets of a draft without a fault."""
    if not once:
        async with slack_lab(tmp_path_factory.mktemp("undisturbed"), example_paper()) as other:
            once["tweets"] = await drafted(other)
    return once["tweets"]


@pytest.fixture(scope="module")
def once() -> dict[str, Sequence[Seen]]:
    """What is made once for all tests here."""
    return {}


async def drafted(workspace: SlackLab) -> Sequence[Seen]:
    """The tweets that a link becomes."""
    request = await workspace.say(LINK, workspace.slack.place)
    place = await workspace.slack.adapter.open_place(request, title="")
    status, *tweets = await workspace.messages(place)
    (asked,) = await workspace.slack.visible(place.in_channel, to=workspace.slack.ann)
    assert asked.marks == {"✅"}
    assert {"export", "redraft"} <= set(status.controls)
    return tweets


FAULTS = [
    pytest.param("chat.postMessage", Fault(retry_after_s=1), id="429 at the first post"),
    pytest.param("chat.postMessage", Fault(retry_after_s=0, after=3, times=2), id="429 twice at the fourth post"),
    pytest.param("chat.update", Fault(retry_after_s=0, after=1), id="429 at the second edit"),
    pytest.param("chat.postMessage", Fault(status=500, body="oops", after=4), id="500 at the fifth post"),
    pytest.param("chat.postMessage", Fault(status=503, times=2), id="503 at the first two posts"),
    pytest.param("chat.update", Fault(status=500, body="oops"), id="500 at the first edit"),
    pytest.param("chat.postMessage", Fault(is_lost=True), id="the first post taken, and its answer lost"),
    pytest.param("chat.postMessage", Fault(is_lost=True, after=5), id="the sixth post taken, and its answer lost"),
    pytest.param("chat.update", Fault(is_lost=True, after=2), id="the third edit taken, and its answer lost"),
    pytest.param("reactions.add", Fault(is_lost=True), id="a reaction taken, and its answer lost"),
    pytest.param("chat.getPermalink", Fault(status=502), id="a look-up that failed"),
    pytest.param("files.getUploadURLExternal", Fault(retry_after_s=0), id="429 at a picture"),
    pytest.param("files.info", Fault(retry_after_s=0), id="429 while a picture is made ready"),
]


@pytest.mark.parametrize(("method", "fault"), FAULTS)
async def test_a_draft_stands_once_and_in_order_whatever_fault_there_was(
    workspace: SlackLab, undisturbed: Sequence[Seen], method: str, fault: Fault
) -> None:
    workspace.slack.server.fail(method, fault)

    tweets = await drafted(workspace)

    assert [shown(seen) for seen in tweets] == [shown(seen) for seen in undisturbed]
    keys = workspace.slack.server.workspace.posted_keys
    assert len(keys) == len(set(keys))
    assert (fault.times, fault.after) == (0, 0)


async def test_a_picture_that_is_refused_before_it_is_ready_is_in_its_tweet_in_the_end(
    workspace: SlackLab, undisturbed: Sequence[Seen]
) -> None:
    first = next(number for number, seen in enumerate(undisturbed, 1) if seen.picture)
    workspace.slack.server.fail("chat.postMessage", Fault(error="invalid_blocks", after=first))  # the status is before

    tweets = await drafted(workspace)

    assert [shown(seen) for seen in tweets] == [shown(seen) for seen in undisturbed]


async def test_a_page_in_place_of_the_pdf_is_told_with_what_to_do(workspace: SlackLab) -> None:
    server = workspace.slack.server
    server.scopes = frozenset({"chat:write", "channels:history", "reactions:write"})

    request = await workspace.say("ours", workspace.slack.place, files=[File("ours.pdf", PDF)])

    place = await workspace.slack.adapter.open_place(request, title="")
    (status,) = await workspace.messages(place)
    (asked,) = await workspace.slack.visible(place.in_channel, to=workspace.slack.ann)
    assert "add the scope files:read to it and install it again" in status.text
    assert asked.marks == {"⚠"}


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(lambda held: held * 3, id="three times"),
        pytest.param(lambda held: held[::-1], id="the last first"),
        pytest.param(lambda held: held[::-1] + held + held[1:], id="out of order, and again"),
    ],
)
async def test_events_that_come_thrice_and_out_of_order_have_one_effect(
    tmp_path: Path, order: Callable[[list[Delivery]], list[Delivery]]
) -> None:
    asked: list[str] = []
    async with slack_lab(tmp_path, shell_paper(), ScriptedModel(asked.append)) as workspace:
        slack = workspace.slack
        request = await workspace.say(LINK, slack.place)
        place = await slack.adapter.open_place(request, title="")
        _, *tweets = await workspace.messages(place)
        slack.server.hold()
        await slack.press(MessageRef(place, tweets[2].id), "🔁", by=slack.ann)
        await slack.unpress(MessageRef(place, tweets[2].id), "🔁", by=slack.ann)
        await slack.say(place, "2: say where the shells are from", by=slack.ann)
        await slack.press(MessageRef(place, tweets[4].id), "🗑️", by=slack.bea)
        slack.server.release(order)
        await workspace.settle()

        after = await workspace.messages(place)

    assert sorted(line for line in asked if line.startswith("regenerate")) == [
        "regenerate 2 wish say where the shells are from",
        "regenerate 3",
    ]
    assert [seen.text.rsplit("\n", 1)[-1] for seen in after[1:]] == [
        f"{n}/{len(tweets) - 1}" for n in range(1, len(tweets))
    ]


def shown(seen: Seen) -> tuple[object, ...]:
    return seen.text, seen.small_print, seen.picture, seen.alt, seen.controls, seen.marks
