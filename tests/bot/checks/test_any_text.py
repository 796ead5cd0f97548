"""Whatever a tweet and a paper hold, the checks come to an end and say something that can be shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checks.run import Grounds, check_tweet
from bot.model import Evidence, Role, Tweet, Voice
from bot.reviewing import review
from bot.thread_text import WrittenBrief, WrittenThread, WrittenTweet
from tests.builders import brief, paper, paragraph

PIECES = (
    "We sort 98,734 shells by sound may not never rises falls from to 1.5 % GPT-4 Zurich always the first higher "
    "et al., 2017 (3/9) 1/ @ada #AI https://a.org … “ ” \n — ½ 日本 ε2 🧵 solves proves in ten Study 2 ± 10⁻⁵"
)
WORDS = st.lists(st.sampled_from(PIECES.split(" ")), max_size=30).map(" ".join)
ANY = st.one_of(WORDS, st.text(max_size=80))


@given(ANY, ANY, st.sampled_from(Role), st.sampled_from(Voice))
@settings(max_examples=150)
def test_a_tweet_is_checked_to_its_end(text: str, page_text: str, role: Role, voice: Voice) -> None:
    grounds = Grounds.of(paper(page_text, paragraphs=(paragraph(page_text),)), brief(voice=voice))
    quotes = (Evidence(1, page_text[:200]), Evidence(2, text[:200]))

    checked = check_tweet(Tweet(1, role, text, 0, quotes), grounds, total=1)

    assert checked.text == text
    assert all(finding.detail for finding in checked.findings)


@given(ANY, ANY)
@settings(max_examples=80)
def test_what_is_looked_up_is_the_page_s_own(text: str, page_text: str) -> None:
    of = paper(page_text, paragraphs=(paragraph(page_text),))

    draft = review(WrittenThread((WrittenTweet(text),)), of, WrittenBrief())

    assert draft.tweets[0].text == text
    squeezed = "".join(page_text.split())
    assert all("".join(item.quote.split()) in squeezed for item in draft.tweets[0].evidence)
