"""The pace of a channel."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.arxiv.gate import IntervalGate
from adapters.slack.pace import Pace, Throttled
from bot.errors import ChatUnavailable


class _Clock:
    """Seconds that pass only while somebody waits."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.pauses_s: list[float] = []

    async def pause(self, seconds: float) -> None:
        self.pauses_s.append(round(seconds, 3))
        self.now_s += seconds
        await asyncio.sleep(0)


class _Slack:
    """Takes calls, and asks for a pause where it was told to."""

    def __init__(self, clock: _Clock, *pauses_s: float) -> None:
        self.taken: list[tuple[str, float]] = []
        self._clock = clock
        self._pauses_s = list(pauses_s)

    def call(self, name: str) -> Callable[[], Awaitable[str]]:
        async def take() -> str:
            if self._pauses_s:
                raise Throttled(self._pauses_s.pop(0))
            self.taken.append((name, self._clock.now_s - 100.0))
            return name

        return take


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def pace(clock: _Clock) -> Pace:
    return Pace(message_every_s=1.0, now_s=lambda: clock.now_s, pause=clock.pause)


async def test_messages_of_a_channel_go_out_one_a_second_in_their_order(pace: Pace, clock: _Clock) -> None:
    slack = _Slack(clock)

    await asyncio.gather(*(pace.message("C1", slack.call(str(number))) for number in range(4)))

    assert slack.taken == [("0", 0.0), ("1", 1.0), ("2", 2.0), ("3", 3.0)]


async def test_channels_do_not_wait_for_each_other(pace: Pace, clock: _Clock) -> None:
    slack = _Slack(clock)

    await pace.message("C1", slack.call("one"))
    await pace.message("C2", slack.call("other"))

    assert slack.taken == [("one", 0.0), ("other", 0.0)]


async def test_an_edit_waits_for_its_turn_and_not_for_a_second(pace: Pace, clock: _Clock) -> None:
    slack = _Slack(clock)

    await pace.message("C1", slack.call("post"))
    await pace.change("C1", slack.call("edit"))

    assert slack.taken == [("post", 0.0), ("edit", 0.0)]


async def test_a_pause_that_slack_asks_for_holds_the_whole_channel_once_and_keeps_the_order(
    pace: Pace, clock: _Clock
) -> None:
    slack = _Slack(clock, 7.0)

    await asyncio.gather(*(pace.change("C1", slack.call(str(number))) for number in range(3)))

    assert clock.pauses_s == [7.0]
    assert slack.taken == [("0", 7.0), ("1", 7.0), ("2", 7.0)]


async def test_two_pauses_are_waited_out(pace: Pace, clock: _Clock) -> None:
    slack = _Slack(clock, 2.0, 3.0)

    assert await pace.message("C1", slack.call("post")) == "post"
    assert slack.taken == [("post", 5.0)]


async def test_a_reaction_waits_for_no_message(pace: Pace, clock: _Clock) -> None:
    slack = _Slack(clock)
    await pace.message("C1", slack.call("post"))

    await pace.aside("reactions.add", slack.call("mark"))

    assert clock.pauses_s == []


async def test_a_pause_beyond_all_patience_is_an_error(pace: Pace, clock: _Clock) -> None:
    with pytest.raises(ChatUnavailable, match="600 s"):
        await pace.message("C1", _Slack(clock, 600.0).call("post"))


async def test_a_call_that_fails_leaves_the_line_open(pace: Pace, clock: _Clock) -> None:
    async def fail() -> None:
        raise ChatUnavailable("slack", "post", "it is away")

    with pytest.raises(ChatUnavailable):
        await pace.message("C1", fail)
    await pace.message("C1", _Slack(clock).call("post"))


async def test_processes_that_share_a_gate_post_one_message_a_second_together(clock: _Clock) -> None:
    slack = _Slack(clock)
    gate = IntervalGate(1.0, now_s=lambda: clock.now_s, sleep=clock.pause)
    first, second = (Pace(gate_of=lambda _: gate, now_s=lambda: clock.now_s, pause=clock.pause) for _ in range(2))

    await asyncio.gather(*(pace.message("C1", slack.call("one")) for pace in (first, second, first)))

    assert [at_s for _, at_s in slack.taken] == [0.0, 1.0, 2.0]


async def test_a_message_that_waits_too_long_for_other_processes_is_given_up(clock: _Clock) -> None:
    gate = IntervalGate(1.0, now_s=lambda: clock.now_s, sleep=clock.pause)
    await gate.hold_off(600)

    with pytest.raises(ChatUnavailable, match="too many messages wait"):
        await Pace(gate_of=lambda _: gate).message("C1", _Slack(clock).call("late"))
