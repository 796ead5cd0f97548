"""Slack's way of writing, and what people see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.text import as_seen, escaped, escaped_plain, names, unescaped, without_name


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        pytest.param("<https://arxiv.org/abs/2306.13840v2>", "https://arxiv.org/abs/2306.13840v2", id="a link"),
        pytest.param(
            "<http://arxiv.org/abs/2306.13840|arxiv.org/abs/2306.13840>",
            "http://arxiv.org/abs/2306.13840",
            id="a link that was typed without its scheme",
        ),
        pytest.param("<https://x.org/?a=1&amp;b=2>", "https://x.org/?a=1&b=2", id="a link with an entity"),
        pytest.param("<https://x.org|our paper>", "our paper https://x.org", id="a link under words"),
        pytest.param("<mailto:a@x.org|a@x.org>", "a@x.org", id="a mail address"),
        pytest.param("<@U0ANN>", "@U0ANN", id="a person"),
        pytest.param("<@U0ANN|ann>", "@ann", id="a person with a name"),
        pytest.param("<#C0PAPERS|papers>", "#papers", id="a channel"),
        pytest.param("<!here> and <!subteam^S1|@group>", "@here and @group", id="calls"),
        pytest.param("<!subteam^S1>", "@subteam", id="a call without a name"),
        pytest.param("<!date^1700000000^{date}|14 November>", "14 November", id="a date"),
        pytest.param("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", id="entities are decoded once"),
        pytest.param("3: more :rocket: and :+1::skin-tone-2:", "3: more 🚀 and 👍🏻", id="names of emoji"),
        pytest.param("at 10:30:45, host:80:", "at 10:30:45, host:80:", id="times and ports are no emoji"),
        pytest.param(":our-own-parrot: stays", ":our-own-parrot: stays", id="an emoji of the workspace's own"),
    ],
)
def test_a_message_is_read_as_people_see_it(written: str, seen: str) -> None:
    assert as_seen(written) == seen


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("R&D, a < b", "R&D, a &lt; b"),
        ("&amp; stays &amp;", "&amp;amp; stays &amp;amp;"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("&copy; is no entity of Slack's", "&copy; is no entity of Slack's"),
    ],
)
def test_plain_text_is_escaped_where_it_must_be(text: str, sent: str) -> None:
    assert escaped_plain(text) == sent


@given(st.text(alphabet="&<>;amplgt x", max_size=40))
def test_what_was_escaped_is_shown_as_it_was(text: str) -> None:
    assert unescaped(escaped_plain(text)) == text
    assert unescaped(escaped(text)) == text
    assert not set("<>") & set(escaped_plain(text))


@given(st.text(st.characters(exclude_characters=":"), max_size=60))
def test_a_text_that_people_type_is_never_lost(text: str) -> None:
    assert as_seen(escaped(text)) == text


@pytest.mark.parametrize("written", ["<@U0BOT> shorten 3", "<@U0BOT|paperthread>: shorten 3", "shorten 3 <@U0BOT>"])
def test_the_bots_name_is_taken_out(written: str) -> None:
    assert names(written, "U0BOT")
    assert without_name(written, "U0BOT") == "shorten 3"


def test_another_name_is_not_the_bots() -> None:
    assert not names("<@U0BOTS> shorten 3", "U0BOT")
