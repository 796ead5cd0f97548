"""arXiv's feeds as metadata; whatever comes in their place is one kind of error."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.arxiv.atom import Feed, FeedError, parse_feed
from bot.model import PaperMetadata
from tests.fakes.arxiv_server import Version, entry_text, error_feed_text, feed_text, page_text

SHELLS = PaperMetadata(
    arxiv_id="2306.13840",
    version=2,
    title="Sorting Sea Shells By Their Sound",
    authors=("Ada Example", "Ben Sample"),
    abstract="Sea shells are sorted by the sound they make.",
    category="cs.SD",
    comment="12 pages, 3 figures",
    is_withdrawn=False,
)

# The form of the manual's own example, of 2007: every element names its namespace, and the id has no version.
OLD_FORM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
    <id xmlns="http://www.w3.org/2005/Atom">
        http://arxiv.org/abs/hep-ex/0307015
    </id>
    <title xmlns="http://www.w3.org/2005/Atom">Shells at High Tide in
      Ebbing Seas</title>
    <summary xmlns="http://www.w3.org/2005/Atom">  Shells are studied at 115 km.
    </summary>
    <author xmlns="http://www.w3.org/2005/Atom">
      <name xmlns="http://www.w3.org/2005/Atom">S1 Collaboration</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Harbour</arxiv:affiliation>
    </author>
    <link href="http://arxiv.org/abs/hep-ex/0307015v3" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/hep-ex/0307015v3" rel="related" type="application/pdf"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="hep-ex"/>
  </entry>
</feed>"""


def parsed(*entries: str, total: int = 1) -> tuple[PaperMetadata, ...]:
    return parse_feed(feed_text(*entries, total=total).encode()).entries


def test_an_entry_is_a_papers_metadata_with_the_line_breaks_gone() -> None:
    assert parsed(entry_text("2306.13840v2", Version())) == (SHELLS,)


def test_the_older_form_is_read_too() -> None:
    assert parse_feed(OLD_FORM).entries == (
        PaperMetadata(
            arxiv_id="hep-ex/0307015",
            version=3,
            title="Shells at High Tide in Ebbing Seas",
            authors=("S1 Collaboration",),
            abstract="Shells are studied at 115 km.",
            category="hep-ex",
            comment=None,
            is_withdrawn=False,
        ),
    )


def test_a_title_keeps_every_character_but_the_line_breaks() -> None:
    title = "On $\\ell_1$ & <b>“Shells”</b>\u00a0— λ‑calculus, Poincar\\'e"

    (entry,) = parsed(entry_text("2306.13840v1", Version(title=title)))

    assert entry.title == title


def test_what_an_entry_does_not_have_is_absent() -> None:
    (entry,) = parsed("<entry><id>http://arxiv.org/abs/2104.12255v1</id><title>0</title></entry>")

    assert entry == PaperMetadata("2104.12255", 1, "0", (), "", None, None, is_withdrawn=False)


@pytest.mark.parametrize("total", [0, 1])
def test_an_id_that_arxiv_does_not_know_is_no_entry_whatever_the_count_says(total: int) -> None:
    assert parsed(total=total) == ()


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("<entry/>", id="empty"),
        pytest.param("<entry><id>http://arxiv.org/abs/2306.13840v1</id></entry>", id="no title"),
        pytest.param("<entry><title>Shells</title></entry>", id="no id"),
        pytest.param("<entry><id>http://arxiv.org/list/cs</id><title>Shells</title></entry>", id="another id"),
    ],
)
def test_an_entry_that_names_no_paper_is_left_out(entry: str) -> None:
    assert parsed(entry, entry_text("2306.13840v2", Version())) == (SHELLS,)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        pytest.param(error_feed_text("incorrect id format for abc"), "incorrect id format for abc", id="as documented"),
        pytest.param(
            feed_text("<entry><title>Error</title><summary>start must be an integer</summary></entry>", total=1),
            "start must be an integer",
            id="without an id",
        ),
        pytest.param(
            feed_text("<entry><id>http://arxiv.org/api/errors#x</id></entry>", total=1),
            "an error without words",
            id="without words",
        ),
    ],
)
def test_an_error_in_a_feeds_clothes_is_one(text: str, detail: str) -> None:
    with pytest.raises(FeedError) as caught:
        parse_feed(text.encode())

    assert caught.value.detail == detail


def test_a_paper_called_error_is_a_paper() -> None:
    (entry,) = parsed(entry_text("2306.13840v1", Version(title="Error")))

    assert entry.title == "Error"


# ---- Withdrawn ----


@pytest.mark.parametrize(
    "words",
    [
        "This paper has been withdrawn by the author due to a crucial error in equation 1",
        "This paper has been withdrawn",
        "withdrawn",
        "[Withdrawn.]",
        "Paper withdrawn, see v1",
        "This submission has been withdrawn by arXiv administrators due to inappropriate text overlap",
        "This article (12 pages) is now withdrawn",
        "The manuscript is withdrawn because of missing shells",
    ],
)
def test_the_words_of_a_withdrawal_are_known_in_comment_and_abstract(words: str) -> None:
    (in_comment,) = parsed(entry_text("2306.13840v1", Version(comment=words)))
    (in_abstract,) = parsed(entry_text("2306.13840v1", Version(abstract=words)))

    assert (in_comment.is_withdrawn, in_abstract.is_withdrawn) == (True, True)


@pytest.mark.parametrize(
    "words",
    ["The authors have withdrawn this paper", "I am withdrawing this article for now", "We withdraw our submission"],
)
def test_authors_may_say_it_in_their_own_words(words: str) -> None:
    (entry,) = parsed(entry_text("2306.13840v1", Version(comment=words)))

    assert entry.is_withdrawn


@pytest.mark.parametrize(
    "words",
    [
        "12 pages",
        "Supersedes arXiv:0801.1234, which has been withdrawn",
        "The previous version was withdrawn",
        "This paper has been withdrawn from the shell competition",
        "We withdraw the assumption that shells are silent",
        "Shells were withdrawn from the beach. This paper counts them",
        "On withdrawal symptoms",
    ],
)
def test_other_words_about_withdrawing_are_none(words: str) -> None:
    (entry,) = parsed(entry_text("2306.13840v1", Version(comment=words, abstract=words)))

    assert not entry.is_withdrawn


# ---- What is no feed ----

_NOT_FEEDS = {
    "nothing": b"",
    "throttling": b"Rate exceeded.",
    "a page": page_text("<h1>Maintenance</h1>").encode(),
    "XML of another kind": b"<rss><channel/></rss>",
    "a feed of no namespace": b"<feed><entry/></feed>",
    "half a feed": feed_text(entry_text("2306.13840v2", Version()), total=1).encode()[:700],
    "an entity": b'<!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
    "an entity in UTF-16": '<!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"/>'.encode(
        "utf-16"
    ),
    "an outer file": b'<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed xmlns="http://www.w3.org/2005/Atom"/>',
    "an unknown encoding": b"<?xml version='1.0' encoding='shells'?><feed/>",
    "an encoding of many bytes": b"<?xml version='1.0' encoding='utf-7'?><feed/>",
    "depth without end": b"<feed>" * 500_000,
}


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in _NOT_FEEDS.items()])
def test_what_is_no_feed_is_an_error_without_words(data: bytes) -> None:
    began_s = time.process_time()

    with pytest.raises(FeedError) as caught:
        parse_feed(data)

    assert caught.value.detail == ""
    assert time.process_time() - began_s < 1


@given(st.binary(max_size=300))
def test_bytes_never_raise_anything_else(data: bytes) -> None:
    _survives(data)


_TEXT = feed_text(entry_text("2306.13840v2", Version()), total=1)
_PIECES = [
    *("<entry>", "</entry>", "<id>", "</id>", "<title>", "</title>", "<author><name/></author>", "Error", "xmlns=''"),
    *(
        "&amp;",
        "&#55296;",
        "<!DOCTYPE a>",
        "<![CDATA[",
        "]]>",
        "\x00",
        "\ufffe",
        "http://arxiv.org/abs/",
        "v9999999999",
    ),
]


@given(st.integers(0, len(_TEXT)), st.integers(0, 80), st.lists(st.sampled_from(_PIECES), max_size=5))
def test_a_mangled_feed_never_raises_anything_else(at: int, lost: int, pieces: list[str]) -> None:
    _survives((_TEXT[:at] + "".join(pieces) + _TEXT[at + lost :]).encode())


def _survives(data: bytes) -> None:
    try:
        feed = parse_feed(data)
    except FeedError:
        return
    assert isinstance(feed, Feed)
    assert all(entry.arxiv_id and entry.title and 1 <= entry.version <= 9999 for entry in feed.entries)
