"""bot.extractive.candidates."""

from bot.extractive.candidates import MOST_CHARS, Candidate, candidates_of
from bot.extractive.english import English
from bot.extractive.salience import Salience
from bot.extractive.sentences import sentences_of
from bot.extractive.subject import subject_of
from bot.model import Evidence, Paragraph, Role, Voice, Zone
from tests.builders import paper, paragraph


def candidates(*paragraphs: Paragraph, voice: Voice = Voice.AUTHOR) -> list[Candidate]:
    given = paper(title="TreeBank: A Bank of Trees", abstract="TreeBank", paragraphs=paragraphs)
    sentences = sentences_of(given)
    language = English(subject_of(given, [sentence.text for sentence in sentences]))
    return candidates_of(sentences, language, Salience([], given.title), voice)


def test_the_prose_is_short_and_the_quote_is_the_papers_own_sentence() -> None:
    text = "Moreover, we present a bank of trees [4] that holds oaks (see Figure 3)."

    (found,) = candidates(paragraph(text, page=2, zone=Zone.ABSTRACT))

    assert found.prose == "We present a bank of trees that holds oaks."
    assert found.evidence == (Evidence(2, text),)


def test_a_sentence_with_a_flaw_is_no_candidate() -> None:
    assert candidates(paragraph("We present x = 3 new banks of trees.", zone=Zone.ABSTRACT)) == []


def test_a_sentence_that_leans_on_the_one_before_joins_it() -> None:
    text = "We present a bank of oak trees. It reduces the cost of shade by 30% in dry summers."

    single, pair = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert single.prose == "We present a bank of oak trees."
    assert pair.prose == text
    assert [piece.quote for piece in pair.evidence] == [
        "We present a bank of oak trees.",
        "It reduces the cost of shade by 30% in dry summers.",
    ]
    assert Role.RESULT in pair.scores


def test_neighbours_of_different_paragraphs_do_not_join() -> None:
    found = candidates(
        paragraph("We present a bank of oak trees.", zone=Zone.ABSTRACT),
        paragraph("It reduces the cost of shade by 30% in dry summers.", zone=Zone.ABSTRACT),
    )

    assert [candidate.prose for candidate in found] == ["We present a bank of oak trees."]


def test_before_its_turn_an_abstract_gives_no_result() -> None:
    text = "Old banks achieve a shade of 40% in dry summers. We present TreeBank, a bank of oak trees."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert Role.RESULT not in found[0].scores
    assert Role.CONTRIBUTION in found[1].scores


def test_after_our_contributions_are_sentences_count_more() -> None:
    items = "We design a forest of oaks from one seed."
    listed = candidates(
        paragraph("Our contributions are as follows:", zone=Zone.INTRODUCTION),
        paragraph(items, zone=Zone.INTRODUCTION),
    )
    plain = candidates(paragraph(items, zone=Zone.INTRODUCTION))

    assert listed[0].scores[Role.CONTRIBUTION] > plain[0].scores[Role.CONTRIBUTION]


def test_curator_voice_says_the_authors_for_we() -> None:
    text = "We show that TreeBank achieves a shade of 40% in dry summers. We present a bank of oak trees."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT), voice=Voice.CURATOR)

    assert [candidate.prose for candidate in found] == [
        "The authors show that TreeBank achieves a shade of 40% in dry summers.",
        "The authors present a bank of oak trees.",
    ]


def test_a_split_sentence_with_a_tiny_piece_on_one_page_is_refused() -> None:
    text = "We present a bank of oak trees that needs no water at all."
    split = Paragraph(text=text, section=None, zone=Zone.ABSTRACT, starts=((0, 1), (50, 2)))

    assert candidates(split) == []


def test_no_candidate_is_longer_than_a_tweet_may_be() -> None:
    text = "We present a bank of trees, which holds oaks, which hold birds, " * 4 + "which sing."

    assert all(len(found.prose) <= MOST_CHARS for found in candidates(paragraph(text, zone=Zone.ABSTRACT)))


def test_it_is_replaced_by_the_name_that_the_sentence_before_introduces() -> None:
    text = "We present TreeBank, a bank of trees. It reduces the cost of shade by 40%."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    resolved = next(one for one in found if "40%" in one.prose and len(one.sentences) == 1)
    assert resolved.prose == "TreeBank reduces the cost of shade by 40%."
    assert [piece.quote for piece in resolved.evidence] == [
        "We present TreeBank, a bank of trees.",
        "It reduces the cost of shade by 40%.",
    ]


def test_an_it_of_nothing_stays() -> None:
    text = "We present TreeBank, a bank of trees. It is hard to grow trees in the dry north."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert all("TreeBank is hard" not in one.prose for one in found)


def test_a_sentence_that_only_introduces_goes_with_the_next_one() -> None:
    text = "We present TreeBank. TreeBank uses one seed to grow a forest of oak trees."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert text in [one.prose for one in found]


def test_some_of_them_goes_with_the_sentence_that_says_of_what() -> None:
    text = "We have built a bank of 150 oak trees. Our trials show that TreeBank waters more than 90% of them."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert text in [one.prose for one in found]


def test_what_the_next_sentence_limits_stands_only_with_it() -> None:
    claim = "We find that oaks outgrow elms in every northern field."
    limit = "However, this growth was only seen in oaks that stood in rain."
    far = "We find that oaks outgrow elms. Elms have small leaves. However, they do not sing."

    limited = candidates(paragraph(f"{claim} {limit}", zone=Zone.ABSTRACT))
    longer = candidates(paragraph(f"{claim} {limit[:-1]}{' and wind' * 20}.", zone=Zone.ABSTRACT))

    assert all(one.prose != claim for one in limited + longer)
    assert "We find that oaks outgrow elms." in [one.prose for one in candidates(paragraph(far, zone=Zone.ABSTRACT))]


def test_a_claim_goes_with_what_limits_it() -> None:
    text = "We find that oaks outgrow elms in growth. However, this growth was only seen in the rain."

    (found,) = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert found.prose == "We find that oaks outgrow elms in growth. This growth was only seen in the rain."


def test_a_curator_thanks_nobody() -> None:
    thanks = paragraph("We thank Ada Tester for her seeds and her time.", zone=Zone.ACKNOWLEDGEMENTS)

    assert [len(candidates(thanks, voice=voice)) for voice in (Voice.AUTHOR, Voice.CURATOR)] == [1, 0]


def test_one_author_speaks_for_herself_only() -> None:
    text = "I present a bank of oak trees."

    assert candidates(paragraph(text, zone=Zone.ABSTRACT), voice=Voice.CURATOR) == []


def test_the_study_of_a_section_on_limitations_is_ours() -> None:
    text = "The study is limited to oaks in the north of one country."

    (found,) = candidates(paragraph(text, zone=Zone.LIMITATIONS))

    assert found.prose == "Our study is limited to oaks in the north of one country."


def test_these_results_of_the_abstract_are_ours() -> None:
    text = "These results suggest that oaks reduce the cost of shade by 40%."

    found = candidates(paragraph(f"We water oaks in the north. {text}", zone=Zone.ABSTRACT))

    assert "Our results suggest that oaks reduce the cost of shade by 40%." in [one.prose for one in found]


def test_an_abstract_that_never_says_we_begins_its_work_where_it_tells_what_was_done() -> None:
    text = "Oaks outgrow every elm of the north. A survey of oaks was conducted. Old oaks of the north grew by 40%."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert Role.RESULT not in found[0].scores
    assert any("40%" in one.prose and Role.RESULT in one.scores for one in found)


def test_this_method_is_ours_behind_the_sentence_that_brings_it() -> None:
    text = "We propose a fast pruning method for oaks. In our tests, this method reduces shade by 40%."

    found = candidates(paragraph(text, zone=Zone.CONCLUSION))

    resolved = next(one for one in found if "40%" in one.prose and len(one.sentences) == 1)
    assert resolved.prose == "In our tests, our method reduces shade by 40%."
    assert len(resolved.evidence) == 2


def test_thanks_over_a_page_break_are_left_out() -> None:
    text = "We thank Ada Example and Bo Sample for many years of help with all of the oaks."
    split = Paragraph(text=text, section=None, zone=Zone.ACKNOWLEDGEMENTS, starts=((0, 1), (40, 2)))

    assert candidates(split) == []


def test_what_the_papers_own_table_shows_needs_no_table() -> None:
    quoted = "Table 2 clearly shows that the oaks of TreeBank keep up with elms, at a loss of 5%."
    (found,) = candidates(paragraph(quoted, page=3, zone=Zone.RESULTS))
    (curated,) = candidates(paragraph(quoted, page=3, zone=Zone.RESULTS), voice=Voice.CURATOR)

    assert found.prose == "Our results show that the oaks of TreeBank keep up with elms, at a loss of 5%."
    assert curated.prose == "The authors’ results show that the oaks of TreeBank keep up with elms, at a loss of 5%."
    assert found.evidence == (Evidence(3, quoted),)
    assert Role.RESULT in found.scores


def test_what_a_table_shows_of_a_rival_alone_is_no_result_of_ours() -> None:
    assert candidates(paragraph("Table 2 shows that the old pump keeps shade at 5%.", zone=Zone.RESULTS)) == []


def test_what_the_work_did_is_true_without_for_example() -> None:
    text = "We grow old oaks. For example, TreeBank improves the shade of towns by 40% in dry summers."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert "TreeBank improves the shade of towns by 40% in dry summers." in [one.prose for one in found]


def test_the_final_model_of_the_abstract_is_ours() -> None:
    text = "We train a model of oak trees. The final model is free to download for every gardener."

    found = candidates(paragraph(text, zone=Zone.ABSTRACT))

    assert "Our final model is free to download for every gardener." in [one.prose for one in found]
