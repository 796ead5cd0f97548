"""A draft's JSON read again, and written with its versions."""

import contextlib
import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief_words import usual_tweets
from bot.errors import DraftError, NoSuchTweet
from bot.exports import draft_as_json
from bot.ledger import Ledger
from bot.model import Brief, Draft, Proposal, Role, TaggedTweets, TweetFigure, Voice, WriterName
from bot.revising import Manuscript, revise
from bot.saved_drafts import read_saved
from bot.versions import Edit, Regenerate, Undo, Why
from tests.builders import brief, draft, evidence, figure, finding, paper, tweet
from tests.fakes.revisers import Reviser

QUOTE = "Sorting one shell takes 40 milliseconds on a laptop."
SHELLS = paper(QUOTE, "", title="Shells, Sorted", sha256="5f0c", figures=(figure("Figure 2"),), name="shells.pdf")
AGAIN = Proposal(Role.RESULT, "A laptop needs 40 milliseconds a shell.", (evidence(QUOTE),))


def shells_draft(**more: object) -> Draft:
    first = tweet(1, "Happy to share our paper:\n\nShells, Sorted\n\n1/2", role=Role.ANNOUNCEMENT)
    second = tweet(
        2,
        f"{QUOTE}\n\n2/2",
        evidence=(evidence(QUOTE),),
        figure=TweetFigure(SHELLS.figures[0], "Shells on a table.", "tweet-02.png"),
        findings=(finding(),),
    )
    values: dict[str, object] = {"paper": SHELLS, "brief": brief(min_tweets=1), "findings": (finding(rule="count"),)}
    return draft(first, second, **(values | more))


def value_of(drafted: Draft) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps(draft_as_json(drafted)))
    return value


def encoded(value: object) -> bytes:
    return json.dumps(value).encode()


async def revised(manuscript: Manuscript, action: Regenerate | Undo | Edit) -> Manuscript:
    return await revise(manuscript, 2, action, writer=Reviser(AGAIN), ledger=Ledger(), asked_by="ada")


# ---- Read ----


def test_a_draft_comes_back_as_it_was_written() -> None:
    whole = shells_draft(
        brief=Brief(Voice.CURATOR, "ICML 2023", "https://x.org/c", ("ML",), {"Ada": "@ada"}, "be brief", 5, 7),
        writer=WriterName("openai", "shell-1"),
    )

    manuscript = read_saved(encoded(value_of(whole)), name="d.json").on(SHELLS)

    assert manuscript == Manuscript.of(whole)


def test_a_draft_of_an_earlier_release_is_read_too() -> None:
    value = value_of(shells_draft())
    for key in ("name", "sha256"):
        del value["paper"][key]
    for key in ("min_tweets", "max_tweets", "tagged"):
        del value["brief"][key]

    saved = read_saved(encoded(value), name="d.json")

    asked = saved.on(SHELLS).draft.brief
    assert saved.paper_name is None
    assert (asked.min_tweets, asked.max_tweets) == usual_tweets(Voice.AUTHOR)
    assert asked.tagged is TaggedTweets.EVERY


def test_the_paper_of_a_draft_from_arxiv_is_named_with_its_version() -> None:
    value = value_of(shells_draft(paper=paper("", arxiv_id="2306.13840", arxiv_version=2, name="2306.13840")))
    assert read_saved(encoded(value), name="d.json").arxiv_name == "2306.13840v2"

    del value["paper"]["name"]
    assert read_saved(encoded(value), name="d.json").paper_name == "2306.13840v2"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "it is no JSON, or was cut off"),
        (b"\xff\xfe\x00", "it is no JSON, or was cut off"),
        (encoded(value_of(shells_draft()))[:-20], "it is no JSON, or was cut off"),
        (b"[" * 100_000, "it is no draft"),
        (b"3", "there is no tweet in it"),
        (b'["We sort shells."]', "there is no tweet in it"),
        (b'{"schema": 1, "tweets": []}', "there is no tweet in it"),
        (encoded(value_of(shells_draft())) * 2, "it holds more than one draft"),
        (encoded(value_of(shells_draft()) | {"schema": 2}), "its schema is 2, and this paperthread knows 1"),
        (encoded({"tweets": [{"text": "We sort."}]}), "its schema is null"),
        (encoded(value_of(shells_draft()) | {"writer": 3}), "it is damaged at writer: Input should be"),
        (encoded(value_of(shells_draft()) | {"tweets": [3]}), "it is damaged at tweets.1: Input should be"),
        (encoded(value_of(shells_draft()) | {"tweets": value_of(shells_draft())["tweets"][1:]}), "not numbered 1 to 1"),
        (b" " * 10_000_001, "no draft has more than"),
    ],
    ids=["empty", "bytes", "cut off", "nested", "a number", "a list", "no tweets", "two drafts", "schema 2",
         "no schema", "wrong writer", "wrong tweet", "a tweet missing", "too large"],
)  # fmt: skip
def test_what_is_no_draft_is_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(DraftError) as caught:
        read_saved(data, name="d.json")

    assert str(caught.value).startswith("d.json: ")
    assert sentence in str(caught.value)


@given(st.binary(max_size=40) | st.text(alphabet='{}[]":,1truefalsnul ', max_size=40).map(str.encode))
def test_no_bytes_make_it_fail_in_another_way(data: bytes) -> None:
    with pytest.raises(DraftError):
        read_saved(data, name="d.json")


@pytest.mark.parametrize("place", ["schema", "paper", "brief", "writer", "tweets", "findings"])
@given(
    damage=st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_a_damaged_part_is_a_sentence_or_no_harm(place: str, damage: object) -> None:
    value = value_of(shells_draft()) | {place: damage}

    with contextlib.suppress(DraftError):
        read_saved(encoded(value), name="d.json").on(SHELLS)


# ---- The same paper ----


@pytest.mark.parametrize(
    ("made_from", "given", "is_same"),
    [
        pytest.param({"sha256": "5f0c"}, {"sha256": "5f0c"}, True, id="the same bytes"),
        pytest.param({"sha256": "5f0c"}, {"sha256": "77aa"}, False, id="other bytes"),
        pytest.param(
            {"sha256": "5f0c", "arxiv_id": "2306.13840", "arxiv_version": 2},
            {"sha256": "77aa", "arxiv_id": "2306.13840", "arxiv_version": 2},
            True,
            id="arXiv's version made anew",
        ),
        pytest.param(
            {"sha256": "5f0c", "arxiv_id": "2306.13840", "arxiv_version": 2},
            {"sha256": "77aa", "arxiv_id": "2306.13840", "arxiv_version": 3},
            False,
            id="another version",
        ),
        pytest.param({"sha256": ""}, {"sha256": "77aa"}, True, id="title and pages of a draft without a hash"),
        pytest.param({"sha256": ""}, {"title": "Shells, Unsorted"}, False, id="another title"),
        pytest.param({"sha256": "", "arxiv_id": "2306.13840"}, {"sha256": "77aa"}, True, id="an id on one side only"),
    ],
)
def test_a_draft_is_worked_on_with_its_own_paper_only(
    made_from: dict[str, object], given: dict[str, object], *, is_same: bool
) -> None:
    def about(**facts: object) -> Any:
        return paper(QUOTE, **({"title": "Shells, Sorted", "name": "shells.pdf"} | facts))  # type: ignore[arg-type]

    saved = read_saved(encoded(value_of(shells_draft(paper=about(**made_from)))), name="d.json")

    if is_same:
        assert saved.on(about(**given)).draft.tweets
    else:
        with pytest.raises(DraftError, match="it was made from another file than shells"):
            saved.on(about(**given))


# ---- Written ----


async def test_only_the_tweet_that_was_asked_for_changes_in_the_file() -> None:
    value = value_of(shells_draft())
    value["tweets"][0]["note"] = value["note"] = "a key of somebody else's"
    before = copy.deepcopy(value)
    saved = read_saved(encoded(value), name="d.json")

    after = saved.with_versions_of(await revised(saved.on(SHELLS), Regenerate()))

    assert value == before
    assert after["tweets"][0] == before["tweets"][0]
    assert {key: after[key] for key in after if key not in ("tweets", "findings")} == {
        key: before[key] for key in before if key not in ("tweets", "findings")
    }
    changed = after["tweets"][1]
    assert changed["text"] == f"{AGAIN.prose}\n\n2/2"
    assert [(one["version"], one["why"], one["text"]) for one in changed["versions"]] == [
        (1, "drafted", before["tweets"][1]["text"]),
        (2, "regenerated", changed["text"]),
    ]
    assert (changed["versions"][1]["asked_by"], changed["versions"][1]["writer"]["model"]) == ("ada", "shell-1")


async def test_versions_are_read_again_and_go_on() -> None:
    saved = read_saved(encoded(value_of(shells_draft())), name="d.json")
    once = saved.with_versions_of(await revised(saved.on(SHELLS), Regenerate()))

    again = read_saved(encoded(once), name="d.json")
    twice = again.with_versions_of(await revised(again.on(SHELLS), Undo()))

    assert twice["tweets"][1]["versions"][:2] == once["tweets"][1]["versions"]
    assert twice["tweets"][1]["versions"][2]["back_to"] == 1
    original = value_of(shells_draft())["tweets"][1]
    assert {key: twice["tweets"][1][key] for key in original} == original
    assert [version.why for version in again.history(2)] == [Why.DRAFTED, Why.REGENERATED]
    with pytest.raises(NoSuchTweet):
        again.history(3)


async def test_what_a_model_was_asked_stands_with_old_versions_as_it_was_written() -> None:
    saved = read_saved(encoded(value_of(shells_draft())), name="d.json")
    once = saved.with_versions_of(await revised(saved.on(SHELLS), Regenerate()))
    once["tweets"][1]["versions"][1]["of_a_later_release"] = {"more": [1]}
    again = read_saved(encoded(once), name="d.json")

    twice = again.with_versions_of(await revised(again.on(SHELLS), Undo()))

    assert twice["tweets"][1]["versions"][1]["of_a_later_release"] == {"more": [1]}


async def test_a_text_that_somebody_wrote_into_the_file_is_a_version_by_hand() -> None:
    saved = read_saved(encoded(value_of(shells_draft())), name="d.json")
    once = saved.with_versions_of(await revised(saved.on(SHELLS), Regenerate()))
    once["tweets"][1]["text"] = "By hand. 2/2"

    manuscript = read_saved(encoded(once), name="d.json").on(SHELLS)

    assert [version.why for version in manuscript.history(2)] == [Why.DRAFTED, Why.REGENERATED, Why.EDITED]
    assert manuscript.is_kept(2)
    assert (await revised(manuscript, Undo())).tweet(2).text == f"{AGAIN.prose}\n\n2/2"


def test_what_was_approved_is_known() -> None:
    value = value_of(shells_draft())
    value["tweets"][1]["is_approved"] = True

    assert read_saved(encoded(value), name="d.json").on(SHELLS).approved == frozenset({2})
