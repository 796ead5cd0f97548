"""Pictures on posts, and the files that people attach."""

from dataclasses import replace

import pytest

from bot.errors import (
    AttachmentUnavailable,
    ChatError,
)
from bot.model import Image
from bot.model.chat import Attachment, Picture
from tests.contract.cases import PDF, a_picture, a_post, attached
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault


async def test_a_picture_that_stays_is_not_sent_again(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post(picture=a_picture()))
    await harness.adapter.edit(post, a_post("other words", picture=a_picture()))
    await harness.adapter.edit(post, a_post("other words", picture=a_picture(7)))

    (seen,) = await harness.visible(harness.place, to=harness.ann)
    assert (seen.text, seen.picture) == ("other words", a_picture(7).image.png)
    *_, kept, swapped = (one.request for one in harness.server.rest.exchanges if one.method == "PATCH")
    assert [[*file] for file in (kept["attachments"][0], swapped["attachments"][0])] == [  # type: ignore[index]
        ["id"],
        ["id", "filename", "description"],
    ]


async def test_a_picture_that_another_process_swapped_is_sent_again(harness: DiscordHarness) -> None:
    post = await harness.adapter.post(harness.place, a_post(picture=a_picture()))
    world = harness.server.rest.world
    world.messages[post.id]["attachments"] = [world.attach(harness.place.channel, "other.png", a_picture(7).image.png)]

    await harness.adapter.edit(post, a_post("edited", picture=a_picture()))

    (seen,) = await harness.visible(harness.place, to=harness.ann)
    assert (seen.text, seen.picture) == ("edited", a_picture().image.png)


async def test_a_picture_that_the_server_does_not_take_is_told(harness: DiscordHarness) -> None:
    harness.server.rest.faults.append(Fault("POST", "/messages", 413, code=40005))

    with pytest.raises(ChatError, match="picture is larger"):
        await harness.adapter.post(harness.place, a_post(picture=a_picture()))


@pytest.mark.parametrize("address", ["https://example.org/x.pdf", "http://cdn.discordapp.com/x.pdf", "file:///x"])
async def test_a_file_from_anywhere_else_is_not_fetched(harness: DiscordHarness, address: str) -> None:
    with pytest.raises(AttachmentUnavailable, match="own hosts"):
        await harness.adapter.fetch_attachment(Attachment("1", "x.pdf", 3, address))


@pytest.mark.parametrize("more", [-1, 0, 1])
async def test_a_picture_is_taken_up_to_ten_mebibytes(harness: DiscordHarness, more: int) -> None:
    size = harness.adapter.limits.picture_bytes + more
    picture = Picture(Image(bytes(size), 6, 4), "figure.png", "Figure 2")

    if more > 0:
        with pytest.raises(ChatError, match="picture is larger"):
            await harness.adapter.post(harness.place, a_post(picture=picture))
    else:
        await harness.adapter.post(harness.place, a_post(picture=picture))

    seen = await harness.visible(harness.place, to=harness.ann)
    assert [len(one.picture or b"") for one in seen] == ([] if more > 0 else [size])


@pytest.mark.parametrize(
    ("status", "headers"),
    [(404, {}), (403, {}), (500, {}), (302, {"Location": "http://127.0.0.1:9/elsewhere.pdf"})],
    ids=["gone", "its address has expired", "out of order", "sent elsewhere"],
)
async def test_a_file_that_discord_does_not_hand_out_is_said_to_be_out_of_reach(
    harness: DiscordHarness, status: int, headers: dict[str, str]
) -> None:
    attachment = await attached(harness, PDF)
    harness.server.rest.faults.append(Fault("GET", "/{name}", status, headers=headers))

    with pytest.raises(AttachmentUnavailable, match=f"answered {status}"):
        await harness.adapter.fetch_attachment(attachment)


async def test_a_file_of_another_size_than_discord_told_is_not_taken(harness: DiscordHarness) -> None:
    attachment = await attached(harness, PDF)

    with pytest.raises(AttachmentUnavailable, match="cut off"):
        await harness.adapter.fetch_attachment(replace(attachment, size_bytes=len(PDF) + 1))


async def test_an_empty_file_has_no_bytes(harness: DiscordHarness) -> None:
    assert await harness.adapter.fetch_attachment(await attached(harness, b"")) == b""
