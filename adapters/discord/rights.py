"""The permissions that the bot asks for: each is one that a request of it takes."""

from enum import Flag


class Right(Flag):
    """A permission, or several, any of which a request may lack; the bits are those of Discord's reference,
    "Permissions"."""

    VIEW = 1 << 10
    REACT = 1 << 6
    SEND = 1 << 11
    ATTACH = 1 << 15
    READ_HISTORY = 1 << 16
    OPEN_THREADS = 1 << 35
    SEND_IN_THREADS = 1 << 38

    @property
    def words(self) -> str:
        return " or ".join(_WORDS[one] for one in self)


_WORDS = {
    Right.VIEW: "View Channel",
    Right.REACT: "Add Reactions",
    Right.SEND: "Send Messages",
    Right.ATTACH: "Attach Files",
    Right.READ_HISTORY: "Read Message History",
    Right.OPEN_THREADS: "Create Public Threads",
    Right.SEND_IN_THREADS: "Send Messages in Threads",
}
"""As Discord's settings of a server name them."""


def all_rights() -> int:
    """The permissions of the invitation, as Discord writes them."""
    return sum(right.value for right in Right)
