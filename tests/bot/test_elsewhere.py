"""Papers at hosts where the bot cannot fetch them."""

import pytest

from bot.elsewhere import paper_elsewhere


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("see https://openreview.net/forum?id=abc", "OpenReview"),
        ("https://www.biorxiv.org/content/10.1101/1v1", "bioRxiv"),
        ("https://doi.org/10.1145/3292500", "a DOI"),
        ("https://dx.doi.org/10.1038/x", "a DOI"),
        ("(https://example.org/a/Paper.PDF?dl=1#page=2)", "a PDF address"),
        ("https://www.nature.com/articles/s41586", "Nature"),
        ("https://europe.aclanthology.org/2020.acl-main.1", "the ACL Anthology"),
        ("lunch? https://example.org then https://ssrn.com/abstract=1", "SSRN"),
    ],
)
def test_a_paper_at_another_host_is_known(text: str, where: str) -> None:
    assert paper_elsewhere(text) == where


@pytest.mark.parametrize(
    "text",
    [
        "",
        "openreview.net is down",
        "https://example.org/menu",
        "https://notopenreview.net/forum?id=abc",
        "https://openreview.net.evil.example/forum",
        "https://www.nature.com/subscribe",
        "https://doi.org/about",
        "https://example.org/paper.pdfx",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert paper_elsewhere(text) is None
