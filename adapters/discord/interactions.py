"""Commands, buttons and forms: each is committed, then answered; Discord waits 3 s for that.

A button and a form are answered without a word. A command is answered by a line that only its person sees, since not
every command is answered in words later on; where one is, the words take the line's place.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime

from adapters.discord import commands, forms, inbound
from adapters.discord.inbound import Payload
from adapters.discord.names import PLATFORM
from adapters.discord.outbound import SUPPRESS_EMBEDS, private_words
from adapters.discord.rest import Rest
from bot.chat_events import ChatEvent, OnEvent
from bot.errors import ChatUnavailable
from bot.model.chat import Form, Trigger

_COMMAND, _COMPONENT, _TYPING, _FORM = 2, 3, 4, 5  # kinds of interactions; Discord's reference, "Interaction Type"
_WORDS, _NOTHING_MORE, _CHOICES = 4, 6, 8  # kinds of answers

TAKEN = "Got it."
"""The answer to a command that was committed."""
_FORM_GONE = "This form went when paperthread was started again. Ask for it once more."
_MOST_FORMS = 500
_MOST_TAKEN = 500

_log = logging.getLogger(__name__)


class Interactions:
    """What people do with what Discord shows of the bot, from the first answer to the last word.

    Attributes:
        application: The bot's application, as its token or Discord tells it: later words are asked for by it.
    """

    def __init__(self, rest: Rest, *, now: Callable[[], datetime], application: str = "") -> None:
        self._rest = rest
        self._now = now
        self._open: dict[str, int] = {}  # interactions that have no answer yet -> their kind
        self._answering: dict[str, asyncio.Event] = {}  # those whose first answer is on its way
        self._taken: OrderedDict[str, None] = OrderedDict()  # those whose only answer is `TAKEN`
        self._forms: OrderedDict[int, Form] = OrderedDict()
        self.application = application

    def is_typing(self, payload: Payload) -> bool:
        """Whether it only asks what could be typed next."""
        return payload.get("type") == _TYPING

    async def take(self, on_event: OnEvent, payload: Payload) -> None:
        """Commit an interaction and answer it."""
        interaction, token = str(payload["id"]), str(payload["token"])
        if self.is_typing(payload):
            choices = commands.numbers(inbound.typed_number(payload))
            await self._rest.answer(interaction, token, {"type": _CHOICES, "data": {"choices": choices}})
            return
        if (number := forms.opened(str(payload["data"].get("custom_id", "")))) is not None:
            await self._open_form(interaction, token, number)
            return
        event = _event_of(payload)
        if event is None:
            return
        self._open[interaction] = payload["type"]
        try:
            await on_event(event)
        finally:
            kind = self._open.pop(interaction, None)
        if kind is not None:
            await self._acknowledge(interaction, token, kind)

    async def tell(self, trigger: Trigger, words: str) -> bool:
        """Say something to the person of an interaction; False where it is too late for that."""
        interaction, token = _parts(trigger)
        if self._is_over(trigger):
            return False
        is_open = self._open.pop(interaction, None) is not None
        if not is_open and await self._follow_up(interaction, token, private_words(words)):
            return True
        # Also where an earlier process died before it gave the first answer, as long as Discord takes that.
        return await self._rest.answer(interaction, token, {"type": _WORDS, "data": private_words(words)})

    async def show_form(self, trigger: Trigger, form: Form) -> None:
        """Show a form at once where Discord allows that, and behind a button elsewhere.

        Raises:
            ChatUnavailable: It is too late.
        """
        interaction, token = _parts(trigger)
        kind = self._open.pop(interaction, None)
        if kind in (_COMMAND, _COMPONENT):
            is_shown = await self._rest.answer(interaction, token, forms.modal(form))
        else:
            number = int(interaction)
            self._forms[number] = form
            while len(self._forms) > _MOST_FORMS:
                self._forms.popitem(last=False)
            opener = forms.opener(form, number)
            if kind is None:
                is_shown = not self._is_over(trigger) and await self._follow_up(interaction, token, opener)
            else:
                is_shown = await self._rest.answer(interaction, token, {"type": _WORDS, "data": opener})
        if not is_shown:
            raise ChatUnavailable(PLATFORM, "show a form", "it is too late for that; ask once more")

    async def _open_form(self, interaction: str, token: str, number: int) -> None:
        form = self._forms.get(number)
        gone: dict[str, object] = {"type": _WORDS, "data": private_words(_FORM_GONE)}
        await self._rest.answer(interaction, token, gone if form is None else forms.modal(form))

    async def _acknowledge(self, interaction: str, token: str, kind: int) -> None:
        """Say that it was committed: a command by a word, anything else without one."""
        answer = {"type": _WORDS, "data": private_words(TAKEN)} if kind == _COMMAND else {"type": _NOTHING_MORE}
        self._answering[interaction] = asyncio.Event()
        try:
            is_answered = await self._rest.answer(interaction, token, answer)
        finally:
            self._answering.pop(interaction).set()
        if not is_answered:
            _log.warning("an interaction was committed and answered too late")
        elif kind == _COMMAND:
            self._taken[interaction] = None
            while len(self._taken) > _MOST_TAKEN:
                self._taken.popitem(last=False)

    async def _follow_up(self, interaction: str, token: str, data: Mapping[str, object]) -> bool:
        """Say more, in the place of a first answer that said nothing; Discord takes it only behind the first answer."""
        if (answering := self._answering.get(interaction)) is not None:
            await answering.wait()
        if not self.application:
            return False
        if interaction in self._taken:
            del self._taken[interaction]
            if await self._rest.reword(self.application, token, {**data, "flags": SUPPRESS_EMBEDS}):
                return True
        return await self._rest.follow_up(self.application, token, data)

    def _is_over(self, trigger: Trigger) -> bool:
        return trigger.until is not None and trigger.until <= self._now()


def _event_of(payload: Payload) -> ChatEvent | None:
    kind = payload["type"]
    if kind == _COMMAND:
        return inbound.commanded(payload)
    if kind == _COMPONENT:
        return inbound.button_pressed(payload)
    return forms.sent(payload) if kind == _FORM else None


def _parts(trigger: Trigger) -> tuple[str, str]:
    interaction, _, token = trigger.token.partition(":")
    return interaction, token
