"""bot.extractive.material: what is known of a paper before anything is chosen."""

import pytest

from bot.extractive.chinese import Chinese
from bot.extractive.english import English
from bot.extractive.material import Material, other_language
from tests.builders import paper, paragraph


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Die Bäume werden nicht mit der Hand und für das Feld gesetzt. " * 3, "German", id="German"),
        pytest.param(
            "Les arbres ne sont pas dans le champ et une haie est pour les oiseaux. " * 3, "French", id="French"
        ),
        pytest.param("Деревья не растут на камне и в песке, это не для них. " * 3, "Russian", id="Russian"),
        pytest.param("The trees are planted by hand and not in the field at all. " * 3, None, id="English"),
        pytest.param("Die Bäume.", None, id="too little"),
    ],
)
def test_a_language_is_known_by_its_small_words(text: str, expected: str | None) -> None:
    assert other_language(paper(paragraphs=(paragraph(text),))) == expected


def test_chinese_has_rules_of_its_own() -> None:
    assert isinstance(Material.of(paper(paragraphs=(paragraph("我们提出一种新的方法。"),))).language, Chinese)
    assert isinstance(Material.of(paper(paragraphs=(paragraph("We plant trees."),))).language, English)
