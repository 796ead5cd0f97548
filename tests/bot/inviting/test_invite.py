"""An invitation written, checked, mended, or made of its facts."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.checks.locked import check_locked
from bot.errors import AnswerUnusable
from bot.inviting import Asked, Poster, invite, request_of
from bot.inviting.plain import plain_post
from bot.ledger import Ledger
from bot.model import Evidence, Level, Proposal, Role
from bot.poster import Invitation, PosterRequest
from tests.builders import paper
from tests.fakes.revisers import Reviser

QUOTE = "Shellsort sorts 9,734 shells of the city museum with an error of 2.5 percent."
SHELLS = paper(QUOTE, title="Sorting Sea Shells", arxiv_id="2306.13840")
REQUEST = request_of(Asked("Tue 12 Dec", "10:45–12:45", "Hall B #402", "NeurIPS 2023"), paper=SHELLS)
FACTS = "“Sorting Sea Shells”: Tue 12 Dec, 10:45–12:45, Hall B #402\n\nhttps://arxiv.org/abs/2306.13840"
GOOD = Invitation(
    f"Which shell is that? We sort 9,734 of them with an error of 2.5 percent. At NeurIPS 2023: {FACTS}",
    (Evidence(1, QUOTE),),
)
WRONG_ROOM = replace(GOOD, text=GOOD.text.replace("#402", "#420"))
WRONG_NUMBER = replace(GOOD, text=GOOD.text.replace("9,734", "9,743"))
PLAIN = (
    "Come to our poster at NeurIPS 2023:\n\nSorting Sea Shells\n\nWhen: Tue 12 Dec, 10:45–12:45\nWhere: Hall B #402\n\n"
    "https://arxiv.org/abs/2306.13840"
)


async def made(
    *invitations: Invitation | None, request: PosterRequest = REQUEST, with_paper: bool = True, **more: object
) -> tuple[Poster, Reviser]:
    writer = Reviser(invitations=invitations, **more)  # type: ignore[arg-type]  # keywords are passed through
    return await invite(request, SHELLS if with_paper else None, writer=writer, ledger=Ledger()), writer


async def test_a_good_post_is_taken_as_it_is() -> None:
    poster, writer = await made(GOOD)

    assert (poster.post, poster.findings, poster.points, poster.is_plain) == (GOOD, (), (), False)
    assert poster.weighted_length <= 280
    assert len(writer.requests) == 1


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [(WRONG_ROOM, "locked"), (WRONG_NUMBER, "number"), (replace(GOOD, evidence=()), "evidence")],
    ids=["a room", "a number", "no evidence"],
)
async def test_what_the_rules_find_goes_back_with_the_post(wrong: Invitation, rule: str) -> None:
    poster, writer = await made(wrong, GOOD)

    assert poster.post == GOOD
    assert writer.requests[1].last == wrong.text
    assert rule in [found.rule for found in writer.requests[1].findings]


async def test_a_post_that_keeps_changing_a_fact_gives_way_to_a_plain_one() -> None:
    poster, writer = await made(WRONG_ROOM, WRONG_ROOM, WRONG_ROOM, GOOD)

    assert (poster.post.text, poster.is_plain, poster.has_flags) == (PLAIN, True, False)
    assert [found.detail for found in poster.findings] == [
        "The writer's posts changed a fact or left one out, so this one was made of the facts."
    ]
    assert len(writer.requests) == 3


async def test_a_number_that_stays_wrong_is_flagged() -> None:
    poster, _ = await made(WRONG_NUMBER, WRONG_NUMBER, WRONG_NUMBER)

    assert poster.post.text == WRONG_NUMBER.text
    assert [(found.rule, found.words) for found in poster.findings if found.level is Level.FLAG] == [
        ("number", "9,743")
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param(GOOD.text.replace("NeurIPS 2023", "the conference"), "locked", id="no venue"),
        pytest.param(f"{GOOD.text} @someone", "handle", id="a handle"),
        pytest.param(f"{GOOD.text} #AI", "tag", id="a tag"),
        pytest.param(f"{GOOD.text} https://else.org/x", "locked", id="an address"),
        pytest.param(f"{GOOD.text} See you on Friday!", "locked", id="a day"),
        pytest.param(f"{GOOD.text}{' Come and listen to them.' * 5}", "length", id="too long"),
        pytest.param(GOOD.text.replace("Which", "**Which**"), "markup", id="Markdown"),
    ],
)
async def test_what_nobody_gave_is_flagged(text: str, rule: str) -> None:
    _, writer = await made(replace(GOOD, text=text))

    assert rule in [found.rule for found in writer.requests[1].findings]


async def test_without_a_model_the_post_is_made_of_the_facts_and_a_sentence() -> None:
    sentence = "Shellsort sorts shells of the city museum."
    thread = (Proposal(Role.METHOD, "Not this one."), Proposal(Role.RESULT, sentence, (Evidence(1, QUOTE),)))

    poster, _ = await made(None, thread=thread, model=None)

    assert poster.post.text == PLAIN.replace("Shells\n\nWhen", f"Shells\n\n{sentence}\n\nWhen")
    assert (poster.post.evidence, poster.findings, poster.is_plain) == ((Evidence(1, QUOTE),), (), True)


async def test_without_a_paper_the_facts_alone_stand() -> None:
    poster, _ = await made(None, with_paper=False, model=None)

    assert (poster.post.text, poster.findings) == (PLAIN, ())


async def test_without_a_paper_a_claim_rests_on_the_persons_draft() -> None:
    draft = "We sort 9,734 shells. Tue 12 Dec"
    request = replace(REQUEST, draft=draft)

    poster, _ = await made(
        replace(GOOD, text=f"We sort 9,734 shells. At NeurIPS 2023: {FACTS}"), request=request, with_paper=False
    )
    wrong, _ = await made(
        replace(GOOD, text=f"We sort 9,735 shells. At NeurIPS 2023: {FACTS}"), request=request, with_paper=False
    )

    assert (poster.findings, poster.post.evidence) == ((), ())
    assert [found.words for found in wrong.findings] == ["9,735"]
    assert "your draft" in wrong.findings[0].detail


async def test_a_title_that_leaves_no_room_is_told() -> None:
    long = replace(
        REQUEST,
        facts=tuple(replace(fact, text="Shells " * 40) if fact.kind == "title" else fact for fact in REQUEST.facts),
    )

    poster, _ = await made(None, request=long, model=None)

    assert [found.rule for found in poster.findings] == ["length"]


# ---- The person's own draft ----


async def test_points_of_the_rules_come_before_the_writers_and_three_are_enough() -> None:
    draft = "See you at 10:45 on Tue 12 Dec, Hall B #402, NeurIPS 2023! We sort 9,735 shells with Claude."
    request = replace(REQUEST, draft=draft)

    poster, writer = await made(GOOD, request=request, points=["Say what it is for.", "Shorter."])

    assert poster.points == (
        "“10:45”: This time is none that was given.",
        "“9,735”: 9,735 is not in the paper.",
        "“Claude”: Claude is not in the paper. Name what the paper names, or take it out.",
    )
    assert [asked.draft for asked in writer.requests] == [draft]


async def test_a_good_draft_is_commented_by_the_writer_alone() -> None:
    request = replace(REQUEST, draft="Come and hear shells, with an error of 2.5 percent!")

    poster, _ = await made(GOOD, request=request, points=["a", "b", "c", "d"])

    assert poster.points == ("a", "b", "c")


async def test_without_a_draft_there_are_no_points() -> None:
    poster, writer = await made(GOOD, points=["a"])

    assert (poster.points, len(writer.requests)) == ((), 1)


async def test_a_writer_that_fails_is_told() -> None:
    with pytest.raises(AnswerUnusable):
        await made(AnswerUnusable("it is a poem"))  # type: ignore[arg-type]  # raised by the fake


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_regex(r"\A[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,4}\Z"), st.sampled_from(["3 July", "Wed, 3 July 2024"]))
def test_whatever_the_facts_are_a_plain_post_has_them_byte_for_byte(title: str, date: str) -> None:
    request = request_of(Asked(date, "10:30–12:00", "Hall C, Room 3", "ICML 2024", title, "Ada Müller, Ben Ng"))

    post, _ = plain_post(request)

    assert check_locked(post, request.facts) == []
