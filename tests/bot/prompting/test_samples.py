"""bot.prompting.samples."""

from pathlib import Path

import pytest

from bot.model import Voice
from bot.prompting import PromptLibrary
from bot.prompting.offers import OFFERS
from bot.prompting.samples import filled, without_the_same_beginning


@pytest.fixture(scope="module")
def library() -> PromptLibrary:
    return PromptLibrary()


@pytest.mark.parametrize("name", sorted(OFFERS))
@pytest.mark.parametrize("voice", list(Voice))
def test_every_prompt_can_be_looked_at_filled(library: PromptLibrary, name: str, voice: Voice) -> None:
    prompt = filled(library, name, voice)

    assert prompt.system
    assert "<<<" in prompt.user


def test_our_own_revisions_begin_as_the_draft_does(library: PromptLibrary) -> None:
    assert list(without_the_same_beginning(library)) == []


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("shorten/user.j2", ["shorten"]),
        ("repair/system.j2", ["repair"]),
        ("shared/paper.j2", []),
        ("thread/system.j2", []),
    ],
)
def test_a_file_of_a_lab_that_changes_one_beginning_and_not_the_other_is_found(
    tmp_path: Path, library: PromptLibrary, file: str, named: list[str]
) -> None:
    folder, _, name = file.partition("/")
    path = tmp_path / folder / name
    path.parent.mkdir()
    path.write_text(f"Of the lab.\n{library.files('repair' if folder == 'repair' else 'shorten')[file]}", "utf-8")

    assert list(without_the_same_beginning(PromptLibrary(tmp_path))) == named
