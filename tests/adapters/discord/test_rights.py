"""Permissions that the bot lacks: each is named, on our Discord and on SimCord's rules."""

from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from adapters.discord.rights import Right, all_rights
from bot.errors import PermissionMissing
from bot.model.chat import MessageRef, Place
from tests.contract.cases import a_picture, a_post, chat_thread_of
from tests.contract.harness import Harness
from tests.fakes.discord_server.people import DiscordHarness

Deed = Callable[[Harness, Place, MessageRef], Coroutine[Any, Any, object]]


async def look_back(harness: Harness, place: Place, _request: MessageRef) -> None:
    since = await harness.now() - timedelta(minutes=1)
    await harness.adapter.find_own(place, "never", text="never", since=since)


DEEDS: dict[str, tuple[Right, Deed]] = {
    "mark": (Right.REACT | Right.READ_HISTORY, lambda harness, place, request: harness.adapter.mark(request, "👀")),
    "open a chat thread": (
        Right.OPEN_THREADS,
        lambda harness, place, request: harness.adapter.open_place(request, title="x"),
    ),
    "post in a channel": (Right.SEND, lambda harness, place, request: harness.adapter.post(harness.place, a_post())),
    "post in a chat thread": (
        Right.SEND_IN_THREADS,
        lambda harness, place, request: harness.adapter.post(place, a_post(key="d-2")),
    ),
    "post a picture": (
        Right.ATTACH | Right.SEND_IN_THREADS,
        lambda harness, place, request: harness.adapter.post(place, a_post(key="d-3", picture=a_picture())),
    ),
    "answer": (
        Right.SEND | Right.READ_HISTORY,
        lambda harness, place, request: harness.adapter.tell(
            harness.ann, harness.place, "psst", about=request, trigger=None
        ),
    ),
    "look back": (Right.READ_HISTORY, look_back),
}
CASES = [
    pytest.param(right, deed, id=f"{deed}, {right.words}") for deed, (rights, _) in DEEDS.items() for right in rights
]


async def lacking(harness: Harness, right: Right, deed: str, withdraw: Callable[[], None]) -> PermissionMissing:
    """What is said where the right is withdrawn and the deed asked for."""
    place = await chat_thread_of(harness)
    await harness.adapter.post(place, a_post())
    request = await harness.say(harness.place, "another", by=harness.ann)
    withdraw()

    with pytest.raises(PermissionMissing) as caught:
        await DEEDS[deed][1](harness, place, request)
    return caught.value


@pytest.mark.parametrize(("right", "deed"), CASES)
async def test_a_missing_permission_is_named(harness: DiscordHarness, right: Right, deed: str) -> None:
    error = await lacking(harness, right, deed, lambda: harness.world.missing.add(_NAMES[right]))

    assert error.right == DEEDS[deed][0].words
    assert right.words in str(error)


async def test_a_channel_that_is_not_seen_is_said_not_to_be(harness: DiscordHarness) -> None:
    error = await lacking(harness, Right.VIEW, "post in a channel", lambda: harness.world.missing.add("VIEW_CHANNEL"))

    assert error.right == "View Channel"


_NAMES = {
    Right.REACT: "ADD_REACTIONS",
    Right.SEND: "SEND_MESSAGES",
    Right.ATTACH: "ATTACH_FILES",
    Right.READ_HISTORY: "READ_MESSAGE_HISTORY",
    Right.OPEN_THREADS: "CREATE_PUBLIC_THREADS",
    Right.SEND_IN_THREADS: "SEND_MESSAGES_IN_THREADS",
}


@pytest.fixture
async def simcord() -> AsyncIterator[Any]:  # without the package there is no such type
    pytest.importorskip("simcord", reason="simcord, the Discord of another author, is not installed")
    from tests.fakes.simcord_server.people import SimCordHarness
    from tests.fakes.simcord_server.server import SimCordServer

    async with SimCordServer() as server:
        yield SimCordHarness(server)


@pytest.mark.parametrize(("right", "deed"), CASES)
async def test_a_missing_permission_is_named_by_the_rules_of_another_author(
    simcord: Any, right: Right, deed: str
) -> None:
    if why := NOT_ON_SIMCORD.get((right, deed)):
        pytest.skip(why)

    error = await lacking(simcord, right, deed, lambda: simcord.permit(all_rights() & ~right.value))

    assert right.words in error.right


NOT_ON_SIMCORD = {
    (Right.ATTACH, "post a picture"): "SimCord takes files without the permission",
    (Right.READ_HISTORY, "answer"): "SimCord takes replies without the permission",
}
