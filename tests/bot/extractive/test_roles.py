"""bot.extractive.roles: which role a sentence serves best, and which it cannot serve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.role_rules import Place
from bot.extractive.roles import role_scores
from bot.extractive.subject import subject_of
from bot.model import Role, Zone
from tests.builders import paper

SUBJECT = subject_of(
    paper(title="TreeBank: A Bank of Trees", abstract="We present TreeBank."), ["We present TreeBank."]
)


def scores(text: str, zone: Zone, *, is_background: bool = False, **more: bool) -> dict[Role, float]:
    return role_scores(text, Place(zone, is_background=is_background, **more), SUBJECT)


@pytest.mark.parametrize(
    ("text", "zone", "role"),
    [
        pytest.param("We present TreeBank, a bank of trees.", Zone.ABSTRACT, Role.CONTRIBUTION, id="we present"),
        pytest.param("TreeBank is a bank of trees.", Zone.ABSTRACT, Role.CONTRIBUTION, id="NAME is a"),
        pytest.param("We suggest some ways to grow oaks.", Zone.ABSTRACT, Role.CONTRIBUTION, id="we suggest some"),
        pytest.param("We release all of our models.", Zone.INTRODUCTION, Role.CONTRIBUTION, id="we release"),
        pytest.param("We outperform the state of the art by 3%.", Zone.ABSTRACT, Role.RESULT, id="outperform"),
        pytest.param("We find that trees grow 2x faster in rain.", Zone.INTRODUCTION, Role.RESULT, id="we find that"),
        pytest.param("Old seeds rest in dry places.", Zone.ABSTRACT, Role.METHOD, id="the abstract of a system"),
        pytest.param("Our method uses a pump and combines it with rain.", Zone.BODY, Role.METHOD, id="our method uses"),
        pytest.param("Shade is crucial, and it is difficult to grow.", Zone.INTRODUCTION, Role.WHY, id="crucial"),
        pytest.param("TreeBank does not yet support firs.", Zone.DISCUSSION, Role.LIMITATION, id="not yet"),
        pytest.param(
            "A key limitation of our pump is that it needs rain.",
            Zone.BODY,
            Role.LIMITATION,
            id="a key limitation of our",
        ),
        pytest.param("We were unable to test firs.", Zone.DISCUSSION, Role.LIMITATION, id="we were unable to"),
        pytest.param("We hesitate to speak of firs.", Zone.INTRODUCTION, Role.LIMITATION, id="we hesitate to"),
        pytest.param(
            "Some of the limitations of this study, e.g., the lack of rain, remain.",
            Zone.LIMITATIONS,
            Role.LIMITATION,
            id="some of the limitations",
        ),
        pytest.param(
            "The current support for firs and elms is limited.", Zone.RESULTS, Role.LIMITATION, id="the current support"
        ),
        pytest.param(
            "The study was relatively short and saw one field.",
            Zone.LIMITATIONS,
            Role.LIMITATION,
            id="relatively short",
        ),
        pytest.param(
            "The assumption of round trees is restrictive.", Zone.DISCUSSION, Role.LIMITATION, id="is restrictive"
        ),
        pytest.param(
            "Our work exclusively revolves around oaks.", Zone.BODY, Role.LIMITATION, id="exclusively revolves"
        ),
        pytest.param(
            "The accuracy was reduced in some of the fields.",
            Zone.DISCUSSION,
            Role.LIMITATION,
            id="reduced in some",
        ),
        pytest.param("Our benchmark is not realistic.", Zone.RESULTS, Role.LIMITATION, id="not realistic"),
        pytest.param(
            "Our trials do not support the notion that rain helps oaks.", Zone.CONCLUSION, Role.RESULT, id="denied"
        ),
        pytest.param("We have verified that most oaks grow.", Zone.CONCLUSION, Role.RESULT, id="we have verified that"),
        pytest.param("We only measured old firs.", Zone.CONCLUSION, Role.LIMITATION, id="we only measured"),
        pytest.param("Future work aims at growing firs.", Zone.CONCLUSION, Role.FUTURE_WORK, id="future work aims at"),
        pytest.param("One limitation is that firs cannot grow.", Zone.LIMITATIONS, Role.LIMITATION, id="a limitation"),
        pytest.param("Unlike prior work, we need no water.", Zone.RELATED, Role.PRIOR_WORK, id="unlike prior work"),
        pytest.param("In future work, we plan to add firs.", Zone.CONCLUSION, Role.FUTURE_WORK, id="in future work"),
        pytest.param("We thank Ada Example.", Zone.ACKNOWLEDGEMENTS, Role.CREDITS, id="thanks"),
    ],
)
def test_the_words_and_the_place_tell_the_role(text: str, zone: Zone, role: Role) -> None:
    found = scores(text, zone)

    assert max(found, key=lambda one: found[one]) is role


@pytest.mark.parametrize(
    ("text", "zone", "role"),
    [
        pytest.param("Others present a bank of trees.", Zone.ABSTRACT, Role.CONTRIBUTION, id="others' work"),
        pytest.param("Others outperform the state of the art.", Zone.INTRODUCTION, Role.RESULT, id="others' result"),
        pytest.param("The dominant method uses a pump.", Zone.INTRODUCTION, Role.METHOD, id="the dominant method"),
        pytest.param("Old trees cannot grow.", Zone.BODY, Role.LIMITATION, id="a limit of nature"),
        pytest.param("We find that old oaks are located in Fir County.", Zone.ABSTRACT, Role.RESULT, id="a place"),
        pytest.param(
            "There are two main drawbacks to the way taken here.", Zone.BODY, Role.LIMITATION, id="announced drawbacks"
        ),
        pytest.param("We thank Ada Example.", Zone.BODY, Role.CREDITS, id="thanks outside their section"),
        pytest.param("We evaluate old pumps on 12 tasks.", Zone.ABSTRACT, Role.RESULT, id="a step without outcome"),
        pytest.param("Three kinds of trees are discussed.", Zone.ABSTRACT, Role.METHOD, id="what is merely named"),
        pytest.param("The advantage of ElmWare is its big pump.", Zone.ABSTRACT, Role.RESULT, id="others' merits"),
        pytest.param("Shade is a known issue of towns.", Zone.ABSTRACT, Role.RESULT, id="a known issue"),
        pytest.param("Classically, oaks are planted in rows.", Zone.ABSTRACT, Role.METHOD, id="classically"),
        pytest.param("If we water our oaks, 10% more grow.", Zone.BODY, Role.RESULT, id="a case of an argument"),
        pytest.param("We hypothesize that oaks improve shade.", Zone.ABSTRACT, Role.RESULT, id="a supposition"),
        pytest.param("Previously, we developed a bank.", Zone.ABSTRACT, Role.CONTRIBUTION, id="done before"),
        pytest.param("In earlier work, we use old seeds.", Zone.ABSTRACT, Role.METHOD, id="used before"),
        pytest.param("Our study has several caveats.", Zone.LIMITATIONS, Role.LIMITATION, id="caveats announced"),
        pytest.param(
            "Our study is subject to several caveats.", Zone.LIMITATIONS, Role.LIMITATION, id="subject to caveats"
        ),
        pytest.param("We plan to add firs.", Zone.ABSTRACT, Role.FUTURE_WORK, id="plans in the abstract"),
        pytest.param("We invite foresters to use our pumps.", Zone.ABSTRACT, Role.METHOD, id="a call, as how"),
        pytest.param("This paper aims to improve the growth of oaks.", Zone.ABSTRACT, Role.RESULT, id="an aim"),
        pytest.param("Less growth could reflect a lower rainfall.", Zone.DISCUSSION, Role.RESULT, id="could be so"),
        pytest.param("Our results do not preclude that oaks grow faster.", Zone.CONCLUSION, Role.RESULT, id="open"),
        pytest.param(
            "We note that different forestry efforts have found better pumps.",
            Zone.DISCUSSION,
            Role.RESULT,
            id="others",
        ),
        pytest.param("We suggest some ways to improve the growth.", Zone.ABSTRACT, Role.RESULT, id="ways suggested"),
        pytest.param(
            "Our trials do not support the notion that rain helps oaks.", Zone.CONCLUSION, Role.LIMITATION, id="denied"
        ),
        pytest.param("We cannot disclose who our foresters are.", Zone.DISCUSSION, Role.LIMITATION, id="a secret"),
    ],
)
def test_some_roles_are_out_of_reach(text: str, zone: Zone, role: Role) -> None:
    assert role not in scores(text, zone)


def test_background_can_only_be_why_or_prior_work() -> None:
    text = "Existing methods achieve 90% accuracy and use our pumps, but are difficult to build."

    assert scores(text, Zone.ABSTRACT, is_background=True).keys() == {Role.WHY, Role.PRIOR_WORK}


def test_the_gap_is_a_better_why_than_other_background() -> None:
    text = "Trees are difficult to grow."

    gap = scores(text, Zone.ABSTRACT, is_background=True, is_gap=True)
    other = scores(text, Zone.ABSTRACT, is_background=True)

    assert gap[Role.WHY] > other[Role.WHY]


@pytest.mark.parametrize(
    ("better", "worse", "zone", "role"),
    [
        pytest.param(
            "We achieve 3% error.",
            "We trained and achieve 3% error in 9 epochs.",
            Zone.RESULTS,
            Role.RESULT,
            id="set-up",
        ),
        pytest.param(
            "We observe that old oaks are rare.",
            "We observe that growing is still developing as a craft.",
            Zone.INTRODUCTION,
            Role.RESULT,
            id="the state of a field",
        ),
        pytest.param(
            "We find that oaks cut noise by 20 kPa.",
            "We find that oaks cut noise by 20 seeds.",
            Zone.ABSTRACT,
            Role.RESULT,
            id="a unit",
        ),
        pytest.param(
            "We conclude that oaks reduce noise.",
            "We find that oaks reduce noise.",
            Zone.ABSTRACT,
            Role.RESULT,
            id="concluded",
        ),
        pytest.param(
            "We cannot grow firs.",
            "We cannot grow firs, like prior work.",
            Zone.DISCUSSION,
            Role.LIMITATION,
            id="others'",
        ),
        pytest.param(
            "A limitation is the lack of rain.",
            "Several limitations are described.",
            Zone.LIMITATIONS,
            Role.LIMITATION,
            id="announced",
        ),
        pytest.param(
            "In future work, we plan to add firs.",
            "We leave it to future work.",
            Zone.CONCLUSION,
            Role.FUTURE_WORK,
            id="empty",
        ),
        pytest.param(
            "We present TreeBank.",
            "We present comprehensive experiments.",
            Zone.ABSTRACT,
            Role.CONTRIBUTION,
            id="experiments",
        ),
        pytest.param(
            "Prior work needs water.",
            "Prior models are Gaussian.",
            Zone.RELATED,
            Role.PRIOR_WORK,
            id="a prior that is none",
        ),
    ],
)
def test_words_against_a_role_weigh(better: str, worse: str, zone: Zone, role: Role) -> None:
    assert scores(better, zone)[role] > scores(worse, zone).get(role, -99.0)


def test_what_stands_in_the_list_of_contributions_counts_more() -> None:
    text = "We design forests from a single seed."

    listed = scores(text, Zone.INTRODUCTION, is_listed=True)

    assert listed[Role.CONTRIBUTION] > scores(text, Zone.INTRODUCTION)[Role.CONTRIBUTION]


@given(st.text(max_size=400), st.sampled_from(list(Zone)), st.booleans(), st.booleans())
def test_any_text_has_scores(text: str, zone: Zone, is_background: bool, is_listed: bool) -> None:
    for score in scores(text, zone, is_background=is_background, is_listed=is_listed).values():
        assert -20 < score < 40


def test_what_the_abstract_of_a_study_says_is_what_it_found() -> None:
    study = subject_of(paper(title="How Tall Trees Fall", abstract="We watch trees."), ["We watch trees."])

    found = role_scores("Tall trees fall in every storm.", Place(Zone.ABSTRACT), study)

    assert max(found, key=lambda one: found[one]) is Role.RESULT


def test_what_is_cited_was_found_by_others() -> None:
    text = "Oaks outperform elms by 30% in the dry north."

    assert Role.RESULT in scores(text, Zone.CONCLUSION)
    assert Role.RESULT not in scores(text, Zone.CONCLUSION, is_cited=True)
    assert Role.RESULT in scores("We find that oaks outperform elms by 30%.", Zone.CONCLUSION, is_cited=True)


def test_around_its_first_finding_an_abstract_tells_how_and_what_came_of_it() -> None:
    study = subject_of(paper(title="Of Trees", abstract="We count trees."), ["We count trees."])
    text = "Foresters in the north rarely use wells for their oaks."

    before = role_scores(text, Place(Zone.ABSTRACT, is_before_findings=True), study)
    after = role_scores(text, Place(Zone.ABSTRACT, is_after_findings=True), study)

    assert Role.RESULT not in before
    assert max(after, key=lambda role: after[role]) is Role.RESULT


def test_a_measured_outcome_before_the_first_finding_of_an_abstract_is_a_result() -> None:
    place = Place(Zone.ABSTRACT, is_before_findings=True)
    study = subject_of(paper(title="Of Trees", abstract="We count trees."), ["We count trees."])

    measured = role_scores("On 13 farms, the wells reach 96.3% of the oaks.", place, study)
    done = role_scores("We take 80% of the oaks for the first count.", place, study)

    assert Role.RESULT in measured
    assert Role.RESULT not in done


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Research on tall trees of the north is needed.", id="a call"),
        pytest.param("Wells are desperately needed lest tall trees fall.", id="a cry"),
        pytest.param("Tall trees are broadly useful for shade.", id="praise"),
    ],
)
def test_behind_the_findings_of_an_abstract_a_call_or_praise_is_none(text: str) -> None:
    study = subject_of(paper(title="How Tall Trees Fall", abstract="We watch trees."), ["We watch trees."])

    assert Role.RESULT not in role_scores(text, Place(Zone.ABSTRACT, is_after_findings=True), study)


@pytest.mark.parametrize(
    ("text", "is_result"),
    [
        pytest.param("A bank of old trees survived longer than grass in the rain.", True, id="what was seen"),
        pytest.param("Solid lines show how long a bank of trees lived.", False, id="of the drawing"),
        pytest.param("Growth of a bank of old trees by the sea compared with grass.", False, id="no verb"),
        pytest.param("Elms outlived firs in the rain.", False, id="beside the title"),
    ],
)
def test_a_caption_gives_a_result_where_it_tells_what_was_seen(text: str, is_result: bool) -> None:
    assert (Role.RESULT in scores(text, Zone.RESULTS, is_caption=True)) is is_result


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We demonstrate the effectiveness of our bank of trees.", id="praise"),
        pytest.param("We validate the practicality of TreeBank in two fields.", id="practicality"),
    ],
)
def test_praise_without_an_outcome_is_no_result(text: str) -> None:
    assert Role.RESULT not in scores(text, Zone.ABSTRACT)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We want to test whether oaks grow, using a pump.", id="an aim"),
        pytest.param("We suspect that our pump uses rain.", id="a guess"),
    ],
)
def test_what_is_wanted_or_held_is_not_how(text: str) -> None:
    assert Role.METHOD not in scores(text, Zone.ABSTRACT)


def test_an_analysis_that_was_made_is_what_the_paper_brings() -> None:
    found = scores("We perform the first large-scale analysis of how oaks grow in the north.", Zone.ABSTRACT)

    assert max(found, key=lambda role: found[role]) is Role.CONTRIBUTION
