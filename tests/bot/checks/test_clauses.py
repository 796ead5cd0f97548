"""Sentences and clauses, and the stems that they share."""

import pytest

from bot.checks.clauses import clauses, sentences, stems, without_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We sort. It rings!", ("We sort", "It rings!")),
        ("See e.g. Fig. 2 of Ada et al. here", ("See e.g. Fig. 2 of Ada et al. here",)),
        ("It lost c. 20 or approx. 30 shells", ("It lost c. 20 or approx. 30 shells",)),
        ("It takes 1.5 s\nand rings", ("It takes 1.5 s", "and rings")),
    ],
)
def test_sentences_end_at_marks_and_lines(text: str, parts: tuple[str, ...]) -> None:
    assert [one.rstrip("!") for one in sentences(text)] == [one.rstrip("!") for one in parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rings, but sand dampens it", ("It rings", "but sand dampens it")),
        ("It rings: sand may help; we wait", ("It rings", "sand may help", "we wait")),
        ("It rings longer, suggesting that sand may help", ("It rings longer", "suggesting that sand may help")),
        ("A stage that might help", ("A stage", "that might help")),
        ("Red, green and blue shells", ("Red, green and blue shells",)),
    ],
)
def test_clauses_are_parted_where_another_statement_begins(text: str, parts: tuple[str, ...]) -> None:
    assert clauses(text) == parts


def test_a_question_claims_nothing() -> None:
    assert without_questions("Why? We sort. Is it fast? Yes.").split() == ["We", "sort.", "Yes."]


def test_stems_are_the_beginnings_of_words_that_carry_something() -> None:
    assert stems("The sorting of 98 shells, we sort") == {"sorti", "shell", "sort"}
