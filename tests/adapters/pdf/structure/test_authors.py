"""The authors' names between title and abstract."""

import pytest

from adapters.pdf.structure.authors import Authors, find_authors
from tests.author_lines import ABSTRACT, TITLE, found, place, row
from tests.pdfs import line, page_of


def test_a_grid_of_authors_with_institutions_and_addresses() -> None:
    cells = [
        line(text, left=72 + 180 * column, baseline=710 - 60 * n - 12 * k, size_pt=10, font=font)
        for n, people in enumerate([("Ada Example", "Ben Sample"), ("Carla Prüf",)])
        for column, name in enumerate(people)
        for k, (text, font) in enumerate(
            [(name, "Times"), ("Harbour Institute", "Times-Italic"), ("Mountain View", "Times-Italic")]
        )
    ]

    assert found(*cells).names == ("Ada Example", "Ben Sample", "Carla Prüf")


def test_names_in_bold_are_not_followed_by_places_in_plain_type() -> None:
    for town in ("Sankt Pauli", "Ramat Gan, Israel"):
        lines = [row("Ada Example", is_bold=True), row(town, 1), row("Ben Sample", 2, is_bold=True)]

        assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_a_street_below_an_institution_is_no_name() -> None:
    lines = [
        row("Ada Example"),
        row("University of Bergen", 2),
        row("Hafen-Haus, Haus B.Sample, 20, Am Alten Hafen", 3),
    ]

    assert found(*lines).names == ("Ada Example",)


def test_names_may_stand_before_the_title_in_the_file() -> None:
    lines = [
        row("Ada Example, Ben Sample"),
        *(row("and one that judges the current by eye, as pilots do", n) for n in (3, 4)),
    ]

    assert find_authors(page_of([*lines, TITLE]), [(1, 3)], "").names == ("Ada Example", "Ben Sample")


def test_names_in_small_capitals_that_come_as_small_letters_may_stand_above_the_title() -> None:
    names = line("ada example and ben sample", baseline=765, size_pt=18)

    assert find_authors(page_of([names, TITLE, row("Surface Overviews", 5, is_bold=True)]), [(1, 1)], "").names == (
        "Ada Example",
        "Ben Sample",
    )


def test_names_may_stand_behind_the_text_in_the_file_below_the_title_in_another_language() -> None:
    lines = [
        TITLE,
        line("Abstract", is_bold=True, baseline=600),
        *(row("and one that judges the current by eye, as pilots do", n) for n in (10, 11)),
        row("Ada Example, Ben Sample", 2, is_bold=True),
        row("Medir as correntes dos portos", 1),
    ]

    assert find_authors(page_of(lines), [(1, 0)], "").names == ("Ada Example", "Ben Sample")


def test_names_may_stand_beside_the_title() -> None:
    names = line("Ada Example* and Ben Sample", baseline=741, left=400, size_pt=14)
    places = [place("*Harbour Institute", n, left=400) for n in (-1, 0)]

    assert found(names, *places).names == ("Ada Example", "Ben Sample")


def test_a_name_may_begin_with_the_family_where_its_address_stands_below() -> None:
    lines = [
        line("Example, Ada", baseline=710, size_pt=14),
        line("ada@uib.example", baseline=698),
        line("Sample, Ben", baseline=670, size_pt=14),
        line("Harbour Institute", baseline=658),
        line("Old Currents", baseline=630, size_pt=14),
    ]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_numbered_institutions_in_the_type_of_the_names_are_no_names() -> None:
    lines = [
        row("Ada Example¹ and Ben Sample²"),
        row("¹ Instituto do Mar", 1),
        row("Cabo Verde", 2),
        row("² Port Authority, Oslo 0123", 3),
    ]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_marked_names_may_follow_a_marked_institution() -> None:
    lines = [row("Ada Example†", is_bold=True), row("†University of Bergen", 1), row("Ben Sample∗", 2, is_bold=True)]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_nothing_is_taken_from_sentences() -> None:
    sentences = [row("We ask whether Ada Lovelace and Charles Babbage would have agreed with it", n) for n in range(3)]

    assert found(row("Ada Example"), *sentences).names == ("Ada Example",)


def test_each_name_is_told_once_and_its_lines_with_it() -> None:
    assert found(row("Ada Example"), row("Ada Example", 1)) == Authors(("Ada Example",), ((1, 1), (1, 2)))


@pytest.mark.parametrize(
    ("metadata", "names"),
    [
        pytest.param(
            "Ada Example; Ben B. Sample", ("Ada Example", "Ben B. Sample"), id="more names that the page prints"
        ),
        pytest.param("Ada Example, Eve Nowhere", ("Ada Example",), id="a name that it does not print"),
        pytest.param("Anonymous Submission", ("Ada Example",), id="no names"),
        pytest.param("", ("Ada Example",), id="nothing"),
    ],
)
def test_the_files_own_field_helps_where_the_page_agrees(metadata: str, names: tuple[str, ...]) -> None:
    assert found(row("Ada Example"), row("written with BEN B. SAMPLE of Kiel", 1), metadata=metadata).names == names


def test_without_a_title_there_are_no_authors() -> None:
    assert find_authors(page_of([row("Ada Example")]), (), "") == Authors()


def test_a_wide_space_before_an_initial_parts_no_name() -> None:
    pieces = [row("ADA", right=100), row("J. EXAMPLE", left=112, wide_spaces=(2,))]

    assert found(*pieces).names == ("Ada J. Example",)


def test_a_name_may_stand_in_a_note_at_the_foot() -> None:
    note = line("¹Ada Example: ada@uib.example. We thank the pilots of four harbours.", baseline=80)

    assert found(note).names == ("Ada Example",)


def test_names_beside_the_text_are_known_by_what_stands_below_each() -> None:
    blocks = [
        part
        for n, name in enumerate(("Ada Example", "Ben Sample"))
        for part in (
            line(name, left=320, baseline=600 - 60 * n, is_bold=True),
            line("Harbour Institute", left=320, baseline=588 - 60 * n),
        )
    ]
    page = page_of([TITLE, ABSTRACT, *blocks])

    assert find_authors(page, [(1, 0)], "").names == ("Ada Example", "Ben Sample")


def test_a_family_name_may_come_first() -> None:
    page = page_of([TITLE, row("Example, Ada", is_bold=True), place("ada@uib.example", 1), ABSTRACT])

    assert find_authors(page, [(1, 0)], "").names == ("Ada Example",)


def test_an_institution_behind_a_mark_on_a_line_of_its_own_is_no_name() -> None:
    lines = [
        row("Ada Example¹ and Ben Sample²"),
        line("1", baseline=702, size_pt=7),
        line("New Mobility TF, Harbour R&D Center, Oslo", left=80, baseline=699, size_pt=9),
    ]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_pieces_of_a_row_behind_icons_go_on_from_each_other() -> None:
    lines = [
        row("Ada Example¹, Ben Sample", right=250),
        row("²,⁵, Carla", left=258),
        row("P. Wake³, Li Wei⁴", 1),
    ]

    assert found(*lines).names == ("Ada Example", "Ben Sample", "Carla P. Wake", "Li Wei")


def test_words_that_stand_wide_apart_are_still_names() -> None:
    text = "ADA EXAMPLE, MEMBER, IEEE, AND BEN SAMPLE, FELLOW, IEEE"
    loose = row(text, wide_spaces=tuple(n for n, sign in enumerate(text) if sign == " "))

    assert found(loose).names == ("Ada Example", "Ben Sample")


def test_the_file_s_own_field_mends_a_name_that_a_line_end_cut() -> None:
    lines = [row("Ada Example², Joanna"), row("P. Wake³", 1), row("(both from JOANNA P. WAKE's group)", 9)]

    names = found(*lines, metadata="Ada Example, Joanna P. Wake").names

    assert names == ("Ada Example", "Joanna P. Wake")


def test_a_name_in_loose_capitals_is_read_as_it_is_printed_elsewhere() -> None:
    lines = [row("ADA EXAM PLE and BEN SAMPLE"), place("Correspondence: Ada Example, bensample@uib.example", 20)]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_names_may_stand_above_the_title() -> None:
    names = line("Ada Example*, Ben Sample¹, and Carla Prüf²", baseline=765, size_pt=12)
    page = page_of([line("Proceedings on Harbours 2015; 1:77–91", baseline=785), names, TITLE, ABSTRACT])

    assert find_authors(page, [(1, 2)], "") == Authors(("Ada Example", "Ben Sample", "Carla Prüf"), ((1, 1),))


@pytest.mark.parametrize(
    "above",
    [
        "Harbour Letters",
        "Buoy P4 Wake Recorder",
        "Did You Notice? Neuronal Wakes",
        "Wakes, Currents, and 12 Buoys",
        "Special Issue, Harbour Currents, March 2015",
    ],
)
def test_what_stands_above_the_title_is_no_name_where_anything_else_is_in_the_line(above: str) -> None:
    page = page_of([line(above, baseline=765, size_pt=12), TITLE, ABSTRACT])

    assert find_authors(page, [(1, 1)], "").names == ()


def test_names_in_capitals_may_stand_above_the_title_on_a_line_each() -> None:
    over = [row(name, n - 8) for n, name in enumerate(("ADA EXAMPLE", "BEN B. SAMPLE"))]
    page = page_of([*over, TITLE, ABSTRACT])

    assert find_authors(page, [(1, 2)], "").names == ("Ada Example", "Ben B. Sample")
    assert find_authors(page_of([over[1], TITLE, ABSTRACT]), [(1, 1)], "").names == ()


def test_below_names_in_capitals_a_line_in_small_letters_is_their_institution() -> None:
    lines = [
        row("ADA EXAMPLE"),
        row("Harris Public Wakes, University of Bergen", 1),
        row("BEN SAMPLE", 2),
        row("Pilots and Friends", 3),
    ]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_in_a_row_of_institutions_every_cell_is_one() -> None:
    cells = [
        line(text, left=60 + 130 * column, baseline=715 - 13 * n, size_pt=11)
        for column, people in enumerate(
            [
                ("Ada Example", "Stanford University"),
                ("Ben Sample", "Lantern Animation Works"),
                ("Carla Prüf", "Kyoto University"),
            ]
        )
        for n, text in enumerate(people)
    ]

    assert found(*cells).names == ("Ada Example", "Ben Sample", "Carla Prüf")


def test_a_collaboration_in_brackets_below_names_says_where_they_belong() -> None:
    lines = [row("Ada Example and Ben Sample"), row("(Harbour Data Collaboration)", 1)]

    assert found(*lines).names == ("Ada Example", "Ben Sample")


def test_people_who_are_thanked_below_the_names_are_no_authors() -> None:
    thanks = [
        line("Ada Example (ada@uib.example) is an assistant professor of harbours", baseline=560, size_pt=11),
        line("and their currents. I am grateful to the pilots of the north, to Bart de", baseline=534, size_pt=11),
        line("Langhe, Carla Prüf, Dee McSample", baseline=508, size_pt=11),
    ]

    assert found(row("Ada Example"), *thanks).names == ("Ada Example",)


def test_the_last_name_may_stand_by_itself_in_small_capitals() -> None:
    last = line("AND B. SAMPLE", baseline=676, size_pt=8.8)

    assert found(row("BY A. EXAMPLE"), place("Harbour Institute", 1), last).names == ("A. Example", "B. Sample")
