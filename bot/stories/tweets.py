"""Tweets of a draft shown as messages, with their pictures."""

from dataclasses import replace

from bot.checks.length import weighted_length
from bot.errors import ChatError
from bot.model import Draft, Finding, Image, Level, Paper, Tweet, Voice
from bot.model.chat import Picture, Post
from bot.obtaining import Obtained
from bot.posts import tweet_post
from bot.records import KeptDraft, KeptTweet
from bot.revising.framing import recounted
from bot.revising.manuscript import Manuscript
from bot.stories.lab import Lab
from bot.stories.messages import Messages
from bot.workflows import draw_tweet


def numbered(kept: KeptDraft) -> list[tuple[KeptTweet, Tweet]]:
    """The tweets that stand, each in the place and with the counter that it has now."""
    standing = kept.standing
    total = len(standing)
    is_counted = kept.record.brief.voice is Voice.AUTHOR
    return [
        (one, _in_place(one.versions[-1].tweet, number, total, is_counted)) for number, one in enumerate(standing, 1)
    ]


def _in_place(tweet: Tweet, number: int, total: int, is_counted: bool) -> Tweet:
    text = recounted(tweet.text, number, total, is_counted=is_counted)
    if text == tweet.text and number == tweet.number:
        return tweet
    return replace(tweet, number=number, text=text, weighted_length=weighted_length(text))


def manuscript_of(kept: KeptDraft, paper: Paper) -> Manuscript:
    """The draft to be worked on: the tweets that stand, with their versions."""
    record = kept.record
    placed = numbered(kept)
    assert record.writer is not None  # noqa: S101  # a draft with tweets has had a writer
    draft = Draft(
        paper,
        record.brief,
        record.writer,
        tuple(tweet for _, tweet in placed),
        record.findings,
        provenance=record.provenance,
    )
    approved = frozenset(tweet.number for one, tweet in placed if one.is_approved)
    return Manuscript(draft, tuple(one.versions for one, _ in placed), approved)


class Gallery:
    """Shows the tweets of one draft."""

    def __init__(self, lab: Lab, messages: Messages, obtained: Obtained | None) -> None:
        """Take the paper, from which figures are drawn; without it tweets go without pictures, and say so."""
        self._lab = lab
        self._messages = messages
        self._obtained = obtained
        self._drawn: dict[object, tuple[Tweet, Image | None]] = {}

    async def show(self, serial: int, tweet: Tweet, *, is_approved: bool = False) -> Tweet:
        """Have a tweet's message look as the tweet is; with what drawing its figure found.

        Raises:
            ChatError: It cannot be shown.
        """
        drawn, image = await self._picture(tweet)

        async def render(key: str, remark: str) -> Post:
            return tweet_post(key, drawn, picture=_picture_of(drawn, image), is_approved=is_approved, remark=remark)

        await self._messages.show(serial, render)
        return drawn

    async def _picture(self, tweet: Tweet) -> tuple[Tweet, Image | None]:
        if tweet.figure is None or self._obtained is None:
            return tweet, None
        key = (tweet.figure.figure.label, tweet.figure.figure.page)
        known = self._drawn.get(key)
        if known is None:
            plain = replace(tweet, findings=())
            known = self._drawn[key] = await draw_tweet(plain, pdf=self._obtained.pdf, reader=self._lab.reader)
        drawn, image = known
        most = self._messages.limits.picture_bytes
        if image is not None and len(image.png) > most:
            detail = (
                f"Its picture has {len(image.png):,} bytes, and {most:,} are the limit here. The tweet has no figure."
            )
            drawn = replace(drawn, figure=None, findings=(Finding("figure", Level.FLAG, "", detail),))
            image = None
        told = tuple(one for one in drawn.findings if one not in tweet.findings)
        figure = None if drawn.figure is None else replace(tweet.figure, image=drawn.figure.image)
        return replace(tweet, figure=figure, findings=(*tweet.findings, *told)), image


def _picture_of(tweet: Tweet, image: Image | None) -> Picture | None:
    if tweet.figure is None or image is None:
        return None
    return Picture(image, tweet.figure.image or "figure.png", tweet.figure.alt)


async def show_all(lab: Lab, gallery: Gallery, draft_id: str) -> None:
    """Have every message of a draft look as it should; what looks so already is not touched.

    Raises:
        ChatError: One cannot be shown; the others are all the same.
    """
    kept = await lab.store.drafts.draft(draft_id)
    failed: ChatError | None = None
    for one, tweet in () if kept is None else numbered(kept):
        try:
            await gallery.show(one.serial, tweet, is_approved=one.is_approved)
        except ChatError as error:
            failed = failed or error
    if failed is not None:
        raise failed
