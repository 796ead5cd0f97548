"""Links and handles of a tweet against what the paper and the request name."""

import pytest

from bot.checks.addresses import addresses_without_link, check_urls, same_address
from bot.checks.entities import links
from bot.model import Level, Link, Role
from tests.builders import brief, evidence, page, paper


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://github.com/Lab/x", "http://www.GitHub.com/Lab/x/", True),
        ("github.com/Lab/x.", "https://github.com/Lab/x", True),
        ("https://github.com/Lab/x", "https://github.com/lab/x", False),
        ("https://github.com/Lab/x#a", "https://github.com/Lab/x#b", False),
        ("https://github.com/Lab/x#a", "https://github.com/Lab/x", False),
        ("https://github.com/Lab/x?a=1", "https://github.com/Lab/x", False),
        ("https://gitlab.com/Lab/x", "https://github.com/Lab/x", False),
    ],
)
def test_addresses_are_the_same_in_all_but_scheme_host_case_and_last_slash(
    one: str, other: str, expected: bool
) -> None:
    assert same_address(one, other) is expected


@pytest.mark.parametrize(
    ("printed", "link", "level"),
    [
        pytest.param("See https://a.org/b-c/d for it.", "https://a.org/b-c/d", None, id="on one line"),
        pytest.param("See https://a.org/b-\nc/\nd for it.", "https://a.org/b-c/d", None, id="over line ends"),
        pytest.param("See https://a.org/b-\nc/\nd for it.", "https://a.org/b-c", Level.FLAG, id="cut at a line end"),
        pytest.param("See a.org/b-c/d.", "https://www.a.org/b-c/d/", None, id="without its scheme"),
        pytest.param("See https://a.org/b-c/d.html", "https://a.org/b-c/d", Level.FLAG, id="cut before its ending"),
        pytest.param("See https://a.org/b-c/d", "https://a.org/b-c/D", Level.FLAG, id="path in another case"),
        pytest.param("See https://x.a.org/b", "https://a.org/b", Level.FLAG, id="a part of the host left out"),
        pytest.param("See https://www.a.org/b", "https://a.org/b", None, id="but www"),
        pytest.param("See https://aa.org/b", "https://a.org/b", Level.FLAG, id="end of another host"),
        pytest.param("See https://a.org/b", "https://b.org/b", Level.FLAG, id="another host"),
    ],
)
def test_a_link_in_the_words_of_the_evidence_must_be_all_of_it(printed: str, link: str, level: Level | None) -> None:
    found = check_urls(
        links(link), role=Role.CREDITS, evidence=[evidence(printed)], paper=paper(printed), brief=brief()
    )

    assert [one.level for one in found] == ([] if level is None else [level])


def test_a_link_elsewhere_in_the_paper_is_advised_with_its_page() -> None:
    known = paper("Nothing.", "See https://a.org/printed.", links=(Link("https://a.org/linked", 7, "here"),))

    found = check_urls(
        links("https://a.org/printed https://a.org/linked"), role=Role.WHY, evidence=(), paper=known, brief=brief()
    )

    assert [(one.level, one.detail.split(" of the paper")[0]) for one in found] == [
        (Level.ADVICE, "The link stands on page 2"),
        (Level.ADVICE, "The link stands on page 7"),
    ]


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        pytest.param("[1] A. Third. arXiv:2208.01545, 2022.", "https://arxiv.org/abs/2208.01545", id="arXiv"),
        pytest.param(
            "[1] A. Third. arXiv:2208.01545\n2022.", "arxiv.org/abs/2208.01545v2", id="a year on the next line"
        ),
        pytest.param("[1] A. Third. hep-th/\n9711200.", "https://arxiv.org/abs/hep-th/9711200", id="an old id"),
        pytest.param(
            "[1] doi:10.1145/3442188.\n3445922. In FAccT", "https://doi.org/10.1145/3442188.3445922", id="DOI"
        ),
    ],
)
def test_prior_work_may_link_to_what_the_reference_list_names(entry: str, link: str) -> None:
    known = paper(pages=(page(1, entry, references=(0, len(entry))),))

    def levels(role: Role) -> list[Level]:
        found = check_urls(links(link), role=role, evidence=(), paper=known, brief=brief())
        return [one.level for one in found]

    assert levels(Role.PRIOR_WORK) == []
    assert levels(Role.RESULT) != []


def test_a_foreign_link_is_told_what_there_is_to_cite() -> None:
    known = paper(arxiv_id="2306.13840")

    (finding,) = check_urls(links("https://x.org/y"), role=Role.WHY, evidence=(), paper=known, brief=brief())

    assert finding.detail == (
        "Neither the paper nor the request has this link. They have https://arxiv.org/abs/2306.13840."
    )


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        pytest.param("(http://localhost:8000/x).", ["http://localhost:8000/x"], id="a local host"),
        pytest.param("http://10.0.0.1/x, ftp://a.org/b", ["http://10.0.0.1/x", "ftp://a.org/b"], id="numbers and FTP"),
        pytest.param("ask ada.l@example.org!", ["ada.l@example.org"], id="e-mail"),
        pytest.param("https://github.com@evil.com/x", ["https://github.com@evil.com/x"], id="a name before the host"),
        pytest.param("https://a.org/b and a.org", [], id="what is a link already"),
        pytest.param("Pass@1, C://, x:/y, 3://4", [], id="what is no address"),
    ],
)
def test_addresses_that_make_no_link_are_found_too(text: str, addresses: list[str]) -> None:
    assert [one.text for one in addresses_without_link(text, links(text))] == addresses


@pytest.mark.parametrize(
    ("pages", "level"),
    [
        pytest.param(("A paper. doi: 10.1000/ab.12", ""), None, id="as a doi"),
        pytest.param(("A paper. DOI:10.1000/ab.\n12.", ""), None, id="over a line end"),
        pytest.param(("A paper. https://doi.org/10.1000/ab.12", ""), None, id="as an address"),
        pytest.param(("A paper.", "Data: doi 10.1000/ab.12"), Level.ADVICE, id="on a later page"),
        pytest.param(("A paper. doi: 10.1000/ab.123", ""), Level.FLAG, id="a longer one"),
        pytest.param(("A paper. doi: 10.1000/ab.1", ""), Level.FLAG, id="a shorter one"),
    ],
)
def test_a_printed_doi_licenses_its_address(pages: tuple[str, str], level: Level | None) -> None:
    text = "https://doi.org/10.1000/ab.12"
    found = check_urls(links(text), role=Role.ANNOUNCEMENT, evidence=[], paper=paper(*pages), brief=brief())

    assert [one.level for one in found] == ([] if level is None else [level])
