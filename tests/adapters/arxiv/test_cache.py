"""Papers on disk: whole or not at all, within a size and an age, whoever else is at work in the folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.arxiv.cache import CacheLimits, PaperCache
from bot.model import FetchedPaper, PaperMetadata
from tests.fakes.clock import FakeClock

ROOT = Path(__file__).parents[3]
DAY_S = 86_400.0
NOON_S = 1_900_000_800.0 - 1_900_000_800.0 % DAY_S + DAY_S / 2
"""A noon in UTC."""


def paper(arxiv_id: str = "2306.13840", version: int = 1, *, pdf: bytes = b"%PDF-1.5\nwords\n%%EOF") -> FetchedPaper:
    metadata = PaperMetadata(arxiv_id, version, "Shells", ("Ada Example",), "", "cs.SD", None, is_withdrawn=False)
    return FetchedPaper(pdf, metadata)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON_S)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "arxiv"


@pytest.fixture
def make(folder: Path, clock: FakeClock) -> Callable[..., PaperCache]:
    def make(max_bytes: int = 1_000_000, max_age_s: float = 30 * DAY_S) -> PaperCache:
        return PaperCache(folder, CacheLimits(max_bytes, max_age_s), now_s=clock.now_s)

    return make


@pytest.fixture
def cache(make: Callable[..., PaperCache]) -> PaperCache:
    return make()


# ---- Papers ----


@pytest.mark.parametrize("arxiv_id", ["2306.13840", "hep-th/9711200", "../../../etc/passwd", "a" * 300, "Ünïcode\n\0"])
def test_a_paper_comes_back_as_it_was_and_stays_in_the_folder(cache: PaperCache, folder: Path, arxiv_id: str) -> None:
    kept = paper(arxiv_id, 3, pdf=b"%PDF-1.5\n\n\n\x00\xff{}\n%%EOF\n")

    cache.put(kept)

    assert cache.get(arxiv_id, 3) == kept
    assert [file.parent for file in folder.parent.rglob("*") if file.is_file()] == [folder]


def test_what_was_never_kept_is_absent(cache: PaperCache) -> None:
    assert (cache.get("2306.13840", 1), cache.newest("2306.13840")) == (None, None)


def test_versions_and_similar_ids_are_kept_apart(cache: PaperCache) -> None:
    cache.put(paper("hep-th/9711200", 1))

    assert [cache.get(*asked) for asked in (("hep-th/9711200", 2), ("hep-th-9711200", 1), ("hep-th/9711200v1", 1))] == [
        None
    ] * 3


def test_a_paper_that_is_kept_again_replaces_the_first(cache: PaperCache, folder: Path) -> None:
    cache.put(paper(pdf=b"%PDF-1"))
    cache.put(paper(pdf=b"%PDF-2"))

    assert cache.get("2306.13840", 1) == paper(pdf=b"%PDF-2")
    assert len(list(folder.iterdir())) == 1


@given(st.data())
def test_a_damaged_file_is_as_good_as_absent(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("arxiv")
    cache = PaperCache(folder, CacheLimits())
    cache.put(paper())
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    file.write_bytes(whole[:start] + data.draw(st.binary(max_size=4)) + whole[end:])

    assert cache.get("2306.13840", 1) in (None, paper())


def test_a_file_under_another_papers_name_is_no_paper(cache: PaperCache, folder: Path) -> None:
    cache.put(paper("2306.13840"))
    (file,) = folder.iterdir()
    cache.put(paper("2306.99999"))
    (other,) = set(folder.iterdir()) - {file}
    file.replace(other)

    assert cache.get("2306.99999", 1) is None


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = PaperCache(tmp_path / "file" / "arxiv", CacheLimits())

    assert cache.get("2306.13840", 1) is None
    with pytest.raises(OSError, match="file"):
        cache.put(paper())
    with pytest.raises(OSError, match="file"):
        cache.note_newest("2306.13840", 1)


# ---- Limits ----


def test_beyond_the_size_the_longest_unused_go_first(make: Callable[..., PaperCache], clock: FakeClock) -> None:
    cache = make(max_bytes=25_000)
    for number in (1, 2, 3):
        clock.pass_by(60)
        cache.put(paper(version=number, pdf=bytes(7_000)))
    clock.pass_by(60)
    cache.get("2306.13840", 1)

    clock.pass_by(60)
    cache.put(paper(version=4, pdf=bytes(7_000)))

    assert [cache.get("2306.13840", number) is not None for number in (1, 2, 3, 4)] == [True, False, True, True]


def test_what_nobody_asked_for_within_the_age_is_removed(make: Callable[..., PaperCache], clock: FakeClock) -> None:
    cache = make(max_age_s=30 * DAY_S)
    cache.put(paper(version=1))
    cache.put(paper(version=2))
    clock.pass_by(20 * DAY_S)
    cache.get("2306.13840", 2)

    clock.pass_by(20 * DAY_S)
    cache.prune()

    assert [cache.get("2306.13840", number) is not None for number in (1, 2)] == [False, True]


def test_unfinished_files_are_removed_once_their_process_must_be_gone(
    cache: PaperCache, folder: Path, clock: FakeClock
) -> None:
    cache.put(paper())
    for name, age_s in (("dead.part", 4_000), ("alive.part", 10), ("readme.txt", 1e9)):
        (folder / name).write_bytes(b"{")
        os.utime(folder / name, (NOON_S - age_s, NOON_S - age_s))

    cache.prune()

    assert sorted(file.name for file in folder.iterdir() if file.suffix != ".paper") == ["alive.part", "readme.txt"]
    assert cache.get("2306.13840", 1) == paper()


def test_pruning_a_folder_that_was_never_made_does_nothing(cache: PaperCache, folder: Path) -> None:
    cache.prune()

    assert not folder.exists()


# ---- The newest version ----


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(0, 3, id="now"),
        pytest.param(16.9, 3, id="before arXiv's next day"),
        pytest.param(17.1, None, id="after 5:00 UTC"),
        pytest.param(24, None, id="a day later"),
        pytest.param(-24, None, id="a clock that was set back"),
    ],
)
def test_the_newest_version_is_known_until_arxivs_next_day(
    cache: PaperCache, clock: FakeClock, hours: float, expected: int | None
) -> None:
    cache.note_newest("2306.13840", 3)

    clock.pass_by(hours * 3_600)

    assert (cache.newest("2306.13840"), cache.newest("2306.13841")) == (expected, None)


def test_a_damaged_note_is_as_good_as_absent(cache: PaperCache, folder: Path) -> None:
    cache.note_newest("2306.13840", 3)
    (file,) = folder.iterdir()
    file.write_bytes(b"{")

    assert cache.newest("2306.13840") is None


# ---- Other processes ----

_WORK = """
import sys
from pathlib import Path
from adapters.arxiv.cache import CacheLimits, PaperCache
from bot.model import FetchedPaper, PaperMetadata

cache = PaperCache(Path(sys.argv[1]), CacheLimits(max_bytes=300_000))
seen = 0
for turn in range(150):
    version = 1 + turn % 5
    metadata = PaperMetadata("2306.13840", version, "Shells", (), "", None, None, False)
    whole = FetchedPaper(bytes([version]) * 100_000, metadata)
    cache.put(whole)
    cache.note_newest("2306.13840", version)
    for asked in range(1, 6):
        kept = cache.get("2306.13840", asked)
        assert kept is None or kept.pdf == bytes([asked]) * 100_000, asked
        seen += kept is not None
    assert cache.newest("2306.13840") in (1, 2, 3, 4, 5)
assert seen > 0
"""


def test_processes_that_share_the_folder_never_see_half_a_paper(folder: Path) -> None:
    command = (sys.executable, "-c", _WORK, str(folder))
    processes = [
        subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE) for _ in range(3)
    ]

    complaints = [process.communicate(timeout=60)[1].decode() for process in processes]

    assert ([process.returncode for process in processes], complaints) == ([0] * 3, [""] * 3)
    assert sum(file.stat().st_size for file in folder.glob("*.paper")) <= 400_000
    assert list(folder.glob("*.part")) == []
