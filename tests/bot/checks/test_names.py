"""Names of a tweet: read out of its words, and held against the paper and the quotes."""

import pytest

from bot.checks.name_reading import read_names
from bot.checks.names import check_names
from bot.checks.paper_index import PaperIndex
from bot.model import Brief, Evidence, Level, Role
from tests.builders import brief, evidence, page, paper

QUOTE = "We compare ShellNet with SonarNet-50 on the Baltic Shells collection."
FAR = "\n".join(f"Line {number} says nothing about any of them." for number in range(30))
LATER = "In an appendix we try Gastropod-2 and the reinforcement learning of Okafor."
REFERENCES = "[1] P. Quillfeather. Shells of the Adriatic. 2014.\n"
INDEX = PaperIndex(
    paper(
        pages=(
            page(1, f"{QUOTE}\n{FAR}\n{LATER}\nWe use dropout, Bayesian statistics and WMT14 text of China.\n"),
            page(2, REFERENCES, references=(0, len(REFERENCES))),
        ),
        title="Sorting by Sound",
        authors=("Daniel Example", "Ben Sample"),
    )
)
EVIDENCE = (Evidence(1, QUOTE),)


def said(
    prose: str, *, role: Role = Role.RESULT, evidence: tuple[Evidence, ...] = EVIDENCE, asked: Brief | None = None
) -> list[tuple[Level, str]]:
    findings = check_names(prose, role=role, evidence=evidence, index=INDEX, brief=asked or brief())
    return [(finding.level, finding.words) for finding in findings]


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        ("ShellNet beats GPT-4o on C4.", ["ShellNet", "GPT-4o", "C4"]),
        ("We met in Zurich.", ["Zurich"]),
        ("Zurich agrees.", ["Zurich"]),
        ("It works. Claude agrees!", ["Claude"]),
        ("It works 🎉 Claude agrees!", ["Claude"]),
        ("It works:\nClaude agrees!", ["Claude"]),
        ("Google's clusters and the Joneses' house", ["Google", "Joneses"]),
        ("Surprisingly, it works. Training helps. Here we are.", []),
        ("Caveat: it rains. Crux: it pours.", []),
        ("We do NOT say so, and Self-Supervised it is.", []),
        ("We use SHELL-III here.", ["SHELL-III"]),
        ("Zurich does: it rains.", ["Zurich"]),
        ("Zurich: 420 vs. 422. Lugano: €12.", ["Zurich", "Lugano"]),
        ("Deburr your shells. Overwinter them outside.", []),
        ("AI and LLMs on GPUs, says everybody on arXiv.", []),
        ("Thanks @Ada_Example! #ShellNet https://github.com/Lab/ShellNet", []),
        ("It takes 2 GHz, 80 GB and x5 the sub-10 time.", []),
        ("A fits B", []),
        ("R&D and C++ of Llama-3.1", ["R&D", "C++", "Llama-3.1"]),
        ("Die Muscheln klingen im Wasser anders, sagt das ShellNet.", ["ShellNet"]),
        ("Les coquilles de Paris sonnent bien", ["Paris"]),
        ("Ракушки Байкала звучат", ["Байкала"]),
    ],
)
def test_names_are_told_from_the_words_that_open_a_sentence(prose: str, names: list[str]) -> None:
    assert [name.text for name in read_names(prose)] == names


@pytest.mark.parametrize(
    "prose",
    [
        "Claude sorts shells.",
        "We sort shells with Claude.",
        "We beat GPT-4.",
        "SonarNet-51 is worse.",
        "Sonar-Net50X won.",
    ],
)
def test_a_name_that_the_paper_lacks_is_a_flag(prose: str) -> None:
    assert [level for level, _ in said(prose)] == [Level.FLAG]


@pytest.mark.parametrize(
    "prose",
    [
        "ShellNet beats SonarNet-50.",
        "Shellnet beats sonarnet 50.",
        "ShellNets on Baltic shells",
        "A ShellNet-style net",
        "Sorting by sound works.",
        "Dropout is used.",
    ],
)
def test_a_name_near_the_quote_may_stand_in_any_form(prose: str) -> None:
    assert said(prose) == []


@pytest.mark.parametrize("name", ["Bayes", "Chinese", "WMT 2014", "RL"])
def test_the_paper_has_a_name_that_it_writes_in_another_form(name: str) -> None:
    assert Level.FLAG not in {level for level, _ in said(f"We follow {name} here.")}


@pytest.mark.parametrize("name", ["Gastropod-2", "Okafor"])
def test_a_name_far_from_the_quotes_is_advice_that_says_where_it_stands(name: str) -> None:
    findings = check_names(f"We try {name}.", role=Role.RESULT, evidence=EVIDENCE, index=INDEX, brief=brief())

    assert [(finding.level, finding.words) for finding in findings] == [(Level.ADVICE, name)]
    assert "(page 1)" in findings[0].detail


@pytest.mark.parametrize(("role", "found"), [(Role.RESULT, [(Level.ADVICE, "Quillfeather")]), (Role.PRIOR_WORK, [])])
def test_a_name_of_the_reference_list_is_free_for_prior_work_only(role: Role, found: list[tuple[Level, str]]) -> None:
    assert [one for one in said("As Quillfeather has it.", role=role) if "near" not in one] in (found, found)


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        (brief(venue="ICML 2023 in Honolulu"), Role.RESULT),
        (brief(handles={"Kim Honolulu": "@kim"}), Role.RESULT),
        (brief(wish="say that it is in Honolulu"), Role.RESULT),
        (brief(code="https://github.com/honolulu/x"), Role.CODE),
    ],
)
def test_the_request_may_name_what_the_paper_does_not(asked: Brief, role: Role) -> None:
    assert said("See you in Honolulu.", role=role, asked=asked) == []
    assert said("See you in Honolulu.", role=role) == [(Level.FLAG, "Honolulu")]


def test_a_first_name_is_cut_short_only_where_people_are_thanked() -> None:
    assert said("With Dan on the sonar.", role=Role.CREDITS) == []
    assert said("With Dan on the sonar.") == [(Level.FLAG, "Dan")]


def test_each_name_is_told_once() -> None:
    assert said("Claude, Claude and Claude’s friend") == [(Level.FLAG, "Claude")]


def test_a_name_with_another_letter_is_told_with_the_one_that_the_quotes_have() -> None:
    quote = "We compare QuillNet with two other sorters."
    index = PaperIndex(paper(quote))

    findings = check_names("QuillMet wins.", role=Role.RESULT, evidence=[evidence(quote)], index=index, brief=brief())

    assert [(one.level, one.detail) for one in findings] == [
        (Level.FLAG, "QuillMet is not in the paper. The quotes have QuillNet.")
    ]


@pytest.mark.parametrize(("first", "level"), [("Sorters.", Level.FLAG), ("QuillNet and WadeNet.", Level.ADVICE)])
def test_a_name_of_another_page_is_a_flag_unless_the_first_page_has_it(first: str, level: Level) -> None:
    quote = "We compare QuillNet with two other sorters."
    index = PaperIndex(paper(first, quote, "WadeNet sorts pebbles."))

    findings = check_names("WadeNet wins.", role=Role.RESULT, evidence=[evidence(quote, 2)], index=index, brief=brief())

    assert [(one.level, one.words) for one in findings] == [(level, "WadeNet")]


def test_a_sign_stands_for_the_name_that_papers_write_so() -> None:
    index = PaperIndex(paper("Its core has 5 M⊕, and the quote says so."))
    evidence = (Evidence(1, "Its core has 5 M⊕"),)

    named = check_names("It has five Earth masses.", role=Role.RESULT, evidence=evidence, index=index, brief=brief())
    other = check_names("It has five Saturn masses.", role=Role.RESULT, evidence=evidence, index=index, brief=brief())

    assert named == []
    assert [finding.level for finding in other] == [Level.FLAG]


@pytest.mark.parametrize(("name", "found"), [("Sonar-3.1-8B-Deep", []), ("Sonar-3.1-70B-Deep", [Level.FLAG])])
def test_a_name_of_many_parts_is_near_though_a_raised_mark_stands_behind_it(name: str, found: list[Level]) -> None:
    far = "We also try Sonar-3.1-70B-Deep."
    index = PaperIndex(paper("Front.", f"We listen with Sonar-3.1-8B-Deep⁴⁹ at night.\n{FAR}\n{far}"))
    evidence = (Evidence(2, "We listen with Sonar-3.1-8B-Deep⁴⁹ at night."),)

    findings = check_names(f"It is {name}.", role=Role.RESULT, evidence=evidence, index=index, brief=brief())

    assert [finding.level for finding in findings] == found
