"""What part of a paper a heading opens."""

import pytest

from adapters.pdf.structure.zones import own_zone, zones
from bot.model import Zone


@pytest.mark.parametrize(
    ("title", "zone"),
    [
        ("Abstract", Zone.ABSTRACT),
        ("摘 要", Zone.ABSTRACT),
        ("Zusammenfassung", Zone.ABSTRACT),
        ("Resumo", Zone.ABSTRACT),
        ("Résumé - Abstract", Zone.ABSTRACT),
        ("Abstract 230 words", Zone.ABSTRACT),
        ("Abstract (word count: 230)", Zone.ABSTRACT),
        ("Riassunto", Zone.ABSTRACT),
        ("要旨", Zone.ABSTRACT),
        ("Palavras-chave", Zone.FRONT),
        ("Mot clés", Zone.FRONT),
        ("Introdução", Zone.INTRODUCTION),
        ("はじめに", Zone.INTRODUCTION),
        ("Agradecimientos", Zone.ACKNOWLEDGEMENTS),
        ("Referências bibliográficas", Zone.REFERENCES),
        ("Introduction", Zone.INTRODUCTION),
        ("Einleitung", Zone.INTRODUCTION),
        ("Введение", Zone.INTRODUCTION),
        ("Background and Related Work", Zone.RELATED),
        ("Experimental Setup", Zone.RESULTS),
        ("Results and Discussion", Zone.RESULTS),
        ("Discussion", Zone.DISCUSSION),
        ("Limitations and Future Work", Zone.LIMITATIONS),
        ("局限性", Zone.LIMITATIONS),
        ("Future Directions", Zone.FUTURE),
        ("模型的推广", Zone.FUTURE),
        ("Concluding Remarks", Zone.CONCLUSION),
        ("Fazit", Zone.CONCLUSION),
        ("Acknowledgements and Funding", Zone.ACKNOWLEDGEMENTS),
        ("References", Zone.REFERENCES),
        ("Список литературы", Zone.REFERENCES),
        ("Appendix A. Proofs", Zone.APPENDIX),
        ("Keywords", Zone.FRONT),
        ("Competing interests", Zone.FRONT),
        ("Driftwatch", Zone.BODY),
        ("A Reference Implementation", Zone.BODY),
    ],
)
def test_a_heading_names_its_zone(title: str, zone: Zone) -> None:
    assert own_zone(title) is zone


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        pytest.param(
            [("Results", 1), ("At Night", 2), ("Lamps", 3), ("Method", 1)],
            [Zone.RESULTS, Zone.RESULTS, Zone.RESULTS, Zone.BODY],
            id="an inner section has the zone of the one around it",
        ),
        pytest.param(
            [("Method", 1), ("Limitations", 2), ("Setup", 2)],
            [Zone.BODY, Zone.LIMITATIONS, Zone.BODY],
            id="but a name of its own wins",
        ),
        pytest.param(
            [("References", 1), ("Proofs", 1), ("Results at Night", 2)],
            [Zone.REFERENCES, Zone.APPENDIX, Zone.APPENDIX],
            id="all behind the references is appendix",
        ),
        pytest.param(
            [("References", 1), ("Proofs", 1), ("Limitations", 1), ("Acknowledgments", 1)],
            [Zone.REFERENCES, Zone.APPENDIX, Zone.LIMITATIONS, Zone.ACKNOWLEDGEMENTS],
            id="except what the paper says of itself",
        ),
        pytest.param(
            [("Abstract", 1), ("Lamps", 2), ("Keywords", 1), ("Buoys", 2)],
            [Zone.ABSTRACT, Zone.BODY, Zone.FRONT, Zone.BODY],
            id="abstract and keywords have no inner sections",
        ),
        pytest.param(
            [("Abstract", 1), ("Introduction", 1), ("Abstract", 2), ("Summary", 1)],
            [Zone.ABSTRACT, Zone.INTRODUCTION, Zone.INTRODUCTION, Zone.CONCLUSION],
            id="a paper has one abstract, and its summary at the end is a conclusion",
        ),
    ],
)
def test_zones_are_given_in_order(headings: list[tuple[str, int]], found: list[Zone]) -> None:
    assert zones(headings) == found
