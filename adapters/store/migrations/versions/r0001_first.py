"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "key", name="pk_answers"),
    )
    op.create_table(
        "calls",
        sa.Column("number", COUNTED, nullable=False),
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_calls"),
    )
    op.create_index("ix_calls_draft_id", "calls", ["draft_id"])
    op.create_table(
        "channel_settings",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channel_settings"),
    )
    op.create_table(
        "cursors",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_cursors"),
    )
    op.create_index("ix_cursors_platform", "cursors", ["platform"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat_thread", sa.Text()),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text()),
        sa.Column("arxiv_id", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_channel_arxiv_id", "drafts", ["channel", "arxiv_id"])
    op.create_index("ix_drafts_channel_created_at", "drafts", ["channel", "created_at"])
    op.create_index("ix_drafts_person_created_at", "drafts", ["person", "created_at"])
    op.create_index("ix_drafts_sha256", "drafts", ["sha256"])
    op.create_index("ix_drafts_state", "drafts", ["state"])
    op.create_table(
        "events",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_events"),
    )
    op.create_table(
        "examples",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "draft_id", name="pk_examples"),
    )
    op.create_index("ix_examples_draft_id", "examples", ["draft_id"])
    op.create_table(
        "forgotten",
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", name="pk_forgotten"),
    )
    op.create_table(
        "jobs",
        sa.Column("number", COUNTED, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("number", name="pk_jobs"),
        sa.UniqueConstraint("key", name="uq_jobs_key"),
    )
    op.create_index("ix_jobs_line", "jobs", ["line"])
    op.create_index("ix_jobs_started_at", "jobs", ["started_at"])
    op.create_table(
        "papers",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("pdf", sa.LargeBinary()),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_papers"),
    )
    op.create_index("ix_papers_used_at", "papers", ["used_at"])
    op.create_table(
        "posts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("message_id", sa.Text()),
        sa.Column("post", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_posts"),
    )
    op.create_index("ix_posts_channel_message_id", "posts", ["channel", "message_id"])
    op.create_index("ix_posts_draft_id", "posts", ["draft_id"])
    op.create_table(
        "presses",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("emoji", sa.Text(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("event_id", sa.Text()),
        sa.PrimaryKeyConstraint("channel", "message_id", "person", "emoji", name="pk_presses"),
    )
    op.create_table(
        "roster",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name_digest", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "name_digest", name="pk_roster"),
    )
    op.create_table(
        "spending",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("prompt_tokens", sa.BigInteger(), nullable=False),
        sa.Column("answer_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_usd", sa.Double(), nullable=False),
        sa.Column("unpriced_calls", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_spending"),
    )
    op.create_index("ix_spending_channel_day", "spending", ["channel", "day"])
    op.create_index("ix_spending_day", "spending", ["day"])
    op.create_index("ix_spending_person_day", "spending", ["person", "day"])
    op.create_table(
        "wishes",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words_digest", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "number", name="pk_wishes"),
        sa.UniqueConstraint("channel", "words_digest", name="uq_wishes_channel_words_digest"),
    )
    op.create_table(
        "readings",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("paper", sa.LargeBinary(), nullable=False),
        sa.Column("category", sa.Text()),
        sa.Column("doubts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["papers.sha256"], name="fk_readings_papers", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sha256", "release", name="pk_readings"),
    )
    op.create_table(
        "tweets",
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("out_at", sa.DateTime(timezone=True)),
        sa.Column("place", sa.Integer()),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name="fk_tweets_drafts", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", "serial", name="pk_tweets"),
    )
    op.create_table(
        "versions",
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text()),
        sa.Column("version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id", "serial"], ["tweets.draft_id", "tweets.serial"], name="fk_versions_tweets", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draft_id", "serial", "number", name="pk_versions"),
        sa.UniqueConstraint("draft_id", "serial", "cause", name="uq_versions_draft_id_serial_cause"),
    )
