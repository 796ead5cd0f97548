"""`paperthread invite`: the address by which a platform's owner invites the bot."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.bootstrap import discord_invite
from bot.config import load_settings
from bot.plain_text import Line
from bot.terminal import Terminal

INVITE_EPILOG = (
    "docs/discord.md says what to do with it. Nothing is asked of Discord.\n\n"
    "Examples:\n"
    "  PAPERTHREAD_DISCORD__TOKEN=… paperthread invite discord\n"
    "  paperthread invite discord --application 1234567890"
)


class InviteTo(StrEnum):
    """The platforms that bots are invited to."""

    DISCORD = "discord"


def invite(
    platform: Annotated[InviteTo, typer.Argument(help="Which platform it is for.")],  # noqa: ARG001  # there is one
    *,
    application: Annotated[
        str | None, typer.Option(metavar="ID", help="The application's id, where no token is set.")
    ] = None,
) -> None:
    """Print the invitation, with exactly the permissions that the bot uses."""
    Terminal().show([Line(discord_invite(load_settings().discord, application=application))])
