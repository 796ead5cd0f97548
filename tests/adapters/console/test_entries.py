from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.console.entries import ENTRIES, Commanded, Entry, Filled, KeptFile, KeptPost, Posted, Pressed, Said
from bot.model.chat import Control, PostKind

_TEXTS = st.text()
_STAMP = {"n": st.integers(1), "at": st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1))}  # noqa: DTZ001  # Hypothesis wants it bare
_WHERE = {"channel": _TEXTS.filter(bool), "chat_thread": st.none() | st.just("7")}
_FILES = st.lists(st.builds(KeptFile, name=_TEXTS, path=_TEXTS, size_bytes=st.integers(0)), max_size=2).map(tuple)
_POSTS = st.builds(
    KeptPost,
    kind=st.sampled_from(PostKind),
    key=st.just("d-1"),
    text=_TEXTS,
    small_print=st.lists(_TEXTS, max_size=2).map(tuple),
    picture=st.none(),
    controls=st.lists(st.sampled_from(Control), max_size=2).map(tuple),
)
_ENTRIES = st.one_of(
    st.builds(Said, **_STAMP, **_WHERE, by=_TEXTS, heard=st.booleans(), text=_TEXTS, files=_FILES,
              what=st.just("said")),
    st.builds(Posted, **_STAMP, **_WHERE, post=_POSTS, what=st.just("posted")),
    st.builds(Pressed, **_STAMP, by=_TEXTS, of=st.just("1"), emoji=_TEXTS, is_added=st.booleans(),
              what=st.just("pressed")),
    st.builds(Commanded, **_STAMP, by=_TEXTS, channel=_TEXTS, words=_TEXTS, what=st.just("commanded")),
    st.builds(Filled, **_STAMP, **_WHERE, by=_TEXTS, form=_TEXTS, context=_TEXTS,
              values=st.dictionaries(st.just("wish"), _TEXTS), what=st.just("filled")),
)  # fmt: skip


@settings(max_examples=50)
@given(_ENTRIES)
def test_an_entry_is_one_line_and_comes_back_as_it_was(entry: Entry) -> None:
    line = ENTRIES.dump_json(entry)

    assert b"\n" not in line
    assert ENTRIES.validate_json(line) == entry
