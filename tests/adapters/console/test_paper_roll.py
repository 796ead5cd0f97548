from rich.console import Console as RichConsole
from rich.panel import Panel
from rich.text import Text

from adapters.console.paper_roll import PaperRoll
from tests.fakes.terminal import FakeTerminal


def _roll(terminal: FakeTerminal, *, is_live: bool = True) -> PaperRoll:
    out = RichConsole(
        file=terminal,
        force_terminal=True,
        color_system="standard",
        width=terminal.width,
        height=terminal.height,
        highlight=False,
        legacy_windows=False,
    )
    return PaperRoll(out, is_live=is_live)


def test_a_block_is_changed_in_place_with_all_that_follows() -> None:
    terminal = FakeTerminal()
    roll = _roll(terminal)
    roll.set_foot(["status", "ann> "])
    roll.print([Text("one")], key="1")
    roll.print([Text("two\nlines", "bold")], key="2")
    roll.print([Text("three")], key="3")

    is_changed = roll.change("2", [Text("now one line")])

    assert is_changed
    assert terminal.shown == ["one", "now one line", "three", "status", "ann>"]


def test_a_block_can_grow_and_go() -> None:
    terminal = FakeTerminal()
    roll = _roll(terminal)
    roll.set_foot(["ann> "])
    roll.print([Panel(Text("one"), width=20)], key="1")
    roll.print([Text("two")], key="2")

    assert roll.change("1", [Text("a\nb\nc\nd\ne")])
    assert terminal.shown == ["a", "b", "c", "d", "e", "two", "ann>"]
    assert roll.change("1", None)
    assert terminal.shown == ["two", "ann>"]


def test_a_line_that_the_terminal_wraps_counts_as_its_rows() -> None:
    terminal = FakeTerminal(width=20)
    roll = _roll(terminal)
    roll.set_foot(["> "])
    roll.print([Text("first")], key="1")
    roll.print([Text("x" * 50)], key="2")
    roll.print([Text("last")], key="3")

    assert roll.change("2", [Text("short")])

    assert terminal.shown == ["first", "short", "last", ">"]


def test_what_scrolled_off_is_not_changed() -> None:
    terminal = FakeTerminal(height=5)
    roll = _roll(terminal)
    roll.set_foot(["> "])
    for number in range(6):
        roll.print([Text(f"block {number}")], key=str(number))
    before = terminal.raw

    assert not roll.change("1", [Text("other")])
    assert terminal.raw == before
    assert roll.change("4", [Text("other")])
    assert terminal.shown == ["block 0", "block 1", "block 2", "block 3", "other", "block 5", ">"]


def test_a_terminal_of_another_width_is_not_trusted() -> None:
    terminal = FakeTerminal()
    out = RichConsole(file=terminal, force_terminal=True, width=60, height=20)
    roll = PaperRoll(out, is_live=True)
    roll.print([Text("one")], key="1")
    out.width = 40

    assert not roll.change("1", [Text("two")])


def test_the_foot_moves_along_and_only_its_own_lines_are_drawn_again() -> None:
    terminal = FakeTerminal(width=30)
    roll = _roll(terminal)
    roll.set_foot(["reading, 24 pages, " + "and so on " * 5, "ann> "])
    roll.print([Text("one")])
    roll.set_foot(["writing", "ann> "])

    assert terminal.shown == ["one", "writing", "ann>"]


def test_a_typed_line_is_taken_away() -> None:
    terminal = FakeTerminal(width=30)
    roll = _roll(terminal)
    roll.print([Text("one")])
    roll.set_foot(["writing", "ann> "])
    line = "a line that is longer than the terminal is wide"

    terminal.type(line)
    roll.forget_typed(line)

    assert terminal.shown == ["one", "writing", "ann>"]


def test_a_roll_that_is_not_live_only_adds() -> None:
    terminal = FakeTerminal()
    roll = _roll(terminal, is_live=False)
    roll.set_foot(["status", "ann> "])
    roll.print([Text("one")], key="1")

    assert not roll.change("1", [Text("two")])
    assert terminal.shown == ["one", ""]
    assert "\x1b" not in terminal.raw


def test_in_the_end_the_cursor_is_at_the_beginning_of_a_line() -> None:
    terminal = FakeTerminal()
    roll = _roll(terminal)
    roll.print([Text("one")])
    roll.set_foot(["status", "ann> "])

    roll.close()

    assert terminal.shown == ["one", ""]
