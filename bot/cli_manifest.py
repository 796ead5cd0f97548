"""`paperthread manifest`: what a platform has to know of the bot, to be pasted there."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.bootstrap import slack_manifest
from bot.config import SlackTransport, load_settings
from bot.errors import SettingError
from bot.terminal import Terminal

MANIFEST_EPILOG = (
    "docs/slack.md says where to paste it. With PAPERTHREAD_SLACK__TRANSPORT=http the address is needed.\n\n"
    "Examples:\n"
    "  paperthread manifest slack\n"
    "  PAPERTHREAD_SLACK__TRANSPORT=http paperthread manifest slack --address https://bot.example.org"
)


class ManifestOf(StrEnum):
    """The platforms that take a manifest."""

    SLACK = "slack"


def manifest(
    platform: Annotated[ManifestOf, typer.Argument(help="Which platform it is for.")],  # noqa: ARG001  # there is one
    *,
    address: Annotated[
        str | None, typer.Option(metavar="URL", help="The public https address that requests come to, for http.")
    ] = None,
) -> None:
    """Print the app manifest, with exactly the scopes and events that the bot uses."""
    slack = load_settings().slack
    is_http = slack.transport is SlackTransport.HTTP or address is not None
    if is_http and (address is None or not address.startswith("https://")):
        raise SettingError("--address", "give the public address that Slack posts to, as https://bot.example.org")
    Terminal().show_json(slack_manifest(slack, address=address))
