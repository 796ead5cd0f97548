"""People on our Discord: what they see, and what they do; `tests.contract.harness.Harness` over the server."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from adapters.discord.inbound import place_of
from adapters.discord.names import PLATFORM
from adapters.discord.outbound import control_of
from bot.model.chat import Form, MessageRef, Person, Place
from bot.presses import folded_emoji
from tests.contract.harness import File, Seen, eventually
from tests.fakes.discord_server.clients import command_data, form_of, read, submitted
from tests.fakes.discord_server.on_discord import OnDiscord
from tests.fakes.discord_server.routes import Fault
from tests.fakes.discord_server.server import DiscordServer
from tests.fakes.discord_server.world import (
    FORUM,
    GUILD,
    PUBLIC_THREAD,
    SUPPRESSED,
    Interaction,
    Json,
    open_thread,
)

ANN = "4001"
MODAL = 9  # the kind of an answer that shows a form


class DiscordHarness(OnDiscord):
    """Our Discord with two channels, two people and a bot."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.world = server.world
        people = _person(self.world.user("ann", user_id=ANN)), _person(self.world.user("bea"))
        super().__init__(
            server.base, server.gateway, places=(self._channel("papers"), self._channel("other")), people=people
        )

    # ---- What people see ----

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        messages = self.world.of_channel(place.chat_thread or place.channel)
        return [self.seen(message) for message in messages if message.get("_to", "") in ("", to.id)]

    def texts(self, place: Place) -> list[str]:
        """What stands in a place, without small print."""
        return [self.seen(message).text for message in self.world.of_channel(place.chat_thread or place.channel)]

    def seen(self, message: Json) -> Seen:
        """A message as people see it."""
        bot = self.world.bot["id"]
        is_own = message["author"]["id"] == bot
        text, small_print = read(message["content"]) if is_own else (message["content"], ())
        picture = message["attachments"][0] if is_own and message["attachments"] else None
        buttons = [button for row in message["components"] for button in row["components"]]
        reactions: dict[str, list[str]] = message["_reactions"]
        return Seen(
            id=message["id"],
            text=text,
            is_own=is_own,
            small_print=small_print,
            picture=None if picture is None else self.world.files[picture["url"].removeprefix(self.world.cdn)[:-5]],
            alt="" if picture is None else picture.get("description", ""),
            controls=tuple(control for button in buttons if (control := control_of(button["custom_id"]))),
            marks=frozenset(folded_emoji(emoji) for emoji, users in reactions.items() if bot in users),
            presses=frozenset(
                (user, folded_emoji(emoji)) for emoji, users in reactions.items() for user in users if user != bot
            ),
            pings=tuple(message["_pings"]),
            has_preview="://" in message["content"] and not message["flags"] & SUPPRESSED,
        )

    async def shown_form(self, to: Person) -> Form | None:
        shown = await self._modal(to)
        return None if shown is None else form_of(shown)

    # ---- What people do ----

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        channel = place.chat_thread or place.channel
        content = f"<@{self.world.bot['id']}> {text}" if is_mention else text
        attachments = [self.world.attach(channel, file.name, file.data) for file in files]
        message = self.world.send(channel, self.world.users[by.id], content, attachments=attachments)
        await self.server.gateway.flush()
        return MessageRef(place, message["id"])

    async def say_in_a_forum(self, text: str, *, by: Person) -> MessageRef:
        """A new post of a forum; its first message has the id of the post."""
        forum = self.world.channel("forum", FORUM)
        post = {**self.world.channel("a post"), "type": PUBLIC_THREAD, "parent_id": forum["id"], **open_thread()}
        self.world.channels[post["id"]] = post
        self.world.tell("THREAD_CREATE", {**post, "newly_created": True})
        self.world.send(post["id"], self.world.users[by.id], text, id=post["id"])
        await self.server.gateway.flush()
        return MessageRef(place_of(GUILD, post["id"], forum["id"]), post["id"])

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        known = self.world.messages[message.id]
        known["content"], known["edited_timestamp"] = text, datetime.now(UTC).isoformat()
        self.world.tell("MESSAGE_UPDATE", known)
        await self.server.gateway.flush()

    async def delete(self, message: MessageRef) -> None:
        self.world.delete(self.world.messages[message.id])
        await self.server.gateway.flush()

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self.world.react(self.world.messages[message.id], emoji, by.id)
        await self.server.gateway.flush()

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self.world.unreact(self.world.messages[message.id], emoji, by.id)
        await self.server.gateway.flush()

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        known = self.world.messages[message.id]
        buttons = [button for row in known["components"] for button in row["components"]]
        button = next(one for one in buttons if control_of(one["custom_id"]) == control)
        await self.interact(message.place, by, 3, {"component_type": 2, "custom_id": button["custom_id"]}, known)

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        await self.interact(place, by, 2, command_data(words, options or {}))

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        modal = await self._modal(by)
        assert modal is not None
        place = self._place_of_channel(modal["_channel"])
        await self.interact(place, by, 5, submitted(modal, values))

    async def interact(
        self, place: Place, by: Person, kind: int, data: Json, message: Json | None = None
    ) -> Interaction:
        """Something done with what Discord shows of the bot."""
        channel = place.chat_thread or place.channel
        one = self.world.interaction(channel, by.id, kind, data, message=message)
        await self.server.gateway.flush()
        return one

    async def answered(self) -> None:
        """Return when everything that was done with what Discord shows of the bot has an answer."""
        await eventually(lambda: all(one.answers for one in self.world.interactions.values()))

    async def other_bot_says(self, place: Place, text: str) -> None:
        self.world.send(place.channel, self.world.user("otherbot", is_bot=True), text)
        await self.server.gateway.flush()

    # ---- What the platform does ----

    async def close_place(self, place: Place) -> None:
        self.world.channels.pop(place.chat_thread or place.channel)

    async def lose_next_answer(self) -> None:
        self.server.rest.faults.append(Fault("POST", "/messages", 0, is_done=True))

    # ---- Inside ----

    def _channel(self, name: str) -> Place:
        return place_of(GUILD, self.world.channel(name)["id"], None)

    def _place_of_channel(self, channel: str) -> Place:
        return place_of(GUILD, channel, self.world.channels[channel].get("parent_id"))

    async def _modal(self, to: Person) -> Json | None:
        """The form that somebody was shown last; a button that opens one is pressed."""
        for one in sorted(self.world.interactions.values(), key=lambda one: -int(one.id)):
            if one.user != to.id:
                continue
            if one.answers and one.answers[0]["type"] == MODAL:
                return {**one.answers[0]["data"], "_channel": one.channel}
            for said in one.follow_ups:
                message = self.world.messages[said]
                for row in message["components"]:
                    custom_id = row["components"][0]["custom_id"]
                    if custom_id.startswith("open:"):
                        place, data = self._place_of_channel(one.channel), {"component_type": 2, "custom_id": custom_id}
                        pressed = await self.interact(place, to, 3, data, message)
                        await eventually(lambda pressed=pressed: self._is_over(pressed))  # type: ignore[misc]  # bound now
                        if pressed.answers and pressed.answers[0]["type"] == MODAL:
                            return {**pressed.answers[0]["data"], "_channel": one.channel}
        return None

    def _is_over(self, one: Interaction) -> bool:
        """It is answered, or nobody is there to do that."""
        return bool(one.answers) or not self.server.gateway.is_listened_to


def _person(user: Json) -> Person:
    return Person(PLATFORM, GUILD, user["id"], user["global_name"])
