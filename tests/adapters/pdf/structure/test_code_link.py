"""Which link of a paper is its own code."""

import pytest

from adapters.pdf.structure.code_link import find_code
from bot.model import Link
from tests import builders

OWN = "https://github.com/oaklab/woodland"


def found(text: str, *urls: str, title: str = "Woodland: A Model of Trees", page: int = 3) -> str | None:
    pages = tuple(builders.page(number, text if number == page else "Trees.\n") for number in range(1, page + 1))
    code = find_code([Link(url, page, url.removeprefix("https://")) for url in urls], pages, title)
    return code.url if code else None


def test_the_repository_of_this_paper_goes_before_a_tool_of_the_first_pages() -> None:
    tool, figure = "https://github.com/timber/rings", f"{OWN}/blob/main/figure.py"
    texts = [
        "Trees.\n",
        "¹ github.com/timber/rings\nThe rings are available at the above address.\n",
        "Figure 1.\n",
        "Figure 2.\n",
        "Figure 3.\n",
        "All code to reproduce the plots in this paper is publicly available at github.com/oaklab/woodland.\n",
    ]
    links = [
        Link(tool, 2, tool),
        *(Link(figure, n, "a") for n in (3, 4, 5)),
        Link(OWN, 6, "github.com/oaklab/woodland"),
    ]
    code = find_code(links, [builders.page(n, text) for n, text in enumerate(texts, 1)], "A Model of Trees")

    assert code is not None
    assert code.url == OWN


@pytest.mark.parametrize(
    ("text", "url"),
    [
        pytest.param("Our code is available at github.com/oaklab/woodland.\n", OWN, id="our code is available"),
        pytest.param("Code: github.com/oaklab/woodland\n", OWN, id="code, with a colon"),
        pytest.param("All code is collated in github.com/oaklab/woodland.\n", OWN, id="collated"),
        pytest.param("Trees.\nCode availability. See github.com/oaklab/woodland.\n", OWN, id="a section of its own"),
        pytest.param("The code can be found at github.com/oak\nlab/woodland.\n", OWN, id="an address over a line end"),
        pytest.param(
            "Code is available on Zenodo (doi.org/10.5281/zenodo.12345).\n",
            "https://doi.org/10.5281/zenodo.12345",
            id="an archive by its DOI",
        ),
        pytest.param(
            "We release our trees at git.oaklab.edu/ada/woodland.\n",
            "https://git.oaklab.edu/ada/woodland",
            id="a server of their own",
        ),
        pytest.param(
            "We release our data and code at oaklab.edu/woodland.\n", "https://oaklab.edu/woodland", id="any server"
        ),
        pytest.param(
            "An appendix with data, code, and further trees is available at oaklab.edu/woodland. We thank all.\n",
            "https://oaklab.edu/woodland",
            id="an appendix with data and code",
        ),
        pytest.param(
            "The data and code required to replicate all results are avail-\nable at https://oaklab.edu/woodland.\n",
            "https://oaklab.edu/woodland",
            id="a word broken before the address",
        ),
        pytest.param(
            "The replication package for this paper is available at doi.org/10.5281/zenodo.12345.\n",
            "https://doi.org/10.5281/zenodo.12345",
            id="a replication package in an archive",
        ),
        pytest.param(
            "Code that reproduces\nthe results in this section is available from http://oaklab.edu/woodland.\n",
            "http://oaklab.edu/woodland",
            id="code that reproduces the results",
        ),
    ],
)
def test_the_link_beside_words_about_code_is_the_code(text: str, url: str) -> None:
    assert found(text, url) == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        pytest.param("We compare with Elm (github.com/elmlab/elm).\n", "https://github.com/elmlab/elm", id="others'"),
        pytest.param("Our code: github.com/oaklab\n", "https://github.com/oaklab", id="a group, no repository"),
        pytest.param(
            "Data are available at doi.org/10.5281/zenodo.12345.\n",
            "https://doi.org/10.5281/zenodo.12345",
            id="data in an archive",
        ),
        pytest.param("The code of Elm is available at elm.example/code.\n", "https://elm.example/code", id="a tool's"),
        pytest.param("We release our data at oaklab.edu.\n", "https://oaklab.edu", id="data anywhere"),
        pytest.param("Our code runs. See oaklab.edu.\n", "https://oaklab.edu/trees/woodland", id="no code host"),
    ],
)
def test_other_links_are_not(text: str, url: str) -> None:
    assert found(text, url) is None


@pytest.mark.parametrize(
    ("before", "code"),
    [
        pytest.param("More trees are available at", None, id="a supplement"),
        pytest.param("Our code is available. More trees:", None, id="code, of which nothing says that it is there"),
        pytest.param("More trees are available in our repository:", OWN, id="of the authors' repository"),
    ],
)
def test_a_file_that_is_a_paper_is_no_code_but_may_stand_in_the_repository(before: str, code: str | None) -> None:
    assert found(f"{before} github.com/oaklab/woodland/blob/main/more.pdf\n", f"{OWN}/blob/main/more.pdf") == code


def test_of_two_the_one_with_the_paper_s_name_is_taken() -> None:
    text = "Our code is available at github.com/oaklab/helpers and github.com/oaklab/woodland.\n"

    assert found(text, "https://github.com/oaklab/helpers", OWN) == OWN


def test_a_link_of_the_reference_list_is_nobody_s_own() -> None:
    text = "Trees.\n[1] Our code is available at github.com/oaklab/woodland.\n"
    pages = (builders.page(1, text, references=(7, len(text))),)

    assert find_code([Link(OWN, 1, "github.com/oaklab/woodland")], pages, "Woodland") is None


@pytest.mark.parametrize(
    ("before", "url"),
    [
        pytest.param("The replication package for this paper is available", OWN, id="of this paper"),
        pytest.param("Elm, A. 2001. The replication package for the paper on elms is available", None, id="of another"),
    ],
)
def test_behind_the_reference_list_a_paper_may_say_where_its_own_code_is(before: str, url: str | None) -> None:
    text = f"Trees.\nElm, A. 2001. On Trees.\n{before} at github.com/oaklab/woodland.\n"
    pages = (builders.page(1, text, references=(7, len(text))),)

    code = find_code([Link(OWN, 1, "github.com/oaklab/woodland")], pages, "Woodland")

    assert (code.url if code else None) == url


def test_a_link_that_lies_under_a_word_before_its_address_is_found_at_the_address() -> None:
    url = "https://oaklab.edu/woodland"
    page = builders.page(1, "Data and code are available at oaklab.edu/woodland. We thank all.\n")

    code = find_code([Link(url, 1, "at oaklab.edu/woodland. We")], [page], "Woodland")

    assert code is not None
    assert code.url == url


@pytest.mark.parametrize(
    ("path", "root"),
    [
        pytest.param("/graphs/contributors", "", id="its people"),
        pytest.param("/issues", "", id="its issues"),
        pytest.param("/releases/tag/v1.0", "", id="its releases"),
        pytest.param("/tree/main/elm", "/tree/main/elm", id="a folder"),
    ],
)
def test_a_page_about_a_repository_leads_to_the_repository(path: str, root: str) -> None:
    assert found(f"Our code is available at github.com/oaklab/woodland{path}.\n", OWN + path) == OWN + root


@pytest.mark.parametrize(
    ("entries", "url"),
    [
        pytest.param("Elm, A. 2001. On Trees.\n", OWN, id="entries without marks"),
        pytest.param("¹⁵Elm, A. 2001. On Trees.\n", None, id="entries with marks"),
    ],
)
def test_a_footnote_below_the_reference_list_is_none_of_it(entries: str, url: str | None) -> None:
    text = f"Trees.\n{entries}¹⁶The package is available at github.com/oaklab/woodland.\n"
    pages = (builders.page(1, text, references=(7, len(text))),)

    code = find_code([Link(OWN, 1, "")], pages, "Woodland")

    assert (code.url if code else None) == url
