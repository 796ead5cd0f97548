"""Links, mentions and hashtags: the platform's own conformance cases where they are at hand, and ours."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.entities import Entity, hashtags, is_hashtag, is_link, links, mentions
from tests.conftest import SHARED

EXTRACT = SHARED / "specs" / "twitter-text" / "extract.yml"

Found = tuple[Entity, ...]


class Group(NamedTuple):
    """One group of the conformance file: how it is answered, and how many cases it has."""

    name: str
    find: Callable[[str], Found]
    key: str | None
    cases: int


GROUPS = (
    Group("urls", links, None, 91),
    Group("urls_with_indices", links, "url", 10),
    Group("urls_with_directional_markers", links, "url", 2),
    Group("tco_urls_with_params", links, None, 5),
    Group("mentions", mentions, None, 23),
    Group("mentions_with_indices", mentions, "screen_name", 3),
    Group("hashtags", hashtags, None, 65),
    Group("hashtags_from_astral", hashtags, None, 3),
    Group("hashtags_with_indices", hashtags, "hashtag", 8),
)


@cache
def _published(path: Path) -> dict[str, list[dict[str, Any]]]:
    tests: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
    return tests


def _bare(entity: Entity) -> str:
    return entity.text[1:] if entity.text[0] in "@＠#＃" else entity.text


def _cases() -> Iterator[Any]:
    if not EXTRACT.exists():
        return
    for group in GROUPS:
        for number, case in enumerate(_published(EXTRACT)[group.name], 1):
            yield pytest.param(group, case, id=f"{group.name}-{number}")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_the_published_file_has_the_cases_that_were_counted(group: Group, shared: Path) -> None:
    assert len(_published(EXTRACT)[group.name]) == group.cases


@pytest.mark.parametrize(("group", "case"), list(_cases()))
def test_a_published_case_holds(group: Group, case: dict[str, Any]) -> None:
    found = group.find(case["text"])

    if group.key is None:
        assert [_bare(entity) for entity in found] == case["expected"]
    else:
        expected = [(one[group.key], *one["indices"]) for one in case["expected"]]
        assert [(_bare(entity), entity.start, entity.end) for entity in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Run train.py first", ["train.py"], id="a file name of a country's domain"),
        pytest.param("by Ada et al.In short", ["al.In"], id="a missing space"),
        pytest.param("with GPT-4o.It works", ["GPT-4o.It"], id="a missing space after a name"),
        pytest.param("see README.md, model.pt", ["README.md", "model.pt"], id="two file names"),
        pytest.param("config.json node.js torch.nn v1.2 np.mean", [], id="endings that are no domain"),
        pytest.param("arXiv:2401.12345 and 10.1145/33.44", [], id="bare identifiers"),
        pytest.param("http://localhost:8000 http://10.0.0.1/x", [], id="no domain at all"),
        pytest.param("ask ada@example.org", [], id="an e-mail address"),
        pytest.param("doi.org/10.1145/33.44.", ["doi.org/10.1145/33.44"], id="no scheme, and a full stop behind"),
        pytest.param("(https://x.com/a_(b))", ["https://x.com/a_(b)"], id="brackets that belong and one that does not"),
        pytest.param("www.a.co?q=1", ["www.a.co"], id="a bare domain leaves a query behind"),
        pytest.param("www.a.co/?q=1", ["www.a.co/?q=1"], id="with a path it takes it along"),
        pytest.param("пример.рф http://пример.рф/путь", ["http://пример.рф/путь"], id="other scripts need a scheme"),
        pytest.param("HTTPS://Example.ORG/A#b-c", ["HTTPS://Example.ORG/A#b-c"], id="capitals and a fragment"),
        pytest.param("日本語example.comです", ["example.com"], id="between other letters"),
        pytest.param("http://" + "a" * 64 + ".com", [], id="a label of 64"),
        pytest.param("http://a.com/" + "b" * 4100, [], id="longer than a link may be"),
        pytest.param("http://xn--80ak6aa92e.xn--p1ai/", ["http://xn--80ak6aa92e.xn--p1ai/"], id="encoded names"),
    ],
)
def test_links_are_found_as_the_platform_finds_them(text: str, expected: list[str]) -> None:
    assert [link.text for link in links(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("thanks @ada_l and @ben!", ["@ada_l", "@ben"], id="two"),
        pytest.param("Pass@1, mAP@[.5], ada@example.org", [], id="words and addresses with the sign"),
        pytest.param("https://example.org/@ada", [], id="inside a link"),
        pytest.param("RT:@ada ＠ben", ["@ada", "＠ben"], id="retweets and the wide sign"),
    ],
)
def test_mentions_are_found_as_the_platform_finds_them(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("#NLP #ML2023 (#AI)", ["#NLP", "#ML2023", "#AI"], id="three"),
        pytest.param("tweet #3, C# and a#b", [], id="numbers and languages"),
        pytest.param("fewer #params", ["#params"], id="a word that becomes a tag"),
        pytest.param("https://example.org/#a", [], id="a fragment"),
        pytest.param("✌️#peace", ["#peace"], id="behind an emoji"),
    ],
)
def test_hashtags_are_found_as_the_platform_finds_them(text: str, expected: list[str]) -> None:
    assert [tag.text for tag in hashtags(text)] == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("NLP", True), ("2023", False), ("deep learning", False), ("C++", False), ("機械学習", True)]
)
def test_a_word_is_a_hashtag_if_the_platform_takes_all_of_it(word: str, expected: bool) -> None:
    assert is_hashtag(word) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("https://github.com/a/b#c", True), ("http://git.lab/x", False), ("https://a.org/b c", False)],
)
def test_an_address_is_a_link_if_the_platform_takes_all_of_it(address: str, expected: bool) -> None:
    assert is_link(address) is expected


@given(st.text(st.sampled_from("aé日.:/-_@#?()xn1 ht\n") | st.characters(), max_size=80))
def test_any_text_is_taken_and_what_is_found_stands_where_it_says(text: str) -> None:
    for found in (links(text), mentions(text), hashtags(text)):
        assert all(text[entity.start : entity.end] == entity.text for entity in found)
        assert [entity.start for entity in found] == sorted(entity.start for entity in found)


@given(
    st.sampled_from(["https://arxiv.org/abs/2306.13840", "https://github.com/a/b/tree/main/c#d-e", "train.py"]),
    st.text("abc DEF,;\n", max_size=30),
)
def test_a_planted_link_is_found_among_words(link: str, words: str) -> None:
    assert link in [found.text for found in links(f"{words} {link} {words}")]


@pytest.mark.parametrize(
    "piece",
    ["a.", "http://", "a_.com.", "@", "#1", "http://a.com/(", "http://a.com/x.", "あ.", "rt", "http://a.com?"],
    ids=repr,
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    # Were any of these quadratic, this would take minutes.
    links(text)
    mentions(text)
    hashtags(text)
