"""Slack's adapter keeps the contract at npm's `emulate` too, a Slack that we did not write, as far as that goes."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.contract.chat_adapter import ChatAdapterContract
from tests.contract.emulate_harness import EmulateHarness
from tests.contract.harness import Harness
from tests.contract.hostile_texts import HOSTILE_TEXTS
from tests.fakes.slack_emulator.emulator import Between, Emulator
from tests.node_packages import EMULATE, NODE


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    if not (NODE.is_file() and EMULATE.is_there):
        assert not os.environ.get("CI"), "on CI emulate has to be there"
        pytest.skip("needs emulate on Node: `python -m tests.node_packages` fetches it")
    with Emulator() as running:
        yield running


class TestSlackAtEmulate(ChatAdapterContract):
    @pytest.fixture
    async def harness(self, emulator: Emulator) -> AsyncIterator[EmulateHarness]:
        async with Between(emulator) as between:
            yield await EmulateHarness.opened(between)

    @pytest.mark.parametrize("name", ["calls everyone", "a link as Slack writes it", "signs of four bytes", "HTML"])
    async def test_a_text_comes_out_character_for_character_and_calls_nobody(self, harness: Harness, name: str) -> None:
        """A few are enough: what each becomes is held at our own Slack."""
        await super().test_a_text_comes_out_character_for_character_and_calls_nobody(harness, HOSTILE_TEXTS[name])
