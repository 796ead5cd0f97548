"""What people's words and emoji ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asks import Ask, Hint, Verb, ask_of_command, ask_of_press, ask_of_reply, takes_back

REPLIES = [
    pytest.param("3: mention the dataset", Ask(Verb.REGENERATE, 3, "mention the dataset"), id="a wish"),
    pytest.param("3： 提到数据集", Ask(Verb.REGENERATE, 3, "提到数据集"), id="a wide colon"),
    pytest.param("tweet 3: less hype", Ask(Verb.REGENERATE, 3, "less hype"), id="tweet before the number"),
    pytest.param("#12: less hype", Ask(Verb.REGENERATE, 12, "less hype"), id="a number sign"),
    pytest.param("3: shorten", Ask(Verb.SHORTEN, 3), id="a verb behind the colon"),
    pytest.param("3: Shorter!", Ask(Verb.SHORTEN, 3), id="another word for a verb"),
    pytest.param(
        "3: edit the numbers out", Ask(Verb.REGENERATE, 3, "edit the numbers out"), id="a wish that begins so"
    ),
    pytest.param("3:\nsay it\nin two lines", Ask(Verb.REGENERATE, 3, "say it\nin two lines"), id="lines are kept"),
    pytest.param("shorten 3", Ask(Verb.SHORTEN, 3), id="shorten"),
    pytest.param("Shorten tweet 3", Ask(Verb.SHORTEN, 3), id="capitals"),
    pytest.param("3 shorter", Ask(Verb.SHORTEN, 3), id="the number first"),
    pytest.param("regenerate 5, less hype", Ask(Verb.REGENERATE, 5, "less hype"), id="a wish behind a comma"),
    pytest.param("redo 5 less hype", Ask(Verb.REGENERATE, 5, "less hype"), id="a wish behind a space"),
    pytest.param("undo 3", Ask(Verb.UNDO, 3), id="undo"),
    pytest.param("history 3", Ask(Verb.HISTORY, 3), id="history"),
    pytest.param("evidence 3", Ask(Verb.EVIDENCE, 3), id="evidence"),
    pytest.param("delete 3", Ask(Verb.REMOVE, 3), id="remove"),
    pytest.param("restore", Ask(Verb.RESTORE), id="restore"),
    pytest.param("export", Ask(Verb.EXPORT), id="export"),
    pytest.param("Cancel!", Ask(Verb.CANCEL), id="cancel"),
    pytest.param("regenerate", Ask(Verb.REGENERATE), id="the whole draft"),
    pytest.param("voice curator", Ask(Verb.VOICE, words="curator"), id="voice"),
    pytest.param("help", Ask(Verb.HELP), id="help"),
    pytest.param("please shorten 3", Ask(Verb.SHORTEN, 3), id="please before it"),
    pytest.param("shorten 3 please!", Ask(Verb.SHORTEN, 3), id="please behind it"),
    pytest.param("again 3: less hype", Ask(Verb.REGENERATE, 3, "less hype"), id="a mark before a wish"),
    pytest.param("edit 3: Our words.", Ask(Verb.EDIT, 3, "Our words."), id="an edit behind a colon"),
    pytest.param("export markdown", Ask(Verb.EXPORT, words="markdown"), id="export with evidence"),
]


@pytest.mark.parametrize(("words", "ask"), REPLIES)
def test_a_reply_asks_for_what_it_says(words: str, ask: Ask) -> None:
    assert ask_of_reply(words) == ask


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nice!",
        "ok",
        "again!",
        "why?",
        "Check this out, it is great",
        "I like 3 of them",
        "3 people read it",
        "export it to the other server please",
        "cancel the meeting at 3",
        "undo the whole thing before the talk, would you",
        "prefer the first one",
        "settings look fine to me",
        "voice over by Ann",
        "see you at half past ten",
        "regenerate the figures for the paper tomorrow",
        "https://example.org/a",
        "the 3: that is odd",
        "12:30 works for me",
        "3:1 in favour",
        "again 3 people asked me",
        "stop 5 minutes before the end",
        "ok 10 minutes then",
        "why 3 authors?",
        "copy 2 of them",
        "short 5 minute break",
        "star 4 of these",
        "drop 2 of them",
        "figure 3 looks odd",
        "edit 3 of them",
        "start 2 weeks early",
        "2 versions!",
        "3 edit",
    ],
)
def test_people_talking_get_no_answer(words: str) -> None:
    assert ask_of_reply(words) is None


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("shortn 3", "Did you mean `shorten 3`?"),
        ("regnerate 5", "Did you mean `regenerate 5`?"),
        ("shorten", "Which tweet? Write `shorten 3`."),
        ("undo", "Which tweet? Write `undo 3`."),
        ("edit 3", "Write the new text behind a colon: `edit 3: TEXT`."),
    ],
)
def test_a_near_miss_gets_a_hint(words: str, hint: str) -> None:
    assert ask_of_reply(words) == Hint(hint)


class TestMention:
    def test_all_verbs_count_where_the_bot_is_named(self) -> None:
        assert ask_of_reply("prefer no exclamation marks", is_mention=True) == Ask(
            Verb.PREFER, words="no exclamation marks"
        )

    def test_its_name_alone_asks_for_help(self) -> None:
        assert ask_of_reply("", is_mention=True) == Ask(Verb.HELP)

    def test_what_is_not_understood_gets_a_hint(self) -> None:
        hint = ask_of_reply("make it pop", is_mention=True)

        assert isinstance(hint, Hint)
        assert hint.words.startswith("I do not understand “make it pop”.")


COMMANDS = [
    pytest.param("", Ask(Verb.NEW), id="nothing"),
    pytest.param("shorten 3", Ask(Verb.SHORTEN, 3), id="shorten"),
    pytest.param("edit 3 Our words.\n\n3/9", Ask(Verb.EDIT, 3, "Our words.\n\n3/9"), id="edit keeps lines"),
    pytest.param("3: less hype", Ask(Verb.REGENERATE, 3, "less hype"), id="as a reply"),
    pytest.param("regenerate", Ask(Verb.REGENERATE), id="the whole draft"),
    pytest.param("prefer 3 tags at most", Ask(Verb.PREFER, words="3 tags at most"), id="a number of the words"),
    pytest.param("export markdown", Ask(Verb.EXPORT, words="markdown"), id="export"),
    pytest.param("settings model off", Ask(Verb.SETTINGS, words="model off"), id="settings"),
]


@pytest.mark.parametrize(("words", "ask"), COMMANDS)
def test_a_command_asks_for_what_it_says(words: str, ask: Ask) -> None:
    assert ask_of_command(words) == ask


def test_an_unknown_verb_names_the_nearest() -> None:
    assert ask_of_command("shortn 3") == Hint(
        "There is no “shortn”. Did you mean `shorten`? `help` lists what there is."
    )


@given(st.text(max_size=80))
def test_any_words_are_read(words: str) -> None:
    assert isinstance(ask_of_reply(words), Ask | Hint | None)
    assert isinstance(ask_of_command(words), Ask | Hint)


class TestEmoji:
    @pytest.mark.parametrize(
        ("emoji", "verb"),
        [
            ("🔁", Verb.REGENERATE),
            ("✂️", Verb.SHORTEN),
            ("✂", Verb.SHORTEN),
            ("↩️", Verb.UNDO),
            ("🔍", Verb.EVIDENCE),
            ("🔎", Verb.EVIDENCE),
            ("🖼️", Verb.FIGURE),
            ("🗑️", Verb.REMOVE),
            ("✅", Verb.APPROVE),
            ("☑️", Verb.APPROVE),
        ],
    )
    def test_an_emoji_on_a_tweet_is_a_verb(self, emoji: str, verb: Verb) -> None:
        assert ask_of_press(emoji, is_status=False) == Ask(verb)

    @pytest.mark.parametrize(
        ("emoji", "verb"),
        [("🔁", Verb.REGENERATE), ("❌", Verb.CANCEL), ("↩️", Verb.RESTORE), ("⭐", Verb.STAR)],
    )
    def test_an_emoji_on_the_summary_is_a_verb(self, emoji: str, verb: Verb) -> None:
        assert ask_of_press(emoji, is_status=True) == Ask(verb)

    @pytest.mark.parametrize(("emoji", "is_status"), [("👍", False), ("❌", False), ("✂", True), ("", False)])
    def test_any_other_emoji_means_nothing(self, emoji: str, is_status: bool) -> None:
        assert ask_of_press(emoji, is_status=is_status) is None

    def test_an_alias_of_the_settings_counts(self) -> None:
        assert ask_of_press("♻️", is_status=False, aliases={"♻": "🔁"}) == Ask(Verb.REGENERATE)

    def test_taking_the_check_mark_away_ends_the_approval(self) -> None:
        assert takes_back("✅", is_status=False) == Ask(Verb.UNAPPROVE)
        assert takes_back("🔁", is_status=False) is None
