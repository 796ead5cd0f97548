"""Tweets of a draft shown as messages, with their pictures."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from bot.checks.length import weighted_length
from bot.errors import ChatError, PaperError
from bot.model import Draft, Finding, Image, Level, Paper, Tweet, Voice
from bot.model.chat import Picture, Post
from bot.obtaining import Obtained
from bot.posts import tweet_post
from bot.records import KeptDraft, KeptTweet
from bot.revising.framing import recounted
from bot.revising.manuscript import Manuscript
from bot.stories.lab import Lab
from bot.stories.messages import LazyPicture, Messages
from bot.versions import BY_RULE
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

    def __init__(self, lab: Lab, messages: Messages, find_paper: Callable[[], Awaitable[Obtained]]) -> None:
        """Take what finds the paper, which is asked for only where a figure has to be drawn."""
        self._lab = lab
        self._messages = messages
        self._find_paper = find_paper
        self._obtained: Obtained | None = None
        self._is_looked_for = False
        self._drawn: dict[tuple[str, int], tuple[Tweet, Image | None]] = {}

    async def show(self, serial: int, tweet: Tweet, *, is_by_rule: bool, is_approved: bool = False) -> Tweet:
        """Have a tweet's message look as the tweet is.

        Returns:
            The tweet, with what drawing its figure for the first time found.

        Raises:
            ChatError: It cannot be shown.
        """
        tweet = await self._settled(tweet)

        async def render(key: str, remark: str) -> Post:
            return tweet_post(key, tweet, is_by_rule=is_by_rule, is_approved=is_approved, remark=remark)

        await self._messages.show(serial, render, picture=self._picture_of(tweet))
        return tweet

    async def _settled(self, tweet: Tweet) -> Tweet:
        """The tweet with its figure drawn, or without one that cannot be shown; what was drawn before is as it is."""
        if tweet.figure is None or tweet.figure.image is not None:
            return tweet
        drawn, image = await self._draw(tweet)
        most = self._messages.limits.picture_bytes
        findings = drawn.findings
        if image is not None and len(image.png) > most:
            detail = f"Its picture has {len(image.png):,} bytes, and {most:,} are the limit here."
            findings = (Finding("figure", Level.FLAG, "", f"{detail} The tweet has no figure."),)
            image = None
        elif image is None and drawn.figure is not None:
            return tweet  # the paper is not there: another time
        told = tuple(one for one in findings if one not in tweet.findings)
        figure = None if image is None or drawn.figure is None else replace(tweet.figure, image=drawn.figure.image)
        return replace(tweet, figure=figure, findings=(*tweet.findings, *told))

    def _picture_of(self, tweet: Tweet) -> LazyPicture | None:
        if tweet.figure is None:
            return None
        figure, alt = tweet.figure.figure, tweet.figure.alt
        name = tweet.figure.image or "figure.png"

        async def draw() -> Picture | None:
            _, image = await self._draw(tweet)
            return None if image is None else Picture(image, name, alt)

        return LazyPicture(f"{figure.label}:{figure.page}:{figure.box}:{alt}", draw)

    async def _draw(self, tweet: Tweet) -> tuple[Tweet, Image | None]:
        """The tweet as drawing leaves it, and its picture; each figure is drawn once."""
        assert tweet.figure is not None  # noqa: S101  # whoever calls this has looked
        key = (tweet.figure.figure.label, tweet.figure.figure.page)
        if key not in self._drawn:
            obtained, plain = await self._paper(), replace(tweet, findings=())
            if obtained is None:
                return plain, None
            self._drawn[key] = await draw_tweet(plain, pdf=obtained.pdf, reader=self._lab.reader)
        return self._drawn[key]

    async def _paper(self) -> Obtained | None:
        """The paper; None where its file is no longer kept, or cannot be read any more."""
        if not self._is_looked_for:
            self._is_looked_for = True
            with suppress(PaperError, ChatError):
                self._obtained = await self._find_paper()
        return self._obtained


async def show_all(lab: Lab, gallery: Gallery, draft_id: str) -> None:
    """Have every message of a draft look as it should; what looks so already is not touched, nor drawn.

    Raises:
        ChatError: One cannot be shown; the others are all the same.
    """
    kept = await lab.store.drafts.draft(draft_id)
    failed: ChatError | None = None
    for one, tweet in () if kept is None else numbered(kept):
        newest = one.versions[-1]
        try:
            is_by_rule = newest.writer == BY_RULE
            shown = await gallery.show(one.serial, tweet, is_by_rule=is_by_rule, is_approved=one.is_approved)
        except ChatError as error:
            failed = failed or error
            continue
        if shown != tweet:  # its figure was drawn for the first time
            drawn = replace(newest.tweet, figure=shown.figure, findings=shown.findings)
            await lab.store.drafts.set_picture(draft_id, one.serial, replace(newest, tweet=drawn))
    if failed is not None:
        raise failed
