import json
import logging
import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.console.entries import Marked, Said
from adapters.console.journal import Journal
from tests.pictures import png


def _say(journal: Journal, text: str) -> None:
    with journal.writing() as pen:
        pen.put(Said(n=pen.n, at=pen.at, by="ann", channel="chat", text=text))


def _texts(journal: Journal) -> list[str]:
    with journal.reading() as conversation:
        return [message.text for message in conversation.messages.values()]


def _say_many(path: Path, name: str, number: int) -> None:
    journal = Journal(path)
    for count in range(number):
        _say(journal, f"{name} {count}")


def test_what_was_written_is_there_for_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "chat.jsonl"
    _say(Journal(path), "one\n\u2028two \u0085 \x00 \U0001f680")

    again = Journal(path)
    _say(again, "three")

    assert _texts(Journal(path)) == ["one\n\u2028two \u0085 \x00 \U0001f680", "three"]
    assert [json.loads(line)["n"] for line in path.read_text().split("\n") if line] == [1, 2]


def test_only_their_owner_reads_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "chat.jsonl"
    Journal(path)

    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


@pytest.mark.parametrize("kept", [1, 20, -1])
def test_a_line_that_was_cut_off_is_passed_over_and_told(
    tmp_path: Path, kept: int, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "chat.jsonl"
    _say(Journal(path), "whole")
    _say(Journal(path), "cut off")
    data = path.read_bytes()
    second = data.index(b"\n") + 1
    path.write_bytes(data[:second] + data[second:].rstrip(b"\n")[:kept])

    with caplog.at_level(logging.WARNING):
        journal = Journal(path)
        _say(journal, "after")

    assert _texts(journal) == ["whole", "after"]
    assert _texts(Journal(path)) == ["whole", "after"]
    assert "is no entry" in caplog.text
    assert "cut" not in caplog.text


def test_a_whole_line_whose_end_was_cut_off_counts(tmp_path: Path) -> None:
    path = tmp_path / "chat.jsonl"
    _say(Journal(path), "whole")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))

    journal = Journal(path)
    _say(journal, "after")

    assert _texts(journal) == _texts(Journal(path)) == ["whole", "after"]


def test_processes_that_write_at_once_leave_whole_lines_with_numbers_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "chat.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_say_many, args=(path, name, 20)) for name in ("ann", "bea")]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)

    entries = [json.loads(line) for line in path.read_text().splitlines()]
    assert [entry["n"] for entry in entries] == list(range(1, 41))
    assert [entry["text"] for entry in entries if entry["text"].startswith("ann")] == [f"ann {n}" for n in range(20)]
    times = [entry["at"] for entry in entries]
    assert sorted(set(times)) == times


def test_what_another_process_wrote_is_read_before_anything_is_added(tmp_path: Path) -> None:
    one, other = Journal(tmp_path / "chat.jsonl"), Journal(tmp_path / "chat.jsonl")
    seen: list[int] = []
    one.watchers.append(lambda entry: seen.append(entry.n))
    _say(other, "theirs")

    _say(one, "ours")

    assert _texts(one) == ["theirs", "ours"]
    assert seen == [1, 2]


def test_times_grow_even_where_the_clock_stands(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "chat.jsonl", now=lambda: datetime(2026, 11, 22, tzinfo=UTC))

    for text in ("one", "two"):
        _say(journal, text)

    with journal.reading() as conversation:
        times = [message.at for message in conversation.messages.values()]
    assert times[0] < times[1]


def test_an_entry_about_a_message_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "chat.jsonl")

    with journal.writing() as pen:
        pen.put(Marked(n=pen.n, at=pen.at, of="77", emoji="👀", is_added=True))

    assert _texts(journal) == []


def test_halves_of_surrogate_pairs_do_not_break_the_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "chat.jsonl")

    _say(journal, "a\udcffb")

    assert _texts(Journal(tmp_path / "chat.jsonl")) == ["a?b"]


def test_a_picture_is_kept_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "chat.jsonl")

    names = {journal.keep_picture(png(shade=10)), journal.keep_picture(png(shade=10)), journal.keep_picture(png())}

    assert len(names) == 2
    assert sorted(f"pictures/{path.name}" for path in (tmp_path / "pictures").iterdir()) == sorted(names)
