"""The names in a row, and rows that go on over a line end."""

import pytest

from adapters.pdf.page.lines import Line
from tests.author_lines import found, place, row
from tests.pdfs import line


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        pytest.param(
            [row("Ada Example, Ben Sample, and Carla Prüf")], "Ada Example|Ben Sample|Carla Prüf", id="commas"
        ),
        pytest.param([row("Ada Example and Ben Sample & Carla Prüf")], "Ada Example|Ben Sample|Carla Prüf", id="and"),
        pytest.param([row("Ada Example · Ben Sample; Carla Prüf")], "Ada Example|Ben Sample|Carla Prüf", id="dots"),
        pytest.param([row("Ada Example¹ Ben Sample²,³∗ Carla Prüf†")], "Ada Example|Ben Sample|Carla Prüf", id="marks"),
        pytest.param([row("Ada Example 1 2 Ben Sample 3")], "Ada Example|Ben Sample", id="marks on the line"),
        pytest.param([row("Ada Exampleᵃ,∗, Ben Sampleᵇ")], "Ada Example|Ben Sample", id="letters as marks"),
        pytest.param([row("Ada Example a,∗, Ben Sample b")], "Ada Example|Ben Sample", id="letters that a font raises"),
        pytest.param([row("Ada Example,¹,ᵃ⁾ Ben Sample,¹")], "Ada Example|Ben Sample", id="letters with brackets"),
        pytest.param([row("ADA EXAMPLE AND BEN McSAMPLE")], "Ada Example|Ben McSample", id="capitals with a small one"),
        pytest.param([row("By Ada Example")], "Ada Example", id="by"),
        pytest.param([row("Prof. Ada Example, Ph.D., and Dr. Ben Sample, MD")], "Ada Example|Ben Sample", id="degrees"),
        pytest.param([row("Ada Example, Senior Member, IEEE, and Ben Sample")], "Ada Example|Ben Sample", id="members"),
        pytest.param(
            [row("Ada Example, Ben Sample, Jr., Carla Prüf")], "Ada Example|Ben Sample, Jr.|Carla Prüf", id="junior"
        ),
        pytest.param(
            [row("Ada Example (Bergen), Ben Sample (Kiel)")], "Ada Example|Ben Sample", id="places in brackets"
        ),
        pytest.param([row("Ada Example ada@uib.example")], "Ada Example", id="an e-mail address behind"),
        pytest.param([row("Ada Example, Harbour Institute, Oslo")], "Ada Example", id="an institution behind"),
        pytest.param([row("Ada Example, Mausam, and Ben Sample")], "Ada Example|Mausam|Ben Sample", id="one name only"),
        pytest.param(
            [row("The ATLAS and CMS Collaborations∗")], "The ATLAS and CMS Collaborations", id="collaborations"
        ),
        pytest.param(
            [row("Ada Example, Ben Sample, and the HARBOUR Collaboration")],
            "Ada Example|Ben Sample|the HARBOUR Collaboration",
            id="a collaboration behind names",
        ),
        pytest.param([row("The Wake Consortium")], "The Wake Consortium", id="a consortium"),
        pytest.param([row("Ada (Adi) Example⋄, Ben Sample⋄")], "Ada (Adi) Example|Ben Sample", id="a nickname"),
        pytest.param(
            [row("Ada Example♡ Ben Sample♡♣ Carla Prüf⚓🐚")], "Ada Example|Ben Sample|Carla Prüf", id="pictures"
        ),
        pytest.param([row("Ada Example\ufffd, Ben Sample iD")], "Ada Example|Ben Sample", id="signs without a name"),
        pytest.param([row("ADA B. STREET, 1 BEN LANE, 2")], "Ada B. Street|Ben Lane", id="the surname is a street"),
        pytest.param(
            [row("Ada Example, Ben Sample, Carla Ab-"), row("delnour and Dmitri Ivanov", 1)],
            "Ada Example|Ben Sample|Carla Abdelnour|Dmitri Ivanov",
            id="a name broken with a hyphen",
        ),
        pytest.param(
            [row("Ada Example, Ben Sample, Jean-"), row("Pierre Prüf", 1)],
            "Ada Example|Ben Sample|Jean-Pierre Prüf",
            id="a hyphen of its own at the line's end",
        ),
        pytest.param(
            [row("ADA EXAMPLE,* BEN SAMPLE* and CARLA"), row("PRÜF*", 1)],
            "Ada Example|Ben Sample|Carla Prüf",
            id="capitals, a name over the line's end",
        ),
        pytest.param([row("Ada Example"), row("Harbour Works, Ltd.", 1)], "Ada Example", id="a company"),
        pytest.param([row("Ada Example"), row("London W14 8Q", 1)], "Ada Example", id="a postal code"),
        pytest.param(
            [row("Ada Example"), row("Thesis Committee:", 1), row("Ben Sample, Chair", 2)],
            "Ada Example",
            id="a committee",
        ),
        pytest.param([row("Ada Example"), row("Assistant Professor", 1)], "Ada Example", id="a post below"),
        pytest.param(
            [row("Ada Example and Ben Sample"), place("Oslo A&M University", 1)],
            "Ada Example|Ben Sample",
            id="an ampersand in an institution",
        ),
        pytest.param([row("山田 太郎，李伟")], "山田 太郎|李伟", id="Japanese names"),
        pytest.param(
            [row("Ada Example, Ben Sample"), place("Carla Prüf[0000−0003−4289−4922] and", 1)],
            "Ada Example|Ben Sample|Carla Prüf",
            id="a row in other type with an ORCID",
        ),
        pytest.param(
            [row("Ada Example, Resident Composer, Harbour City Orchestra")], "Ada Example", id="a post and an orchestra"
        ),
        pytest.param([row("dr.sc. Ada Example, dipl.oec.")], "Ada Example", id="a title of several words"),
        pytest.param([row("Ada Example. Professor of Currents. Oslo")], "Ada Example", id="a post behind a stop"),
        pytest.param(
            [
                row("Ada Example", font="Helvetica"),
                line("Harbour Institute, Oslo and Centre for", size_pt=9, baseline=702),
                line("Cold Matter, Example Laboratory, Oslo", size_pt=9, baseline=691),
                row("Ben Sample", 3, font="Helvetica"),
            ],
            "Ada Example|Ben Sample",
            id="an institution over two lines",
        ),
        pytest.param(
            [
                row("Ada Example, Ben Sample"),
                row("Correspondence: Ada B. Example (ada@uib.example)", 2),
                row("Citation: Example A, Sample B (2017) Measuring Harbour Currents in Storms.", 3),
            ],
            "Ada Example|Ben Sample",
            id="notes that name them again",
        ),
        pytest.param([row("И. И. Иванов, П. С. Петрова")], "И. И. Иванов|П. С. Петрова", id="Russian names"),
        pytest.param(
            [row("Иванов¹ И. И., Петрова¹ П. С.,"), row("Сидоров¹,² А. Н.", 1)],
            "Иванов И. И.|Петрова П. С.|Сидоров А. Н.",
            id="marks inside of Russian names",
        ),
        pytest.param(
            [row("Ada Example∗¹ , Carla Prüf‡¹ e Paulo"), row("Henrique Silva§²", 1)],
            "Ada Example|Carla Prüf|Paulo Henrique Silva",
            id="and in Portuguese",
        ),
        pytest.param(
            [row("Ada Example y José Ortega y Gasset")], "Ada Example|José Ortega y Gasset", id="and in Spanish"
        ),
        pytest.param(
            [row("Ada Example, Fellow, IEEE, and"), row("Ben Sample, Senior Member, IEEE", 1, font="Times-Italic")],
            "Ada Example|Ben Sample",
            id="and before a line of italics",
        ),
        pytest.param([row("王小明，李伟＊")], "王小明|李伟", id="a wide mark"),
        pytest.param([row("王小明 李伟 张三丰")], "", id="Chinese names without marks are no list"),
        pytest.param([row("王小明，李伟")], "王小明|李伟", id="Chinese names"),
        pytest.param([row("王小明¹） 李伟²）")], "王小明|李伟", id="wide brackets behind the marks"),
        pytest.param([row("Ada Vin ícius Example¹")], "Ada Vinícius Example", id="a name torn before an accent"),
        pytest.param(
            [row("Ada Example, CarlaPrüf, Ben DeSample")], "Ada Example|Carla Prüf|Ben DeSample", id="no space"
        ),
        pytest.param(
            [row("ADA EXAMPLE\\dagger AND BEN SAMPLE\\⌈a}}⌉∇")], "Ada Example|Ben Sample", id="names of marks"
        ),
        pytest.param([row("Ada B. d. S. Example")], "Ada B. d. S. Example", id="small initials"),
        pytest.param(
            [row("Ada Example, Ben Sample and"), place("Carla Prüf, Harbour Institute", 1)],
            "Ada Example|Ben Sample|Carla Prüf",
            id="and at the end of a line in larger type",
        ),
        pytest.param(
            [row("Ada Example"), row("Laboratório de Sistemas Marinhos", 1)], "Ada Example", id="an accent in a place"
        ),
        pytest.param([row("Anonymous authors"), row("Paper under double-blind review", 1)], "", id="nobody"),
    ],
)
def test_a_line_of_names(lines: list[Line], names: str) -> None:
    assert "|".join(found(*lines).names) == names


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        pytest.param("Ada Example, Carla", "Prüf, Ben Sample", "Ada Example|Carla Prüf|Ben Sample", id="inside a name"),
        pytest.param(
            "Ada Example, Edward Van",
            "Keuren, Ben Sample",
            "Ada Example|Edward Van Keuren|Ben Sample",
            id="inside a long name",
        ),
        pytest.param(
            "Ada Example, Ben Sample,",
            "Mausam, and Carla Prüf",
            "Ada Example|Ben Sample|Mausam|Carla Prüf",
            id="behind a comma",
        ),
        pytest.param(
            "Ada Example, Paulo Ro‐", "cha, Ben Sample", "Ada Example|Paulo Rocha|Ben Sample", id="inside a word"
        ),
        pytest.param(
            "Ada Example, Ben Sample",
            "Carla Prüf, Li Wei",
            "Ada Example|Ben Sample|Carla Prüf|Li Wei",
            id="between names",
        ),
    ],
)
def test_a_list_goes_on_over_a_line_end(first: str, second: str, names: str) -> None:
    assert "|".join(found(row(first), row(second, 1)).names) == names


def test_wide_spaces_part_names() -> None:
    names = row("Ada Example Ben Sample", wide_spaces=(len("Ada Example"),))

    assert found(names).names == ("Ada Example", "Ben Sample")


def test_in_a_page_of_loose_words_spaces_part_nothing() -> None:
    loose = [
        row(text, n, wide_spaces=(3, 7))
        for n, text in enumerate(["Ada B. Example", "One of us", "Two of us", "All of us"])
    ]

    assert found(*loose).names == ("Ada B. Example",)
