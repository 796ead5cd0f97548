"""The facts of an invitation, and what is asked for."""

import pytest

from bot.errors import FactsMissing
from bot.inviting import Asked, request_of
from bot.inviting.facts import facts_in
from bot.poster import Fact, FactKind
from tests.builders import paper

SHELLS = paper("", title="Sorting Sea Shells", arxiv_id="2306.13840")
ALL = Asked("Tue 12 Dec", "10:45–12:45", "Hall B #402", "NeurIPS 2023", authors="Ada Müller, Ben O'Sample and Cy Ng")


@pytest.mark.parametrize(
    ("text", "dates", "times", "rooms"),
    [
        ("Tuesday, December 12th, 2023 at 10:30-12:00 in Hall C, Room 3", ["Tuesday, December 12th, 2023"],
         ["10:30-12:00"], ["Hall C", "Room 3"]),
        ("Tue 12 Dec 10:45am–12:45pm CST, Hall B1+B2 #1802", ["Tue 12 Dec"], ["10:45am–12:45pm CST"],
         ["Hall B1+B2 #1802"]),
        ("Wed 3 July 2024, 16:00 to 18:00 CET, Poster #512", ["Wed 3 July 2024"], ["16:00 to 18:00 CET"],
         ["Poster #512"]),
        ("See you Thursday! 2024-07-25, 11:30, Board 12", ["Thursday", "2024-07-25"], ["11:30"], ["Board 12"]),
        ("Am 12.12. um 14h30, Raum E-104", ["12.12."], ["14h30"], ["Raum E-104"]),
        ("5-6pm in Exhibit Hall A, 25.07.2024", ["25.07.2024"], ["5-6pm"], ["Exhibit Hall A"]),
        ("We sat 3 days and saw 12 may flies at 10 to 20 Hz: 12.5%, 3.5 hours, GPT-4, room for more", [], [], []),
    ],
    ids=["long", "short", "a zone", "ISO", "German", "a hall", "none"],
)  # fmt: skip
def test_dates_times_and_places_are_found_as_they_are_written(
    text: str, dates: list[str], times: list[str], rooms: list[str]
) -> None:
    kinds = (FactKind.DATE, FactKind.TIME, FactKind.ROOM)

    assert [[fact.text for fact in facts_in(kind, text)] for kind in kinds] == [dates, times, rooms]


def test_what_is_given_counts_and_the_paper_gives_title_and_address() -> None:
    request = request_of(ALL, paper=SHELLS)

    assert request.facts == (
        Fact(FactKind.DATE, "Tue 12 Dec"),
        Fact(FactKind.TIME, "10:45–12:45"),
        Fact(FactKind.ROOM, "Hall B #402"),
        Fact(FactKind.TITLE, "Sorting Sea Shells"),
        Fact(FactKind.AUTHOR, "Ada Müller, Ben O'Sample and Cy Ng"),
        Fact(FactKind.ADDRESS, "https://arxiv.org/abs/2306.13840"),
    )
    assert request.venue == "NeurIPS 2023"


def test_what_is_not_given_is_taken_from_the_draft_in_its_own_characters() -> None:
    draft = "ICML’24! Come on Wed 3 July, 10:30 — 12:00, Hall C #12. https://shells.org/x"

    request = request_of(Asked(time="11:00", title="Shells"), draft=draft, paper=SHELLS)

    assert [fact.text for fact in request.facts] == [
        "Wed 3 July",
        "11:00",
        "Hall C #12",
        "Shells",
        "https://shells.org/x",
    ]
    assert (request.venue, request.draft) == ("ICML’24", draft)


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        pytest.param(Asked(), "the date (--date), the time (--time), the place (--place), the venue (--venue) and the"
                     " title (--title or --paper)", id="all"),
        pytest.param(Asked("Tue", " ", "Hall B", "ICML"), "the time (--time) and the title (--title or --paper)",
                     id="two"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_in_one_list(asked: Asked, missing: str) -> None:
    with pytest.raises(FactsMissing) as caught:
        request_of(asked, draft="Come and see our shells!")

    assert str(caught.value) == f"The invitation still needs {missing}. None of them is ever made up."
