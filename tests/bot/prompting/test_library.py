"""bot.prompting.library: what is loaded, what is refused, and how a prompt is filled."""

import hashlib
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
    "liked": "1. A way to hear shells.",
    "central": "Figure 1",
    "thread": "1. We sort shells.",
    "tweet": "We sort shells.",
    "versions": "We sorted shells.",
    "facts": "98,734",
    "evidence": "page 1: We sort 98,734 shells.",
    "findings": "The number 3 is not in the quote.",
    "shown": "Figure 2",
    "draft_wish": "No exclamation marks.",
    "last": "Come and see our shells.",
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
    shared = whole.user.index("The first tweet, which the program writes")
    assert revision.user[:shared] == whole.user[:shared]


@pytest.mark.parametrize(("name", "voice"), [("thread", Voice.AUTHOR), ("curator", Voice.CURATOR)])
def test_a_whole_draft_is_shown_a_thread_in_its_own_voice(library: PromptLibrary, name: str, voice: Voice) -> None:
    first = next(file for file in library.examples if file.example.voice is voice)

    prompt = library.fill(name, **VALUES)

    assert [file.place for file in library.examples if file.example.as_text() in prompt.system] == [first.place]
    assert first.place in library.files(name)
    assert prompt.used == library.used(name)
    assert {place for place, _ in prompt.used.files} == set(library.files(name))


def test_a_paper_is_never_its_own_example_and_the_hash_says_which_was_shown(library: PromptLibrary) -> None:
    first, *others = [file for file in library.examples if file.example.voice is Voice.AUTHOR]
    values = VALUES | {"title": first.example.paper}

    prompt = library.fill("thread", **values)

    assert first.example.as_text() not in prompt.system
    assert others[0].example.as_text() in prompt.system
    assert library.fill("shorten", **values).system == prompt.system
    assert prompt.used == library.used("thread", title=first.example.paper) != library.used("thread")


def test_a_labs_own_example_is_the_one_that_is_shown(tmp_path: Path, library: PromptLibrary) -> None:
    lab = PromptLibrary(_own(tmp_path, "examples/ours.yaml", _EXAMPLE))

    assert "We sort shells by their sound." in lab.fill("thread", **VALUES).system
    assert {name for name in OFFERS if lab.used(name) != library.used(name)} == {
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
    assert lab.used("shorten").sha256 != library.used("shorten").sha256
    assert lab.used("poster").sha256 == library.used("poster").sha256


def test_a_file_that_several_prompts_include_changes_them_all(tmp_path: Path, library: PromptLibrary) -> None:
    lab = PromptLibrary(_own(tmp_path, "shared/answer.j2", "Answer in JSON."))

    assert {name for name in OFFERS if lab.used(name) != library.used(name)} == {
        "thread", "curator", "regenerate", "shorten", "repair"
    }  # fmt: skip


_INPUTS = [name for name in PromptLibrary().settings["shorten"].inputs if name != "voice"]  # which system.j2 uses
_SHORTEN = "".join(f"{{{{ {name} }}}}" for name in (*_INPUTS, "limits.prose_chars"))
_YAML = f"""\
name: shorten
version: 1
inputs: [{", ".join(_INPUTS)}, voice]
answer: tweets
limits: {{prose_chars: 150}}
"""


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        pytest.param(
            "shorten/user.j2",
            f"{_SHORTEN}\n{{{{ papr }}}}",
            "user.j2, line 2: it uses papr, which the inputs of prompt.yaml do not name.",
            id="unknown placeholder",
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML.replace("voice]", "voice,\n  wish]"),
            "prompt.yaml, line 4: its inputs name wish, which this prompt is never given.",
            id="input never given",
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML.replace(f"[{_INPUTS[0]}, ", "[").replace("voice]", f"voice,\n  {_INPUTS[0]}]"),
            None,
            id="inputs in another order are fine",
        ),
        pytest.param(
            "shorten/user.j2",
            _SHORTEN.replace("{{ facts }}", "\n{{ facts | upper }}"),
            "user.j2, line 2: facts may only be printed as it is: it is material.",
            id="material in a filter",
        ),
        pytest.param(
            "shorten/user.j2",
            _SHORTEN + "{% set words = paper %}",
            "user.j2, line 1: paper may only be printed as it is: it is material.",
            id="material under another name",
        ),
        pytest.param("shorten/user.j2", "\n\n{% if %}", "user.j2, line 3: Expected an expression, got ", id="syntax"),
        pytest.param(
            "shorten/user.j2",
            _SHORTEN + "{% include name %}",
            "user.j2: line 1: only `include` is there, with a file's name in quotation marks.",
            id="include by a value",
        ),
        pytest.param(
            "shorten/user.j2",
            "{% extends 'thread/user.j2' %}",
            "user.j2: line 1: only `include` is there, with a file's name in quotation marks.",
            id="inheritance",
        ),
        pytest.param(
            "shorten/user.j2",
            "\n{% include 'shorten/user.j2' %}",
            "user.j2, line 2: shorten/user.j2 includes itself.",
            id="loop",
        ),
        pytest.param(
            "shorten/user.j2",
            "{% include 'shorten/more.j2' %}",
            "user.j2, line 1: there is no file shorten/more.j2.",
            id="include of nothing",
        ),
        pytest.param(
            "shorten/user.j2",
            "{% include '../../secrets.j2' %}",
            "user.j2, line 1: there is no file ../../secrets.j2.",
            id="include from beside the folder",
        ),
        pytest.param(
            "shorten/system.j2",
            "Shorten\n{{ tweet }}",
            "system.j2, line 2: tweet may stand in user.j2 only: it is material.",
            id="material in the system message",
        ),
        pytest.param(
            "shorten/user.j2",
            _SHORTEN + "{{ limits.words }}",
            "user.j2, line 1: it uses words of limits, which prompt.yaml does not have.",
            id="unknown limit",
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML.replace("150", "150, words: 3"),
            "prompt.yaml, line 5: its limits have words, which no file uses.",
            id="unused limit",
        ),
        pytest.param(
            "shorten/user.j2",
            _SHORTEN + "{{ examples.editor }}",
            "user.j2, line 1: it uses editor of examples, which are there for author and curator.",
            id="example in no voice",
        ),
        pytest.param(
            "shorten/user.j2",
            _SHORTEN + "{{ examples['editor'] }}",
            "user.j2, line 1: it uses editor of examples, which are there for author and curator.",
            id="example in no voice, by its key",
        ),
        pytest.param(
            "examples/ours.yaml", "paper: Shells", "ours.yaml, line 1: voice: Field required.", id="no thread"
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML.replace("version: 1", "version: new"),
            "prompt.yaml, line 2: version: Input should be ",
            id="wrong type",
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML + "colour: red\n",
            "prompt.yaml, line 6: colour: Extra inputs are ",
            id="unknown key",
        ),
        pytest.param("shorten/prompt.yaml", "name: [\n", "prompt.yaml, line 2: it is no YAML: ", id="no YAML"),
        pytest.param(
            "shorten/prompt.yaml",
            "[" * 5000,
            "prompt.yaml: it nests too deep.",
            id="too deep",
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML.replace("tweets", "poster"),
            "prompt.yaml, line 4: answer must be tweets.",
            id="another answer",
        ),
        pytest.param(
            "shorten/prompt.yaml",
            _YAML.replace("name: shorten", "name: cut"),
            "prompt.yaml, line 1: name must be shorten.",
            id="another name",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_the_start_with_its_path_and_line(
    tmp_path: Path, file: str, text: str, problem: str | None
) -> None:
    own = _own(tmp_path, file, text)

    if problem is None:
        PromptLibrary(own)
    else:
        with pytest.raises(PromptError) as caught:
            PromptLibrary(own)
        assert str(caught.value).startswith(f"{tmp_path}/{file.rpartition('/')[0]}/{problem}")


def test_an_input_that_no_file_uses_is_refused_where_it_is_listed(tmp_path: Path) -> None:
    """The file that lacks it is the lab's; the one that lists it is ours."""
    own = _own(tmp_path, "shorten/user.j2", _SHORTEN.replace("{{ facts }}", ""))

    with pytest.raises(PromptError, match=r"^prompts/shorten/prompt\.yaml, line \d+: its inputs name facts, which no"):
        PromptLibrary(own)


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    (_own(tmp_path, "shorten/user.j2", "") / "shorten/user.j2").write_bytes(b"Shorten.\n\xff")

    with pytest.raises(PromptError, match=r"user\.j2, line 2: it is not UTF-8 text\.$"):
        PromptLibrary(tmp_path)


def test_what_is_used_is_what_was_hashed_also_when_the_file_changes_meanwhile(tmp_path: Path) -> None:
    lab = PromptLibrary(_own(tmp_path, "shared/answer.j2", "Answer in JSON."))
    (tmp_path / "shared/answer.j2").write_text("Answer in verse.", "utf-8")

    prompt = lab.fill("thread", **VALUES)

    assert "Answer in JSON." in prompt.system
    assert dict(prompt.used.files)["shared/answer.j2"] == hashlib.sha256(b"Answer in JSON.").hexdigest()


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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder
