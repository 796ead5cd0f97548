"""bot.prompting.library: what is loaded, what is refused, and how a prompt is filled."""

from pathlib import Path

import pytest

from bot.errors import PromptError
from bot.model import Voice
from bot.prompting import PromptLibrary
from bot.prompting.offers import OFFERS

VALUES: dict[str, str | int] = {
    "title": "Sorting shells",
    "authors": "Mira Okafor, Jonas Lind",
    "paper": "[page 1]\nWe sort 98,734 shells.",
    "figures": "Figure 1 (page 2): Shells.",
    "code": "https://example.org/shells",
    "left_out": "",
    "venue": "NeurIPS 2023",
    "wish": "Mention the beach.",
    "thread": "1. We sort shells.",
    "tweet": "We sort shells.",
    "versions": "We sorted shells.",
    "facts": "98,734",
    "evidence": "page 1: We sort 98,734 shells.",
    "findings": "The number 3 is not in the quote.",
    "draft": "Come to our poster!",
    "done": "",
    "voice": "author",
    "role": "result",
    "number": 3,
    "min_tweets": 8,
    "max_tweets": 13,
}


@pytest.fixture(scope="module")
def library() -> PromptLibrary:
    return PromptLibrary()


@pytest.mark.parametrize("name", sorted(OFFERS))
def test_every_prompt_can_be_filled(library: PromptLibrary, name: str) -> None:
    prompt = library.fill(name, **VALUES)

    assert prompt.system
    assert prompt.user
    assert prompt.answer == OFFERS[name].answer
    assert "{{" not in prompt.system + prompt.user


@pytest.mark.parametrize("name", sorted(OFFERS))
def test_papers_and_people_speak_in_the_user_message_only_and_between_markers(
    library: PromptLibrary, name: str
) -> None:
    words = {key: f"zz{key}zz" for key in OFFERS[name].material}

    prompt = library.fill(name, **VALUES | words)

    assert "zz" not in prompt.system
    for key in library.settings[name].inputs:
        if key in words:
            before, _, after = prompt.user.partition(words[key])
            assert before.rstrip("\n").rsplit("\n", 1)[-1].startswith(f"<<<{key} ")
            assert after.split("\n", 2)[1].endswith(f" {key}>>>")


@pytest.mark.parametrize("name", ["regenerate", "shorten", "repair"])
@pytest.mark.parametrize("voice", ["author", "curator"])
def test_a_revision_begins_as_the_draft_did_so_that_a_cache_serves_it(
    library: PromptLibrary, name: str, voice: str
) -> None:
    whole = library.fill("thread" if voice == "author" else "curator", **VALUES)

    revision = library.fill(name, **VALUES | {"voice": voice})

    assert revision.system == whole.system
    assert revision.answer == whole.answer
    shared = whole.user.index("Where it appears")
    assert revision.user[:shared] == whole.user[:shared]


@pytest.mark.parametrize(("name", "voice"), [("thread", Voice.AUTHOR), ("curator", Voice.CURATOR)])
def test_a_whole_draft_is_shown_a_thread_in_its_own_voice(library: PromptLibrary, name: str, voice: Voice) -> None:
    first = next(file for file in library.examples if file.example.voice is voice)

    prompt = library.fill(name, **VALUES)

    assert [file.place for file in library.examples if file.example.as_text() in prompt.system] == [first.place]
    assert first.place in library.files(name)
    assert prompt.sha256 == library.sha256(name)


def test_a_paper_is_never_its_own_example_and_the_hash_says_which_was_shown(library: PromptLibrary) -> None:
    first, *others = [file for file in library.examples if file.example.voice is Voice.AUTHOR]
    values = VALUES | {"title": first.example.paper}

    prompt = library.fill("thread", **values)

    assert first.example.as_text() not in prompt.system
    assert others[0].example.as_text() in prompt.system
    assert library.fill("shorten", **values).system == prompt.system
    assert prompt.sha256 == library.sha256("thread", title=first.example.paper) != library.sha256("thread")


def test_a_labs_own_example_is_the_one_that_is_shown(tmp_path: Path, library: PromptLibrary) -> None:
    lab = PromptLibrary(_own(tmp_path, "examples/ours.yaml", _EXAMPLE))

    assert "We sort shells by their sound." in lab.fill("thread", **VALUES).system
    assert {name for name in OFFERS if lab.sha256(name) != library.sha256(name)} == {
        "thread", "regenerate", "shorten", "repair"
    }  # fmt: skip


def test_an_example_is_never_read_as_a_template(tmp_path: Path) -> None:
    lab = PromptLibrary(_own(tmp_path, "examples/ours.yaml", _EXAMPLE.replace("sound", "{{ 7 * 7 }}")))

    assert "{{ 7 * 7 }}" in lab.fill("thread", **VALUES).system


_EXAMPLE = """\
paper: Sorting shells by ear
voice: author
tweets:
  - role: result
    text: We sort shells by their sound.
"""


def test_a_value_is_never_read_as_a_template(library: PromptLibrary) -> None:
    prompt = library.fill("shorten", **VALUES | {"tweet": "{{ 7 * 7 }}{% include 'thread/user.j2' %}"})

    assert "{{ 7 * 7 }}{% include 'thread/user.j2' %}" in prompt.user


def test_a_value_that_is_not_given_is_named(library: PromptLibrary) -> None:
    with pytest.raises(PromptError, match=r"^prompts/shorten: no value was given for authors, facts\.$"):
        library.fill("shorten", **{key: value for key, value in VALUES.items() if key not in ("authors", "facts")})


def test_a_labs_own_file_stands_in_the_place_of_ours_and_changes_the_hash(
    tmp_path: Path, library: PromptLibrary
) -> None:
    own = _own(tmp_path, "shorten/user.j2", _SHORTEN + "In the tone of the lab.")

    lab = PromptLibrary(own)

    assert lab.fill("shorten", **VALUES).user.endswith("In the tone of the lab.")
    assert lab.sha256("shorten") != library.sha256("shorten")
    assert lab.sha256("poster") == library.sha256("poster")


def test_a_file_that_several_prompts_include_changes_them_all(tmp_path: Path, library: PromptLibrary) -> None:
    lab = PromptLibrary(_own(tmp_path, "shared/answer.j2", "Answer in JSON."))

    assert {name for name in OFFERS if lab.sha256(name) != library.sha256(name)} == {
        "thread", "curator", "regenerate", "shorten", "repair"
    }  # fmt: skip


_SHORTEN = (
    "{{ title }}{{ authors }}{{ paper }}{{ figures }}{{ code }}{{ left_out }}{{ tweet }}{{ facts }}{{ number }}"
    "{{ role }}{{ limits.prose_chars }}"
)
_YAML = """\
name: shorten
version: 1
inputs: [title, authors, paper, figures, code, left_out, tweet, facts, number, role, voice]
answer: tweets
limits: {prose_chars: 150}
"""


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (
            "shorten/user.j2",
            _SHORTEN + "{{ papr }}",
            "shorten/prompt.yaml: the files use papr, which its inputs do not name.",
        ),
        (
            "shorten/user.j2",
            _SHORTEN.replace("{{ facts }}", ""),
            "shorten/prompt.yaml: its inputs name facts, which no file uses.",
        ),
        (
            "shorten/user.j2",
            _SHORTEN.replace("{{ facts }}", "{{ facts | upper }}"),
            "shorten/user.j2: facts may only be printed as it is: it is material.",
        ),
        ("shorten/user.j2", "{% if %}", "shorten/user.j2: line 1: Expected an expression, got "),
        (
            "shorten/user.j2",
            _SHORTEN + "{% include name %}",
            "shorten/user.j2: a file that is included must be named in quotation marks.",
        ),
        ("shorten/user.j2", "{% include 'shorten/user.j2' %}", "shorten/user.j2: it includes itself."),
        ("shorten/user.j2", "{% include 'shorten/more.j2' %}", "shorten/more.j2: there is no such file."),
        (
            "shorten/system.j2",
            "Shorten {{ tweet }}",
            "shorten/system.j2: tweet may stand in user.j2 only: it is material.",
        ),
        (
            "shorten/user.j2",
            _SHORTEN + "{{ limits.words }}",
            "shorten/prompt.yaml: the files use words of limits, which it does not have.",
        ),
        (
            "shorten/prompt.yaml",
            _YAML.replace("150", "150, words: 3"),
            "shorten/prompt.yaml: its limits have words, which no file uses.",
        ),
        (
            "shorten/prompt.yaml",
            _YAML.replace("voice]", "voice, venue]"),
            "shorten/prompt.yaml: its inputs name venue, which this prompt is never given.",
        ),
        (
            "shorten/user.j2",
            _SHORTEN + "{{ examples.editor }}",
            "shorten/prompt.yaml: the files use editor of examples, which are there for author and curator.",
        ),
        ("examples/ours.yaml", "paper: Shells", "examples/ours.yaml: voice: Field required."),
        ("shorten/prompt.yaml", _YAML.replace("version: 1", "version: new"), "shorten/prompt.yaml: version: "),
        ("shorten/prompt.yaml", _YAML + "colour: red\n", "shorten/prompt.yaml: colour: Extra inputs are "),
        ("shorten/prompt.yaml", "name: [", "shorten/prompt.yaml: it is no YAML: "),
        ("shorten/prompt.yaml", _YAML.replace("tweets", "poster"), "shorten/prompt.yaml: name must be "),
    ],
    ids=[
        "unknown placeholder", "unused input", "material in a filter", "syntax", "include by a value", "loop",
        "include of nothing", "material in the system message", "unknown limit", "unused limit", "input never given",
        "example in no voice", "no worked thread",
        "wrong type", "unknown key", "no YAML", "another answer",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_at_the_start(tmp_path: Path, file: str, text: str, problem: str) -> None:
    own = _own(tmp_path, file, text)

    with pytest.raises(PromptError) as caught:
        PromptLibrary(own)

    assert str(caught.value).startswith(f"prompts/{problem}")


@pytest.mark.parametrize("file", ["shorten/usr.j2", "examples/ours.yml", "examples/deep/ours.yaml"])
def test_a_file_in_nobodys_place_is_refused_rather_than_ignored(tmp_path: Path, file: str) -> None:
    own = _own(tmp_path, file, _EXAMPLE)

    with pytest.raises(PromptError, match=r"\.[a-z0-9]+: no prompt has a file of this name\.$"):
        PromptLibrary(own)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"labs: there is no such folder\.$"):
        PromptLibrary(tmp_path / "labs")


def _own(folder: Path, file: str, text: str) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return folder
