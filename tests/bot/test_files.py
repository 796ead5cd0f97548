"""PDFs in, results out: what the file system refuses becomes a sentence."""

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError, NotAPdf, OutputError, PaperNotFound, PaperNotOpened, PaperTooLarge
from bot.files import (
    find_paper,
    folder_names,
    make_folder,
    read_pdf,
    read_text_file,
    save_draft,
    save_figures,
    save_json,
    save_picture,
)
from bot.model import Image, PaperRef, TweetFigure
from bot.workflows import DrawnDraft
from tests.builders import draft, figure, tweet

PICTURE = Image(b"\x89PNG", 10, 10)


def drawn(*numbers: int) -> DrawnDraft:
    """A draft whose tweets with these numbers carry a picture."""
    names = {number: f"tweet-{number:02d}.png" for number in numbers}
    tweets = (tweet(number, figure=TweetFigure(figure(), "", name)) for number, name in names.items())
    return DrawnDraft(draft(*tweets), dict.fromkeys(names.values(), PICTURE))


# ---- In ----


def test_a_pdf_up_to_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"x" * 100)

    assert read_pdf(str(file), max_bytes=100) == b"x" * 100


def test_a_pdf_beyond_the_limit_is_told_with_its_size(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"x" * 2_100_000)

    with pytest.raises(PaperTooLarge) as caught:
        read_pdf(str(file), max_bytes=2_000_000)

    assert (caught.value.amount, caught.value.limit, caught.value.measure) == (3, 2, "MB")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
def test_a_file_without_an_end_is_not_read_to_it() -> None:
    with pytest.raises(PaperTooLarge):
        read_pdf("/dev/zero", max_bytes=1_000_000)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    for path in (str(tmp_path / "paper.pdf"), str(tmp_path / "file" / "paper.pdf"), ""):
        with pytest.raises(PaperNotFound):
            read_pdf(path, max_bytes=100)


@pytest.mark.parametrize(
    "argument",
    [
        "2306.13840v2",
        "https://arxiv.org/abs/2306.13840v2",
        "arXiv:2306.13840v2",
        f"https://arxiv.org/pdf/2306.13840v2?{'tracked=1&' * 200}",
    ],
)
def test_an_argument_that_names_an_arxiv_paper_is_one(argument: str) -> None:
    found = find_paper(argument, max_bytes=100)

    assert isinstance(found, PaperRef)
    assert (found.arxiv_id, found.version) == ("2306.13840", 2)


def test_a_file_wins_over_an_arxiv_id_of_its_name_and_a_folder_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2306.13840").write_bytes(b"%PDF")
    Path("hep-th/9711200").mkdir(parents=True)

    assert find_paper("2306.13840", max_bytes=100) == b"%PDF"
    assert isinstance(find_paper("hep-th/9711200", max_bytes=100), PaperRef)


@pytest.mark.parametrize("argument", ["paper.pdf", "2306.13840 2306.13841", "https://example.org/2306.13840", ""])
def test_an_argument_that_names_nothing_is_not_found(argument: str) -> None:
    with pytest.raises(PaperNotFound, match=r"Give the path of a PDF, or an arXiv link or id\."):
        find_paper(argument, max_bytes=100)


def test_a_folder_is_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(NotAPdf, match="this is a folder, not a PDF"):
        read_pdf(str(tmp_path), max_bytes=100)


def test_what_the_system_does_not_hand_out_is_told_with_its_reason(tmp_path: Path) -> None:
    loop = tmp_path / "loop.pdf"
    loop.symlink_to(loop)

    with pytest.raises(PaperNotOpened) as caught:
        read_pdf(str(loop), max_bytes=100)

    assert caught.value.why == os.strerror(errno.ELOOP)


def test_a_text_file_that_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_text_file(str(tmp_path / "lab.csv"))

    assert str(caught.value) == f"{tmp_path / 'lab.csv'} cannot be read: {os.strerror(errno.ENOENT)}."


def test_an_empty_name_of_a_text_file_is_not_the_working_folder() -> None:
    with pytest.raises(InputError, match=r'^"" cannot be read: a file\'s name is needed\.$'):
        read_text_file("")


# ---- Out ----


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param(["a.pdf", "dir/b.pdf"], ["a", "b"], id="the file's name without its ending"),
        pytest.param(["a.pdf", "x/a.pdf", "y/A.PDF"], ["a", "a-2", "A-3"], id="the same name in three folders"),
        pytest.param(["a-2.pdf", "a.pdf", "b/a.pdf"], ["a-2", "a", "a-3"], id="a name that was given away already"),
        pytest.param(["..pdf", "...", "/", ".pdf"], ["paper", "paper-2", "paper-3", "paper-4"], id="dots alone"),
        pytest.param(["2306.13840v2.pdf", "2306.13840"], ["2306.13840v2", "2306.13840"], id="dots inside"),
        pytest.param(
            ["https://arxiv.org/pdf/2306.13840.pdf?x=/y", "arXiv:2306.13840v2", "hep-th/9711200", "math.GT/0309136v1"],
            ["2306.13840", "2306.13840v2", "hep-th-9711200", "math-0309136v1"],
            id="arXiv ids in all their forms",
        ),
    ],
)
def test_each_paper_has_a_folder_of_its_own(papers: list[str], expected: list[str]) -> None:
    assert folder_names(papers) == expected


@given(st.lists(st.text(st.sampled_from("aAß./\\- ıİ"), max_size=6), max_size=8))
def test_no_two_folders_are_alike_and_none_leads_elsewhere(papers: list[str]) -> None:
    names = folder_names(papers)

    assert len({name.casefold() for name in names}) == len(papers)
    assert all(name not in (".", "..") and "/" not in name for name in names)


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").touch()

    with pytest.raises(OutputError) as caught:
        make_folder(tmp_path / "out")

    assert str(caught.value) == (
        f"{tmp_path / 'out'} cannot be written: a file has that name. Give another folder with --out."
    )


def test_a_draft_is_written_with_its_pictures(tmp_path: Path) -> None:
    save_draft(drawn(2, 3), tmp_path)

    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "draft.json",
        "draft.md",
        "tweet-02.png",
        "tweet-03.png",
    ]
    assert json.loads((tmp_path / "draft.json").read_text("utf-8"))["tweets"][0]["figure"]["image"] == "tweet-02.png"
    assert (tmp_path / "draft.md").read_text("utf-8").count("![](tweet-02.png)") == 1
    assert (tmp_path / "tweet-03.png").read_bytes() == PICTURE.png


def test_the_pictures_of_an_earlier_draft_go_and_other_files_stay(tmp_path: Path) -> None:
    save_draft(drawn(2, 9), tmp_path)
    for name in ("notes.txt", "tweet-x.png", "my-tweet-09.png"):
        (tmp_path / name).touch()

    save_draft(drawn(2, 4), tmp_path)

    assert sorted(file.name for file in tmp_path.glob("*.png")) == [
        "my-tweet-09.png",
        "tweet-02.png",
        "tweet-04.png",
        "tweet-x.png",
    ]
    assert (tmp_path / "notes.txt").exists()


def test_pictures_in_a_folder_without_a_draft_are_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "tweet-09.png").touch()

    save_draft(drawn(2), tmp_path)

    assert (tmp_path / "tweet-09.png").exists()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "draft.md").mkdir()

    with pytest.raises(OutputError) as caught:
        save_draft(drawn(1), tmp_path)

    assert (caught.value.path, caught.value.why) == (str(tmp_path / "draft.md"), os.strerror(errno.EISDIR))


def test_half_a_surrogate_pair_does_not_stop_the_writing(tmp_path: Path) -> None:
    save_draft(DrawnDraft(draft(tweet(text="a \udc80 b")), {}), tmp_path)

    assert json.loads((tmp_path / "draft.json").read_text("utf-8"))["tweets"][0]["text"] == "a ? b"


def test_figures_are_named_by_their_labels(tmp_path: Path) -> None:
    pictures = [(figure("Figure 3"), b"a"), (figure("Table A.1"), b"b"), (figure("Figure 3", page=9), b"c")]

    places = save_figures(pictures, tmp_path)

    assert list(places.values()) == [
        str(tmp_path / name) for name in ("figure-3.png", "table-a-1.png", "figure-3-2.png")
    ]
    assert [Path(place).read_bytes() for place in places.values()] == [b"a", b"b", b"c"]


# ---- One file ----


def test_a_json_file_is_written_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "draft.json"
    file.write_text("old", "utf-8")
    file.chmod(0o640)

    save_json({"schema": 1}, file)

    assert (json.loads(file.read_text("utf-8")), file.stat().st_mode & 0o777) == ({"schema": 1}, 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_to_a_json_file_goes_on_pointing_there(tmp_path: Path) -> None:
    file, link = tmp_path / "draft.json", tmp_path / "link.json"
    file.touch()
    link.symlink_to(file)

    save_json([1], link)

    assert (link.is_symlink(), file.read_text("utf-8")) == (True, "[\n  1\n]\n")


def test_a_json_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "no" / "draft.json"

    with pytest.raises(OutputError, match=r"draft\.json cannot be written"):
        save_json([1], file)


def test_a_picture_is_written_or_removed(tmp_path: Path) -> None:
    file = tmp_path / "tweet-01.png"

    save_picture(b"\x89PNG", file)
    assert file.read_bytes() == b"\x89PNG"

    save_picture(None, file)
    save_picture(None, file)
    assert not file.exists()
