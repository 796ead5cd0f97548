"""bot.extractive.revisions: the next sentence of a role, the next shorter form."""

from bot.extractive.revisions import another, shorter
from bot.model import Brief, Evidence, Paper, Proposal, Role, Voice, Zone
from bot.versions import Revision
from tests.builders import brief, paper, paragraph

FIRST = "We show that TreeBank reduces the cost of shade by 40% in dry summers, which helps many farmers."
SECOND = "TreeBank outperforms the best known banks of elms on 9 of 12 northern fields."
TREES = paper(
    title="TreeBank: A Bank of Trees",
    abstract=f"We present TreeBank, a bank of trees. {FIRST} {SECOND}",
    paragraphs=(paragraph(f"We present TreeBank, a bank of trees. {FIRST} {SECOND}", zone=Zone.ABSTRACT),),
)


def revision(prose: str, *versions: str, thread: tuple[str, ...] = (), facts: tuple[str, ...] = ()) -> Revision:
    proposal = Proposal(Role.RESULT, prose, (Evidence(1, prose),))
    return Revision(2, proposal, thread or (prose,), versions, facts=facts)


def prose_of(given: Proposal | None) -> str | None:
    return None if given is None else given.prose


def test_the_next_sentence_is_one_that_was_not_there_before() -> None:
    found = another(TREES, Brief(), revision(FIRST))

    assert found is not None
    assert (found.role, found.prose, found.evidence) == (Role.RESULT, SECOND, (Evidence(1, SECOND),))


def test_what_the_tweet_or_the_thread_says_or_said_does_not_come_again() -> None:
    assert another(TREES, Brief(), revision(FIRST, SECOND)) is None
    assert another(TREES, Brief(), revision(FIRST, thread=(FIRST, SECOND))) is None


def test_a_curator_gets_the_next_sentence_in_the_third_person() -> None:
    found = prose_of(another(TREES, brief(voice=Voice.CURATOR), revision(SECOND)))

    assert found is not None
    assert not found.startswith("We")


def test_the_shorter_form_says_the_same_with_less() -> None:
    found = shorter(TREES, Brief(), revision(FIRST))

    assert prose_of(found) == "TreeBank reduces the cost of shade by 40% in dry summers, which helps many farmers."


def test_each_press_gives_a_shorter_one_until_there_is_none() -> None:
    forms = [FIRST]
    while (found := shorter(TREES, Brief(), revision(forms[-1], *forms[:-1]))) is not None:
        forms.append(found.prose)

    assert [len(form) for form in forms] == sorted({len(form) for form in forms}, reverse=True)
    assert all("40%" in form for form in forms)
    assert len(forms) == 3


def test_a_fact_that_has_to_stay_stays() -> None:
    assert shorter(TREES, Brief(), revision(FIRST, facts=("many farmers", "We"))) is None


def test_of_two_sentences_the_first_can_stand_alone() -> None:
    pair = f"{SECOND} They also grow."

    assert prose_of(shorter(TREES, Brief(), revision(pair))) == SECOND


def test_a_paper_without_another_sentence_has_none() -> None:
    assert another(Paper("trees", "Trees", (), "", ()), Brief(), revision(FIRST)) is None
