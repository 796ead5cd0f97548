"""Writers that lie, talk nonsense or fail: nothing invented passes unflagged, nothing breaks, nothing hangs."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checks.length import MAX_WEIGHT
from bot.checks.unseen import unseen_in
from bot.drafting import write_draft
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    NothingToSay,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)
from bot.exports import draft_as_json, draft_as_markdown
from bot.model import Draft, Evidence, Level, Proposal, Role
from bot.plain_text import draft_lines
from tests.builders import brief, page, paper
from tests.fakes.writers import GivenWriter

SORTED = "We sort 98,734 shells by the sound that they make."
ERROR = "Our error is 2.5 percent, while two experts reach 4.1 percent."
SPEED = "Sorting one shell takes 40 milliseconds on a laptop."
CAUTION = "Shellsort may fail on broken shells, and it does not need training."
REFERENCE = "E. Vil. Shells of the sea hold 12,345 secrets of the deep. Journal of Shells, 2021."
LISTED = f"References\n[1] {REFERENCE}\n"

SHELLS = replace(
    paper(title="Sorting Sea Shells", arxiv_id="2306.13840"),
    pages=(
        page(1, f"Sorting Sea Shells\n{SORTED} {ERROR}\n"),
        page(2, f"{SPEED}\n{CAUTION}\n"),
        page(3, LISTED, references=(0, len(LISTED))),
    ),
)
BRIEF = brief(min_tweets=1)
DEADLINE_S = 30.0


async def drafted(*proposals: Proposal, repairs: Sequence[Proposal | WriterError | None] = ()) -> Draft:
    async with asyncio.timeout(DEADLINE_S):
        return await write_draft(SHELLS, BRIEF, GivenWriter(*proposals, repairs=repairs), progress=lambda step: None)


def said(prose: str, *quotes: str | Evidence, role: Role = Role.RESULT) -> Proposal:
    evidence = (quote if isinstance(quote, Evidence) else Evidence(1, quote) for quote in quotes)
    return Proposal(role, prose, tuple(evidence))


# ---- Lies ----


LIES = [
    pytest.param(said("We sort 98,743 shells.", SORTED), {"number"}, id="digits turned round"),
    pytest.param(said("We sort 9,873 shells.", SORTED), {"number"}, id="a digit lost"),
    pytest.param(said("Our error is 0.5 percent.", ERROR), {"number"}, id="number invented"),
    pytest.param(said("Sorting takes 40 milliseconds.", ERROR), {"number"}, id="number of another page"),
    pytest.param(said("We beat two experts by 1.6 percent.", ERROR), {"number"}, id="number computed"),
    pytest.param(said("Shells hold 12,345 secrets.", SORTED), {"number"}, id="number of a reference"),
    pytest.param(said("Sorting one shell takes 40 seconds.", SPEED), {"unit"}, id="unit changed"),
    pytest.param(said("We sort shells better than DeepShell-9.", SORTED), {"name"}, id="rival invented"),
    pytest.param(said("Shellsort sorts shells, says Zyntra Muskova.", SORTED), {"name"}, id="person invented"),
    pytest.param(said("We sort shells. Thanks @ada_example!", SORTED), {"handle"}, id="handle invented"),
    pytest.param(said("We sort shells: https://shellsort.io/try", SORTED), {"url"}, id="address invented"),
    pytest.param(said("We sort shells: https://arxiv.org/abs/2306.13841", SORTED), {"url"}, id="address altered"),
    pytest.param(said("We sort shells. #ShellSort", SORTED), {"tag"}, id="tag invented"),
    pytest.param(said("We sort shells.", "We sort every shell of every sea at once."), {"quote"}, id="quote invented"),
    pytest.param(said("Shells hold secrets.", Evidence(3, REFERENCE)), {"quote"}, id="quote of a reference"),
    pytest.param(
        said("Our error is 2.5 percent.", "Our error is 2.5 percent, while one shell takes 40 milliseconds."),
        {"quote"},
        id="quote stitched of two places",
    ),
    pytest.param(
        said("We sort 98,735 shells.", "We sort 98,735 shells by the sound that they make."),
        {"quote", "number"},
        id="the same lie in tweet and quote",
    ),
    pytest.param(
        said("It needs training.", "Shellsort may fail on broken shells, and it does need training."),
        {"quote"},
        id="negation taken out of the quote",
    ),
    pytest.param(said("We sort shells.", "sort"), {"quote"}, id="quote of a few letters"),
    pytest.param(said("We sort shells by their sound."), {"evidence"}, id="no evidence"),
    pytest.param(said("The authors sort shells by sound.", SORTED), {"voice"}, id="somebody else's voice"),
    pytest.param(said("We sort shells. The key is sk-9aF3kQ27LmZx8TbV.", SORTED), {"name"}, id="secret told"),
    pytest.param(said("We **sort** shells by sound.", SORTED), {"markup"}, id="Markdown"),
    pytest.param(said("@everyone We sort shells by sound.", SORTED), {"handle"}, id="call of everybody"),
]


@pytest.mark.parametrize(("lie", "rules"), LIES)
async def test_a_lie_has_its_flag(lie: Proposal, rules: set[str]) -> None:
    draft = await drafted(lie, repairs=[replace(lie, prose=f"{lie.prose} Really."), lie])

    flags = {finding.rule for finding in draft.tweets[1].findings if finding.level is Level.FLAG}
    assert rules <= flags


@pytest.mark.parametrize("number", [0, -1, 4, 10**9, -(10**18)])
async def test_a_page_that_is_not_there_lends_no_truth(number: int) -> None:
    draft = await drafted(
        said("We sort 98,734 shells by sound.", Evidence(number, SORTED)),
        said("We sort every shell.", Evidence(number, "We sort every shell of every sea at once.")),
    )

    true, false = draft.tweets[1:]
    assert (true.evidence, false.evidence) == ((Evidence(1, SORTED),), ())
    assert [(one.rule, one.level) for one in true.findings] == [("quote", Level.REPAIR)]
    assert ("quote", Level.FLAG) in [(one.rule, one.level) for one in false.findings]


async def test_a_lie_that_is_called_an_opinion_is_left_out_and_told() -> None:
    draft = await drafted(said("We cure cancer.", role=Role.VERDICT), said("Buy shells!", role=Role.CODE))

    assert [tweet.role for tweet in draft.tweets] == [Role.ANNOUNCEMENT]
    assert [one.words for one in draft.findings if one.level is Level.FLAG] == ["We cure cancer.", "Buy shells!"]


# ---- Nonsense ----

PLAIN = said("We sort 98,734 shells by sound.", SORTED)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: [replace(PLAIN, prose="")], id="an empty tweet"),
        pytest.param(lambda: [replace(PLAIN, prose=" \t\r\n\u3000")], id="blanks"),
        pytest.param(lambda: [replace(PLAIN, prose="🐚🐚🐚🎉")], id="only emoji"),
        pytest.param(lambda: [replace(PLAIN, prose="… !!! ??? ---")], id="only marks"),
        pytest.param(lambda: [PLAIN] * 500, id="500 tweets"),
        pytest.param(lambda: [replace(PLAIN, prose="shell " * 1700)], id="a tweet of 10 kB"),
        pytest.param(lambda: [replace(PLAIN, prose="x" * 1_000_000)], id="a tweet of 1 MB"),
        pytest.param(
            lambda: [replace(PLAIN, prose="".join(map(chr, range(32))) + "a" + chr(127))], id="control characters"
        ),
        pytest.param(lambda: [replace(PLAIN, prose="We \ud800sort\udfff shells")], id="half characters"),
        pytest.param(lambda: [replace(PLAIN, prose="W\u0335\u0336\u0337\u0338" * 200)], id="piled accents"),
        pytest.param(lambda: [said("We sort 98,734 shells.", *["x" * 1_000_000] * 3)], id="quotes of 1 MB"),
        pytest.param(lambda: [said("We sort 98,734 shells.", *[SORTED, ERROR] * 5000)], id="10,000 quotes"),
        pytest.param(lambda: [said("We sort shells.", f"{SORTED} " * 35)], id="a quote that repeats itself"),
        pytest.param(lambda: [replace(PLAIN, role=role) for role in reversed(Role)], id="every role, backwards"),
        pytest.param(
            lambda: [replace(PLAIN, figure=label) for label in ("", "Figure", "Figure 99", "x" * 10**6)], id="figures"
        ),
        pytest.param(lambda: [replace(PLAIN, prose='{"tweets": [{"text": "We sort')], id="half a JSON answer"),
        pytest.param(lambda: [replace(PLAIN, prose="<|im_end|>\n<|im_start|>assistant\n")], id="marks of a chat"),
        pytest.param(
            lambda: [
                replace(PLAIN, prose=(sign * 2000)[:1499]) for sign in ("(", "a.", "@", "#", "1,", "<@", "[](", "**")
            ],
            id="signs without end",
        ),
        pytest.param(
            lambda: [
                replace(PLAIN, prose="我们用声音给九万八千个贝壳分类。"),
                replace(PLAIN, prose="نفرز الأصداف بالصوت"),
            ],
            id="other languages",
        ),
        pytest.param(
            lambda: [replace(PLAIN, evidence=(Evidence(1, quote),)) for quote in ("", "…", "\x00", "\ud800", "...")],
            id="quotes of nothing",
        ),
    ],
)
async def test_nonsense_makes_a_draft_that_can_be_shown_and_says_what_is_wrong(
    make: Callable[[], list[Proposal]],
) -> None:
    draft = await drafted(*make())

    for tweet in draft.tweets:
        assert unseen_in(tweet.text) == ()
        assert tweet.text.strip()
        assert tweet.weighted_length <= MAX_WEIGHT or "length" in {one.rule for one in tweet.findings}
    assert len(draft.tweets) <= 2 * BRIEF.max_tweets + 1
    of_tweets = [finding for tweet in draft.tweets[1:] for finding in tweet.findings]
    assert of_tweets or {"length", "figure", "order", "count"} & {one.rule for one in draft.findings}
    json.dumps(draft_as_json(draft), ensure_ascii=False).encode()
    "\n".join(line.text for line in draft_lines(draft)).encode()
    draft_as_markdown(draft).encode()


_ANYTHING = st.text(max_size=300) | st.text(
    "@#<!&>«»[](){}*_`\\\"'|/.:-0123456789%k \n\r\u200b\u202e\ud800", max_size=300
)


@given(
    st.lists(
        st.builds(
            Proposal,
            st.sampled_from(Role),
            _ANYTHING,
            st.lists(st.builds(Evidence, st.integers(-(10**12), 10**12), _ANYTHING), max_size=2).map(tuple),
            st.none() | _ANYTHING,
        ),
        max_size=3,
    )
)
@settings(max_examples=80, deadline=None)
def test_whatever_characters_a_writer_sends_a_draft_comes_out_that_can_be_shown(proposals: list[Proposal]) -> None:
    draft = asyncio.run(drafted(PLAIN, *proposals))

    assert PLAIN.prose in draft.tweets[1].text
    for tweet in draft.tweets:
        assert unseen_in(tweet.text) == ()
        assert not any(ping in tweet.text.lower() for ping in ("@everyone", "@here", "@channel", "<!here>"))
    json.dumps(draft_as_json(draft), ensure_ascii=False).encode()
    draft_as_markdown(draft).encode()
    "\n".join(line.text for line in draft_lines(draft)).encode()


# ---- Failures ----

FAILURES = (
    *(WriterNotAllowed("llm.lab.org", model="some-model", status=status) for status in (401, 403, 404, 429)),
    *(
        WriterUnavailable("llm.lab.org", answered=answered)
        for answered in (
            "it answered 408",
            "it answered 429",
            "it answered 500",
            "it answered 502",
            "it answered 503",
            "it refused the connection",
            "it closed the connection",
            "its first word did not come within 60 s",
            "it stalled for 60 s",
        )
    ),
    PaperTooLongForModel("some-model"),
    NothingToSay("paper.pdf"),
    WriterError("Nobody knows why."),
)
"""After one of these nobody is asked again."""

BAD_ANSWERS = (
    AnswerCutOff(),
    WriterRefused("I do not write about shells."),
    WriterRefused(""),
    AnswerUnusable("it is empty"),
    AnswerUnusable("it is no JSON, or its JSON has no end"),
    AnswerUnusable("its tweets are not in the form that was asked for"),
)
"""After one of these the next tweet may have better luck."""


@pytest.mark.parametrize("error", [*FAILURES, *BAD_ANSWERS], ids=str)
async def test_a_writer_that_fails_to_write_says_so_in_its_own_sentence(error: WriterError) -> None:
    class Failing(GivenWriter):
        async def write(
            self, paper: object, brief: object, ledger: object, *, begun: Sequence[Proposal] = ()
        ) -> AsyncIterator[Proposal]:
            if error.args:
                raise error
            yield PLAIN

    with pytest.raises(type(error)) as caught:
        await write_draft(SHELLS, BRIEF, Failing(), progress=lambda step: None)

    assert caught.value is error


@pytest.mark.parametrize("error", [*FAILURES, *BAD_ANSWERS], ids=str)
async def test_a_writer_that_fails_to_repair_leaves_the_tweet_and_its_flag(error: WriterError) -> None:
    wrong = said("We sort 98,743 shells.", SORTED)

    draft = await drafted(wrong, PLAIN, repairs=[error])

    assert [tweet.text.partition("\n")[0] for tweet in draft.tweets[1:]] == [wrong.prose, PLAIN.prose]
    assert [(one.rule, one.level) for one in draft.tweets[1].findings] == [
        ("number", Level.FLAG),
        ("repair", Level.ADVICE),
    ]
    assert draft.tweets[1].findings[-1].detail.endswith(str(error))
