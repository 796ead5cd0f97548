"""Whether words are a person's name."""

import pytest

from adapters.pdf.structure.names import (
    closed_up,
    in_usual_case,
    is_affiliation,
    is_name,
    is_single_name,
    join_suffixes,
)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example",
        "ADA EXAMPLE",
        "A. L. Example",
        "A.L. Example",
        "J.-P. O’Sample",
        "Ben de la Cruz",
        "Johan van der Berg",
        "María José García Márquez",
        "Søren Åkesson, Jr.",
        "Wei Liu",
        "AJ Piergiovanni",
        "Chris QUIRK",
        "Md. Khalid Hossain",
        "Yu.A.Pusep",
        "Carla Prüf-Meyer",
        "Łukasz Kaiser",
        "Иван Петров",
        "И. И. Петров",
        "王小明",
        "山田 太郎",
        "김철수",
        "Xinyao (Michelle) Example",
        "Ada B. Street",
        "Mohd. Example",
        "Andrew Senior",
    ],
)
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Example",
        "University of Bergen",
        "Harbour Institute",
        "Laboratório de Sistemas Marinhos",
        "Politechnika Gdańska",
        "Department of Physics",
        "UC Berkeley",
        "ETH Zurich",
        "UNC Chapel Hill",
        "Google Brain",
        "Compaq CRL",
        "New York",
        "Los Angeles",
        "South Africa",
        "Erlangen Germany",
        "Redmond WA",
        "Bergen 5020",
        "Edgbaston Birmingham B15 2TT",
        "12 Quay Street",
        "Technical Report",
        "Additional Key Words",
        "Bootstrapping Reasoning With Reasoning",
        "The Second Edition",
        "equal contribution",
        "Figs. S",
        "Assistant Professor",
        "Position Paper",
        "Lead Performance Engineer",
        "Dissertação de Mestrado",
        "Carnegie Mellon",
        "Z. Naturforsch.",
        "Московский университет",
        "清华大学",
        "关键词",
        "",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Mausam", True), ("Senior", True), ("GPU", False), ("of", False), ("Ada Example", False), ("Research", False)],
)
def test_a_single_word_may_be_a_name(text: str, answer: bool) -> None:
    assert is_single_name(text) is answer


@pytest.mark.parametrize("text", ["CNRS", "École Normale", "Palo Alto", "Lund SE-22362", "Geneva, USA", "北京大学"])
def test_institutions_and_places(text: str) -> None:
    assert is_affiliation(text)


def test_suffixes_go_to_the_name_before_them() -> None:
    assert join_suffixes(["Ada Example", "Jr.", "Ben Sample", "III", "Bergen"]) == [
        "Ada Example, Jr.",
        "Ben Sample III",
        "Bergen",
    ]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("JEAN-PIERRE VAN DER BERG", "Jean-Pierre van der Berg"),
        ("J. R. R. O’BRIEN", "J. R. R. O’Brien"),
        ("ANNA MCDONALD", "Anna McDonald"),
        ("ŁUKASZ ŻÓŁĆ III", "Łukasz Żółć III"),
        ("Ada Example", "Ada Example"),
        ("李明", "李明"),
    ],
)
def test_names_in_capitals_are_written_as_one_does(printed: str, written: str) -> None:
    assert in_usual_case(printed) == written


@pytest.mark.parametrize(
    ("name", "printed", "closed"),
    [
        pytest.param("BEN SAM PLE", {"Sample"}, "BEN SAMPLE", id="a word in pieces"),
        pytest.param("BEN SAM PLE", {"sample"}, "BEN SAM PLE", id="no name"),
        pytest.param("BEN SAM PLE", {"Sample", "Ple"}, "BEN SAM PLE", id="a name of its own"),
        pytest.param("A. B EXAMPLE", {"Bexample"}, "A. B EXAMPLE", id="an initial"),
        pytest.param("EVA DE WAKE", {"Dewake"}, "EVA DE WAKE", id="a particle"),
        pytest.param("Ben Sam Ple", {"Sample"}, "Ben Sam Ple", id="in small letters"),
    ],
)
def test_a_word_that_loose_type_cut_is_closed_up(name: str, printed: set[str], closed: str) -> None:
    assert closed_up(name, printed) == closed
