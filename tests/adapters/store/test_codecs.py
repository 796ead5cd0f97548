"""Values come back from their columns as they were."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Dialect, create_engine

from adapters.store.codecs import ChannelKey, Json, Key, PersonKey, UtcTime, digest, from_json, pack, to_json, unpack
from bot.model import Box, Brief, Figure, FigureKind, Paper, TweetFigure
from bot.model.chat import Person, Place
from bot.provenance import ModelCall, Provenance, Usage
from bot.records import ChannelSettings, DraftRecord, Example, PostRecord, RosterEntry, StandingWish
from bot.versions import Version
from tests import builders

MOMENTS = st.datetimes(timezones=st.just(UTC))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)  # NUL and halves of surrogate pairs included
BOXES = st.builds(Box, FLOATS, FLOATS, FLOATS, FLOATS)
CALLS = st.builds(
    ModelCall,
    usage=st.builds(Usage, cost_usd=st.none() | FLOATS),
    cost_usd=st.none() | FLOATS,
    seconds=FLOATS,
    outcome=TEXTS,
)
FIGURES = st.builds(Figure, label=TEXTS, kind=st.sampled_from(FigureKind), box=BOXES, confidence=FLOATS)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Brief: st.builds(Brief, wish=st.none() | TEXTS, handles=st.dictionaries(TEXTS, TEXTS, max_size=2)),
    ChannelSettings: st.builds(ChannelSettings, daily_usd=st.none() | FLOATS),
    DraftRecord: st.builds(
        DraftRecord,
        created_at=MOMENTS,
        title=TEXTS,
        own_thread=st.none() | TEXTS,
        seconds=st.dictionaries(TEXTS, FLOATS, max_size=2),
        provenance=st.none() | st.builds(Provenance, MOMENTS, st.lists(CALLS, max_size=1).map(tuple)),
    ),
    Example: st.builds(Example, tweets=st.lists(TEXTS, max_size=3).map(tuple)),
    ModelCall: CALLS,
    PostRecord: st.builds(PostRecord, begun_at=MOMENTS),
    RosterEntry: st.builds(RosterEntry, name=TEXTS),
    StandingWish: st.builds(StandingWish, words=TEXTS),
    Version: st.builds(
        Version,
        tweet=st.builds(
            builders.tweet,
            number=st.integers(),
            text=TEXTS,
            evidence=st.lists(st.builds(builders.evidence, TEXTS, st.integers()), max_size=2).map(tuple),
            findings=st.lists(TEXTS.map(builders.finding), max_size=2).map(tuple),
        ),
        calls=st.lists(CALLS, max_size=1).map(tuple),
        wish=st.none() | TEXTS,
    ),
    dict[str, object]: st.dictionaries(
        TEXTS,
        st.recursive(
            st.none() | st.booleans() | st.integers() | FLOATS | TEXTS,
            lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
            max_leaves=5,
        ),
        max_size=3,
    ),
    str: TEXTS,
    tuple[str, ...]: st.lists(TEXTS, max_size=3).map(tuple),
}
PAPERS = st.builds(
    Paper,
    title=TEXTS,
    pages=st.lists(st.builds(builders.page, st.integers(), TEXTS), max_size=2).map(tuple),
    figures=st.lists(FIGURES, max_size=2).map(tuple),
)
SQLITE: Dialect = create_engine("sqlite://").dialect
POSTGRESQL: Dialect = create_engine("postgresql+psycopg://").dialect
DIALECTS = [pytest.param(SQLITE, id="sqlite"), pytest.param(POSTGRESQL, id="postgresql")]

quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: getattr(kind, "__name__", str(kind)))
@quick
@given(data=st.data())
def test_every_kind_of_value_comes_back_as_it_was(kind: type[object], data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])

    text = to_json(value)

    assert text.isascii()
    assert "\0" not in text
    assert from_json(kind, text) == value


@quick
@given(PAPERS)
def test_a_paper_comes_back_from_its_packing_as_it_was(paper: Paper) -> None:
    assert unpack(Paper, pack(paper)) == paper


def test_a_whole_figure_with_cells_and_box_comes_back_with_its_types() -> None:
    figure = builders.figure("Table 1", box=Box(1, 2.5, 3, 4))
    version = builders.version(tweet=builders.tweet(figure=TweetFigure(figure, "A table.", "t1.png")))

    again = from_json(Version, to_json(version))

    assert again == version
    assert again.tweet.figure is not None
    assert isinstance(again.tweet.figure.figure.box, Box)
    assert again.tweet.figure.figure.kind is FigureKind.TABLE


def test_a_moment_elsewhere_is_kept_in_utc() -> None:
    there = datetime(2026, 11, 22, 13, 30, tzinfo=timezone(timedelta(hours=1)))

    again = from_json(PostRecord, to_json(builders.post_record(begun_at=there)))

    assert again.begun_at == there
    assert again.begun_at.utcoffset() == timedelta()


def test_what_a_later_release_added_to_a_value_is_left_out() -> None:
    assert from_json(StandingWish, '{"number":1,"words":"w","by":"U1","mood":"sunny"}') == StandingWish(1, "w", "U1")


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="object is no value"):
        to_json({"key": object()})


@pytest.mark.parametrize("dialect", DIALECTS)
@quick
@given(MOMENTS)
def test_a_moment_comes_back_from_a_column_in_utc(dialect: Any, moment: datetime) -> None:
    column = UtcTime()

    again = column.process_result_value(column.process_bind_param(moment, dialect), dialect)

    assert again == moment
    assert again.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        UtcTime().process_bind_param(datetime(2026, 11, 22), SQLITE)  # noqa: DTZ001


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("given_key", "kept"),
    [
        pytest.param("C1", "C1", id="plain"),
        pytest.param("é 😀", "é 😀", id="any language"),
        pytest.param("a\0b", "a\ufffdb", id="NUL"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a pair"),
    ],
)
def test_a_key_holds_nothing_that_a_database_refuses(dialect: Any, given_key: str, kept: str) -> None:
    assert Key().process_bind_param(given_key, dialect) == kept


@quick
@given(st.builds(Place, TEXTS, TEXTS, TEXTS, st.none() | TEXTS))
def test_a_channel_comes_back_without_its_chat_thread(place: Place) -> None:
    column = ChannelKey()

    kept = column.process_bind_param(place, SQLITE)

    assert column.process_result_value(kept, SQLITE) == place.in_channel


@quick
@given(st.builds(Person, TEXTS, TEXTS, TEXTS, TEXTS))
def test_a_person_comes_back_without_the_name(person: Person) -> None:
    column = PersonKey()

    kept = column.process_bind_param(person, SQLITE)

    assert column.process_result_value(kept, SQLITE) == Person(person.platform, person.team, person.id)


@pytest.mark.parametrize("column", [Key(), ChannelKey(), PersonKey(), UtcTime(), Json(str)])
def test_nothing_is_kept_as_nothing(column: Any) -> None:
    assert column.process_bind_param(None, SQLITE) is None
    if not isinstance(column, Key):
        assert column.process_result_value(None, SQLITE) is None


def test_digests_tell_words_apart_also_those_that_are_no_unicode() -> None:
    assert len({digest(words) for words in ("a", "b", "\ud800", "\ufffd", "")}) == 5
