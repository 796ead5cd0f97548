"""A post that invites people to a poster: its facts stand in it byte for byte, and none is invented."""

from bot.inviting.facts import Asked, request_of
from bot.inviting.invite import Poster, invite

__all__ = ["Asked", "Poster", "invite", "request_of"]
