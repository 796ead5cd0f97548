"""bot.extractive.selection."""

from bot.extractive.candidates import Candidate
from bot.extractive.salience import stems
from bot.extractive.selection import choose
from bot.extractive.subject import subject_of
from bot.model import Evidence, Role, Zone
from tests.builders import paper

SUBJECT = subject_of(
    paper(title="TreeBank: A Bank of Trees", abstract="TreeBank"), ["We introduce TreeBank.", "We build OakBank."]
)


def candidate(prose: str, number: int = 0, zone: Zone = Zone.ABSTRACT, **scores: float) -> Candidate:
    return Candidate(
        prose=prose,
        evidence=(Evidence(1, prose),),
        sentences=(number,),
        zone=zone,
        scores={Role(role): score for role, score in scores.items()},
        stems=stems(prose),
    )


def chosen(*candidates: Candidate, least: int = 1, most: int = 12) -> list[tuple[str, str]]:
    choices = choose(candidates, SUBJECT, least=least, most=most)
    return [(choice.role.value, choice.candidate.prose) for choice in choices]


def test_choices_come_in_the_order_of_roles() -> None:
    found = chosen(
        candidate("Credits go to many friends.", 5, credits=5.0),
        candidate("Birds sing in the morning.", 4, why=5.0),
        candidate("Oaks outlive most elms.", 3, result=6.0),
        candidate("A seed needs some water.", 2, contribution=6.0),
    )

    assert [role for role, _ in found] == ["contribution", "result", "why", "credits"]


def test_the_best_result_comes_first_and_the_others_as_in_the_paper() -> None:
    found = chosen(
        candidate("Oaks outlive most elms.", 1, result=5.0),
        candidate("Birds sing each morning.", 2, result=6.0),
        candidate("Rivers carry old leaves.", 3, result=7.0),
    )

    assert [prose for _, prose in found] == [
        "Rivers carry old leaves.",
        "Oaks outlive most elms.",
        "Birds sing each morning.",
    ]


def test_the_sentence_that_introduces_the_titles_name_leads() -> None:
    found = chosen(
        candidate("We grow birds and rivers.", 1, contribution=9.0),
        candidate("We introduce TreeBank, made of seeds.", 2, contribution=6.0),
    )

    assert found[0][1] == "We introduce TreeBank, made of seeds."


def test_nothing_below_its_floor_is_taken() -> None:
    assert chosen(candidate("Oaks outlive most elms.", result=0.5), candidate("Birds sing.", 1, limitation=3.0)) == []


def test_a_rare_role_does_not_take_what_serves_another_far_better() -> None:
    assert chosen(candidate("Oaks outlive most elms.", result=8.0, future_work=4.0)) == [
        ("result", "Oaks outlive most elms.")
    ]


def test_what_was_said_is_not_said_again() -> None:
    found = chosen(
        candidate("Oaks outlive elms in dry northern summers.", 1, result=7.0),
        candidate("In dry northern summers oaks outlive most elms.", 2, result=6.0),
    )

    assert len(found) == 1


def test_a_telling_number_is_told_once_but_a_year_is_no_telling_number() -> None:
    same_number = chosen(
        candidate("We count 98,734 birds.", 1, contribution=7.0),
        candidate("Leaves fall on 98,734 days.", 2, result=6.0),
    )
    same_year = chosen(
        candidate("We count birds of 2014.", 1, contribution=7.0), candidate("Leaves fell all of 2014.", 2, result=6.0)
    )

    assert (len(same_number), len(same_year)) == (1, 2)


def test_one_role_says_the_same_words_at_its_start_once() -> None:
    found = chosen(
        candidate("We demonstrate the beauty of oaks in dry northern summers.", 1, result=7.0),
        candidate("We demonstrate the beauty of rivers, birds, elms and stones.", 2, result=6.0),
        candidate("We find that the seeds of firs burn.", 3, result=6.0),
        candidate("We find that the wind breaks pumps.", 4, result=6.0),
    )

    assert [prose.split()[1] for _, prose in found] == ["demonstrate", "find", "find"]


def test_two_introductions_of_one_name_are_one() -> None:
    found = chosen(
        candidate("We build OakBank from seeds.", 1, contribution=7.0),
        candidate("OakBank is a nest of singing birds.", 2, contribution=7.0),
    )

    assert len(found) == 1


def test_results_with_other_numbers_may_be_alike() -> None:
    found = chosen(
        candidate("On northern oaks the error falls to 3.1 points.", 1, result=7.0),
        candidate("On southern elms the error of 4.2 points beats every pump.", 2, result=6.0),
    )

    assert len(found) == 2


def test_one_sentence_serves_once() -> None:
    single = candidate("Oaks outlive most elms.", 1, result=7.0, why=6.5)

    assert len(chosen(single)) == 1


def test_weak_ones_fill_only_up_to_the_least() -> None:
    weak = [
        candidate(prose, number, zone=Zone.BODY, method=3.0)
        for number, prose in enumerate(("Oaks outlive elms.", "Birds sing loudly.", "Rivers carry leaves."))
    ]

    assert len(chosen(*weak, least=2)) == 2


def test_with_room_for_few_the_core_stays() -> None:
    found = chosen(
        candidate("Credits go to many friends.", 5, credits=5.0),
        candidate("We hope to add firs.", 6, future_work=5.0),
        candidate("Birds cannot sing here.", 4, limitation=5.0),
        candidate("Oaks outlive most elms.", 3, result=4.6),
        candidate("A seed needs some water.", 2, contribution=4.6),
        most=3,
    )

    assert [role for role, _ in found] == ["contribution", "result", "limitation"]


def test_no_room_means_no_choice() -> None:
    assert chosen(candidate("Oaks outlive most elms.", result=7.0), most=0) == []


def test_what_a_paper_is_about_is_said_once() -> None:
    found = chosen(
        candidate("We study old trees and their bank in rain.", 1, contribution=7.0),
        candidate("We consider a bank of trees with much shade.", 2, contribution=6.9),
    )

    assert len(found) == 1


def test_a_conclusion_does_not_present_again_what_the_abstract_presents() -> None:
    found = chosen(
        candidate("We propose a method to count the rings of oaks.", 1, contribution=7.0),
        candidate("We introduced a method against drought and frost.", 9, Zone.CONCLUSION, contribution=6.9),
    )

    assert len(found) == 1


def test_what_was_measured_is_told_beside_what_was_looked_at() -> None:
    found = chosen(
        candidate("We examine the shade of oaks on dry northern fields.", 1, contribution=7.0),
        candidate("The shade of oaks on dry northern fields rises by nearly 40%.", 2, result=6.0),
        candidate("The shade of oaks on dry northern fields rises.", 3, result=5.9),
    )

    assert [prose for _, prose in found] == [
        "We examine the shade of oaks on dry northern fields.",
        "The shade of oaks on dry northern fields rises by nearly 40%.",
    ]


def test_five_words_in_a_row_are_said_once() -> None:
    found = chosen(
        candidate("We propose a cheap pump that exploits the roots of oaks.", 1, contribution=7.0),
        candidate("Every garden of the coast that exploits the roots of oaks is green.", 2, result=6.0),
    )

    assert len(found) == 1
