"""What checking a tweet costs once its paper is read: `python bench/checks.py PDF...`.

Each paper's own draft, by the extractive writer, is checked in three ways, best of `--rounds`: the rules alone on a
paper that is indexed; the rules with the index made anew; all of `paperthread check` on the bare texts, where evidence
is looked up. Columns: milliseconds of the processor a tweet, so that they hold on a busy machine.
"""

import argparse
import asyncio
import functools
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from adapters.pdf.document import read_paper
from bot.checks.run import Grounds, check_draft
from bot.drafting import write_draft
from bot.errors import WriterError
from bot.events import Event
from bot.extractive.writer import ExtractiveWriter
from bot.model import Brief, Draft, Paper
from bot.reviewing import review
from bot.thread_text import WrittenBrief, WrittenThread, WrittenTweet

LIMIT_MS = 15.0


def ignore(event: Event) -> None:
    pass


def bare(draft: Draft) -> Draft:
    """The draft as it was before its checks."""
    return replace(draft, findings=(), tweets=tuple(replace(tweet, findings=()) for tweet in draft.tweets))


def forget() -> None:
    """Give up what the checks remember of texts that they read."""
    for name, module in list(sys.modules.items()):
        if name.startswith("bot.checks."):
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


def best_ms(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        forget()
        began_s = time.process_time()
        work()
        times.append(1000 * (time.process_time() - began_s))
    return min(times)


def measure(paper: Paper, rounds: int) -> tuple[int, list[float]]:
    """How many tweets the paper's own draft has, and what the three ways of checking it cost."""
    draft = bare(asyncio.run(write_draft(paper, Brief(), ExtractiveWriter(), progress=ignore)))
    grounds = Grounds.of(paper, draft.brief)
    thread = WrittenThread(tuple(WrittenTweet(tweet.text) for tweet in draft.tweets))
    ways: list[Callable[[], object]] = [
        lambda: check_draft(draft, grounds=grounds),
        lambda: check_draft(draft),
        lambda: review(thread, paper, WrittenBrief()),
    ]
    return len(draft.tweets), [best_ms(way, rounds) for way in ways]


def main() -> None:
    parser = argparse.ArgumentParser(description="Cost of checking a tweet, in milliseconds.")
    parser.add_argument("pdf", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'file':32} {'chars':>8} {'tweets':>6} {'rules':>7} {'+ index':>8} {'check':>7}")
    sums, tweets = [0.0, 0.0, 0.0], 0
    for path in arguments.pdf:
        paper = read_paper(path.read_bytes(), name=path.name)
        try:
            count, times = measure(paper, arguments.rounds)
        except WriterError as error:
            print(f"{path.name:32} {error}")
            continue
        sums, tweets = [total + one for total, one in zip(sums, times, strict=True)], tweets + count
        chars = sum(len(page.text) for page in paper.pages)
        rules, indexed, check = (one / count for one in times)
        print(f"{path.name:32} {chars:8,} {count:6} {rules:7.1f} {indexed:8.1f} {check:7.1f}")
    if tweets:
        rules, indexed, check = (total / tweets for total in sums)
        print(f"{'all':32} {'':8} {tweets:6} {rules:7.1f} {indexed:8.1f} {check:7.1f}   (limit {LIMIT_MS:g})")


if __name__ == "__main__":
    main()
