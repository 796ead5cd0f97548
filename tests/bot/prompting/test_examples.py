"""bot.prompting.examples: which worked threads there are, which is shown, and how."""

from pathlib import Path

import pytest

from bot.errors import PromptError
from bot.model import Role, Voice
from bot.prompting.examples import Examples
from bot.prompting.sources import Sources

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


DOCUMENTED = (
    (Path(__file__).parents[3] / "docs" / "prompts.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
)


def test_a_thread_is_shown_with_what_each_tweet_is_for_and_what_rules_write_is_named_only(tmp_path: Path) -> None:
    examples = _examples(_folder(tmp_path, author=AUTHOR, curator=CURATOR))

    assert examples.choose(Voice.AUTHOR).example.as_text() == (
        "About “Sorting shells”:\n\n"
        "announcement (written by the program)\n\n"
        "code (written by the program)\n\n"
        "contribution (Figure 1):\nWe sort shells by their sound.\n\n"
        "limitation (no figure):\nSandy shells are hard."
    )


@pytest.mark.parametrize(
    ("text", "venue", "tweets"),
    [
        pytest.param(
            AUTHOR,
            "NeurIPS 2023",
            [
                (Role.ANNOUNCEMENT, None, ()),
                (Role.CODE, None, ()),
                (Role.CONTRIBUTION, "Figure 1", (1, 2)),
                (Role.LIMITATION, None, ()),
            ],
            id="a file of this test",
        ),
        pytest.param(DOCUMENTED, "ICML 2023", [(Role.CONTRIBUTION, "Figure 1", (1, 4))], id="that of the docs"),
    ],
)
def test_the_words_of_a_file_are_read_as_they_are(
    tmp_path: Path, text: str, venue: str, tweets: list[tuple[Role, str | None, tuple[int, ...]]]
) -> None:
    example = _examples(_folder(tmp_path, author=text, curator=CURATOR)).choose(Voice.AUTHOR).example

    assert (example.venue, example.tags) == (venue, ())
    assert [(tweet.role, tweet.figure, tweet.pages) for tweet in example.tweets] == tweets


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
    ("old", "new", "problem"),
    [
        pytest.param(AUTHOR, "paper: [", "line 1: it is no YAML: ", id="no YAML"),
        pytest.param(AUTHOR, "- a list", "line 1: the file: Input should be a valid dictionary", id="a list"),
        pytest.param("voice: author", "voice: loud", "line 2: voice: Input should be 'author' or ", id="voice"),
        pytest.param(
            "voice: author", "voice: author\ncolour: red", "line 3: colour: Extra inputs are", id="unknown key"
        ),
        pytest.param("role: limitation", "role: praise", "line 15: role: Input should be ", id="unknown role"),
        pytest.param("[1, 2]", "[0]", "line 14: pages: Input should be ", id="page 0"),
        pytest.param("Sandy shells are hard.", "''", "line 16: text: String should have ", id="no words"),
        pytest.param(AUTHOR[AUTHOR.index("tweets") :], "", "line 1: tweets: Field required.", id="no tweets"),
        pytest.param(
            AUTHOR[AUTHOR.index("  - role: contribution") :],
            "",
            "line 4: it has no tweet that a model could learn from.",
            id="nothing a model writes",
        ),
        pytest.param(
            "role: contribution",
            "role: credits",
            "line 15: tweet 4 (limitation) belongs before tweet 3 (credits).",
            id="order",
        ),
        pytest.param(
            "role: contribution",
            "role: limitation",
            "line 15: it has 2 tweets of the role limitation; a thread has one.",
            id="two limitations",
        ),
        pytest.param(
            "role: limitation",
            "role: verdict",
            "line 15: a verdict is a curator's, and this example is in author voice.",
            id="an author's verdict",
        ),
        pytest.param(
            "    text: Sandy",
            "    figure: figure 1\n    text: Sandy",
            "line 16: figure 1 stands on two tweets.",
            id="a figure twice",
        ),
    ],
)
def test_a_file_that_is_no_worked_thread_is_refused_in_words_with_its_line(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    folder = _folder(tmp_path, bad=AUTHOR.replace(old, new), curator=CURATOR)

    with pytest.raises(PromptError) as caught:
        _examples(folder)

    assert str(caught.value).startswith(f"prompts/examples/bad.yaml, {problem}")
    assert "\n" not in str(caught.value)


def test_a_voice_without_an_example_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"^prompts/examples: there is no example in curator voice\.$"):
        _examples(_folder(tmp_path, author=AUTHOR))


def _folder(folder: Path, **texts: str) -> Path:
    (folder / "examples").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / "examples" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def _examples(*folders: Path) -> Examples:
    return Examples(Sources(folders))
