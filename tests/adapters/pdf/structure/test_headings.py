"""The headings of whole papers: order, levels, zones, and the file's own table of contents."""

from adapters.pdf.page.lines import Line
from adapters.pdf.structure.headings import Heading, OutlineEntry, find_headings
from bot.model import Section, Zone
from tests.pdfs import body_layout, line, page_of

TEXT = "Pilots guide large ships into harbours, and judge the current."


def paper(*headings: Line | str) -> list[Line]:
    """Headings 40 pt apart, a line of text below each; a plain word is one of 12 pt in bold."""
    lines: list[Line] = []
    for n, heading in enumerate(headings):
        top = 740 - 40 * n
        one = line(heading, size_pt=12, is_bold=True) if isinstance(heading, str) else heading
        moved = line(
            one.text, baseline=top, size_pt=one.size_pt, is_bold=one.is_bold, font=one.font, bold_start=one.bold_start
        )
        lines += [moved, line(TEXT, baseline=top - 16)]
    return lines


def found(lines: list[Line], *outline: OutlineEntry, skip: frozenset[tuple[int, int]] = frozenset()) -> list[Heading]:
    return find_headings([page_of(lines)], body_layout(), skip, outline)


def outlined(lines: list[Line], *outline: OutlineEntry) -> list[tuple[str, int]]:
    return [(h.section.title, h.section.level) for h in found(lines, *outline)]


def test_numbers_give_levels() -> None:
    assert outlined(paper("1 Introduction", "2 Method", "2.1 Camera", "2.1.1 Lens", "3 Results")) == [
        ("Introduction", 1),
        ("Method", 1),
        ("Camera", 2),
        ("Lens", 3),
        ("Results", 1),
    ]


def test_letters_count_inside_roman_sections() -> None:
    lines = paper("I. METHOD", line("A. Camera", font="Times-Italic"), "II. RESULTS", "REFERENCES", "A. PROOFS")

    assert outlined(lines) == [("METHOD", 1), ("Camera", 2), ("RESULTS", 1), ("REFERENCES", 1), ("PROOFS", 1)]


def test_type_gives_levels_where_there_are_no_numbers() -> None:
    lines = paper("Introduction", "Methods", line("Pilots", size_pt=10, is_bold=True), "Results")

    assert outlined(lines) == [("Introduction", 1), ("Methods", 1), ("Pilots", 2), ("Results", 1)]


def test_an_unnumbered_heading_of_another_type_is_below_the_numbered_one() -> None:
    lines = paper("1 Introduction", "2 Method", "2.1 Camera", line("Lens", size_pt=10, is_bold=True), "3 Results")

    assert ("Lens", 3) in outlined(lines)


def test_an_unnumbered_heading_is_below_a_numbered_one_of_its_type() -> None:
    lens = line("Lens", size_pt=10, is_bold=True)
    numbered = [line(text, size_pt=10, is_bold=True) for text in ("2.1 Camera", "2.2 Wake")]

    assert ("Lens", 3) in outlined(paper("1 Introduction", "2 Method", numbered[0], lens, numbered[1]))


def test_where_all_headings_are_of_one_type_the_unnumbered_are_outermost() -> None:
    lines = paper("1 Introduction", "2 Method", "2.1 Camera", "2.2 Wake", "2.3 Line", "Broader Impact")

    assert outlined(lines)[-1] == ("Broader Impact", 1)


def test_zones_follow_the_levels() -> None:
    zones = {h.section.title: h.section.zone for h in found(paper("1 Results", "1.1 At Night", "2 Method"))}

    assert zones == {"Results": Zone.RESULTS, "At Night": Zone.RESULTS, "Method": Zone.BODY}


def test_a_heading_that_runs_in_counts_its_characters() -> None:
    lead = line("Setup. We mount the camera.", bold_start=6)

    (heading,) = found([line(TEXT, baseline=720), lead])

    assert heading == Heading(Section("Setup", 4, 1), (1, 1), (1, 1), 6)


def test_a_heading_of_two_lines_is_one() -> None:
    first = line("2 Measuring the Current of", size_pt=12, is_bold=True)
    second = line("Harbours at Night", size_pt=12, is_bold=True, baseline=686)

    (heading,) = found([first, second, line(TEXT, baseline=660)])

    assert (heading.section.title, heading.first, heading.last) == (
        "Measuring the Current of Harbours at Night",
        (1, 0),
        (1, 1),
    )


def test_skipped_lines_are_no_headings() -> None:
    assert found(paper("Results"), skip=frozenset({(1, 0)})) == []


def test_what_stands_above_the_abstract_is_no_section() -> None:
    assert outlined(paper("Ada Example", "Harbour Institute", "Abstract", "Method")) == [("Abstract", 1), ("Method", 1)]


def test_the_outline_decides_where_the_pages_show_it() -> None:
    lines = paper("Introduction", "Method", "Camera", "Bold Words of a Table", "Results")
    entries = [OutlineEntry(title, level, 1) for title, level in (("Introduction", 1), ("Method", 1), ("Camera", 2))]

    assert outlined(lines, *entries) == [("Introduction", 1), ("Method", 1), ("Camera", 2), ("Results", 1)]


def test_an_outline_under_the_papers_title_is_moved_up() -> None:
    lines = paper("Introduction", "Method", "Results")
    entries = [OutlineEntry("A Paper", 1, 1), *(OutlineEntry(t, 2, 1) for t in ("Introduction", "Method", "Results"))]

    assert outlined(lines, *entries) == [("Introduction", 1), ("Method", 1), ("Results", 1)]


def test_an_outline_that_the_pages_do_not_show_is_not_believed() -> None:
    entries = [OutlineEntry(title, 1, 1) for title in ("figure.1", "figure.2", "Cover page")]

    assert outlined(paper("1 Introduction", "2 Method"), *entries) == [("Introduction", 1), ("Method", 1)]


def test_the_outline_knows_headings_in_the_type_of_the_text() -> None:
    run_in = line("1.1. Wakes of buoys. Pilots read the water.", baseline=600)
    lines = [line("1. Introduction", baseline=740), line(TEXT, baseline=720), run_in, line("2. Results", baseline=560)]
    entries = [
        OutlineEntry("1. Introduction", 1, 1),
        OutlineEntry("1.1. Wakes of buoys", 2, 1),
        OutlineEntry("2. Results", 1, 1),
    ]

    assert outlined(lines, *entries) == [("Introduction", 1), ("Wakes of buoys", 2), ("Results", 1)]


def test_bold_words_of_references_are_no_headings() -> None:
    works = [
        line("93(3)", baseline=600, is_bold=True),
        line("Example, Ada. 2011. Reading the water.", baseline=588, bold_start=13),
    ]
    lines = [*paper("Introduction", "References"), *works, line("Appendix", baseline=500, size_pt=12, is_bold=True)]

    assert outlined(lines) == [("Introduction", 1), ("References", 1), ("Appendix", 1)]


def test_a_letter_whose_headings_all_run_in_has_sections() -> None:
    lines = [
        line("Introduction.—Pilots read the water.", baseline=700),
        line("Wakes of buoys.—We measure them.", baseline=600),
        line("Conclusions.—A camera is enough.", baseline=500),
    ]

    assert outlined(lines) == [("Introduction", 1), ("Wakes of buoys", 1), ("Conclusions", 1)]


def test_the_number_of_a_chapter_is_part_of_its_heading() -> None:
    lines = [
        line("Chapter 1", baseline=740, size_pt=20, is_bold=True),
        line("Introduction", baseline=700, size_pt=24, is_bold=True),
        line(TEXT, baseline=680),
    ]

    assert outlined(lines) == [("Introduction", 1)]


def test_a_summary_that_runs_in_behind_the_introduction_is_inside_its_section() -> None:
    summary = line("Summary. We mount the camera.", bold_start=8)
    lines = [*paper("1 Introduction", "2 Method"), line(summary.text, baseline=600, bold_start=8)]

    assert outlined(lines)[-1] == ("Summary", 4)


def test_what_each_author_did_is_no_section() -> None:
    roles = [line(f"{role}: Ada Example.", bold_start=len(role) + 1) for role in ("Software", "Formal analysis")]
    lines = paper("Results", "Author Contributions", *roles, "References")

    assert outlined(lines) == [("Results", 1), ("Author Contributions", 1), ("References", 1)]


def test_a_heading_may_name_a_thing_in_a_face_of_its_own() -> None:
    lines = [
        line("5.2 Measuring Currents via Driftwatch", baseline=720, is_bold=True, bold_start=26),
        line(TEXT, baseline=700),
        line("5.3 Improving the Wakes of Trained", baseline=660, is_bold=True),
        line("Pilots with Driftwatch", left=95, baseline=648, is_bold=True, bold_start=12),
        line(TEXT, baseline=630),
        line("6 Generalizability of Wake and Buoy", baseline=600, is_bold=True, bold_start=21),
        line(TEXT, baseline=580),
        line("6.1 Setup. We mount it", baseline=550, is_bold=True, bold_start=10),
    ]

    assert outlined(lines) == [
        ("Measuring Currents via Driftwatch", 2),
        ("Improving the Wakes of Trained Pilots with Driftwatch", 2),
        ("Generalizability of Wake and Buoy", 1),
        ("Setup", 2),
    ]


def test_the_second_line_of_a_heading_may_be_in_small_capitals() -> None:
    lines = [
        line("2 Details of Constructing", size_pt=12, baseline=720, is_bold=True),
        line("DRIFTWATCH", left=95, size_pt=9.6, baseline=708, is_bold=True),
        line(TEXT, baseline=690),
    ]

    assert outlined(lines) == [("Details of Constructing DRIFTWATCH", 1)]


def test_a_heading_may_stand_on_the_row_of_the_next_columns() -> None:
    lines = [
        line("Abstract", left=150, right=195, baseline=700, is_bold=True),
        line("Introduction", left=308, right=384, baseline=700, is_bold=True),
        line("Axis", left=387, right=410, baseline=700, is_bold=True),
    ]

    assert [h.section.title for h in found(lines)] == ["Abstract", "Introduction"]


def test_a_narrow_paragraph_in_bold_is_no_heading() -> None:
    box = ["Currents in harbours are", "seldom known to the pilots.", "We measure them", "with one camera", "at night"]
    lines = [line(text, baseline=700 - 12 * n, is_bold=True) for n, text in enumerate(box)]

    assert found(lines) == []
    assert [h.section.title for h in found([line("Results", baseline=712, is_bold=True), *lines])] == ["Results"]


def test_the_number_of_a_heading_may_be_a_line_of_its_own() -> None:
    above = [line("那么水流怎么测量呢，我们用一台摄像机。", baseline=740 - 12 * n) for n in range(2)]
    lines = [
        *above,
        line("2", baseline=712, right=80, size_pt=12),
        line("水流的测量", left=90, baseline=712, size_pt=12),
    ]

    assert [h.section.title for h in found(lines)] == ["水流的测量"]


def test_the_names_of_the_authors_are_no_sections() -> None:
    names = ["*Corresponding Author: Ada Example", "Ben Sample", "Wake Example"]
    lines = paper("1 Introduction", *(line(name, size_pt=10, is_bold=True) for name in names), "2 Method")

    headings = find_headings([page_of(lines)], body_layout(), frozenset(), (), ["Ada Example", "Ben Sample"])

    assert [h.section.title for h in headings] == ["Introduction", "Wake Example", "Method"]
