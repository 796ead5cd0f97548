"""Drafts and papers as JSON and Markdown."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports import draft_as_json, draft_as_markdown, paper_as_json, spent_as_json
from bot.model import (
    Brief,
    CodeLink,
    HiddenText,
    Level,
    Link,
    Role,
    TableCells,
    TweetFigure,
    Voice,
    WriterName,
)
from bot.provenance import ModelCall, Provenance, Usage
from tests.builders import draft, evidence, figure, finding, model_call, paper, section, tweet


def test_the_json_of_a_draft_is_the_schema_of_the_issue() -> None:
    whole = draft(
        tweet(1, "📣 A Paper About Papers\n\n1/2", role=Role.ANNOUNCEMENT, weighted_length=26),
        tweet(
            2,
            "We train on 98,734 theorems.\n\n2/2",
            weighted_length=33,
            evidence=(evidence("We train on 98,734 theorems.", page=4),),
            figure=TweetFigure(figure(page=5), alt="A plot.", image="tweet-02.png"),
            findings=(finding("Aim at 150.", level=Level.ADVICE, rule="length", words="theorems"),),
        ),
        paper=paper("", "", arxiv_id="2306.13840", arxiv_version=2, sha256="5f0c"),
        brief=Brief(Voice.CURATOR, "ICML 2023", "https://x.org/c", ("ML",), {"Ada Example": "@ada"}, "be brief", 5, 8),
        writer=WriterName("openai", "some-model"),
        findings=(finding("Only 2 tweets.", rule="structure"),),
        seconds={"read": 1.23456, "write": 2.0},
    )

    assert draft_as_json(whole) == {
        "schema": 1,
        "paper": {
            "title": "A Paper About Papers",
            "authors": ["Ada Example", "Ben Sample"],
            "arxiv_id": "2306.13840",
            "arxiv_version": 2,
            "url": "https://arxiv.org/abs/2306.13840",
            "pages": 2,
            "name": "paper.pdf",
            "sha256": "5f0c",
        },
        "brief": {
            "voice": "curator",
            "venue": "ICML 2023",
            "code": "https://x.org/c",
            "tags": ["ML"],
            "tagged": "every",
            "handles": {"Ada Example": "@ada"},
            "wish": "be brief",
            "min_tweets": 5,
            "max_tweets": 8,
        },
        "writer": {"name": "openai", "model": "some-model"},
        "tweets": [
            {
                "number": 1,
                "role": "announcement",
                "text": "📣 A Paper About Papers\n\n1/2",
                "weighted_length": 26,
                "evidence": [],
                "figure": None,
                "findings": [],
            },
            {
                "number": 2,
                "role": "result",
                "text": "We train on 98,734 theorems.\n\n2/2",
                "weighted_length": 33,
                "evidence": [{"page": 4, "quote": "We train on 98,734 theorems."}],
                "figure": {
                    "label": "Figure 2",
                    "page": 5,
                    "caption": "Errors against the size of the training set.",
                    "image": "tweet-02.png",
                    "alt": "A plot.",
                },
                "findings": [{"rule": "length", "level": "advice", "words": "theorems", "detail": "Aim at 150."}],
            },
        ],
        "findings": [{"rule": "structure", "level": "flag", "words": "", "detail": "Only 2 tweets."}],
        "seconds": {"read": 1.235, "write": 2.0},
        "usage": None,
        "cost": None,
        "provenance": None,
    }


def test_the_json_says_what_the_model_was_told_and_what_that_took() -> None:
    calls = (
        model_call(outcome="it answered 503", usage=Usage(), cost_usd=0.0, left_out="page 9 did not fit"),
        model_call(left_out="page 9 did not fit"),
    )
    written_at = datetime(2026, 11, 21, 21, 30, 5, 999, tzinfo=UTC)

    made = draft_as_json(draft(provenance=Provenance(written_at, calls)))

    assert made["usage"] == {"prompt_tokens": 900, "cached_tokens": 800, "answer_tokens": 40}
    assert made["cost"] == {"usd": 0.0125, "is_estimated": False}
    files = {"thread/system.j2": "a" * 64, "thread/user.j2": "b" * 64}
    answered = {
        "prompt": "thread",
        "model": "shell-1",
        "host": "models.example.org",
        "outcome": "answered",
        "seconds": 2.5,
        "prompt_tokens": 900,
        "cached_tokens": 800,
        "answer_tokens": 40,
        "cost_usd": 0.0125,
        "is_cost_estimated": False,
    }
    unanswered = dict.fromkeys(("prompt_tokens", "cached_tokens", "answer_tokens"))
    assert made["provenance"] == {
        "written_at": "2026-11-21T21:30:05+00:00",
        "left_out": "page 9 did not fit",
        "prompts": [{"name": "thread", "version": 3, "sha256": calls[0].prompt.sha256, "files": files}],
        "requests": [{**answered, **unanswered, "outcome": "it answered 503", "cost_usd": 0.0}, answered],
    }


@pytest.mark.parametrize(
    ("calls", "usage", "cost"),
    [
        ((), None, None),
        ((model_call(cost_usd=None),), [900, 800, 40], None),
        ((model_call(), model_call(cost_usd=None)), [1800, 1600, 80], None),
        ((model_call(), model_call(usage=Usage())), [900, 800, 40], {"usd": 0.025, "is_estimated": False}),
        (
            (model_call(usage=Usage(), is_cost_estimated=True),),
            [None, None, None],
            {"usd": 0.0125, "is_estimated": True},
        ),
    ],
    ids=["no model", "no price", "one without a price", "one that told nothing", "our own count"],
)
def test_what_is_not_known_is_null(
    calls: tuple[ModelCall, ...], usage: list[int | None] | None, cost: dict[str, object] | None
) -> None:
    spent = spent_as_json(calls)

    assert spent["cost"] == cost
    told = spent["usage"]
    assert (list(told.values()) if isinstance(told, dict) else told) == usage


def test_the_json_of_a_draft_holds_plain_values_only() -> None:
    value = draft_as_json(draft(tweet()))

    assert json.loads(json.dumps(value)) == value


def test_the_json_of_a_paper_is_the_schema_of_the_issue() -> None:
    drawn, undrawn = figure(page=3, box=(72.001, 400, 300, 560.5)), figure("Table 1", confidence=1 / 3)
    whole = paper(
        "",
        abstract="We read papers.",
        arxiv_id="2306.13840",
        sections=(section("Method", level=2, page=3),),
        links=(Link("https://x.org/c", 2, "our code"),),
        code=CodeLink("https://x.org/c", "the abstract links it"),
        figures=(drawn, undrawn),
        hidden_text=(HiddenText(2, "white on white", 120),),
        warnings=("Page 7 is a picture.",),
    )

    assert paper_as_json(whole, {drawn: "out/figure-2.png"}) == {
        "title": "A Paper About Papers",
        "authors": ["Ada Example", "Ben Sample"],
        "abstract": "We read papers.",
        "arxiv_id": "2306.13840",
        "pages": 1,
        "sections": [{"title": "Method", "level": 2, "page": 3}],
        "links": [{"url": "https://x.org/c", "page": 2, "text": "our code"}],
        "code": {"url": "https://x.org/c", "why": "the abstract links it"},
        "figures": [
            {
                "label": "Figure 2",
                "kind": "figure",
                "caption": "Errors against the size of the training set.",
                "page": 3,
                "box": [72.0, 400, 300, 560.5],
                "confidence": 0.9,
                "image": "out/figure-2.png",
            },
            {
                "label": "Table 1",
                "kind": "table",
                "caption": "Errors against the size of the training set.",
                "page": 1,
                "box": [72, 400, 300, 560],
                "confidence": 0.333,
                "image": None,
                "rows": None,
                "head_rows": None,
            },
        ],
        "hidden_text": [{"page": 2, "why": "white on white", "chars": 120}],
        "warnings": ["Page 7 is a picture."],
    }


def test_a_table_whose_cells_are_sure_has_its_rows_heads_first() -> None:
    cells = TableCells((("Model", "Top-1 (%)"), ("ResNet-50", "76.3")), head_rows=1)

    value = paper_as_json(paper("", figures=(figure("Table 1", cells=cells),)), {})

    [table] = json.loads(json.dumps(value))["figures"]
    assert (table["rows"], table["head_rows"]) == ([["Model", "Top-1 (%)"], ["ResNet-50", "76.3"]], 1)


def test_a_paper_without_code_and_id_has_null_for_them() -> None:
    value = paper_as_json(paper(), {})

    assert (value["code"], value["arxiv_id"]) == (None, None)


def test_markdown_shows_each_tweet_to_copy_with_its_picture_evidence_and_findings() -> None:
    whole = draft(
        tweet(
            1,
            "We train on 98,734 theorems.\n\n#ML",
            weighted_length=33,
            role=Role.FUTURE_WORK,
            evidence=(evidence("We train on *98,734* theorems.", page=4),),
            figure=TweetFigure(figure(page=5), alt="A [plot].", image="tweet-01.png"),
            findings=(finding("The evidence has 56.7.", words="57.6"), finding("Aim at 150.", level=Level.ADVICE)),
        ),
        paper=paper("", "", title="Papers_1 & more", arxiv_id="2306.13840", arxiv_version=2),
        findings=(finding("Only 1 tweet.", level=Level.REPAIR),),
        seconds={"read": 1.26, "write": 2.0},
    )

    assert draft_as_markdown(whole) == (
        "# Papers\\_1 \\& more\n"
        "\n"
        "Ada Example, Ben Sample · <https://arxiv.org/abs/2306.13840> · version 2 · 2 pages\n"
        "\n"
        "## 1/1 · future work\n"
        "\n"
        "```text\n"
        "We train on 98,734 theorems.\n"
        "\n"
        "#ML\n"
        "```\n"
        "\n"
        "![A \\[plot\\].](tweet-01.png)\n"
        "\n"
        "*Figure 2, page 5.*\n"
        "\n"
        "33 characters.\n"
        "\n"
        "- Page 4: “We train on \\*98,734\\* theorems.”\n"
        "\n"
        "- ⚠️ “57.6”: The evidence has 56.7.\n"
        "- Advice: Aim at 150.\n"
        "\n"
        "## About the whole draft\n"
        "\n"
        "- Repaired: Only 1 tweet.\n"
        "\n"
        "---\n"
        "\n"
        "Writer: extractive. Time: read 1.3 s, write 2.0 s.\n"
    )


def test_markdown_without_pictures_names_the_figure_alone() -> None:
    whole = draft(tweet(figure=TweetFigure(figure(page=5), alt="A plot.")), writer=WriterName("openai", "some-model"))

    text = draft_as_markdown(whole)

    assert "*Figure 2, page 5.*" in text
    assert "![" not in text
    assert text.endswith("Writer: openai, some-model.\n")


@given(st.text(st.sampled_from("`~ab\n#"), max_size=30))
def test_a_tweet_stands_in_markdown_as_it_is(text: str) -> None:
    lines = draft_as_markdown(replace(draft(tweet(text=text)))).split("\n")

    start = next(number for number, line in enumerate(lines) if line.endswith("`text"))
    fence = lines[start].removesuffix("text")
    end = lines.index(fence, start + 1)
    assert "\n".join(lines[start + 1 : end]) == text
