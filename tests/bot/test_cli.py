"""The command: options, exit codes, and one sentence for whatever goes wrong."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import prompts
from bot.cli import main
from tests.builders_pdf import paper_pdf


@dataclass(frozen=True, slots=True)
class Answer:
    code: int
    stdout: str
    stderr: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Runs the command in an empty folder, out of reach of arXiv, in an environment without other settings."""
    for name in os.environ:
        if name.upper().startswith("PAPERTHREAD_") or name == "OPENAI_API_KEY":
            monkeypatch.delenv(name)
    monkeypatch.setenv("PAPERTHREAD_DATA_DIR", str(tmp_path / "data"))
    for base in ("API_BASE", "FILES_BASE"):  # discard: nobody listens
        monkeypatch.setenv(f"PAPERTHREAD_ARXIV__{base}", "http://127.0.0.1:9")
    monkeypatch.setenv("PAPERTHREAD_ARXIV__MAX_SECONDS", "1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Answer:
        capfd.readouterr()
        code = main(arguments)
        stdout, stderr = capfd.readouterr()
        return Answer(code, stdout, stderr)

    return run


@pytest.fixture
def shells(tmp_path: Path) -> str:
    (tmp_path / "shells.pdf").write_bytes(paper_pdf())
    return "shells.pdf"


# ---- Drafting ----


def test_a_paper_gives_a_draft_to_read(ask: Ask, shells: str) -> None:
    answer = ask("draft", shells)

    assert (answer.code, "Traceback" in answer.stderr) == (0, False)
    assert answer.stdout.startswith(
        "Sorting Sea Shells By Their Sound\nAda Example, Ben Sample\nshells.pdf · 2 pages\n"
    )
    assert "── 1 · announcement ──" in answer.stdout
    assert "shells.pdf: reading" in answer.stderr


def test_json_carries_the_brief_as_it_was_asked(ask: Ask, shells: str) -> None:
    Path("lab.csv").write_text("# the lab\nAda Example,@ada\n", "utf-8")

    answer = ask(
        "draft",
        shells,
        *("--format", "json", "--venue", " SHELL 2025 ", "--code", "https://git.example.org/shells", "--tweets", "4-9"),
        *("--tag", "#Shells", "--tag", "Sound", "--tag", "Shells", "--tagged", "first"),
        *("--handles", "lab.csv", "--wish", "be kind"),
    )

    assert json.loads(answer.stdout)["brief"] == {
        "voice": "author",
        "venue": "SHELL 2025",
        "code": "https://git.example.org/shells",
        "tags": ["Shells", "Sound"],
        "tagged": "first",
        "handles": {"Ada Example": "@ada"},
        "wish": "be kind",
        "min_tweets": 4,
        "max_tweets": 9,
    }
    assert answer.code == 0


def test_without_a_folder_no_picture_is_named(ask: Ask, shells: str) -> None:
    value = json.loads(ask("draft", shells, "--format", "json").stdout)

    assert {tweet["figure"] and tweet["figure"]["image"] for tweet in value["tweets"]} == {None}


def test_out_holds_the_draft_and_the_pictures_that_it_names(ask: Ask, shells: str) -> None:
    answer = ask("draft", shells, "--format", "json", "--out", "drafts/shells")

    value = json.loads(answer.stdout)
    named = {tweet["figure"]["image"] for tweet in value["tweets"] if tweet["figure"]}
    assert {file.name for file in Path("drafts/shells").iterdir()} == {"draft.md", "draft.json", *named}
    assert json.loads(Path("drafts/shells/draft.json").read_text("utf-8")) == value
    assert answer.stderr.endswith(", written to drafts/shells\n")


def test_several_papers_are_a_line_each_and_one_failure_does_not_stop_the_rest(ask: Ask, shells: str) -> None:
    Path("page.pdf").write_text("<html>Sign in</html>")
    Path("folder").mkdir()

    answer = ask("draft", shells, "page.pdf", "missing.pdf", "folder", shells, "--format", "json")

    assert answer.code == 1
    assert [json.loads(line)["paper"]["title"] for line in answer.stdout.splitlines()] == [
        "Sorting Sea Shells By Their Sound"
    ] * 2
    complaints = [line for line in answer.stderr.splitlines() if line.startswith("Error: ")]
    assert [complaint.split(": ")[1] for complaint in complaints] == ["page.pdf", "missing.pdf", "folder"]


def test_several_papers_have_a_folder_each(ask: Ask, shells: str) -> None:
    Path("other").mkdir()
    Path("other/shells.pdf").write_bytes(paper_pdf())

    answer = ask("draft", shells, "other/shells.pdf", "--out", "drafts", "--format", "markdown")

    assert answer.code == 0
    assert sorted(file.parent.name for file in Path("drafts").rglob("draft.json")) == ["shells", "shells-2"]
    assert answer.stdout.count("\n\n\n# Sorting Sea Shells By Their Sound\n") == 1


def test_a_curator_is_asked_for_fewer_tweets(ask: Ask, shells: str) -> None:
    value = json.loads(ask("draft", shells, "--voice", "curator", "--format", "json").stdout)

    assert value["brief"]["voice"] == "curator"
    assert len(value["tweets"]) <= 8


def test_a_paper_beyond_a_setting_is_refused_with_the_limit(
    ask: Ask, shells: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTHREAD_READING__MAX_PAGES", "1")

    answer = ask("draft", shells)

    assert (answer.code, answer.stdout) == (1, "")
    assert answer.stderr.endswith("Error: shells.pdf: the PDF has 2 pages, and the limit is 1. Give the paper alone.\n")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(
            ["--tweets", "40"],
            "The number of tweets must be one such as 10, or a range such as 8-13, between 1 and 25; this is `40`.",
            id="tweets",
        ),
        pytest.param(
            ["--code", "github.com/a/b"],
            "The code link must be an address that begins with http:// or https://, without a user name;"
            " this is `github.com/a/b`.",
            id="code",
        ),
        pytest.param(
            ["--tag", "a b"],
            "A topic tag must be one word of letters, digits and underscores, with a letter in it; this is `a b`.",
            id="tag",
        ),
        pytest.param(
            ["--handles", "lab.csv"],
            "lab.csv, line 2: this is not UTF-8 text. Write one `Name,@handle` a line.",
            id="handles that are not UTF-8",
        ),
        pytest.param(["--handles", "no.csv"], "no.csv cannot be read: No such file or directory.", id="no handles"),
        pytest.param(
            ["--writer", "openai"],
            "The writer `openai` needs the setting PAPERTHREAD_OPENAI__MODEL. Set it, or use `--writer extractive`.",
            id="a model that is not named",
        ),
        pytest.param(
            ["--writer", "poet"],
            "Invalid value for '--writer': 'poet' is not one of 'auto', 'extractive', 'openai'. "
            "See `paperthread draft --help`.",
            id="no such writer",
        ),
        pytest.param(
            ["--out", "lab.csv"],
            "lab.csv cannot be written: a file has that name. Give another folder with --out.",
            id="out is a file",
        ),
        pytest.param(
            ["--fromat", "json"],
            "No such option: --fromat (Possible options: --format, --out). See `paperthread draft --help`.",
            id="no such option",
        ),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(ask: Ask, options: Sequence[str], sentence: str) -> None:
    Path("lab.csv").write_bytes(b"Ada,@ada\nJos\xe9,@jose\n")

    assert ask("draft", "shells.pdf", *options) == Answer(2, "", f"Error: {sentence}\n")


def test_a_wrong_setting_is_wrong_use(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERTHREAD_WRITTER", "auto")

    for command in ("draft", "read"):
        assert ask(command, "shells.pdf") == Answer(
            2, "", "Error: Setting PAPERTHREAD_WRITTER: there is no such setting; the nearest is PAPERTHREAD_WRITER.\n"
        )


# ---- Links ----


def test_links_are_one_json_object_a_line(ask: Ask) -> None:
    Path("message.txt").write_bytes(b"\xff see arXiv:2306.13840v2 and https://arxiv.org/abs/hep-th/9711200")

    answer = ask("links", "message.txt")

    assert [json.loads(line) for line in answer.stdout.splitlines()] == [
        {
            "arxiv_id": "2306.13840",
            "version": 2,
            "url": "https://arxiv.org/abs/2306.13840v2",
            "as_written": "arXiv:2306.13840v2",
        },
        {
            "arxiv_id": "hep-th/9711200",
            "version": None,
            "url": "https://arxiv.org/abs/hep-th/9711200",
            "as_written": "https://arxiv.org/abs/hep-th/9711200",
        },
    ]
    assert (answer.code, answer.stderr) == (0, "")


def test_a_text_without_links_gives_nothing(ask: Ask) -> None:
    Path("message.txt").touch()

    assert ask("links", "message.txt") == Answer(0, "", "")


def test_a_text_that_is_not_there_is_wrong_use(ask: Ask) -> None:
    assert ask("links", "no.txt") == Answer(2, "", "Error: no.txt cannot be read: No such file or directory.\n")


# ---- Reading ----


def test_what_was_read_is_json_with_pictures_where_they_were_asked_for(ask: Ask, shells: str) -> None:
    answer = ask("read", shells, "--format", "json", "--out", "figures")

    value = json.loads(answer.stdout)
    assert list(value) == [
        "title",
        "authors",
        "abstract",
        "arxiv_id",
        "pages",
        "sections",
        "links",
        "code",
        "figures",
        "hidden_text",
        "warnings",
    ]
    assert (value["title"], value["authors"]) == ("Sorting Sea Shells By Their Sound", ["Ada Example", "Ben Sample"])
    pictures = [figure["image"] for figure in value["figures"] if figure["image"]]
    assert sorted(pictures) == sorted(map(str, Path("figures").iterdir()))
    assert answer.code == 0


def test_what_was_read_is_text_by_page(ask: Ask, shells: str) -> None:
    answer = ask("read", shells)

    assert answer.code == 0
    assert "── page 1 ──" in answer.stdout
    assert "Sorting one shell takes 40\nmilliseconds on a laptop.\n" in answer.stdout


def test_what_cannot_be_read_fails(ask: Ask) -> None:
    assert ask("read", "no.pdf") == Answer(
        1, "", "Error: no.pdf: there is no such file. Give the path of a PDF, or an arXiv link or id.\n"
    )


def test_a_paper_of_arxiv_that_cannot_be_had_fails(ask: Ask) -> None:
    answer = ask("read", "arXiv:hep-th/9711200v3")

    assert answer == Answer(
        1,
        "",
        "arXiv:hep-th/9711200v3: fetching hep-th/9711200v3 from arXiv, waiting for its turn\n"
        "Error: arXiv:hep-th/9711200v3: the paper could not be had from arXiv: no connection to it could be made. "
        "Try again later, or give the PDF itself.\n",
    )


# ---- The rest ----


def test_the_doctor_finds_this_installation_well(ask: Ask) -> None:
    answer = ask("doctor")

    assert (answer.code, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1].startswith("✓ PDF reader: its process started and read a page in ")


def test_the_doctor_names_a_wrong_setting(ask: Ask) -> None:
    Path("paperthread.toml").write_text("writer = 'poet'\n", "utf-8")

    answer = ask("doctor")

    assert answer.code == 1
    assert answer.stdout.splitlines()[-1] == (
        "✗ settings: Setting writer in paperthread.toml: must be 'auto', 'extractive' or 'openai'. "
        "Mend it, then ask the doctor again."
    )


def test_the_version_is_that_of_the_project(ask: Ask) -> None:
    answer = ask("--version")

    project = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    assert f'version = "{answer.stdout.removeprefix("paperthread ").rstrip()}"' in project
    assert (answer.code, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param([], ["draft", "links", "read", "doctor", "--version", "paperthread draft paper.pdf"], id="all"),
        pytest.param(
            ["draft"],
            [
                "--writer",
                "--voice",
                "--venue",
                "--code",
                "--tweets",
                "--tag",
                "--handles",
                "--wish",
                "--format",
                "--out",
                "[default: text]",
                "JSON Lines",
                "Exit code",
            ],
            id="draft",
        ),
        pytest.param(["links"], ["as_written"], id="links"),
        pytest.param(["read"], ["--format", "--out"], id="read"),
        pytest.param(["doctor"], ["Exit code"], id="doctor"),
    ],
)
def test_help_teaches(ask: Ask, command: Sequence[str], words: Sequence[str]) -> None:
    answer = ask(*command, "--help")

    assert [word for word in words if word not in answer.stdout] == []
    assert (answer.code, answer.stderr) == (0, "")


def test_no_command_is_answered_with_the_help(ask: Ask) -> None:
    answer = ask()

    assert (answer.code, answer.stderr) == (2, "")
    assert "Usage: paperthread" in answer.stdout


def test_an_unknown_command_is_answered_with_the_nearest(ask: Ask) -> None:
    assert ask("drat") == Answer(
        2, "", "Error: No such command 'drat'. Did you mean 'draft'? See `paperthread --help`.\n"
    )


# ---- Prompts ----


def test_every_prompt_is_checked_and_told(ask: Ask) -> None:
    answer = ask("prompts", "check")

    assert answer.code == 0
    prompts, examples, end = answer.stdout.split("\n\n")
    assert [line.split()[0] for line in prompts.splitlines()] == [
        "thread", "curator", "regenerate", "shorten", "repair", "poster", "poster_feedback"
    ]  # fmt: skip
    assert {line.split()[1] for line in examples.splitlines()} == {"author", "curator"}
    assert end == f"7 prompts and {len(examples.splitlines())} examples, nothing wrong.\n"


def test_a_labs_own_example_is_told_first_with_what_a_draft_like_it_would_hear(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own" / "examples").mkdir(parents=True)
    (tmp_path / "own" / "examples" / "ours.yaml").write_text(
        "paper: Sorting shells\nvoice: author\ntweets:\n  - {role: result, text: The authors sort **all** shells.}\n"
    )
    monkeypatch.setenv("PAPERTHREAD_PROMPTS_DIR", "own")

    answer = ask("prompts", "check")

    _, examples, end = answer.stdout.split("\n\n")
    assert answer.code == 0
    assert examples.splitlines()[0].split() == ["examples/ours.yaml", "author", "1", "tweet,", "Sorting", "shells"]
    assert [line.split(": ")[:2] for line in end.splitlines()] == [
        ["⚠️ examples/ours.yaml, tweet 1", "“**all**”"],
        ["⚠️ examples/ours.yaml, tweet 1", "“The authors”"],
        [f"7 prompts and {len(examples.splitlines())} examples, 2 remarks."],
    ]


def test_a_labs_own_prompt_file_that_cannot_be_used_is_named(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own" / "poster").mkdir(parents=True)
    (tmp_path / "own" / "poster" / "system.j2").write_text("{{ limits.post_chars }} {{ colour }}")
    monkeypatch.setenv("PAPERTHREAD_PROMPTS_DIR", "own")

    answer = ask("prompts", "check")

    assert (answer.code, answer.stdout) == (2, "")
    assert answer.stderr == (
        "Error: own/poster/system.j2, line 1: it uses colour, which the inputs of prompt.yaml do not name.\n"
    )


def test_a_prompt_is_shown_with_all_that_it_includes(ask: Ask) -> None:
    answer = ask("prompts", "show", "shorten")

    assert answer.code == 0
    assert [line.split()[1] for line in answer.stdout.splitlines() if line.startswith("── ")] == [
        "prompts/shorten/prompt.yaml",
        "prompts/shorten/system.j2",
        "prompts/curator/system.j2",
        "prompts/shared/rules.j2",
        "prompts/shared/example.j2",
        "prompts/shared/answer.j2",
        "prompts/thread/system.j2",
        "prompts/shorten/user.j2",
        "prompts/shared/paper.j2",
        "prompts/examples/1-tracing-compiler-author.yaml",
        "prompts/examples/1-tracing-compiler-curator.yaml",
        "what",
    ]
    assert "words and numbers of the program: {{ left_out }}, {{ number }}, {{ role }}, {{ voice }}\n" in answer.stdout


def test_a_prompt_is_shown_as_a_model_gets_it(ask: Ask) -> None:
    answer = ask("prompts", "show", "shorten", "--filled")

    assert [line.split()[1:4] for line in answer.stdout.splitlines() if line.startswith("── ")] == [
        ["the", "system", "message"],
        ["the", "user", "message"],
    ]
    assert "Sorting Sea Shells By Their Sound" in answer.stdout
    assert "{{" not in answer.stdout


def test_a_labs_own_files_are_told_and_what_they_cost(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (Path(prompts.__file__).parent / "shorten" / "user.j2").read_text("utf-8")
    (tmp_path / "own" / "shorten").mkdir(parents=True)
    (tmp_path / "own" / "shorten" / "user.j2").write_text(f"Shorten, please.\n{whole}", "utf-8")
    monkeypatch.setenv("PAPERTHREAD_PROMPTS_DIR", "own")

    answer = ask("prompts", "check")

    assert answer.code == 0
    assert answer.stdout.split("\n\n")[2].splitlines()[:2] == [
        "own/shorten/user.j2 stands in the place of prompts/shorten/user.j2.",
        "⚠️ shorten does not begin as the whole draft does: no cache will serve the paper again.",
    ]


def test_a_prompt_that_there_is_not_is_told_with_those_that_there_are(ask: Ask) -> None:
    answer = ask("prompts", "show", "praise")

    assert answer.code == 2
    assert answer.stderr.startswith("Error: praise: there is no such prompt; there are thread, curator, ")
