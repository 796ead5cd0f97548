"""What a conversation left behind, in the chat and in the store; and what of it must be as if nobody had died."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from adapters.console.adapter import Console
from adapters.console.conversation import Message
from adapters.console.telling import person
from adapters.store.store import SqlStore
from bot.model.chat import PostKind
from bot.records import DraftState, KeptDraft, PostState
from bot.stories.tweets import numbered
from tests.crashes import UNDISTURBED, Lives

CONSOLE_FILE = "console.jsonl"
PEOPLE = ("ann",)

_OUTCOME = "outcome.json"
_VARIES = re.compile(
    r"\b\d+ s\b|\$[\d.]+|\b[\d,]+ (?:requests? to models|tokens? asked|answered)\b|advice · writer: [^\n]*"
)
_SAID_AGAIN = {"There is no wish 1 any more.": "Wish 1 is removed."}  # true both, and told where it is done again
_REMARK = "cut off by a restart"
_ANSWERS = ("tweet ", "regenerate ", "shorten ", "repair")
_LEFT_MARKS = ("👀", "⏳")


async def write_outcome(folder: Path, console: Console, store: SqlStore) -> None:
    """Write down what stands, for `faults`."""
    messages = list(console.journal.conversation.messages.values())
    records = await store.drafts.recent(person(PEOPLE[0]), most=9)
    kept = [draft for record in records if (draft := await store.drafts.draft(record.id)) is not None]
    posts = [post for draft in kept for post in await store.drafts.posts(draft.record.id)]
    sent = {post.message.id for post in posts if post.state is PostState.SENT and post.message is not None}
    spent = await store.spending.of_all(since=date.min)
    outcome = {
        "chat": [_seen(message) for message in messages if not message.only_to],
        "told": sorted(
            {_plain(message.text) for message in messages if message.only_to and _REMARK not in message.text}
        ),
        "marks left": [message.text for message in messages if any(mark in message.marks for mark in _LEFT_MARKS)],
        "tweets": sorted(message.text for message in messages if _is_tweet(message)),
        "kept": sorted(tweet.text for draft in kept for _, tweet in numbered(draft)),
        "orphans": [message.text for message in messages if _is_tweet(message) and message.id not in sent],
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
    yield from doubled_posts(lives.folder)
    yield from (f"{what}: {left[what]}" for what in ("orphans", "unsettled", "marks left") if left[what])
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
    yield from asked_again(lives, undisturbed)
    chat = (lives.folder / CONSOLE_FILE).read_text("utf-8")
    before_end = lives.journal[: next(n for n, line in enumerate(lives.journal) if line.endswith(" ended"))]
    if sum(line.startswith("asked for") for line in before_end) > 1 and _REMARK not in chat:
        yield "an answer was cut off and may be paid twice, and nobody is told"


def doubled_posts(folder: Path) -> Iterator[str]:
    """Messages of one key that were posted more than once."""
    entries = map(json.loads, (folder / CONSOLE_FILE).read_text("utf-8").splitlines())
    for key, times in Counter(entry["post"]["key"] for entry in entries if entry["what"] == "posted").items():
        if times > 1:
            yield f"{key} was posted {times} times"


def asked_again(lives: Lives, undisturbed: Path) -> Iterator[str]:
    """Answers that the model gave twice though they were committed."""
    committed = Counter(line for line in lives.journal if line.startswith("committed "))
    yield from (f"asked again: {line} {times} times" for line, times in committed.items() if times > 1)
    wanted = sum(line.startswith("committed ") for line in (undisturbed / "journal").read_text("utf-8").splitlines())
    if len(committed) > wanted:  # fewer: the process died before it heard that one was committed
        yield f"asked again: {len(committed)} answers in place of {wanted}"
    given = [line for line in lives.journal if line.startswith(_ANSWERS)]
    if len(given) > len(committed) + len(lives.deaths):
        yield f"asked again: the model gave {given}"


def _outcome(folder: Path) -> dict[str, Any]:
    outcome: dict[str, Any] = json.loads((folder / _OUTCOME).read_text("utf-8"))
    return outcome


def _seen(message: Message) -> list[object]:
    kind = "" if message.post is None else message.post.kind.value
    small_print = () if message.post is None else message.post.small_print
    return [message.by or "bot", kind, _plain("\n".join((message.text, *small_print))), sorted(message.marks)]


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


def _is_tweet(message: Message) -> bool:
    return message.post is not None and message.post.kind is PostKind.TWEET


def _difference(wanted: Sequence[object] | object, left: Sequence[object] | object) -> str:
    if not isinstance(wanted, list) or not isinstance(left, list):
        return f"{left} in place of {wanted}"
    lost, more = [one for one in wanted if one not in left], [one for one in left if one not in wanted]
    return f"lost {lost}, more {more}" if lost or more else f"another order: {left}"
