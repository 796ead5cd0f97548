"""The words of a paper, asked for names."""

import pytest

from bot.checks.paper_index import PaperIndex
from tests.builders import paper

VOCABULARY = PaperIndex(
    paper("GPT-\n4 and ResNets, Dojo1 of Kyoto; the ɛ2 allele. Markov chain Monte Carlo\nfrom each. v1.2 of OPT-175B\n")
).vocabulary


@pytest.mark.parametrize("name", ["GPT-4", "gpt4", "ResNet", "Dojo", "Net", "OPT-175B", "OPT", "Kyoto", "v1.2"])
def test_a_name_is_had_in_any_case_with_any_hyphen(name: str) -> None:
    assert VOCABULARY.has(name)


@pytest.mark.parametrize("name", ["GPT-40", "PT-4", "Rome", "Kyot", "OPT-17", "v1", "Dojos", "Carlof"])
def test_a_part_of_a_word_is_no_name(name: str) -> None:
    assert not VOCABULARY.has(name)


def test_abbreviations_and_symbols_are_known_by_what_they_stand_for() -> None:
    assert VOCABULARY.spells_out("MCMC")
    assert not VOCABULARY.spells_out("MCNC")
    assert VOCABULARY.has_symbol("2")
    assert not VOCABULARY.has_symbol("4")


def test_lower_case_words_are_known_by_their_beginning() -> None:
    assert VOCABULARY.has_in_lower_case("chain")
    assert VOCABULARY.has_in_lower_case("alleles")
    assert not VOCABULARY.has_in_lower_case("kyoto")
