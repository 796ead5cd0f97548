"""The permissions that the bot asks for: each is one that a request of it takes."""

from enum import Enum


class Right(Enum):
    """A permission: Discord's name of it, and its bit (Discord's reference, "Permissions")."""

    VIEW = ("View Channel", 1 << 10)
    REACT = ("Add Reactions", 1 << 6)
    SEND = ("Send Messages", 1 << 11)
    ATTACH = ("Attach Files", 1 << 15)
    READ_HISTORY = ("Read Message History", 1 << 16)
    OPEN_THREADS = ("Create Public Threads", 1 << 35)
    SEND_IN_THREADS = ("Send Messages in Threads", 1 << 38)

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def bit(self) -> int:
        return self.value[1]


def all_rights() -> int:
    """The permissions of the invitation, as Discord writes them."""
    return sum(right.bit for right in Right)
