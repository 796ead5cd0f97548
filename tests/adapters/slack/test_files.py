"""Pictures up to Slack, and attachments down from it."""

import pytest

from bot.errors import AttachmentUnavailable
from bot.model.chat import Attachment
from tests.contract.cases import PDF, a_picture, a_post
from tests.fakes.slack_server.clients import PLACE, slack, standing
from tests.fakes.slack_server.server import Fault, SlackServer
from tests.fakes.slack_server.workspace import Json


def kinds(message: Json) -> list[str]:
    return [block["type"] for block in message["blocks"]]


# ---- Pictures ----


async def test_a_picture_is_waited_for_until_slack_is_done_with_it(server: SlackServer) -> None:
    server.workspace.looks_until_ready = 1

    await slack(server, ready_s=5.0).post(PLACE, a_post(picture=a_picture()))

    assert [kinds(message) for message in standing(server)] == [["section", "image"]]
    assert (server.count("chat.postMessage"), server.count("chat.update")) == (1, 0)


async def test_a_late_picture_is_edited_in(server: SlackServer) -> None:
    server.workspace.looks_until_ready = 2

    await slack(server, late_s=5.0).post(PLACE, a_post(picture=a_picture()))

    assert [kinds(message) for message in standing(server)] == [["section", "image"]]
    assert (server.count("chat.postMessage"), server.count("chat.update")) == (1, 1)


async def test_a_picture_that_is_never_ready_is_said_to_be_missing(server: SlackServer) -> None:
    server.workspace.looks_until_ready = 1000

    await slack(server).post(PLACE, a_post(picture=a_picture(), small_print=("171/280",)))

    (message,) = standing(server)
    assert message["blocks"][1]["elements"][0]["text"] == "171/280\n⚠️ The figure is not shown: Slack did not take it."


async def test_a_picture_that_a_message_refuses_at_first_is_edited_in(server: SlackServer) -> None:
    server.fail("chat.postMessage", Fault(error="invalid_blocks"))

    await slack(server, ready_s=5.0, late_s=5.0).post(PLACE, a_post(picture=a_picture()))

    assert [kinds(message) for message in standing(server)] == [["section", "image"]]


async def test_a_tweet_goes_out_where_pictures_may_not_be_posted(server: SlackServer) -> None:
    server.scopes = frozenset({"chat:write"})

    await slack(server).post(PLACE, a_post(picture=a_picture()))

    assert [kinds(message) for message in standing(server)] == [["section", "context"]]


async def test_an_edit_of_the_words_uploads_no_picture_again(server: SlackServer) -> None:
    adapter = slack(server)
    post = await adapter.post(PLACE, a_post(picture=a_picture()))

    await adapter.edit(post, a_post("shorter", picture=a_picture()))

    assert server.count("files.getUploadURLExternal") == 1
    assert [kinds(message) for message in standing(server)] == [["section", "image"]]


# ---- Attachments ----


def an_attachment(server: SlackServer, data: bytes = PDF, *, address: str | None = None) -> Attachment:
    file = server.workspace.store("ours.pdf", data)
    facts = server.workspace.file_facts(file)
    return Attachment(file.id, "ours.pdf", len(data), facts["url_private_download"] if address is None else address)


async def test_a_sign_in_page_in_place_of_a_file_names_the_scope(server: SlackServer) -> None:
    server.scopes = frozenset({"chat:write"})

    with pytest.raises(AttachmentUnavailable, match="files:read"):
        await slack(server).fetch_attachment(an_attachment(server))


async def test_a_page_that_says_it_is_a_pdf_names_the_scope(server: SlackServer) -> None:
    with pytest.raises(AttachmentUnavailable, match="files:read"):
        await slack(server).fetch_attachment(an_attachment(server, b"\n<!DOCTYPE html><html></html>"))


async def test_a_file_of_a_shared_channel_is_looked_up(server: SlackServer) -> None:
    assert await slack(server).fetch_attachment(an_attachment(server, address="")) == PDF


@pytest.mark.parametrize(
    "address",
    [
        "https://files.example.org/x.pdf",
        "https://slack.com.example.org/x.pdf",
        "https://slack.com@example.org/x.pdf",
        "http://files.slack.com/x.pdf",
        "file:///etc/passwd",
    ],
)
async def test_the_token_goes_to_slack_alone(server: SlackServer, address: str) -> None:
    with pytest.raises(AttachmentUnavailable, match="none of Slack's"):
        await slack(server).fetch_attachment(an_attachment(server, address=address))


async def test_a_file_that_is_larger_than_it_was_said_to_be_is_not_read_to_its_end(server: SlackServer) -> None:
    attachment = an_attachment(server, bytes(200_000))
    smaller = Attachment(attachment.id, attachment.name, 10, attachment.address)

    with pytest.raises(AttachmentUnavailable, match="100,000"):
        await slack(server).fetch_attachment(smaller)
