"""People on SimCord: what they see, and what they do; `tests.contract.harness.Harness` over its backend."""

from collections.abc import Mapping, Sequence

from simcord.backend import serializers
from simcord.backend.models import Interaction, Message
from simcord.enums import ChannelType
from simcord.interactions import base_payload, check_options, walk_to_subcommand

from adapters.discord.inbound import place_of
from adapters.discord.names import PLATFORM, TEXTS
from adapters.discord.outbound import control_of
from adapters.discord.rights import all_rights
from bot.model.chat import Form, MessageRef, Person, Place
from bot.presses import folded_emoji
from tests.contract.harness import Can, File, Seen, eventually
from tests.fakes.discord_server.clients import command_data, form_of, read, submitted
from tests.fakes.discord_server.on_discord import OnDiscord
from tests.fakes.discord_server.world import SUPPRESSED, Json
from tests.fakes.simcord_server.server import SimCordServer

_SHOWN = TEXTS | {20, 23}  # and answers to commands and to menus; not the lines that Discord writes itself


class SimCordHarness(OnDiscord):
    """SimCord with two channels, two people and a bot that has the permissions of the invitation and no others."""

    def __init__(self, server: SimCordServer) -> None:
        self.server = server
        self._backend = server.backend
        self._guild = self._backend.create_guild("A lab").id
        self.permit(all_rights())
        super().__init__(
            server.base,
            server.gateway,
            places=(self._channel("papers"), self._channel("other")),
            people=(self._member("ann"), self._member("bea")),
        )
        self.cannot[Can.LOSE_ANSWERS] = "SimCord takes no nonces, so that a post that is sent twice stands twice"

    # ---- What people see ----

    async def visible(self, place: Place, *, to: Person) -> Sequence[Seen]:
        messages = sorted(self._backend.messages[_channel_of(place)].values(), key=lambda one: one.id)
        return [self._seen(one) for one in messages if one.type in _SHOWN and one.visible_to(int(to.id))]

    async def shown_form(self, to: Person) -> Form | None:
        shown = await self._modal(to)
        return None if shown is None else form_of(shown[0])

    # ---- What people do ----

    async def say(
        self, place: Place, text: str, *, by: Person, files: Sequence[File] = (), is_mention: bool = False
    ) -> MessageRef:
        channel = _channel_of(place)
        attachments = self._backend.store_attachments(channel, [(file.name, file.data) for file in files])
        content = f"<@{self._backend.bot_user.id}> {text}" if is_mention else text
        message = self._backend.create_message(channel, int(by.id), content, attachments=attachments)
        await self.server.gateway.flush()
        return MessageRef(place, str(message.id))

    async def say_in_a_forum(self, text: str, *, by: Person) -> MessageRef:
        """A new post of a forum; its first message has the id of the post."""
        forum = self._backend.create_channel(self._guild, "forum", type=ChannelType.FORUM)
        # SimCord's own forum posts are of bots only.
        post = self._backend.create_thread(forum.id, "a post", int(by.id), broadcast=False)
        starter = self._backend.prepare_message(post.id, int(by.id), text)
        starter.id = post.id
        self._backend.commit_message(starter)
        await self.server.gateway.flush()
        return MessageRef(self._place_of(post.id), str(starter.id))

    async def change(self, message: MessageRef, text: str, *, by: Person) -> None:
        self._backend.edit_message(_channel_of(message.place), int(message.id), {"content": text})
        await self.server.gateway.flush()

    async def delete(self, message: MessageRef) -> None:
        self._backend.delete_message(_channel_of(message.place), int(message.id))
        await self.server.gateway.flush()

    async def press(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self._backend.add_reaction(_channel_of(message.place), int(message.id), emoji, int(by.id))
        await self.server.gateway.flush()

    async def unpress(self, message: MessageRef, emoji: str, *, by: Person) -> None:
        self._backend.remove_reaction(_channel_of(message.place), int(message.id), emoji, int(by.id))
        await self.server.gateway.flush()

    async def use_button(self, message: MessageRef, control: str, *, by: Person) -> None:
        known = self._backend.get_message(_channel_of(message.place), int(message.id))
        buttons = [button for row in known.components for button in row["components"]]
        custom_id = next(one["custom_id"] for one in buttons if control_of(one["custom_id"]) == control)
        await self._press_button(message.place, by, custom_id, known)

    async def command(self, place: Place, words: str, *, by: Person, options: Mapping[str, str] | None = None) -> None:
        data = command_data(words, options or {})
        for verb in data["options"]:
            # As Discord does: only what the bot has registered can be filled in.
            registered = self._backend.find_command(data["name"], self._guild)
            assert registered is not None
            leaf, _ = walk_to_subcommand(registered, [verb["name"]])
            check_options(data["name"], leaf, {one["name"]: one["value"] for one in verb["options"]})
        await self._interact(place, by, 2, data)

    async def fill_form(self, values: Mapping[str, str], *, by: Person) -> None:
        shown = await self._modal(by)
        assert shown is not None
        modal, channel = shown
        await self._interact(self._place_of(channel), by, 5, submitted(modal, values))

    async def answered(self) -> None:
        """Return when everything that was done with what Discord shows of the bot has an answer."""
        await eventually(lambda: all(one.responded for one in self._backend.interactions.values()))

    async def other_bot_says(self, place: Place, text: str) -> None:
        bot = self._backend.make_user("otherbot", bot=True)
        self._backend.add_member(self._guild, bot.id)
        self._backend.create_message(_channel_of(place), bot.id, text)
        await self.server.gateway.flush()

    # ---- What the platform does ----

    def permit(self, rights: int) -> None:
        """Let the bot do that, and nothing by the role that everybody has."""
        for role in self._backend.guilds[self._guild].roles.values():
            role.permissions = rights if role.managed else 0

    async def close_place(self, place: Place) -> None:
        self._backend.delete_channel(_channel_of(place))

    async def lose_next_answer(self) -> None:
        raise NotImplementedError("SimCord takes no nonces")

    # ---- Inside ----

    def _member(self, name: str) -> Person:
        user = self._backend.make_user(name, global_name=name.capitalize())
        self._backend.add_member(self._guild, user.id)
        return Person(PLATFORM, str(self._guild), str(user.id), name.capitalize())

    def _channel(self, name: str) -> Place:
        return place_of(str(self._guild), str(self._backend.create_channel(self._guild, name).id), None)

    def _place_of(self, channel: int) -> Place:
        parent = self._backend.get_channel(channel).parent_id
        return place_of(str(self._guild), str(channel), None if parent is None else str(parent))

    def _seen(self, message: Message) -> Seen:
        bot = self._backend.bot_user.id
        is_own = message.author_id == bot
        text, small_print = read(message.content) if is_own else (message.content, ())
        picture = message.attachments[0] if is_own and message.attachments else None
        buttons = [button for row in message.components for button in row["components"]]
        presses = [(str(user), folded_emoji(one.emoji)) for one in message.reactions for user in one.user_ids]
        called = [*message.ping_user_ids, *message.ping_role_ids]
        return Seen(
            id=str(message.id),
            text=text,
            is_own=is_own,
            small_print=small_print,
            picture=None if picture is None else self._backend.cdn.get(picture["url"]),
            alt="" if picture is None else picture["description"] or "",
            controls=tuple(control for button in buttons if (control := control_of(button["custom_id"]))),
            marks=frozenset(emoji for user, emoji in presses if user == str(bot)),
            presses=frozenset(press for press in presses if press[0] != str(bot)),
            pings=(*map(str, called), *(("everyone",) if message.mention_everyone else ())),
            has_preview="://" in message.content and not message.flags & SUPPRESSED,
        )

    async def _press_button(self, place: Place, by: Person, custom_id: str, message: Message) -> Interaction:
        data = {"component_type": 2, "custom_id": custom_id}
        return await self._interact(place, by, 3, data, message)

    async def _interact(
        self, place: Place, by: Person, kind: int, data: Json, message: Message | None = None
    ) -> Interaction:
        record, payload = base_payload(
            self._backend,
            type=kind,
            channel_id=_channel_of(place),
            guild_id=self._guild,
            user_id=int(by.id),
            data=data,
        )
        if message is not None:
            record.source_message_id = message.id
            payload["message"] = dict(serializers.message_payload(self._backend, message))
        self._backend.emit("INTERACTION_CREATE", payload)
        await self.server.gateway.flush()
        return record

    async def _modal(self, to: Person) -> tuple[Json, int] | None:
        """(the form that somebody was shown last, where); a button that opens one is pressed."""
        for record in sorted(self._backend.interactions.values(), key=lambda one: -one.id):
            if record.user_id != int(to.id):
                continue
            if record.modal is not None:
                return record.modal, record.channel_id
            for said in (record.message_id, *record.followup_ids):
                message = self._backend.messages[record.channel_id].get(said or 0)
                for row in [] if message is None else message.components:
                    custom_id = row["components"][0]["custom_id"]
                    if message is not None and custom_id.startswith("open:"):
                        pressed = await self._press_button(self._place_of(record.channel_id), to, custom_id, message)
                        await eventually(lambda pressed=pressed: pressed.responded)  # type: ignore[misc]  # bound now
                        assert pressed.modal is not None
                        return pressed.modal, record.channel_id
        return None


def _channel_of(place: Place) -> int:
    return int(place.chat_thread or place.channel)
