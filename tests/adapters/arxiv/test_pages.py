"""Web pages in the place of PDFs, told apart by the words that they show."""

import time

import pytest

from adapters.arxiv.pages import PageSays, is_page, read_page
from tests.fakes.arxiv_server import page_text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(
            "<h1>This version of 2306.13840v2 has been withdrawn and is unavailable</h1>",
            PageSays.WITHDRAWN,
            id="withdrawn",
        ),
        pytest.param("<h1>This version of\n x has\n been <b>withdrawn</b></h1>", PageSays.WITHDRAWN, id="broken lines"),
        pytest.param("<h1>No document for '2306.13840v2'</h1>", PageSays.NO_PDF, id="not found"),
        pytest.param("<h1>No article for 'hep-th/9999999'</h1>", PageSays.NO_PDF, id="deleted"),
        pytest.param("<h1>file unavailable</h1>", PageSays.NO_PDF, id="unavailable"),
        pytest.param("<h1>PDF Unavailable</h1>", PageSays.NO_PDF, id="cannot be built"),
        pytest.param("<p>Our system was unable to produce PDF for the paper</p>", PageSays.NO_PDF, id="not produced"),
        pytest.param("<p>HTML or source was not provided</p><h1>No file for x</h1>", PageSays.NO_PDF, id="no source"),
        pytest.param("<h1>Access Denied</h1>", PageSays.DENIED, id="denied"),
        pytest.param("<p>Please solve this CAPTCHA</p>", PageSays.DENIED, id="captcha"),
        pytest.param("<h1>Scheduled maintenance</h1>", PageSays.SOMETHING_ELSE, id="maintenance"),
        pytest.param("", PageSays.SOMETHING_ELSE, id="nothing"),
    ],
)
def test_a_page_is_known_by_its_words(words: str, says: PageSays) -> None:
    body = page_text(words).encode()

    assert (is_page(body), read_page(body)) == (True, says)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n <HTML lang=en>", True),
        (b"<!-- a note --><html>", True),
        (b"%PDF-1.5\n<html>", False),
        (b"<?xml version='1.0'?><feed/>", False),
        (b"Rate exceeded.", False),
        (b"", False),
    ],
)
def test_html_is_known_by_how_it_begins(body: bytes, expected: bool) -> None:
    assert is_page(body) is expected


@pytest.mark.parametrize(
    "bytes_of_page", [b"<" * 5_000_000, b"<!--" * 1_000_000, b"<script>" * 500_000, b"\xff" * 5_000_000]
)
def test_a_hostile_page_takes_no_time(bytes_of_page: bytes) -> None:
    began_s = time.process_time()

    assert read_page(b"<html>" + bytes_of_page) is PageSays.SOMETHING_ELSE
    assert time.process_time() - began_s < 1
