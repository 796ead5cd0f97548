"""A conversation with a model, for most stories; a file that tells of others has its own `lab`."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.chat import Place
from tests.fakes.labs import Scene, scene
from tests.fakes.scripted_model import ScriptedModel, shell_paper


@pytest.fixture
def asked() -> list[str]:
    """What the model was asked for and gave, in order."""
    return []


@pytest.fixture
async def lab(tmp_path: Path, asked: list[str]) -> AsyncIterator[Scene]:
    async with scene(tmp_path, shell_paper(), writer=ScriptedModel(asked.append)) as opened:
        yield opened


@pytest.fixture
async def place(lab: Scene) -> Place:
    """The chat thread of a draft."""
    return await lab.draft()
