"""The adapter at a `SlackServer`, and what stands there."""

from adapters.slack.connection import Patience, Slack
from adapters.slack.doors import SocketDoor
from bot.model.chat import Person, Place
from tests.fakes.slack_server.server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.fakes.slack_server.workspace import TEAM, Json

PLACE = Place("slack", TEAM, "C0PAPERS")
ANN = Person("slack", TEAM, "U0ANN")


def slack(server: SlackServer, *, bot_token: str = BOT_TOKEN, ready_s: float = 0.0, late_s: float = 0.0) -> Slack:
    return Slack(
        SocketDoor(APP_TOKEN),
        bot_token=bot_token,
        api_base=server.api_base,
        attachment_bytes=100_000,
        patience=Patience(message_every_s=0, picture_ready_s=ready_s, picture_late_s=late_s),
    )


def standing(server: SlackServer) -> list[Json]:
    return server.workspace.within(PLACE.channel, None)
