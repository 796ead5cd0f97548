"""Drafts and papers as lines for people."""

from dataclasses import replace

from bot.model import CodeLink, HiddenText, Level, Link, Role, TableCells, TweetFigure, WriterName
from bot.plain_text import Line, Tone, draft_lines, paper_lines
from tests.builders import draft, evidence, figure, finding, page, paper, section, tweet


def rule(name: str) -> Line:
    return Line(f"── {name} {'─' * (72 - len(name) - 4)}", Tone.RULE)


def test_a_draft_is_its_paper_its_tweets_and_what_concerns_the_whole() -> None:
    whole = draft(
        tweet(1, "📣 A Paper About Papers\n\n1/2", role=Role.ANNOUNCEMENT, weighted_length=26),
        tweet(
            2,
            "We train on 98,734 theorems.\n\n2/2",
            role=Role.FUTURE_WORK,
            weighted_length=213,
            evidence=(evidence("We train on 98,734\ntheorems.", page=4), evidence("x" * 80, page=12)),
            figure=TweetFigure(figure(page=5), alt="A plot.", image="tweet-02.png"),
            findings=(
                finding("Aim at 150.", level=Level.ADVICE, rule="length"),
                finding("The evidence has 56.7.", words="57.6"),
                finding("The tag was given its capitals.", level=Level.REPAIR, rule="tag"),
            ),
        ),
        paper=paper("", "", arxiv_id="2306.13840", arxiv_version=2),
        findings=(finding("The paper gives no more than 2 tweets.", rule="structure"),),
        seconds={"read": 1.26, "draw": 0.02},
    )

    assert list(draft_lines(whole)) == [
        Line("A Paper About Papers", Tone.TITLE),
        Line("Ada Example, Ben Sample"),
        Line("paper.pdf · 2 pages · https://arxiv.org/abs/2306.13840 · version 2", Tone.ASIDE),
        Line("2 tweets · written without a model · 2 flags to look at", Tone.ASIDE),
        Line(""),
        rule("1 · announcement"),
        Line("📣 A Paper About Papers"),
        Line(""),
        Line("1/2"),
        Line(""),
        Line("26 chars", Tone.ASIDE, 4),
        Line(""),
        rule("2 · future work"),
        Line("We train on 98,734 theorems."),
        Line(""),
        Line("2/2"),
        Line(""),
        Line(
            f"213 chars · p. 4: “We train on 98,734 theorems.” · p. 12: “{'x' * 71}…” · Figure 2 (tweet-02.png)",
            Tone.ASIDE,
            4,
        ),
        Line("⚠️ number: “57.6”: The evidence has 56.7.", Tone.FLAG, 4),
        Line("advice · length: Aim at 150.", Tone.ASIDE, 4),
        Line("repaired · tag: The tag was given its capitals.", Tone.ASIDE, 4),
        Line(""),
        rule("the whole draft"),
        Line("⚠️ structure: The paper gives no more than 2 tweets.", Tone.FLAG),
        Line("read 1.3 s · draw 0.0 s", Tone.ASIDE),
    ]


def test_a_clean_draft_of_a_model_says_so() -> None:
    lines = list(draft_lines(draft(tweet(), writer=WriterName("openai", "some-model"))))

    assert lines[3] == Line("1 tweet · written by some-model · no flags", Tone.ASIDE)


def test_a_paper_without_a_title_is_called_by_its_name() -> None:
    lines = list(draft_lines(draft(tweet(), paper=paper("", title="", authors=()))))

    assert lines[:2] == [Line("paper.pdf", Tone.TITLE), Line("1 page", Tone.ASIDE)]


def test_a_paper_is_its_facts_its_parts_and_its_pages() -> None:
    cells = TableCells((("Model", "Top-1"), ("ResNet-50", "76.3"), ("VGG", "71.5")), head_rows=1)
    drawn, undrawn = figure(page=2), figure("Table 1", confidence=0.5, cells=cells)
    whole = replace(
        paper(title="A Paper About Papers"),
        abstract="We read papers.",
        pages=(page(1, "First line.\nSecond line.\n"), page(2, "")),
        sections=(section("Method"), section("Data", level=2, page=2)),
        links=(Link("https://x.org/c", 2, "our code"),),
        code=CodeLink("https://x.org/c", "the abstract links it"),
        figures=(drawn, undrawn),
        hidden_text=(HiddenText(2, "white on white", 1),),
        warnings=("Page 2 is a picture.",),
    )

    assert list(paper_lines(whole, {drawn: "out/figure-2.png"})) == [
        Line("A Paper About Papers", Tone.TITLE),
        Line("Ada Example, Ben Sample"),
        Line("paper.pdf · 2 pages", Tone.ASIDE),
        Line("⚠️ Page 2 is a picture.", Tone.FLAG),
        Line("⚠️ Page 2 has 1 character that no reader sees (white on white); left out.", Tone.FLAG),
        Line(""),
        rule("abstract"),
        Line("We read papers."),
        Line(""),
        rule("sections"),
        Line("Method  (p. 1)"),
        Line("Data  (p. 2)", indent=2),
        Line(""),
        rule("figures and tables"),
        Line("Figure 2 (p. 2, confidence 0.90, out/figure-2.png): Errors against the size of the training set."),
        Line("Table 1 (p. 1, confidence 0.50, 3 rows of 2): Errors against the size of the training set."),
        Line(""),
        rule("code"),
        Line("https://x.org/c  (the abstract links it)"),
        Line(""),
        rule("links"),
        Line("p. 2: https://x.org/c"),
        Line(""),
        rule("page 1"),
        Line("First line."),
        Line("Second line."),
        Line(""),
        rule("page 2"),
        Line(""),
    ]
