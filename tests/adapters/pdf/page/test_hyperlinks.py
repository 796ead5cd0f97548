"""Links that a file declares, and addresses that it only prints."""

from contextlib import closing

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.hyperlinks import all_links, annotated_links, link_handles, printed_links
from adapters.pdf.page.page_content import PageContent
from bot.model import Link
from tests.pdf_files import one_page
from tests.pdf_reading import page_lines
from tests.pdfs import column, page_of


def printed(*texts: str) -> list[str]:
    return [link.url for link in printed_links(page_of(column(*texts)))]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        pytest.param(
            "at https://github.com/harbour/driftwatch.", "https://github.com/harbour/driftwatch", id="full stop"
        ),
        pytest.param("(see http://example.org/a_(b))", "http://example.org/a_(b)", id="brackets of its own"),
        pytest.param("see www.example.org/data, and", "https://www.example.org/data", id="no scheme"),
        pytest.param("at github.com/harbour/driftwatch", "https://github.com/harbour/driftwatch", id="a known host"),
        pytest.param("http://example.org/a¹ shows", "http://example.org/a", id="a footnote mark"),
        pytest.param("“https://example.org/x?y=1#z”", "https://example.org/x?y=1#z", id="query and fragment"),
    ],
)
def test_an_address_in_the_text_is_a_link(text: str, url: str) -> None:
    assert printed(text) == [url]


@pytest.mark.parametrize("text", ["ada@github.com/x is odd", "no address at all", "mygithub.com/x", "a.github.com"])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    ("lines", "url"),
    [
        pytest.param(
            ["at https://github.com/", "harbour/driftwatch for"], "https://github.com/harbour/driftwatch", id="a slash"
        ),
        pytest.param(
            [f"at https://github.com/harbour/drift{BREAK_HYPHEN}", "watch."],
            "https://github.com/harbour/drift-watch",
            id="a hyphen of its own",
        ),
        pytest.param(
            [f"at https://github.com/harbour/drift_{BREAK_HYPHEN}", "watch."],
            "https://github.com/harbour/drift_watch",
            id="a hyphen behind an underscore",
        ),
        pytest.param(
            ["at https://github.com/harbour/drift_-", "watch."],
            "https://github.com/harbour/drift_watch",
            id="a plain hyphen behind an underscore",
        ),
        pytest.param(["at https://a.org/x?q=", "1&r=", "2"], "https://a.org/x?q=1&r=2", id="three lines"),
        pytest.param(["at https://github.com/x.", "The rest"], "https://github.com/x", id="the end of a sentence"),
        pytest.param(["at https://a.org/", "https://b.org/"], "https://a.org/", id="another address below"),
    ],
)
def test_an_address_may_go_on_in_the_next_line(lines: list[str], url: str) -> None:
    assert printed(*lines)[0] == url


def test_no_address_grows_without_end() -> None:
    (link,) = printed_links(page_of(column("https://a.org/", *["x" * 60 + "/"] * 200)))

    assert len(link.url) < 3000


@given(st.lists(st.text(alphabet="htps:/w.abc()[]-?#% \u2010", max_size=40), max_size=6))
def test_any_lines_give_links_with_a_scheme(texts: list[str]) -> None:
    assert all(url.startswith(("http://", "https://")) for url in printed(*texts))


def with_annotation(
    uri: str, rect: str = "20 95 70 112", words: str = "Our code is public"
) -> tuple[PageContent, list[Link]]:
    annotation = f"/Annots [<< /Type /Annot /Subtype /Link /Rect [{rect}] /A << /S /URI /URI ({uri}) >> >>]"
    pdf = one_page(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET", more=annotation)
    with closing(pdfium.PdfDocument(pdf)) as document, closing(document[0]) as page:
        content = page_of(page_lines(page, 1))
        return content, list(annotated_links(page, content, link_handles(page)))


def test_a_declared_link_has_the_words_that_it_lies_over() -> None:
    _, links = with_annotation("https://github.com/harbour/driftwatch")

    assert links == [Link("https://github.com/harbour/driftwatch", 1, "Our code")]


def test_thousands_of_links_to_one_address_are_one_of_five_hundred_characters() -> None:
    rect = "/Subtype /Link /Rect [0 90 300 120] /A << /S /URI /URI (https://example.org) >>"
    pdf = one_page("BT /F1 12 Tf 20 100 Td (Our code) Tj ET", more=f"/Annots [{f'<< {rect} >> ' * 4000}]")
    with closing(pdfium.PdfDocument(pdf)) as document, closing(document[0]) as page:
        (link,) = annotated_links(page, page_of(page_lines(page, 1)), link_handles(page))

    assert len(link.text) == 500


@pytest.mark.parametrize("uri", ["mailto:ada@uib.example", "javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_web_addresses_are_links(uri: str) -> None:
    assert with_annotation(uri.replace("(", "\\(").replace(")", "\\)"))[1] == []


@pytest.mark.parametrize("uri", ["http://[::1", "https://a.org:port/x"])
def test_an_address_that_cannot_be_taken_apart_is_left_out(uri: str) -> None:
    assert all_links([Link(uri, 1, "x")], []) == ()


def test_a_declared_link_wins_over_its_printed_form() -> None:
    declared = Link("https://www.example.org/data/", 1, "our data")
    printed_too = Link("http://example.org/data", 1, "example.org/data")

    assert all_links([declared], [printed_too]) == (declared,)


def test_the_printed_stump_of_a_declared_link_goes() -> None:
    declared = Link("https://github.com/harbour/driftwatch", 1, "https://github.com/ harbour/driftwatch")

    assert all_links([declared], [Link("https://github.com", 1, "https://github.com")]) == (declared,)


def test_links_come_by_page_each_once_a_page() -> None:
    links = [
        Link("https://b.org", 2, "b"),
        Link("https://a.org", 1, "a"),
        Link("https://b.org", 2, "b"),
        Link("https://a.org", 2, "a"),
    ]

    assert [(link.url, link.page) for link in all_links(links, [])] == [
        ("https://a.org", 1),
        ("https://b.org", 2),
        ("https://a.org", 2),
    ]
