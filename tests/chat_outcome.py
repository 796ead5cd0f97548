"""What a conversation left behind, in the chat and in the store; and what of it must be as if nobody had died."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from adapters.store.store import SqlStore
from bot.model.chat import Person, PostKind
from bot.records import DraftState, KeptDraft, PostState
from bot.stories.tweets import numbered
from tests.chat_life import REMARK, REMARKED
from tests.crashes import UNDISTURBED, Lives

_OUTCOME = "outcome.json"
_VARIES = re.compile(
    r"\b\d+ s\b|\$[\d.]+|\b[\d,]+ (?:requests? to models|tokens? asked|answered)\b|advice · writer: [^\n]*"
)
_SAID_AGAIN = {"There is no wish 1 any more.": "Wish 1 is removed."}  # true both, and told where it is done again
_ANSWERS = ("tweet ", "regenerate ", "shorten ", "repair")
_LEFT_MARKS = ("👀", "⏳")


@dataclass(frozen=True, slots=True)
class Stood:
    """A message as it stands in the end.

    Attributes:
        by: Somebody's id; "" is the bot's.
        kind: Of the bot's, as `PostKind` has it, as far as it can be seen: tweets always.
        marks: The bot's own reactions, in order.
        is_private: Only Ann sees it.
    """

    id: str
    by: str
    kind: str
    text: str
    small_print: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    is_private: bool = False

    @property
    def is_tweet(self) -> bool:
        return self.kind == PostKind.TWEET

    @property
    def whole(self) -> str:
        return "\n".join((self.text, *self.small_print))


@dataclass(frozen=True, slots=True)
class Chat:
    """All that stands there, the oldest first in each place; and the key of each post that was ever taken."""

    messages: tuple[Stood, ...]
    keys: tuple[str, ...]


async def write_outcome(folder: Path, chat: Chat, store: SqlStore, ann: Person) -> None:
    """Write down what stands, for `faults`."""
    records = await store.drafts.recent(ann, most=9)
    kept = [draft for record in records if (draft := await store.drafts.draft(record.id)) is not None]
    posts = [post for draft in kept for post in await store.drafts.posts(draft.record.id)]
    sent = {post.message.id for post in posts if post.state is PostState.SENT and post.message is not None}
    spent = await store.spending.of_all(since=date.min)
    tweets = [message for message in chat.messages if message.is_tweet]
    outcome = {
        "chat": [_seen(message) for message in chat.messages if not message.is_private],
        "told": sorted(
            {_plain(message.text) for message in chat.messages if message.is_private and REMARK not in message.text}
        ),
        "marks left": [message.text for message in chat.messages if any(mark in message.marks for mark in _LEFT_MARKS)],
        "posted twice": [key for key, times in Counter(chat.keys).items() if times > 1],
        "tweets": sorted(message.text for message in tweets),
        "kept": sorted(tweet.text for draft in kept for _, tweet in numbered(draft)),
        "orphans": [message.text for message in tweets if message.id not in sent],
        "unsettled": [post.key for post in posts if post.state is PostState.SENDING],
        "drafts": [_draft(draft) for draft in kept],
        "drafts spent": spent.drafts,
        "calls spent": spent.calls,
        "calls kept": sum([len(await store.drafts.calls(draft.record.id)) for draft in kept]),
    }
    (folder / _OUTCOME).write_text(json.dumps(outcome, ensure_ascii=False, indent=1), "utf-8")


def faults(lives: Lives) -> Iterator[str]:
    """What must not be: a message lost, doubled or left behind, an answer asked for again, money not booked."""
    undisturbed = next(one for one in (lives.folder, lives.folder.parent) if (one / UNDISTURBED).exists()) / UNDISTURBED
    wanted, left = _outcome(undisturbed), _outcome(lives.folder)
    for what in ("posted twice", "orphans", "unsettled", "marks left"):
        if left[what]:
            yield f"{what}: {left[what]}"
    if left["tweets"] != left["kept"] and left["drafts"]:
        yield f"the chat has {left['tweets']}, and the store {left['kept']}"
    if left["calls spent"] != left["calls kept"] and left["drafts"]:
        yield f"{left['calls kept']} calls were made, and {left['calls spent']} booked"
    was_stopped = any(draft["state"] == DraftState.STOPPED for draft in wanted["drafts"])
    for what in ("chat", "told", "drafts", "drafts spent"):
        # What stands when it is stopped is a matter of the moment; that it is stopped is not.
        if was_stopped and what in ("chat", "drafts"):
            if [draft["state"] for draft in left["drafts"]] != [DraftState.STOPPED]:
                yield f"it was not stopped: {left['drafts']}"
        elif left[what] != wanted[what]:
            yield f"{what}: {_difference(wanted[what], left[what])}"
    # The answer that the model was giving when it was stopped is not committed.
    yield from asked_again(lives, undisturbed, cut_off=len(lives.deaths) + was_stopped)
    before_end = lives.journal[: next(n for n, line in enumerate(lives.journal) if line.endswith(" ended"))]
    if sum(line.startswith("asked for") for line in before_end) > 1 and REMARKED not in lives.journal:
        yield "an answer was cut off and may be paid twice, and nobody is told"


def asked_again(lives: Lives, undisturbed: Path, *, cut_off: int) -> Iterator[str]:
    """Answers that the model gave twice though they were committed; `cut_off` of them may have been given in vain."""
    committed = Counter(line for line in lives.journal if line.startswith("committed "))
    yield from (f"asked again: {line} {times} times" for line, times in committed.items() if times > 1)
    wanted = sum(line.startswith("committed ") for line in (undisturbed / "journal").read_text("utf-8").splitlines())
    if len(committed) > wanted:  # fewer: the process died before it heard that one was committed
        yield f"asked again: {len(committed)} answers in place of {wanted}"
    given = [line for line in lives.journal if line.startswith(_ANSWERS)]
    if len(given) > len(committed) + cut_off:
        yield f"asked again: the model gave {given}"


def _outcome(folder: Path) -> dict[str, Any]:
    outcome: dict[str, Any] = json.loads((folder / _OUTCOME).read_text("utf-8"))
    return outcome


def _seen(message: Stood) -> list[object]:
    return [message.by or "bot", message.kind, _plain(message.whole), list(message.marks)]


def _plain(text: str) -> str:
    """Without what differs from one life to another: times and costs."""
    said = _VARIES.sub("…", text).rstrip("…·\n ")
    return _SAID_AGAIN.get(said, said)


def _draft(kept: KeptDraft) -> dict[str, object]:
    record = kept.record
    return {
        "state": record.state.value,
        "voice": record.brief.voice.value,
        "note": record.note,
        "findings": [finding.detail for finding in record.findings if finding.rule != "writer"],
        "tweets": [
            [
                one.serial,
                one.is_out,
                one.is_approved,
                [[version.number, version.why.value, version.tweet.text] for version in one.versions],
            ]
            for one in kept.tweets
        ],
    }


def _difference(wanted: Sequence[object] | object, left: Sequence[object] | object) -> str:
    if not isinstance(wanted, list) or not isinstance(left, list):
        return f"{left} in place of {wanted}"
    lost, more = [one for one in wanted if one not in left], [one for one in left if one not in wanted]
    return f"lost {lost}, more {more}" if lost or more else f"another order: {left}"
