"""The worked threads of `prompts/examples/`: each keeps every rule of a good thread that code can check.

A model learns more from what it is shown than from what it is told, so these are held to the rules of drafts. What only
the paper can tell is checked where the papers are.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.pdf.document import read_paper
from bot.checks import numbers
from bot.checks.anatomy import anatomy, beside_title
from bot.checks.clauses import stems
from bot.checks.entities import links
from bot.checks.names import check_names
from bot.checks.number_reading import read_numbers
from bot.checks.paper_index import PaperIndex
from bot.checks.run import check_draft
from bot.checks.structure import LONG_PROSE_CHARS, WITHOUT_EVIDENCE
from bot.drafting.composition import Composition
from bot.drafting.intake import take, take_all
from bot.links import parse_ref
from bot.model import Brief, CodeLink, Draft, Evidence, Paper, Proposal, Role, Voice, WriterName
from bot.prompting import PromptLibrary
from bot.prompting.examples import Example, ExampleTweet
from tests import builders

EXAMPLES = {file.place: file.example for file in PromptLibrary().examples}
SIZES = {Voice.AUTHOR: (8, 13), Voice.CURATOR: (5, 8)}
"""How many tweets a thread has by default."""

MEAN_PROSE_CHARS = 150
MOST_WORDS_IN_COMMON = 6
PASSAGE_LINES = 6
FEWEST_STEMS = 2
FILES = {
    "Trace-based Just-in-Time Type Specialization for Dynamic Languages": "tracemonkey.pdf",
    "LeanDojo: Theorem Proving with Retrieval-Augmented Language Models": "leandojo.pdf",
    "Ultra light bosonic dark matter and CMB": "bosonic-0908.0054.pdf",
}

each = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())


def test_each_of_three_papers_has_a_thread_in_each_voice() -> None:
    assert sorted((example.paper, example.voice) for example in EXAMPLES.values()) == sorted(
        (title, voice) for title in FILES for voice in Voice
    )


# ---- Their form ----


@each
def test_a_thread_has_no_finding_as_a_draft(example: Example) -> None:
    """The paper is made of the thread's own words here: what is left to the rules is its form."""
    paper = _paper_that_says(example)
    taken = [take(proposal, _brief(example)) for proposal in _proposals(example)]
    assert take_all(_proposals(example)[_by_rule(example) :], _brief(example))[1] == []

    tweets, remarks = Composition(paper, _brief(example), total=len(taken)).tweets(taken)
    draft = check_draft(Draft(paper, _brief(example), WriterName("person"), tweets, tuple(remarks)))

    assert [finding for tweet in draft.tweets for finding in tweet.findings] == []
    assert [finding.detail for finding in draft.findings] == (
        [] if paper.url else ["No arXiv address of the paper is known, so the announcement links to nothing."]
    )


@each
def test_a_thread_tells_what_a_thread_has_to(example: Example) -> None:
    roles = [tweet.role for tweet in example.tweets]

    assert roles[0] is Role.ANNOUNCEMENT
    assert roles.count(Role.LIMITATION) == 1
    assert Role.CONTRIBUTION in roles
    assert Role.RESULT in roles
    assert (roles[-1] is Role.VERDICT) == (example.voice is Voice.CURATOR)
    if example.voice is Voice.AUTHOR:
        assert {Role.METHOD, Role.WHY, Role.FUTURE_WORK, Role.CREDITS} <= set(roles)


@each
def test_tweets_are_short(example: Example) -> None:
    lengths = [len(_prose(tweet.text, example)) for tweet in example.tweets if tweet.role is not Role.ANNOUNCEMENT]

    assert max(lengths) <= LONG_PROSE_CHARS
    assert sum(lengths) / len(lengths) <= MEAN_PROSE_CHARS


@each
def test_most_findings_are_shown_on_a_figure(example: Example) -> None:
    told = [tweet for tweet in example.tweets if tweet.role in (Role.CONTRIBUTION, Role.RESULT, Role.METHOD)]

    assert sum(tweet.figure is not None for tweet in told) > 0.7 * len(told)


@each
def test_a_verdict_is_one_sentence_that_is_marked_as_an_opinion(example: Example) -> None:
    for tweet in example.tweets:
        if tweet.role is Role.VERDICT:
            assert re.fullmatch(r"My take: [^.!?]+\.", tweet.text)
            assert read_numbers(tweet.text) == []


@each
def test_there_is_no_exclamation_but_in_the_invitation_to_the_code(example: Example) -> None:
    assert all("!" not in tweet.text for tweet in example.tweets if tweet.role is not Role.CODE)


# ---- What they say of their papers ----


@pytest.fixture(scope="module")
def papers(shared: Path) -> dict[str, Paper]:
    return {title: read_paper((shared / "papers" / file).read_bytes(), name=file) for title, file in FILES.items()}


@each
def test_the_facts_are_the_papers(example: Example, papers: dict[str, Paper]) -> None:
    paper = papers[example.paper]
    announced = example.tweets[0].text
    code = [link.text for tweet in example.tweets if tweet.role is Role.CODE for link in links(tweet.text)]
    named = _named(example)

    assert paper.title == example.paper
    assert [link.text for link in links(announced)] == ([paper.url] if paper.url else [])
    assert code == ([paper.code.url] if paper.code else [])
    assert named[:-1] == list(paper.authors[: len(named) - 1])
    assert named[-1] in (f"{len(paper.authors) - len(named) + 1} others", paper.authors[len(named) - 1])


@each
def test_each_number_stands_on_the_pages_that_its_tweet_names_near_words_of_it(
    example: Example, papers: dict[str, Paper]
) -> None:
    paper = papers[example.paper]
    index = PaperIndex(paper)

    for tweet in _claims(example):
        missing = {number.text for number in read_numbers(tweet.text) if not number.is_weak}
        for passage in _passages_like(tweet, paper):
            found = numbers.check(tweet.text, role=tweet.role, evidence=(passage,), index=index, facts=[])
            missing &= {finding.words for finding in found}
            if not missing:
                break
        assert missing == set(), tweet.text


@each
def test_each_number_with_its_unit_and_each_name_is_on_the_pages_that_its_tweet_names(
    example: Example, papers: dict[str, Paper]
) -> None:
    paper, brief = papers[example.paper], _brief(example)
    index = PaperIndex(paper)

    for tweet in _claims(example):
        assert tweet.pages, tweet.text
        pages = tuple(Evidence(number, paper.pages[number - 1].text) for number in tweet.pages)
        assert numbers.check(tweet.text, role=tweet.role, evidence=pages, index=index, facts=[]) == []
        assert check_names(tweet.text, role=tweet.role, evidence=pages, index=index, brief=brief) == []


@each
def test_each_figure_is_one_of_the_papers_and_its_edges_are_sure(example: Example, papers: dict[str, Paper]) -> None:
    figures = {figure.label: figure for figure in papers[example.paper].figures}

    assert [tweet.figure for tweet in example.tweets if tweet.figure and not figures[tweet.figure].is_sure] == []


@each
def test_no_sentence_is_the_papers_or_the_tastes_own(example: Example, papers: dict[str, Paper], shared: Path) -> None:
    taste = (shared / "reference" / "README.md").read_text("utf-8")
    theirs = _runs("\n".join([taste, *(page.text for page in papers[example.paper].pages)]))

    for tweet in _claims(example):
        if tweet.role is not Role.CREDITS:  # which are names
            assert _runs(tweet.text) & theirs == set(), tweet.text


# ---- Helpers ----


def _brief(example: Example) -> Brief:
    least, most = SIZES[example.voice]
    return Brief(example.voice, venue=example.venue, tags=example.tags, min_tweets=least, max_tweets=most)


def _prose(text: str, example: Example) -> str:
    return anatomy(beside_title(text, example.paper)).prose


def _named(example: Example) -> list[str]:
    """The authors that the announcement names; "6 others" is the last of them where it counts the rest."""
    return re.split(r", | and ", re.findall(r"(?m)^(?:Joint work of|By) (.+)$", example.tweets[0].text)[0])


def _claims(example: Example) -> list[ExampleTweet]:
    return [tweet for tweet in example.tweets if tweet.role not in (Role.ANNOUNCEMENT, Role.CODE)]


def _passages_like(tweet: ExampleTweet, paper: Paper) -> list[Evidence]:
    """Passages of a few lines on the pages that the tweet names and with words of it, those with most first."""
    own = stems(tweet.text)
    passages = [
        Evidence(number, "\n".join(lines[at : at + PASSAGE_LINES]))
        for number in tweet.pages
        for lines in [paper.pages[number - 1].text.split("\n")]
        for at in range(len(lines))
    ]
    shared = {passage: len(stems(passage.quote) & own) for passage in passages}
    return sorted((one for one in shared if shared[one] >= FEWEST_STEMS), key=lambda one: -shared[one])


def _by_rule(example: Example) -> int:
    return sum(tweet.role in (Role.ANNOUNCEMENT, Role.CODE) for tweet in example.tweets)


def _proposals(example: Example) -> list[Proposal]:
    """The tweets with their own words as evidence, on a page each."""
    return [
        Proposal(
            tweet.role,
            tweet.text,
            () if tweet.role in WITHOUT_EVIDENCE else (Evidence(number, tweet.text),),
            tweet.figure,
        )
        for number, tweet in enumerate(example.tweets, 1)
    ]


def _paper_that_says(example: Example) -> Paper:
    addresses = [[link.text for link in links(tweet.text)] for tweet in example.tweets]
    code = [address for tweet, found in zip(example.tweets, addresses, strict=True) for address in found
            if tweet.role is Role.CODE]  # fmt: skip
    ref = parse_ref(addresses[0][0]) if addresses[0] else None
    *authors, last = _named(example)
    others = re.fullmatch(r"(\d+) others", last)
    authors += [f"Author {number}" for number in range(int(others[1]))] if others else [last]
    paper = builders.paper(
        *(tweet.text for tweet in example.tweets),
        title=example.paper,
        authors=tuple(authors),
        arxiv_id=ref and ref.arxiv_id,
        code=CodeLink(code[0], "the tweet names it") if code else None,
    )
    labels = [tweet.figure for tweet in example.tweets if tweet.figure]
    return replace(paper, figures=tuple(builders.figure(label) for label in labels))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words that is longer than what two writers have in common by chance."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + MOST_WORDS_IN_COMMON + 1]) for at in range(len(words) - MOST_WORDS_IN_COMMON)}
