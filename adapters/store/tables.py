"""The tables. docs/store.md says what each is for; migrations/ makes them, and a test holds the two together."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from adapters.store.codecs import ChannelKey, Json, Key, PersonKey, UtcTime
from bot.provenance import ModelCall
from bot.records import ChannelSettings, DraftRecord, Example, PostRecord, RosterEntry, StandingWish
from bot.versions import Version

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

COUNTED = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database gives; SQLite does that for INTEGER only."""

Payload = dict[str, object]

# ---- What happened ----

events = Table(
    "events",
    metadata,
    Column("key", Key, primary_key=True),
    Column("accepted_at", UtcTime, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("number", COUNTED, primary_key=True),
    Column("key", Key, nullable=False, unique=True),
    Column("story", Text, nullable=False),
    Column("line", Key, nullable=False, index=True),
    Column("owner", Key, nullable=False),
    Column("payload", Json(Payload), nullable=False),
    Column("started_at", UtcTime, index=True),
)

presses = Table(
    "presses",
    metadata,
    Column("channel", ChannelKey, primary_key=True),
    Column("message_id", Key, primary_key=True),
    Column("person", PersonKey, primary_key=True),
    Column("emoji", Key, primary_key=True),
    Column("is_present", Boolean, nullable=False),
    Column("count", Integer, nullable=False),
    Column("at", UtcTime),
    Column("event_id", Key),
)

cursors = Table(
    "cursors",
    metadata,
    Column("channel", ChannelKey, primary_key=True),
    Column("platform", Key, nullable=False, index=True),
    Column("message_id", Key, nullable=False),
)

# ---- Papers ----

papers = Table(
    "papers",
    metadata,
    Column("sha256", Key, primary_key=True),
    Column("name", Json(str)),
    Column("pdf", LargeBinary),
    Column("used_at", UtcTime, nullable=False, index=True),
)

readings = Table(
    "readings",
    metadata,
    Column("sha256", Key, primary_key=True),
    Column("release", Key, primary_key=True),
    Column("paper", LargeBinary, nullable=False),
    Column("category", Key),
    Column("doubts", Json(tuple[str, ...]), nullable=False),
    ForeignKeyConstraint(["sha256"], ["papers.sha256"], ondelete="CASCADE"),
)

# ---- Drafts ----

drafts = Table(
    "drafts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("channel", ChannelKey, nullable=False),
    Column("chat_thread", Key),
    Column("person", PersonKey, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("sha256", Key, index=True),
    Column("arxiv_id", Key),
    Column("created_at", UtcTime, nullable=False),
    Column("record", Json(DraftRecord), nullable=False),
    Index(None, "channel", "created_at"),
    Index(None, "channel", "arxiv_id"),
    Index(None, "person", "created_at"),
)

tweets = Table(
    "tweets",
    metadata,
    Column("draft_id", Key, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("is_approved", Boolean, nullable=False),
    Column("out_at", UtcTime),
    Column("place", Integer),
    ForeignKeyConstraint(["draft_id"], ["drafts.id"], ondelete="CASCADE"),
)

versions = Table(
    "versions",
    metadata,
    Column("draft_id", Key, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("cause", Key),
    Column("version", Json(Version), nullable=False),
    UniqueConstraint("draft_id", "serial", "cause"),
    ForeignKeyConstraint(["draft_id", "serial"], ["tweets.draft_id", "tweets.serial"], ondelete="CASCADE"),
)

posts = Table(
    "posts",
    metadata,
    Column("key", Key, primary_key=True),
    Column("draft_id", Key, nullable=False, index=True),
    Column("serial", Integer),
    Column("state", Text, nullable=False),
    Column("begun_at", UtcTime, nullable=False),
    Column("channel", ChannelKey),
    Column("message_id", Key),
    Column("post", Json(PostRecord), nullable=False),
    Index(None, "channel", "message_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("draft_id", Key, primary_key=True),
    Column("key", Key, primary_key=True),
    Column("value", Json(str), nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("number", COUNTED, primary_key=True),
    Column("draft_id", Key, nullable=False, index=True),
    Column("key", Key, nullable=False),
    Column("call", Json(ModelCall), nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("draft_id", Key, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

# ---- Channels ----

channel_settings = Table(
    "channel_settings",
    metadata,
    Column("channel", ChannelKey, primary_key=True),
    Column("settings", Json(ChannelSettings), nullable=False),
)

wishes = Table(
    "wishes",
    metadata,
    Column("channel", ChannelKey, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("words_digest", Text, nullable=False),
    Column("wish", Json(StandingWish), nullable=False),
    UniqueConstraint("channel", "words_digest"),
)

roster = Table(
    "roster",
    metadata,
    Column("channel", ChannelKey, primary_key=True),
    Column("name_digest", Text, primary_key=True),
    Column("entry", Json(RosterEntry), nullable=False),
)

examples = Table(
    "examples",
    metadata,
    Column("channel", ChannelKey, primary_key=True),
    Column("draft_id", Key, primary_key=True),
    Column("kept_at", UtcTime, nullable=False),
    Column("example", Json(Example), nullable=False),
    Index(None, "draft_id"),
)

# ---- Spending ----

spending = Table(
    "spending",
    metadata,
    Column("key", Key, primary_key=True),
    Column("channel", ChannelKey, nullable=False),
    Column("person", PersonKey, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("drafts", Integer, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("prompt_tokens", BigInteger, nullable=False),
    Column("answer_tokens", BigInteger, nullable=False),
    Column("cost_usd", Double, nullable=False),
    Column("unpriced_calls", Integer, nullable=False),
    Index(None, "channel", "day"),
    Index(None, "person", "day"),
)
