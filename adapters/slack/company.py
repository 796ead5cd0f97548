"""Who in a workspace is a bot: a reaction does not say, so it is asked once for each who reacts."""

import asyncio
from collections import OrderedDict

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.pace import Pace
from adapters.slack.web_api import ask
from bot.errors import ChatError, ChatUnavailable

_PATIENCE_S = 1.0  # of the three in which Slack wants an acknowledgement
_REMEMBERED = 5000


class Company:
    """The people and bots of a workspace."""

    def __init__(self, client: AsyncWebClient, pace: Pace) -> None:
        self._client = client
        self._pace = pace
        self._are_bots: OrderedDict[str, bool] = OrderedDict()

    async def is_bot(self, user: str) -> bool:
        """Whether somebody is a bot; where Slack does not say so in time, it is a person."""
        if user not in self._are_bots:
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    answer = await self._pace.aside(
                        "users.info", lambda: ask("look somebody up", lambda: self._client.users_info(user=user))
                    )
            except (ChatUnavailable, TimeoutError):
                return False
            except ChatError:  # without the scope it is never known, and need not be asked for again
                self._remember(user, is_bot=False)
            else:
                facts = answer.get("user")
                self._remember(user, is_bot=isinstance(facts, dict) and bool(facts.get("is_bot")))
        return self._are_bots[user]

    def _remember(self, user: str, *, is_bot: bool) -> None:
        self._are_bots[user] = is_bot
        if len(self._are_bots) > _REMEMBERED:
            self._are_bots.popitem(last=False)
