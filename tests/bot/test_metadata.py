"""arXiv's word over the layout's, and whether a PDF is the paper that arXiv describes."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.metadata import carries_title, doubts, with_metadata
from bot.model import Page
from tests.builders import metadata, page, paper

TITLE = "Sorting Sea Shells By Their Sound"


# ---- Whose word counts ----


def test_arxivs_title_authors_and_abstract_win_and_the_version_is_pinned() -> None:
    read = paper(title="SORTING SEA SHELLS", authors=("A. Example",), abstract="Shells", name="2306.13840")

    known = with_metadata(read, metadata(title="Sorting $\\alpha$-Shells", abstract="Sea shells are sorted."))

    assert (known.title, known.authors) == ("Sorting $\\alpha$-Shells", ("Ada Example", "Ben Sample"))
    assert (known.abstract, known.name) == ("Sea shells are sorted.", "2306.13840")
    assert (known.arxiv_id, known.arxiv_version, known.url) == (
        "2306.13840",
        2,
        "https://arxiv.org/abs/2306.13840",
    )


def test_what_arxiv_does_not_say_stays_as_it_was_read() -> None:
    read = paper(authors=("A. Example",), abstract="Shells.")

    known = with_metadata(read, metadata(authors=(), abstract=""))

    assert (known.authors, known.abstract) == (("A. Example",), "Shells.")


# ---- The right paper ----


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(TITLE, "Sorting Sea Shells\nBy Their Sound\nAda Example", id="two lines"),
        pytest.param(TITLE, "JOURNAL OF SHELLS\nSORTING SEA SHELLS BY THEIR SOUND", id="capitals under a banner"),
        pytest.param(TITLE, "Sort-\ning Sea Shells by Their Sounds", id="a letter more and a broken word"),
        pytest.param(TITLE, "Sorting Sea Shells* By Their Sound†", id="marks"),
        pytest.param("Sorting the Colour of Shells", "Sorting the Color of Shells", id="another spelling"),
        pytest.param(r"$\alpha$-Shells of Poincar\'e and \v{C}ech", "α-Shells of Poincaré and Čech", id="TeX"),
        pytest.param(r"The $\mathcal{N}=4$ shells in $\mathbb{R}^3$", "The N = 4 shells in R3", id="formulas"),
        pytest.param("Finding Ligatures", "Finding Ligatures", id="ligatures"),
        pytest.param("听声辨贝", "听声辨贝\n某某", id="Chinese"),
        pytest.param("0", "0\nA short paper", id="one character"),
    ],
)
def test_a_first_page_carries_a_title_however_it_is_set(title: str, text: str) -> None:
    assert carries_title(page(text=text), title, as_read="")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sorting Stones By Their Colour\nCy Other", id="another title"),
        pytest.param("A Paper About Something Else Altogether", id="nothing like it"),
        pytest.param("Sorting", id="less than the title"),
        pytest.param("", id="no text"),
        pytest.param(f"{'Other words of another paper. ' * 60}As said in {TITLE}", id="named further down"),
    ],
)
def test_another_papers_first_page_does_not_carry_it(text: str) -> None:
    assert not carries_title(page(text=text), TITLE, as_read="")


def test_what_the_layout_takes_for_the_title_counts_too() -> None:
    torn = page(text="Sorting Sea\nAbstract. We sort by ear.\nShells\nBy\nMuseum of the City\nTheir Sound")

    assert not carries_title(torn, TITLE, as_read="")
    assert carries_title(torn, TITLE, as_read="Sorting Sea Shells by their Sound")


def test_a_paper_that_carries_its_title_is_not_doubted() -> None:
    assert doubts(paper(f"{TITLE}\nAda Example\n"), metadata(title=TITLE)) == ()


def test_the_person_is_told_what_differs() -> None:
    read = paper("Sorting Stones\nCy Other\n", title="Sorting Stones", arxiv_id="2306.13840")

    (doubt,) = doubts(read, metadata(title=TITLE))

    assert doubt == (
        "arXiv calls 2306.13840v2 “Sorting Sea Shells By Their Sound”, and the first page of its PDF shows “Sorting "
        "Stones”. Make sure that it is the right paper."
    )


def test_a_stamp_of_another_paper_is_told_with_it() -> None:
    read = paper("Words\n", title="", arxiv_id="2306.99999")

    (doubt,) = doubts(read, metadata(title=TITLE))

    assert "shows no title that could be told, with the stamp of 2306.99999." in doubt


@pytest.mark.parametrize("stamp", ["math.GT/0309136", "math/0309136", None])
def test_a_stamp_of_the_same_paper_is_not(stamp: str | None) -> None:
    read = paper("Words\n", title="Words", arxiv_id=stamp)

    (doubt,) = doubts(read, metadata(title=TITLE, arxiv_id="math/0309136"))

    assert "stamp" not in doubt


@pytest.mark.parametrize("pages", [(page(text=f"{TITLE}\n", is_readable=False),), (page(text=" \n"),), ()])
def test_a_first_page_that_cannot_be_read_leaves_a_doubt(pages: Sequence[Page]) -> None:
    read = paper(pages=tuple(pages))

    assert doubts(read, metadata(title="Shells")) == (
        "The first page cannot be read, so nothing shows that this is 2306.13840v2, “Shells”.",
    )


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("withdrawn: half were stones", "arXiv says that 2306.13840v2 was withdrawn: “withdrawn: half were stones”"),
        (None, "arXiv says that 2306.13840v2 was withdrawn."),
    ],
)
def test_a_withdrawn_version_that_is_used_all_the_same_is_told(comment: str | None, expected: str) -> None:
    known = metadata(title=TITLE, is_withdrawn=True, comment=comment)

    assert doubts(paper(f"{TITLE}\n"), known) == (expected,)


@given(st.text(), st.text(), st.text())
def test_any_text_gives_an_answer(title: str, text: str, as_read: str) -> None:
    assert isinstance(doubts(paper(text, title=as_read), metadata(title=title)), tuple)


REAL_TITLES = {
    "attention.pdf": "Attention Is All You Need",
    "bosonic-0908.0054.pdf": "Ultra light bosonic dark matter and CMB",
    "leandojo.pdf": "LeanDojo: Theorem Proving with Retrieval-Augmented Language Models",
    "mirage.pdf": "Are Emergent Abilities of Large Language Models a Mirage?",
    "opt.pdf": "OPT: Open Pre-trained Transformer Language Models",
    "resnet.pdf": "Deep Residual Learning for Image Recognition",
    "rwkv.pdf": "RWKV: Reinventing RNNs for the Transformer Era",
}


@pytest.mark.parametrize("name", REAL_TITLES)
def test_a_real_first_page_carries_its_own_title_and_no_other(shared: Path, name: str) -> None:
    document = pypdfium2.PdfDocument(shared / "papers" / name)
    first = page(text=document[0].get_textpage().get_text_range())
    document.close()

    carried = [title for title in REAL_TITLES.values() if carries_title(first, title, as_read="")]

    assert carried == [REAL_TITLES[name]]
