"""Every exchange of the adapter with our Discord has the shape that Discord's own OpenAPI description gives it."""

import re
from pathlib import Path

from adapters.discord.inbound import place_of
from bot.model.chat import Control, Field, FieldKind, Form, PostKind
from tests.contract.cases import PDF, a_picture, a_post
from tests.contract.harness import File, Listener, Running
from tests.fakes.discord_server.description import Description
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.server import DiscordServer
from tests.fakes.discord_server.world import GUILD

FORM = Form(
    "edit",
    "Edit tweet 3",
    (
        Field("text", "Tweet", FieldKind.TEXT, value="as it was", is_required=True),
        Field("wish", "Wish", hint="in a few words", max_chars=200),
        Field("voice", "Voice", FieldKind.CHOICE, "author", choices=(("author", "We"), ("curator", "They"))),
    ),
    context="d41d8cd98f00b204:3",
)

LEFT: dict[str, str] = {}
"""Mismatches that stay, each with its reason."""


async def everything(harness: DiscordHarness) -> None:
    """Whatever the adapter asks of Discord, once at least."""
    listener, adapter = Listener(), harness.adapter
    async with Running(harness, listener.on_event):
        request = await harness.say(harness.place, "ours", by=harness.ann, files=[File("ours (v2).pdf", PDF)])
        told = (await listener.told(1))[0]
        await adapter.fetch_attachment(told.attachments[0])  # type: ignore[union-attr]  # a message
        place = await adapter.open_place(request, title="A paper")
        await adapter.open_place(request, title="A paper")
        controls = (Control.REGENERATE, Control.SHORTEN, Control.MORE)
        post = await adapter.post(place, a_post(picture=a_picture(), small_print=("9/280",), controls=controls))
        await adapter.edit(post, a_post("other", picture=a_picture(9), controls=(Control.EXPORT,)))
        status = await adapter.post(place, a_post(kind=PostKind.STATUS, key="d-0", controls=(Control.CANCEL,)))
        await adapter.edit(status, a_post(kind=PostKind.STATUS, key="d-0"))
        await adapter.mark(request, "👀")
        await adapter.unmark(request, "👀")
        await harness.press(post, "✂️", by=harness.ann)
        await adapter.tell(harness.ann, place, "psst", about=post, trigger=None)
        await adapter.find_own(place, "d-0", text="", since=await harness.now())
        assert [event async for event in adapter.missed(harness.place, after="1", watched=[post])]

        await harness.command(harness.place, "usage", by=harness.ann)
        await harness.use_button(post, "export", by=harness.ann)
        await listener.told(4)
        trigger = listener.done[2].trigger  # type: ignore[union-attr]  # a command
        assert trigger is not None
        await adapter.tell(harness.ann, harness.place, "Nothing spent.", about=None, trigger=trigger)
        await adapter.show_form(harness.ann, trigger, FORM)
        assert await harness.shown_form(harness.ann) is not None
        await harness.fill_form({"wish": "less"}, by=harness.ann)
        await listener.told(5)
        typed = {"name": "paper", "options": [{"name": "shorten", "type": 1, "options": [_typed("1")]}]}
        await harness.interact(harness.place, harness.ann, 4, typed)
        harness.world.channels[place.chat_thread or ""]["thread_metadata"]["archived"] = True
        await adapter.edit(status, a_post("again", kind=PostKind.STATUS, key="d-0"))
        await adapter.remove(status)
        await adapter.remove(status)
        unheard_of = place_of(GUILD, harness.world.channel("unheard of")["id"], None)
        await harness.say(unheard_of, "the end", by=harness.ann)
        await listener.told(6)


def _typed(value: str) -> dict[str, object]:
    return {"name": "tweet", "type": 4, "value": value, "focused": True}


async def test_every_exchange_is_as_discord_describes_it(shared: Path) -> None:
    description = Description(shared / "specs/discord-openapi.json")

    async with DiscordServer() as server:
        await everything(DiscordHarness(server))
        exchanges = server.rest.exchanges

    found = {re.sub(r"\[\d+\]", "[]", fault) for exchange in exchanges for fault in description.mismatches(exchange)}
    assert {fault: LEFT.get(fault) for fault in found} == LEFT
    assert len({(exchange.method, exchange.template) for exchange in exchanges}) == len(server.rest.routes()) - 1
