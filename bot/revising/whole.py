"""The whole draft again, or in the other voice; what was approved or written by hand stays as it is."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.brief_words import usual_tweets
from bot.checks.length import weighted_length
from bot.checks.likeness import is_alike
from bot.checks.run import Grounds, check_tweet
from bot.drafting import write_draft
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    DraftUnchanged,
    NotRevised,
    WishNeedsModel,
    WriterError,
    WriterRefused,
)
from bot.events import Progress, Step, StepStarted
from bot.ledger import Ledger
from bot.model import Draft, Role, Tweet, Voice
from bot.ports import Writer
from bot.revising.desk import Desk
from bot.revising.framing import recounted
from bot.revising.manuscript import MADE_BY_RULE, Manuscript, first_version
from bot.revising.revise import revise, with_whole_checked
from bot.versions import Regenerate, Version, Why

_OF_ONE_ANSWER = (AnswerCutOff, AnswerUnusable, WriterRefused, NotRevised)  # says nothing of the next tweet
_VOICES = {Voice.AUTHOR: "the authors' voice", Voice.CURATOR: "a curator's voice"}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A draft after its tweets were written again.

    Attributes:
        changed: Numbers of the tweets that are other ones now.
        stayed: Number -> a sentence, for those that should have been.
    """

    manuscript: Manuscript
    changed: tuple[int, ...]
    stayed: Mapping[int, str]


async def regenerate_all(
    manuscript: Manuscript,
    *,
    writer: Writer,
    ledger: Ledger,
    progress: Progress,
    wish: str | None = None,
    asked_by: str | None = None,
) -> Rewritten:
    """Every tweet again, one after the other, but for what is kept and what is made of facts.

    Each is different from all that it was before and from what the others say, or said when this began. A tweet for
    which there is nothing else to say stays.

    Raises:
        DraftUnchanged: None could be written again.
        WishNeedsModel: There is a wish, and the writer has no model.
    """
    if wish and writer.name.model is None:
        raise WishNeedsModel(wish)
    draft = manuscript.draft
    grounds = await asyncio.to_thread(Grounds.of, draft.paper, draft.brief)  # others are served meanwhile
    wanted = [
        tweet.number
        for tweet in draft.tweets
        if tweet.role not in MADE_BY_RULE and not manuscript.is_kept(tweet.number)
    ]
    told = [Desk.prose_of(tweet) for tweet in draft.tweets]
    changed: list[int] = []
    stayed: dict[int, str] = {}
    for place, number in enumerate(wanted):
        progress(StepStarted(draft.paper.name, Step.WRITE, f"tweet {number} again"))
        try:
            manuscript = await revise(
                manuscript,
                number,
                Regenerate(wish),
                writer=writer,
                ledger=ledger,
                grounds=grounds,
                asked_by=asked_by,
                told=told,
            )
        except _OF_ONE_ANSWER as error:
            stayed[number] = str(error)
        except WriterError as error:  # it would fail for the others as well, after as long a wait
            stayed |= dict.fromkeys(wanted[place:], str(error))
            break
        else:
            changed.append(number)
    if not changed:
        raise DraftUnchanged(_why_not(stayed))
    return Rewritten(manuscript, tuple(changed), stayed)


async def switch_voice(
    manuscript: Manuscript,
    voice: Voice,
    *,
    writer: Writer,
    progress: Progress,
    ledger: Ledger | None = None,
    asked_by: str | None = None,
    liked: str = "",
) -> Manuscript:
    """The draft written anew in the other voice; kept tweets stand in it where their roles belong.

    A tweet of the new draft goes on with the versions of the one that it stands for: the first result with those of the
    first result that was.

    Args:
        ledger: Gets what requests to a model take.
        liked: A thread in that voice, as `Brief.liked`.

    Raises:
        DraftUnchanged: It is in that voice.
        WriterError: The writer cannot write it.
    """
    draft = manuscript.draft
    if voice is draft.brief.voice:
        raise DraftUnchanged(f"it is in {_VOICES[voice]} already")
    fewest, most = usual_tweets(voice)
    brief = replace(draft.brief, voice=voice, min_tweets=fewest, max_tweets=most, liked=liked)
    fresh = await write_draft(draft.paper, brief, writer, progress=progress, ledger=ledger)
    return await asyncio.to_thread(_merged, manuscript, fresh, asked_by)


# ---- Kept tweets in a new draft ----


@dataclass(frozen=True, slots=True)
class _Place:
    """A tweet of the merged draft; `kept` is its number in the old one, None for a new one."""

    tweet: Tweet
    kept: int | None = None


def _merged(manuscript: Manuscript, fresh: Draft, asked_by: str | None) -> Manuscript:
    places = [_Place(tweet) for tweet in fresh.tweets]
    for tweet in manuscript.draft.tweets:
        if manuscript.is_kept(tweet.number):
            _put(_Place(tweet, tweet.number), places)
    grounds = Grounds.of(fresh.paper, fresh.brief)
    total = len(places)
    tweets = tuple(_moved(place, number, total, grounds) for number, place in enumerate(places, 1))
    draft = with_whole_checked(replace(fresh, tweets=tweets), before=fresh)
    versions = _histories(manuscript, places, tweets, fresh, asked_by)
    approved = {number for number, place in enumerate(places, 1) if place.kept in manuscript.approved}
    return Manuscript(draft, versions, frozenset(approved))


def _put(kept: _Place, places: list[_Place]) -> None:
    """Set a kept tweet in the place of a new one of its role, or where its role belongs.

    That is the one that says the same, or else the first.
    """
    role = kept.tweet.role
    same = [index for index, place in enumerate(places) if place.kept is None and place.tweet.role is role]
    prose = Desk.prose_of(kept.tweet)
    alike = (index for index in same if is_alike(prose, Desk.prose_of(places[index].tweet)))
    index = next(alike, same[0] if same else None)
    if index is not None:
        places[index] = kept
        return
    roles = list(Role)
    later = (at for at, place in enumerate(places) if roles.index(place.tweet.role) > roles.index(role))
    places.insert(next(later, len(places)), kept)


def _moved(place: _Place, number: int, total: int, grounds: Grounds) -> Tweet:
    """The tweet in its place. Of a kept one the rules are asked again: the voice is another."""
    text = recounted(place.tweet.text, number, total, is_counted=grounds.brief.voice is Voice.AUTHOR)
    tweet = replace(place.tweet, number=number, text=text, weighted_length=weighted_length(text))
    return tweet if place.kept is None else check_tweet(replace(tweet, findings=()), grounds, total=total)


def _histories(
    manuscript: Manuscript, places: Sequence[_Place], tweets: Sequence[Tweet], fresh: Draft, asked_by: str | None
) -> tuple[tuple[Version, ...], ...]:
    """The versions of each tweet. What the new draft took of a model stands with the first new version."""
    earlier: dict[Role, list[tuple[Version, ...]]] = defaultdict(list)
    for tweet, history in zip(manuscript.draft.tweets, manuscript.versions, strict=True):
        if not manuscript.is_kept(tweet.number):
            earlier[tweet.role].append(history)
    calls = () if fresh.provenance is None else fresh.provenance.calls
    histories: list[tuple[Version, ...]] = []
    for place, tweet in zip(places, tweets, strict=True):
        if place.kept is not None:
            histories.append(manuscript.versions[place.kept - 1])
            continue
        history = earlier[tweet.role].pop(0) if earlier[tweet.role] else ()
        new = replace(first_version(tweet, fresh.writer, why=Why.VOICE), number=len(history) + 1, asked_by=asked_by)
        if new.writer == fresh.writer:
            new, calls = replace(new, calls=calls), ()
        histories.append((*history, new))
    return tuple(histories)


def _why_not(stayed: Mapping[int, str]) -> str:
    if not stayed:
        return "all of it is approved, written by hand, or made of facts"
    reasons = list(dict.fromkeys(stayed.values()))
    return reasons[0].rstrip(".") if len(reasons) == 1 else "no tweet of it could be written again"
