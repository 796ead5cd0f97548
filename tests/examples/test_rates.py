from bot.model import Evidence, Page, Paper, Zone
from examples import rates
from examples.rates import Material
from tests import builders

SENTENCES = [
    f"The {word} parser was tested on {number} long files and reads {share}% of them without error."
    for word, number, share in [("first", 1250, 42.5), ("second", 3170, 51.2), ("third", 6480, 63.9)]
]


def material(name: str = "own", sentences: list[str] = SENTENCES) -> Material:
    paper = Paper(
        name=name,
        title="A Paper",
        authors=(),
        abstract="",
        pages=tuple(Page(number, f"{sentence}\n") for number, sentence in enumerate(sentences, 1)),
        paragraphs=tuple(
            builders.paragraph(sentence, page=n, zone=Zone.BODY) for n, sentence in enumerate(sentences, 1)
        ),
    )
    return Material.of(name, paper)


def other() -> Material:
    return material(
        "other",
        [
            "Some quiet river runs along the garden in winter, and nobody has ever measured it.",
            "Beyond the mountains there are villages whose people speak about music every evening.",
        ],
    )


def row(rows: list[rates.Row], kind: str) -> rates.Row:
    return next(found for found in rows if found["kind"] == kind)


def test_quotes_that_were_copied_are_clean_and_foreign_ones_refused() -> None:
    rows = rates.quote_rates([material(), other()])

    assert row(rows, "Copied exactly")["clean"] == row(rows, "Copied exactly")["n"] == 5
    assert row(rows, "From another paper")["refused"] == row(rows, "From another paper")["n"] == 5


def test_every_quote_is_counted_once() -> None:
    for found in rates.quote_rates([material(), other()]):
        assert found["n"] == sum(int(found[verdict]) for verdict in ("clean", "mended", "flagged", "refused"))


def test_posts_with_a_changed_digit_are_flagged_and_unchanged_ones_are_not() -> None:
    rows, _ = rates.post_rates([material(), other()])

    assert row(rows, "Unchanged") == {"kind": "Unchanged", "n": 3, "flagged": 0}
    assert row(rows, "Last digit changed") == {"kind": "Last digit changed", "n": 3, "flagged": 3}


def test_a_sentence_is_most_like_its_own_page() -> None:
    likeness = rates.likeness_of_pages(material())

    for number, cells in enumerate(likeness):
        assert cells[number] == 100
        assert all(value is not None and value < 100 for other, value in enumerate(cells) if other != number)


def test_a_curve_of_likeness_rises_to_all_quotes() -> None:
    for curve in rates.likeness_curves([material(), other()]).values():
        shares = [share for _, share in curve]

        assert shares == sorted(shares)
        assert shares[-1] == 100


def test_a_flag_is_about_the_evidence_and_not_about_the_paper() -> None:
    own = material()
    evidence = [Evidence(1, SENTENCES[0])]

    assert not rates.is_flagged("It reads 42.5% of the files.", evidence, own)
    assert rates.is_flagged("It reads 51.2% of the files.", evidence, own)
