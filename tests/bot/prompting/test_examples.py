"""bot.prompting.examples: which worked threads there are, which is shown, and how."""

from pathlib import Path

import pytest

from bot.errors import PromptError
from bot.model import Role, Voice
from bot.prompting.examples import Examples

AUTHOR = """\
paper: Sorting shells
voice: author
venue: NeurIPS 2023
tweets:
  - role: announcement
    text: Happy to share our paper
  - role: code
    text: Our code is online.
  - role: contribution
    text: >-
      We sort shells
      by their sound.
    figure: Figure 1
    pages: [1, 2]
  - role: limitation
    text: Sandy shells are hard.
"""
CURATOR = """\
paper: Sorting shells
voice: curator
tweets:
  - {role: contribution, text: They sort shells., figure: none}
  - {role: verdict, text: "My take: a shell is a shell."}
"""


def test_a_thread_is_shown_with_what_each_tweet_is_for_and_what_rules_write_is_named_only(tmp_path: Path) -> None:
    examples = _examples(_folder(tmp_path, author=AUTHOR, curator=CURATOR))

    assert examples.choose(Voice.AUTHOR).example.as_text() == (
        "About “Sorting shells”:\n\n"
        "announcement (written by the program)\n\n"
        "code (written by the program)\n\n"
        "contribution (Figure 1):\nWe sort shells by their sound.\n\n"
        "limitation (no figure):\nSandy shells are hard."
    )


def test_the_words_of_a_file_are_read_as_they_are(tmp_path: Path) -> None:
    example = _examples(_folder(tmp_path, author=AUTHOR, curator=CURATOR)).choose(Voice.AUTHOR).example

    assert (example.paper, example.venue, example.tags) == ("Sorting shells", "NeurIPS 2023", ())
    assert [(tweet.role, tweet.figure, tweet.pages) for tweet in example.tweets[2:]] == [
        (Role.CONTRIBUTION, "Figure 1", (1, 2)),
        (Role.LIMITATION, None, ()),
    ]


def test_the_file_that_the_documentation_shows_is_a_worked_thread(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "prompts.md").read_text("utf-8")
    shown = page.split("```yaml\n")[1].split("```")[0]

    example = _examples(_folder(tmp_path, author=shown, curator=CURATOR)).choose(Voice.AUTHOR).example

    assert [(tweet.role, tweet.figure, tweet.pages) for tweet in example.tweets] == [
        (Role.CONTRIBUTION, "Figure 1", (1, 4))
    ]


def test_a_labs_own_come_first_and_stand_in_the_place_of_those_of_the_same_name(tmp_path: Path) -> None:
    ours = _folder(tmp_path / "ours", a=AUTHOR, b=CURATOR, c=AUTHOR.replace("shells", "stones"))
    own = _folder(tmp_path / "own", c=AUTHOR.replace("shells", "sands"), z=AUTHOR.replace("shells", "pearls"))

    examples = _examples(own, ours)

    assert [(file.place, file.example.paper) for file in examples.files] == [
        ("examples/c.yaml", "Sorting sands"),
        ("examples/z.yaml", "Sorting pearls"),
        ("examples/a.yaml", "Sorting shells"),
        ("examples/b.yaml", "Sorting shells"),
    ]
    assert examples.choose(Voice.AUTHOR).example.paper == "Sorting sands"
    assert examples.choose(Voice.CURATOR).example.paper == "Sorting shells"


@pytest.mark.parametrize("title", ["Sorting shells", "SORTING  Shells.", "Sorting\nshells"])
def test_no_paper_is_its_own_example(tmp_path: Path, title: str) -> None:
    examples = _examples(_folder(tmp_path, a=AUTHOR, b=CURATOR, c=AUTHOR.replace("shells", "stones")))

    assert examples.choose(Voice.AUTHOR, title=title).place == "examples/c.yaml"
    assert examples.choose(Voice.CURATOR, title=title).place == "examples/b.yaml", "there is no other"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("paper: [", "it is no YAML: ", id="no YAML"),
        pytest.param("- a list", "the file: Input should be a valid dictionary", id="a list"),
        pytest.param(AUTHOR.replace("voice: author", "voice: loud"), "voice: Input should be 'author' or ", id="voice"),
        pytest.param(AUTHOR + "colour: red\n", "colour: Extra inputs are not permitted.", id="unknown key"),
        pytest.param(
            AUTHOR.replace("role: limitation", "role: praise"), "tweet 4, role: Input should be ", id="unknown role"
        ),
        pytest.param(AUTHOR.replace("[1, 2]", "[0]"), "tweet 3, pages, 1: Input should be ", id="page 0"),
        pytest.param(
            AUTHOR.replace("Sandy shells are hard.", "''"), "tweet 4, text: String should have ", id="no words"
        ),
        pytest.param(AUTHOR[: AUTHOR.index("tweets")], "tweets: Field required.", id="no tweets"),
        pytest.param(
            AUTHOR[: AUTHOR.index("  - role: contribution")],
            "it has no tweet that a model could learn from.",
            id="nothing a model writes",
        ),
        pytest.param(
            AUTHOR.replace("role: contribution", "role: credits"),
            "tweet 4 (limitation) belongs before tweet 3 (credits).",
            id="order",
        ),
        pytest.param(
            AUTHOR.replace("role: contribution", "role: limitation"),
            "it has 2 tweets of the role limitation; a thread has one.",
            id="two limitations",
        ),
        pytest.param(
            AUTHOR.replace("role: limitation", "role: verdict"),
            "a verdict is a curator's, and this example is in author voice.",
            id="an author's verdict",
        ),
        pytest.param(
            AUTHOR.replace("    text: Sandy", "    figure: figure 1\n    text: Sandy"),
            "Figure 1 stands on two tweets.",
            id="a figure twice",
        ),
    ],
)
def test_a_file_that_is_no_worked_thread_is_refused_in_words(tmp_path: Path, text: str, problem: str) -> None:
    folder = _folder(tmp_path, bad=text, curator=CURATOR)

    with pytest.raises(PromptError) as caught:
        _examples(folder)

    assert str(caught.value).startswith(f"prompts/examples/bad.yaml: {problem}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path, curator=CURATOR)
    (folder / "examples" / "bad.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(PromptError, match=r"^prompts/examples/bad\.yaml: it cannot be read: "):
        _examples(folder)


def test_a_voice_without_an_example_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"^prompts/examples: there is no example in curator voice\.$"):
        _examples(_folder(tmp_path, author=AUTHOR))


def _folder(folder: Path, **texts: str) -> Path:
    (folder / "examples").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / "examples" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def _examples(*folders: Path) -> Examples:
    return Examples(folders)
