"""The announcement and the code tweet, which are made of facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.length import weighted_length
from bot.checks.tags import topic_tags
from bot.drafting.opening import announcement, code_doubts, code_invitation
from bot.drafting.tail import compose
from bot.model import CodeLink, Level, Link, Voice
from tests.builders import brief, paper

LINK = "https://arxiv.org/abs/2306.13840"
TITLE = "We Sort Shells by Sound"
BY = "Joint work of Ada Example and Ben Sample"
MANY = tuple(f"Author Number{place}" for place in range(1, 13))


def _announcement(*, asked: dict[str, object] | None = None, **facts: object) -> tuple[str, ...]:
    values: dict[str, object] = {"title": TITLE, "arxiv_id": "2306.13840"}
    return announcement(paper(**(values | facts)), brief(**(asked or {})))  # type: ignore[arg-type]  # passed through


@pytest.mark.parametrize(
    ("asked", "facts", "expected"),
    [
        pytest.param(
            {"venue": "ICML 2023"},
            {},
            ("Happy to share our #ICML #ICML2023 paper:", TITLE, BY, LINK),
            id="all known",
        ),
        pytest.param(
            {"venue": "ICML 2023 workshop", "handles": {"ben  sample": "@ben"}},
            {},
            (
                "Happy to share our #ICML #ICML2023 workshop paper:",
                TITLE,
                "Joint work of Ada Example and @ben",
                LINK,
            ),
            id="a workshop, and a handle",
        ),
        pytest.param(
            {"venue": "ICML 2023 Workshop on Shells"},
            {"authors": ("Ada Example",)},
            ("Happy to share our paper at #ICML #ICML2023, Workshop on Shells:", TITLE, LINK),
            id="a workshop with a name, and one author who needs none",
        ),
        pytest.param(
            {},
            {"authors": (), "arxiv_id": None},
            ("Happy to share our paper:", TITLE),
            id="only the title",
        ),
        pytest.param({}, {"title": ""}, ("Happy to share our paper:", BY, LINK), id="no title"),
        pytest.param(
            {"voice": Voice.CURATOR, "venue": "ICML 2023"},
            {"authors": ("Ada Example",)},
            ("A paper in short from #ICML #ICML2023:", TITLE, "By Ada Example", LINK),
            id="a curator",
        ),
        pytest.param(
            {"voice": Voice.CURATOR, "venue": "ICML 2023 workshop"},
            {"authors": ()},
            ("A paper in short from #ICML #ICML2023, workshop:", TITLE, LINK),
            id="a curator, of a workshop",
        ),
        pytest.param({"voice": Voice.CURATOR}, {"authors": ()}, ("A paper in short:", TITLE, LINK), id="bare"),
    ],
)
def test_the_announcement_says_what_is_known_and_no_more(
    asked: dict[str, object], facts: dict[str, object], expected: tuple[str, ...]
) -> None:
    (prose,) = _announcement(asked=asked, **facts)

    assert tuple(prose.split("\n\n")) == expected


@pytest.mark.parametrize(
    ("authors", "handles", "expected"),
    [
        pytest.param(MANY[:6], {}, ", ".join(MANY[:5]) + " and Author Number6", id="six are all named"),
        pytest.param(MANY, {}, ", ".join(MANY[:6]) + " and 6 others", id="of twelve six are"),
        pytest.param(MANY[:7], {}, ", ".join(MANY[:5]) + " and 2 others", id="nobody is the one other"),
        pytest.param(
            MANY,
            {"Author Number9": "@nine", "Author Number12": "@twelve"},
            "Author Number1, Author Number2, Author Number3, Author Number4, @nine, @twelve and 6 others",
            id="those with handles are named, in the paper's order",
        ),
        pytest.param(
            ("Zoë Ångström", "Ben B. Sample"), {"Zoe Angstrom": "@zoe"}, "@zoe and Ben B. Sample", id="accents"
        ),
    ],
)
def test_of_many_authors_some_are_named_and_the_others_counted(
    authors: tuple[str, ...], handles: dict[str, str], expected: str
) -> None:
    (prose,) = _announcement(asked={"handles": handles}, authors=authors)

    assert prose.split("\n\n")[2] == f"Joint work of {expected}"


def test_names_give_way_to_a_long_title() -> None:
    title = "Shells " * 20 + "Ring"

    (prose,) = _announcement(title=title, authors=MANY)

    assert prose.split("\n\n")[1:3] == [
        title,
        "Joint work of Author Number1, Author Number2, Author Number3 and 9 others",
    ]


def test_a_title_that_leaves_no_room_stands_with_the_link_alone() -> None:
    title = "Shells " * 34 + "Ring"

    assert _announcement(title=title, asked={"venue": "ICML 2023"}) == (
        f"{title}\n\n{LINK}",
        f"Happy to share our #ICML #ICML2023 paper:\n\n{BY}",
    )


def test_a_title_that_fills_a_tweet_stands_alone() -> None:
    title = "Shells " * 38 + "Ring"

    first, second = _announcement(title=title)

    assert first == title
    assert second == f"Happy to share our paper:\n\n{LINK}\n\n{BY}"


@given(
    st.text("Shels 日é", min_size=1, max_size=300).map(str.strip),
    st.lists(st.text("ABc d", min_size=1, max_size=30), max_size=40).map(tuple),
    st.sampled_from([None, "ICML 2023", "ICML 2023 Workshop on Shells"]),
    st.sampled_from(Voice),
)
def test_whatever_the_facts_the_announcement_fits_and_carries_title_and_link(
    title: str, authors: tuple[str, ...], venue: str | None, voice: Voice
) -> None:
    asked = brief(venue=venue, voice=voice, tags=("Shells", "Sound"))

    prose = announcement(paper(title=title, authors=authors, arxiv_id="2306.13840"), asked)

    assert title in prose[0]
    assert LINK in "\n".join(prose)
    assert len(prose) <= 2
    tags = topic_tags(asked) if len(prose) == 1 else ()
    if weighted_length(compose(title, counter="1/13")) <= 280:
        assert weighted_length(compose(prose[0], tags=tags, counter="1/13")) <= 280


@pytest.mark.parametrize(
    ("voice", "expected"),
    [
        (Voice.AUTHOR, "Our code is online. Try it, and tell us how it goes!\n\nhttps://github.com/lab/x#run"),
        (Voice.CURATOR, "The code is online, for everyone who wants to try it:\n\nhttps://github.com/lab/x#run"),
    ],
)
def test_the_code_tweet_invites_and_has_the_exact_address(voice: Voice, expected: str) -> None:
    assert code_invitation("https://github.com/lab/x#run", voice) == expected


# ---- Whose code it is ----

CODE = "https://github.com/lab/shells"


@pytest.mark.parametrize(
    ("text", "links", "flags"),
    [
        pytest.param("Shells sing.", (Link(CODE, 2, ""),), 1, id="a link over nothing"),
        pytest.param("Shells sing.", (Link(CODE, 2, " "), Link(f"{CODE}/", 3, "")), 1, id="two links over nothing"),
        pytest.param("Shells sing.", (Link(CODE, 2, ""), Link(CODE, 3, "here")), 0, id="a second one under words"),
        pytest.param("See github.com/lab/\nshells.", (Link(CODE, 2, ""),), 0, id="printed, over two lines"),
        pytest.param("Shells sing.", (Link(CODE, 2, "our code"),), 0, id="under words"),
    ],
)
def test_a_link_to_code_that_no_reader_sees_is_asked_about(text: str, links: tuple[Link, ...], flags: int) -> None:
    known = paper(text, code=CodeLink(CODE, "a link to GitHub"), links=links)

    found = code_doubts(known, brief())

    assert [(one.rule, one.level, one.words) for one in found] == [("url", Level.FLAG, CODE)] * flags
    assert code_doubts(known, brief(code=CODE)) == []
