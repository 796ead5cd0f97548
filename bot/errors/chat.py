"""What can go wrong with a chat platform, or with the store behind the conversation."""

from bot.errors.root import PaperthreadError


class ChatError(PaperthreadError):
    """The chat platform did not do what was asked."""

    def __init__(self, platform: str, doing: str, why: str) -> None:
        super().__init__(f"{platform.capitalize()} did not {doing}: {why}.")
        self.platform = platform
        self.doing = doing
        self.why = why


class MessageTooLong(ChatError):
    """A post is longer than the platform shows."""

    def __init__(self, platform: str, *, length: int, limit: int) -> None:
        super().__init__(platform, "post", f"{length} characters, and the limit is {limit}")
        self.length = length
        self.limit = limit


class MessageGone(ChatError):
    """A message that should be edited, marked or answered was deleted, or cannot be reached any more."""

    def __init__(self, platform: str, doing: str) -> None:
        super().__init__(platform, doing, "the message is gone")


class MessageTooOld(ChatError):
    """The platform does not let this message be edited any more."""

    def __init__(self, platform: str) -> None:
        super().__init__(platform, "edit a post", "the message is too old")


class PlaceClosed(ChatError):
    """The channel or chat thread takes no messages: deleted, locked, or the bot was removed."""


class PermissionMissing(ChatError):
    """The bot lacks a right there."""

    def __init__(self, platform: str, doing: str, right: str) -> None:
        super().__init__(platform, doing, f"the bot lacks the permission “{right}” here")
        self.right = right


class AttachmentUnavailable(ChatError):
    """The file of a message cannot be had."""

    def __init__(self, platform: str, name: str, why: str) -> None:
        super().__init__(platform, f"hand out {name}", why)
        self.name = name


class ChatUnavailable(ChatError):
    """The platform gave no usable answer in time; whether it did what was asked is not known."""


class TokenRefused(ChatError):
    """The platform does not know the bot's token; no waiting mends that."""

    def __init__(self, platform: str, doing: str) -> None:
        super().__init__(platform, doing, "it does not take the bot's token; set a valid one")


class StoreError(PaperthreadError):
    """What paperthread remembers cannot be read or written."""


class StoreInUse(StoreError):
    """Another process works on the same SQLite files."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"Another paperthread is running on {folder}. Stop it first, or give both one PostgreSQL database by"
            " PAPERTHREAD_DATABASE_URL."
        )


class StoreUnavailable(StoreError):
    """The database does not answer, or refuses."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The database cannot be used: {why}.")
        self.why = why


class StoreTooNew(StoreError):
    """The database was migrated by a later release."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database was written by a later release of paperthread (its schema is {revision}). Use that release,"
            " or give another database."
        )


class DraftForgotten(StoreError):
    """Something should be kept of a draft that somebody had forgotten."""

    def __init__(self, draft_id: str) -> None:
        super().__init__("This draft was forgotten, and nothing more of it is kept. Ask for the paper again.")
        self.draft_id = draft_id
