"""bot.extractive.on_page: the writer's own quotes held to the pages."""

from bot.checks.paper_index import PaperIndex
from bot.extractive.candidates import Candidate
from bot.extractive.on_page import held_to_the_page, stands_on_page
from bot.extractive.salience import stems
from bot.extractive.selection import Choice
from bot.model import Evidence, Role, Zone
from tests.builders import paper

PAGE = "Oaks in the north grow twice as fast as elms. 543 Elms in the south lose their leaves in winter."
TRUE = "Oaks in the north grow twice as fast as elms."
GLUED = "Birches of the middle lands burn more often than oaks."
INDEX = PaperIndex(paper(PAGE))


def choice(quote: str) -> Choice:
    evidence = (Evidence(1, quote),)
    return Choice(Role.RESULT, Candidate(quote, evidence, (0,), Zone.ABSTRACT, {Role.RESULT: 9.0}, stems(quote)))


def test_a_quote_stands_where_the_page_has_it() -> None:
    assert stands_on_page((Evidence(1, TRUE),), INDEX)
    assert not stands_on_page((Evidence(1, TRUE), Evidence(1, GLUED)), INDEX)


def test_what_is_not_on_its_page_makes_room_for_the_next() -> None:
    candidates = [choice(GLUED).candidate, choice(TRUE).candidate]

    held = held_to_the_page(candidates, lambda left: [Choice(Role.RESULT, left[0])] if left else [], INDEX)

    assert [one.candidate.prose for one in held] == [TRUE]


def test_where_nothing_stands_nothing_is_chosen() -> None:
    held = held_to_the_page([choice(GLUED).candidate], lambda left: [Choice(Role.RESULT, one) for one in left], INDEX)

    assert held == []
