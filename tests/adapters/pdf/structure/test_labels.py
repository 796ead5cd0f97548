import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.structure.labels import Mark, read_label
from bot.model import FigureKind

FIGURE, TABLE = FigureKind.FIGURE, FigureKind.TABLE


@pytest.mark.parametrize(
    ("line", "label", "kind", "rest"),
    [
        pytest.param("Figure 3: A tree.", "Figure 3", FIGURE, "A tree.", id="the usual form"),
        pytest.param("Fig. 4. A tree.", "Figure 4", FIGURE, "A tree.", id="abbreviated"),
        pytest.param("FIG. 12. (Color online) A tree", "Figure 12", FIGURE, "(Color online) A tree", id="capitals"),
        pytest.param("FIGURE 5 | A tree", "Figure 5", FIGURE, "A tree", id="a bar behind the number"),
        pytest.param("■ Table 1 Costs", "Table 1", TABLE, "Costs", id="behind a square"),
        pytest.param("n Table 1 Costs", "Table 1", TABLE, "Costs", id="behind a square in a font of ornaments"),
        pytest.param("Fig 1 A tree", "Figure 1", FIGURE, "A tree", id="no stop anywhere"),
        pytest.param("Table 2—Costs", "Table 2", TABLE, "Costs", id="a dash behind the number"),
        pytest.param("TABLE IV", "Table IV", TABLE, "", id="a roman number alone"),
        pytest.param("Table A.1: Costs", "Table A.1", TABLE, "Costs", id="of an appendix"),
        pytest.param("Figure S3. A tree", "Figure S3", FIGURE, "A tree", id="of a supplement"),
        pytest.param("Figure K: A tree", "Figure K", FIGURE, "A tree", id="a letter"),
        pytest.param("Figure 2-1: A tree", "Figure 2-1", FIGURE, "A tree", id="chapter and number"),
        pytest.param("Figure 3a: A tree", "Figure 3a", FIGURE, "A tree", id="a part"),
        pytest.param("Figure 3 (a) A tree", "Figure 3", FIGURE, "(a) A tree", id="a part in brackets"),
        pytest.param("Supplementary Figure 2. A tree", "Supplementary Figure 2", FIGURE, "A tree", id="a prefix"),
        pytest.param("Extended Data Fig. 1 | A tree", "Extended Data Figure 1", FIGURE, "A tree", id="a long prefix"),
        pytest.param("图1-2 结构", "图 1-2", FIGURE, "结构", id="Chinese without a space"),
        pytest.param("图8参数对树的影响", "图 8", FIGURE, "参数对树的影响", id="Chinese words right behind the number"),
        pytest.param("表１２b树的大小", "表 12b", TABLE, "树的大小", id="Chinese words right behind a letter"),
        pytest.param("図1木の成長", "図 1", FIGURE, "木の成長", id="Japanese words right behind the number"),
        pytest.param("表 3：结果", "表 3", TABLE, "结果", id="a Chinese colon"),
        pytest.param("Рис. 3. Схема", "Рисунок 3", FIGURE, "Схема", id="Russian"),
        pytest.param("Abb. 7: Ein Baum", "Abbildung 7", FIGURE, "Ein Baum", id="German"),
        pytest.param("Figure 3 – Un arbre", "Figure 3", FIGURE, "Un arbre", id="French, with a dash"),
        pytest.param("Tableau II. Coûts", "Tableau II", TABLE, "Coûts", id="a French table with a roman number"),
        pytest.param("Cuadro 4. Costes", "Cuadro 4", TABLE, "Costes", id="a Spanish table"),
        pytest.param("Gráfico 1 – Árvores", "Gráfico 1", FIGURE, "Árvores", id="Portuguese"),
        pytest.param("Rys. 1. Drzewo", "Rysunek 1", FIGURE, "Drzewo", id="Polish"),
        pytest.param("Şekil 1. Ağaç", "Şekil 1", FIGURE, "Ağaç", id="Turkish"),
        pytest.param("図１　木の成長", "図 1", FIGURE, "木の成長", id="Japanese, a wide digit"),
        pytest.param("Ｆｉｇ．１　Ａ ｔｒｅｅ", "Figure 1", FIGURE, "Ａ ｔｒｅｅ", id="wide Latin letters"),
        pytest.param("图一 系统", "图 一", FIGURE, "系统", id="a Chinese number"),
        pytest.param("<그림 1> 나무", "그림 1", FIGURE, "나무", id="Korean, in brackets"),
        pytest.param("그림 1 이미지", "그림 1", FIGURE, "이미지", id="Korean, a word that begins as a particle does"),
        pytest.param("F IGURE 1. A tree", "Figure 1", FIGURE, "A tree", id="small capitals with a space in the word"),
        pytest.param("T A B L E 4 Costs", "Table 4", TABLE, "Costs", id="a spaced word"),
        pytest.param("Fig. 1.—A tree", "Figure 1", FIGURE, "A tree", id="a stop and a dash"),
        pytest.param("Fig. 1A: A tree", "Figure 1A", FIGURE, "A tree", id="a part in capitals"),
        pytest.param("Table 1* Costs", "Table 1", TABLE, "Costs", id="a note mark at the number"),
        pytest.param("Table Ⅱ Costs", "Table II", TABLE, "Costs", id="a roman number of one sign"),
        pytest.param("Suppl. Fig. 2. A tree", "Supplementary Figure 2", FIGURE, "A tree", id="a short prefix"),
        pytest.param("Supplementary figure 2. A tree", "Supplementary Figure 2", FIGURE, "A tree", id="a small word"),
        pytest.param("eTable 1. Costs", "eTable 1", TABLE, "Costs", id="of an online supplement"),
        pytest.param("Scheme 2. Synthesis", "Scheme 2", FIGURE, "Synthesis", id="of chemistry"),
    ],
)
def test_a_caption_is_read(line: str, label: str, kind: FigureKind, rest: str) -> None:
    found = read_label(line)

    assert found is not None
    assert (found.text, found.kind, found.rest) == (label, kind, rest)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Figure 3 shows the tree.", id="a verb follows"),
        pytest.param("Figure 3(a) shows the tree.", id="a part, then a verb"),
        pytest.param("Figure 3, on the left", id="a comma follows"),
        pytest.param("Figure 3) and the tree", id="a bracket closes"),
        pytest.param("Figures 3 and 4: trees", id="plural"),
        pytest.param("Figure 3 – 5 of them", id="a range"),
        pytest.param("figure 3: a tree", id="a small letter"),
        pytest.param("Table of contents", id="no number"),
        pytest.param("Tableware 3: forks", id="another word"),
        pytest.param("Table 50% of them", id="a share"),
        pytest.param("图 3 展示了结果", id="a Chinese verb follows"),
        pytest.param("图3中的树", id="Chinese for what is in it"),
        pytest.param("图3比较了树", id="Chinese for what somebody did there"),
        pytest.param("图2左侧是树", id="Chinese for a side of it"),
        pytest.param("表一般是树", id="a Chinese word that begins with a number"),
        pytest.param("Рисунок 2 показывает", id="a Russian verb follows"),
        pytest.param("The tree of Figure 3: nice", id="within a line"),
        pytest.param("Supplementary Table 1 highlights it", id="a prefix, then a verb"),
        pytest.param("(Figure 3) We see trees", id="in brackets"),
        pytest.param("図1は木", id="a Japanese particle follows"),
        pytest.param("그림 1은 나무", id="a Korean particle follows"),
        pytest.param("FIGUR E", id="a word with a space in it"),
        pytest.param("Fıgure 1. A tree", id="a dotless i, which is another letter"),
    ],
)
def test_a_mention_is_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "mark"),
    [("Figure 3: A", Mark.SEPARATOR), ("Figure 3", Mark.NOTHING), ("Figure 3 A tree", Mark.WORDS)],
)
def test_what_follows_the_number_is_told(line: str, mark: Mark) -> None:
    found = read_label(line)

    assert found is not None
    assert found.mark is mark


@given(st.text())
def test_any_line_can_be_asked(line: str) -> None:
    read_label(line)


@given(st.sampled_from(["Figure ", "Fig. ", "Table ", "表", "Extended Data Figure "]), st.integers(1, 999), st.text())
def test_the_rest_is_the_end_of_the_line(word: str, number: int, rest: str) -> None:
    found = read_label(f"{word}{number}: {rest}")

    assert found is not None
    assert f"{word}{number}: {rest}"[found.end :].strip() == found.rest
