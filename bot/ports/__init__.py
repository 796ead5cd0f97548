"""What the core asks of the world, in its own words. Adapters implement these; nothing here has a default."""

from bot.ports.chat import ChatAdapter
from bot.ports.fleet import Fleet, Room
from bot.ports.jobs import Jobs, Steps, Stories
from bot.ports.papers import PaperReader, PaperSource, RequestGate
from bot.ports.store import ChannelStore, DraftStore, EventStore, PaperStore, SpendingStore, Store
from bot.ports.writing import Writer

__all__ = [
    "ChannelStore",
    "ChatAdapter",
    "DraftStore",
    "EventStore",
    "Fleet",
    "Jobs",
    "PaperReader",
    "PaperSource",
    "PaperStore",
    "RequestGate",
    "Room",
    "SpendingStore",
    "Steps",
    "Store",
    "Stories",
    "Writer",
]
