"""bot.extractive.flaws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.flaw_phrases import Flaw
from bot.extractive.flaws import can_follow, flaw_of, is_beyond_repair
from bot.extractive.subject import subject_of
from bot.model import NOT_TEXT, Zone
from tests.builders import paper

SUBJECT = subject_of(
    paper(title="TreeBank: Growing Decision Trees", abstract="We present TreeBank."), ["We present TreeBank."]
)


def flaw(text: str, zone: Zone = Zone.BODY) -> Flaw | None:
    return flaw_of(text, zone, SUBJECT)


@pytest.mark.parametrize(
    "text",
    [
        "We grow a forest of oak trees in an afternoon.",
        "TreeBank reduces the cost of growing by 40% on three fields.",
        "This paper shows that forests can be grown from a single seed.",
        "It is important to water a forest while the sun is low.",
        "Forests and their rivers change over the years.",
        "We compare oaks and elms in rain and sun, respectively.",
        "We find old trees, and ask why such trees fall.",
        "We release TreeBank as a package for R on every field.",
        "We write C programs for trees, e.g., for old oaks.",
        "We train on 8 A100 GPUs for 2 days, with a top-5 error of 3.1%.",
        "The U.S. forests of type B-2 hold k-means records.",
        "Our forest is faster than that of the other team.",
        "We describe a new bank of oak trees for the dry north.",
        "Old oaks are harder to fell than elms in the rain.",
        "Since the oaks of the north are rare, planting them helps every bird.",
        "While slow to grow in shade, oaks survive every elm of the north.",
        "Each tree with a nest of birds loses its leaves in the autumn.",
        "An oak is a tree whose bark limits its use in the north.",
        "The NS-Oak shows some clear faults in the dry north.",
        "Our main contribution is to show that oaks grow from any seed.",
        "New seeds grow into oak trees in the dry north.",
        "Re-used seeds and fine-tuned pumps help every forest in the north.",
        "Shade saves $500 a year in every forest of the north.",
        "Old oaks emit γ-rays, and E. coli grows on T cells in the dry north.",
        "A diet with vitamin D helps every oak in the dry north.",
        "On every shore the oak is larger, but never as tall as an elm.",
        "We found large differences between oaks and saw a part of this variation in their leaves.",
        "The proposed pump is based on the growth of old oaks.",
        "A pump that makes it easier to water oaks helps every forest.",
        "Old maps and new data rule out that oaks grow in the dark.",
        "Over a 240 s rain, oaks take 20% more water than the pump fq_codel.",
        "The growth would double if seeds of the north were available.",
        "We present the first study of the shade of old oaks.",
        "The planting of oaks in dry years improves the soil.",
    ],
)
def test_a_sentence_that_can_stand_has_no_flaw(text: str) -> None:
    assert flaw(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"We grow {NOT_TEXT} trees in the big forest.", Flaw.NOT_TEXT, id="what is no prose"),
        pytest.param("How can we grow trees in a forest?", Flaw.QUESTION, id="a question"),
        pytest.param(
            "We show the average growth of oaks in the row labeled “all”.", Flaw.POINTER, id="how to read a table"
        ),
        pytest.param("We provide four major contributions to oaks, one by one.", Flaw.ROADMAP, id="four of them"),
        pytest.param("We talk of oaks and compare our paper with related literature.", Flaw.ROADMAP, id="our paper"),
        pytest.param("We mark the highest growth of all oaks in bold.", Flaw.POINTER, id="in bold"),
        pytest.param("We compare fourteen of the tallest ones in the north.", Flaw.DANGLING_INSIDE, id="ones"),
        pytest.param("Our study finds winds that make it stronger in rain.", Flaw.DANGLING_INSIDE, id="make it"),
        pytest.param("Our pump beats the same baseline by a third in rain.", Flaw.DANGLING_INSIDE, id="the same"),
        pytest.param("Our pumps build on theirs by using less water.", Flaw.DANGLING_INSIDE, id="theirs"),
        pytest.param("We build on this work by growing more oaks.", Flaw.DANGLING_INSIDE, id="on this work"),
        pytest.param("We solve this by growing more oaks today.", Flaw.DANGLING_INSIDE, id="this by"),
        pytest.param("Our oaks can grow well with such structure today.", Flaw.DANGLING_INSIDE, id="such"),
        pytest.param("Our seeds show how he grows oaks in rain.", Flaw.DANGLING_INSIDE, id="he"),
        pytest.param("The reasons vary and include the rain.", Flaw.DANGLING_START, id="the reasons"),
        pytest.param("Our pump differs in two ways from old ones.", Flaw.LIST, id="in two ways"),
        pytest.param("We get the growth of all oaks as follows.", Flaw.POINTER, id="as follows"),
        pytest.param("The pumps must only run in the first step today.", Flaw.DANGLING_INSIDE, id="the first step"),
        pytest.param("Simulations affirm their speed in the dry north.", Flaw.DANGLING_INSIDE, id="their of none"),
        pytest.param("The cause of the drought can have many effects.", Flaw.DANGLING_INSIDE, id="the cause of the"),
        pytest.param("This work contributes to a large, old literature on oaks.", Flaw.ROADMAP, id="a literature"),
        pytest.param("Warning: this paper contains pictures of fallen oaks.", Flaw.ROADMAP, id="a warning"),
        pytest.param("Two old studies are closely related to our paper.", Flaw.ROADMAP, id="related studies"),
        pytest.param("We grow a bank of seeds that closes this gap in shade.", Flaw.DANGLING_INSIDE, id="this gap"),
        pytest.param("Few studies that water it show strong growth in rain.", Flaw.DANGLING_INSIDE, id="that water it"),
        pytest.param("We describe the great importance of testing old oaks.", Flaw.ROADMAP, id="the importance"),
        pytest.param("We compare the two types of oaks in the rain.", Flaw.DANGLING_INSIDE, id="the two types"),
        pytest.param("We count oaks with !50 leaves in the north.", Flaw.SYMBOLS, id="a misread bound"),
        pytest.param("We show below that oaks grow in the dark.", Flaw.ROADMAP, id="below"),
        pytest.param("We achieve a 3/4- share of shade in the north.", Flaw.SHAPE, id="a broken hyphen"),
        pytest.param("To account for the growth of, we water oaks.", Flaw.SHAPE, id="a stranded preposition"),
        pytest.param("We present TreeBankas a general bank of oaks.", Flaw.SYMBOLS, id="a lost space"),
        pytest.param("Oaks reach an error of order 0(n) in the north.", Flaw.SYMBOLS, id="a misread order"),
        pytest.param("We grow n = 4 trees in the forest.", Flaw.SYMBOLS, id="an equation"),
        pytest.param("We grow trees whose height h is large today.", Flaw.SYMBOLS, id="a variable"),
        pytest.param("We set the LOSStotal of trees to a number.", Flaw.SYMBOLS, id="a lost subscript"),
        pytest.param("We find the α trees in this forest fast.", Flaw.SYMBOLS, id="Greek"),
        pytest.param("Get our trees at https://trees.example today, friends.", Flaw.LINK, id="a link"),
        pytest.param("We follow the plan that Kim et al. made for trees.", Flaw.CITATION, id="a citation left"),
        pytest.param("This makes all of the growing much easier.", Flaw.DANGLING_START, id="This"),
        pytest.param("It makes all of the growing much easier.", Flaw.DANGLING_START, id="It"),
        pytest.param("In this the trees can grow well.", Flaw.DANGLING_START, id="In this"),
        pytest.param("The former is grown in a large forest.", Flaw.DANGLING_INSIDE, id="the former"),
        pytest.param("We grow our oaks in rows and squares, respectively.", Flaw.DANGLING_INSIDE, id="respectively"),
        pytest.param("We test these cornfields in the early morning.", Flaw.DANGLING_INSIDE, id="these"),
        pytest.param("For our field, it reduces the cost by half.", Flaw.DANGLING_INSIDE, id="it behind an opening"),
        pytest.param("The accuracy is higher than that of the oaks.", Flaw.DANGLING_INSIDE, id="the, of nothing"),
        pytest.param("Although the oaks have been studied in the north.", Flaw.NO_VERB, id="although, and no more"),
        pytest.param(
            "Since shade is made by oaks and by the leaves of the firs.", Flaw.NO_VERB, id="since, and no more"
        ),
        pytest.param(
            "New kinds of seed and drag-drop pumps between oak and elm.", Flaw.NO_VERB, id="an item of a list"
        ),
        pytest.param("An early study of our oaks, testing the height of old trees.", Flaw.NO_VERB, id="a study of"),
        pytest.param("New kinds of seed that grow in the dry rain.", Flaw.NO_VERB, id="an item and its clause"),
        pytest.param("Despite rapid growth of oak trees, for real forests.", Flaw.NO_VERB, id="despite, and no more"),
        pytest.param("The gap that occurs when the rain is late.", Flaw.NO_VERB, id="a noun and its clauses"),
        pytest.param("We present a bank of trees with three key innovations.", Flaw.LIST, id="counted, not named"),
        pytest.param("Our seeds and our tools for trees are available.", Flaw.LINK, id="an address that went"),
        pytest.param("We propose a new bank for the seed problem, 2.", Flaw.CITATION, id="what is left of a note"),
        pytest.param("“Trees will be seen in every northern field.”", Flaw.SHAPE, id="the words of others"),
        pytest.param("Similar to Figure 4a, here we see more trees.", Flaw.POINTER, id="a part of a figure"),
        pytest.param("We test this field in the early morning.", Flaw.DANGLING_INSIDE, id="this"),
        pytest.param("Nobody told them that the forest would burn.", Flaw.DANGLING_INSIDE, id="them without a plural"),
        pytest.param("We grow the trees of Table 3 in the forest.", Flaw.POINTER, id="a table"),
        pytest.param("Our trees are shown in the following list of names.", Flaw.POINTER, id="the following"),
        pytest.param(
            "Nobody has ever found out how to tackle this, only oaks.", Flaw.DANGLING_INSIDE, id="this, alone"
        ),
        pytest.param("We have taken the opposite way to grow trees.", Flaw.DANGLING_INSIDE, id="the opposite"),
        pytest.param("The rest of this paper is about oak trees.", Flaw.ROADMAP, id="the rest of this paper"),
        pytest.param("We establish notation and set out our model of trees.", Flaw.ROADMAP, id="notation"),
        pytest.param("We detail the forests and the trees of this work.", Flaw.ROADMAP, id="we detail"),
        pytest.param("I describe the seed gathering and sorting process.", Flaw.ROADMAP, id="the process is described"),
        pytest.param("We should emphasize that oaks belong to the north.", Flaw.ROADMAP, id="we should emphasize"),
        pytest.param("I conclude by discussing how the rain shapes oaks.", Flaw.ROADMAP, id="I conclude by"),
        pytest.param("Implications for oaks and for old elms are discussed.", Flaw.ROADMAP, id="are discussed"),
        pytest.param("Limits of our seeds are then briefly described.", Flaw.ROADMAP, id="are described"),
        pytest.param("Old studies seem to find one shape of oak tree.", Flaw.TAKEN_BACK, id="seem to find"),
        pytest.param("At first glance, oaks grow as fast as old elms.", Flaw.TAKEN_BACK, id="at first glance"),
        pytest.param("We now describe how trees are grown here.", Flaw.ROADMAP, id="we now describe"),
        pytest.param("Our forest of oak trees has three main limitations.", Flaw.LIST, id="announces a list"),
        pytest.param(
            "Our forest grows much faster in rain, and is better in general.", Flaw.OPEN_COMPARISON, id="better"
        ),
        pytest.param("It is much harder to grow shade for old oaks.", Flaw.OPEN_COMPARISON, id="harder"),
        pytest.param("Seeds of firs are far more costly in the north.", Flaw.OPEN_COMPARISON, id="far more costly"),
        pytest.param("Oaks outgrow the other two trees of the field.", Flaw.DANGLING_INSIDE, id="the other two"),
        pytest.param(
            "Good tools like the ones sown here will enable its use in gardens.", Flaw.DANGLING_INSIDE, id="its"
        ),
        pytest.param("The shade of our oaks never exceeds ↵ in rain.", Flaw.SYMBOLS, id="a drawn arrow"),
        pytest.param("We grow, for example, oak trees in the forest.", Flaw.EXAMPLE, id="an example"),
        pytest.param("We grow trees.", Flaw.SHAPE, id="too short"),
        pytest.param("We grow a forest of oak trees in", Flaw.SHAPE, id="no end mark"),
        pytest.param("3.1 Planting We grow a forest of trees.", Flaw.SHAPE, id="a heading before it"),
        pytest.param("Forest Growth And Decay We grow many trees here.", Flaw.SHAPE, id="a heading without number"),
        pytest.param("We grow the the forest of oak trees here.", Flaw.SHAPE, id="a doubled word"),
        pytest.param("We grow (a forest of oak trees in the field.", Flaw.SHAPE, id="an open bracket"),
        pytest.param("Definition of fields for oaks based on the state of the art.", Flaw.NO_VERB, id="a highlight"),
        pytest.param("Approach for planting oaks as Linked Shade using pumps.", Flaw.NO_VERB, id="a highlight, cased"),
        pytest.param("Growing down to the oldest oak which fits the field.", Flaw.NO_VERB, id="an item"),
        pytest.param("We present our conclusions and future lines of work.", Flaw.ROADMAP, id="conclusions"),
        pytest.param(
            "Following a detailed description of the pump, a field of oaks is presented.", Flaw.ROADMAP, id="following"
        ),
        pytest.param("We review old pumps and discuss the space of their use.", Flaw.ROADMAP, id="review and discuss"),
        pytest.param(
            "We describe the bank of oaks, before considering how old it is.", Flaw.ROADMAP, id="before considering"
        ),
        pytest.param("We address the second challenge in a dry field.", Flaw.DANGLING_INSIDE, id="the second"),
        pytest.param("We show that the impaired growth is a result of the rain.", Flaw.DANGLING_INSIDE, id="of whom?"),
        pytest.param("A big forest of old oak trees in the field.", Flaw.NO_VERB, id="no verb"),
    ],
)
def test_the_flaw_is_named(text: str, expected: Flaw) -> None:
    assert flaw(text) is expected


def test_this_method_may_stand_where_a_paper_sums_up() -> None:
    text = "We grow a big forest by this method."

    assert flaw(text, Zone.ABSTRACT) is None
    assert flaw(text, Zone.BODY) is Flaw.DANGLING_INSIDE


def test_these_point_back_even_to_what_the_title_names() -> None:
    assert flaw("We test these decision trees in the morning.") is Flaw.DANGLING_INSIDE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We grow trees.", False, id="a sentence"),
        pytest.param("“We grow trees,” they say.", False, id="a quotation"),
        pytest.param(f"We grow trees, and {NOT_TEXT} is their height.", True, id="poisoned"),
        pytest.param("Should we grow trees, or wait?", True, id="a question"),
        pytest.param("We (1) grow trees and (2) wait.", True, id="a list"),
        pytest.param("we thank all of the trees.", False, id="a forgotten capital"),
        pytest.param("and then we grow trees.", True, id="the middle of a sentence"),
        pytest.param("12.1 13.2 14.3 15.4 trees grow.", True, id="a table row"),
    ],
)
def test_some_sentences_cannot_be_used_in_part(text: str, expected: bool) -> None:
    assert is_beyond_repair(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("These trees stand for a hundred years.", True, id="a start that points back"),
        pytest.param("Heavy rain breaks more than half of them.", True, id="some of what stands before"),
        pytest.param("Rain breaks more than half of these trees.", True, id="the noun stands before"),
        pytest.param("Rain breaks more than half of these rabbits.", False, id="the noun does not"),
        pytest.param("Rain kills the trees of Figure 3.", False, id="another flaw"),
    ],
)
def test_a_sentence_may_follow_the_one_that_it_points_to(text: str, expected: bool) -> None:
    assert can_follow(text, "We plant trees in the north.", Zone.ABSTRACT, SUBJECT) is expected


@given(st.text(max_size=500), st.sampled_from(list(Zone)))
def test_any_text_has_a_flaw_or_none(text: str, zone: Zone) -> None:
    assert flaw(text, zone) is None or isinstance(flaw(text, zone), Flaw)


@pytest.mark.parametrize(
    ("before", "expected"),
    [("Old maps indicate that rain affects the shade of oaks.", True), ("We plant trees in the north.", False)],
)
def test_this_relationship_follows_what_relates_two_things(before: str, expected: bool) -> None:
    text = "We find that soil plays only a small role in this relationship."

    assert can_follow(text, before, Zone.ABSTRACT, SUBJECT) is expected
    assert flaw(text, Zone.ABSTRACT) is Flaw.DANGLING_INSIDE
