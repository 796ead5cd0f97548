"""bot.digest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest import digest, estimated_tokens
from bot.model import Page, Section, Zone
from tests.builders import figure, paper


def test_a_short_paper_is_there_whole_page_by_page() -> None:
    known = paper("We sort shells.\n", "They sound.\n", figures=(figure("Figure 1", page=2, caption="Shells\nheard."),))

    short = digest(known, max_tokens=1000)

    assert short.text == "[page 1]\nWe sort shells.\n\n[page 2]\nThey sound."
    assert short.figures == "Figure 1 (page 2): Shells heard."
    assert short.left_out == ""


def test_references_are_no_evidence_and_are_not_sent() -> None:
    page = Page(1, "We sort shells.\nReferences\n[1] Ours.\nAppendix\nMore.\n", references=(16, 37))

    assert digest(paper(pages=(page,)), max_tokens=1000).text == "[page 1]\nWe sort shells.\nAppendix\nMore."


def test_pages_that_cannot_be_read_are_told() -> None:
    pages = (Page(1, "We sort.\n"), Page(2, "\x03\x04\n", is_readable=False))

    assert digest(paper(pages=pages), max_tokens=1000).left_out == "page 2 could not be read"


def test_the_appendix_goes_before_the_method_and_the_method_before_the_results() -> None:
    texts = ["Front. " * 30, "Method. " * 30, "Results. " * 30, "Limits. " * 30, "Appendix. " * 30]
    sections = tuple(
        Section(zone.value, 1, page, zone)
        for page, zone in enumerate((Zone.ABSTRACT, Zone.BODY, Zone.RESULTS, Zone.LIMITATIONS, Zone.APPENDIX), 1)
    )
    known = paper(*texts, sections=sections)
    cost = [estimated_tokens(f"[page 1]\n{text.strip()}") + 1 for text in texts]

    assert digest(known, max_tokens=sum(cost)).left_out == ""
    assert digest(known, max_tokens=sum(cost[:4])).left_out == "page 5 did not fit"
    assert digest(known, max_tokens=sum(cost) - cost[4] - 1).left_out == "pages 2 and 5 did not fit"
    assert digest(known, max_tokens=cost[0]).text.startswith("[page 1]\nFront.")


def test_a_page_without_a_heading_behind_the_limitations_is_no_limitation() -> None:
    texts = ["Front. " * 30, "Limits. " * 30, "Checklist. " * 30, "Method. " * 30, "Appendix. " * 30]
    zones = {1: Zone.ABSTRACT, 2: Zone.LIMITATIONS, 4: Zone.RESULTS}
    sections = tuple(Section(zone.value, 1, page, zone) for page, zone in zones.items())
    cost = [estimated_tokens(f"[page 1]\n{text.strip()}") + 1 for text in texts]

    kept = digest(paper(*texts, sections=sections), max_tokens=sum(cost[:2]) + cost[3])

    assert kept.left_out == "pages 3 and 5 did not fit"


def test_what_goes_on_behind_the_references_is_an_appendix() -> None:
    pages = (
        Page(1, "Front. " * 30),
        Page(2, "Results.\n[1] Ours.\n", references=(9, 19)),
        Page(3, "More. " * 30),
        Page(4, "Related. " * 30),
    )
    sections = (Section("Results", 1, 2, Zone.RESULTS), Section("Related", 1, 4, Zone.RELATED))
    cost = {page.number: estimated_tokens(f"[page 1]\n{page.text}") + 1 for page in pages}

    kept = digest(paper(pages=pages, sections=sections), max_tokens=cost[1] + cost[2] + cost[4])

    assert kept.left_out == "page 3 did not fit"


def test_pages_that_have_references_only_are_not_missed() -> None:
    pages = (Page(1, "We sort shells.\n"), Page(2, "[1] Ours.\n[2] Theirs.\n", references=(0, 21)))

    short = digest(paper(pages=pages), max_tokens=1000)

    assert (short.text, short.left_out) == ("[page 1]\nWe sort shells.", "")


def test_many_missing_pages_are_told_in_few_words() -> None:
    texts = ["Front. " * 30, *["Method. " * 30] * 8]
    zones = {2: Zone.BODY, 4: Zone.RESULTS, 5: Zone.BODY}
    sections = tuple(Section(zone.value, 1, page, zone) for page, zone in zones.items())
    known = paper(*texts, sections=sections)

    room = sum(estimated_tokens(f"[page 1]\n{text}") + 1 for text in (texts[0], texts[3]))
    assert digest(known, max_tokens=room).left_out == "pages 2, 3 and 5 to 9 did not fit"


def test_a_hundred_figures_leave_room_for_the_text() -> None:
    figures = tuple(figure(f"Figure {number}", caption="shell " * 40) for number in range(1, 101))
    known = paper("We sort shells. " * 100, figures=figures)

    short = digest(known, max_tokens=1000)

    assert short.text.startswith("[page 1]\nWe sort")
    assert short.figures.count("\n") == 1
    assert short.left_out == "98 captions did not fit"


def test_a_long_caption_is_cut_in_the_list() -> None:
    known = paper("We sort.", figures=(figure("Table 2", caption="shell " * 200),))

    (line,) = digest(known, max_tokens=1000).figures.splitlines()

    assert line.endswith("shell…")
    assert len(line) < 330


@given(st.lists(st.text(st.sampled_from("ab 中ж\n")), max_size=8), st.integers(0, 60))
def test_it_is_never_longer_than_what_was_allowed(texts: list[str], max_tokens: int) -> None:
    short = digest(paper(*texts), max_tokens=max_tokens)

    assert estimated_tokens(short.text) + estimated_tokens(short.figures) <= max_tokens + 1


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("abc def", 2), ("贝壳", 2)])
def test_tokens_are_guessed_rather_too_many(text: str, tokens: int) -> None:
    assert estimated_tokens(text) == tokens
