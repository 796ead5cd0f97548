"""The files of `prompts/`, or a lab's own in their place: read once, and an error names the file and the line."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.errors import PromptError

Form = TypeVar("Form", bound=BaseModel)

EXAMPLES_FOLDER = "examples"
"""Under `prompts/`, and under a lab's own folder."""

_EXAMPLE_ENDING = ".yaml"
_ENDINGS = (".j2", ".yaml", ".yml")


class Sources:
    """Folders of prompt files; a file of the first that has it stands in the place of all others of its name."""

    def __init__(self, folders: Sequence[Traversable]) -> None:
        """Take the folders, the one that counts most first."""
        self._folders = tuple(folders)
        self._texts: dict[str, str] = {}

    @classmethod
    def with_own(cls, own: Path | None) -> "Sources":
        """The files that come with the program, and before them those of a lab's own folder.

        Raises:
            PromptError: There is no such folder, or a file in it stands in nobody's place.
        """
        shipped = files("prompts")
        if own is None:
            return cls([shipped])
        _refuse_strangers(own, shipped)
        return cls([own, shipped])

    def text(self, place: str) -> str:
        """The text of a file, as it was when it was first asked for: what is hashed is what is used.

        Args:
            place: Its path under the folder: "shorten/user.j2".

        Raises:
            PromptError: There is no such file, or it is no text.
        """
        if place not in self._texts:
            file = self._file(place)
            if file is None:
                raise PromptError(self.shown(place), "there is no such file")
            try:
                self._texts[place] = file.read_text("utf-8").removeprefix("\ufeff")  # some editors put it first
            except OSError as error:
                raise PromptError(self.shown(place), f"it cannot be read: {error.strerror}") from error
            except UnicodeDecodeError as error:
                line = error.object.count(b"\n", 0, error.start) + 1
                raise PromptError(at_line(self.shown(place), line), "it is not UTF-8 text") from error
        return self._texts[place]

    def has(self, place: str) -> bool:
        return self._file(place) is not None

    def shown(self, place: str) -> str:
        """What sentences call a file: one of a lab's own by its path, one of ours by `prompts/…`."""
        file = self._file(place)
        return str(file) if isinstance(file, Path) and self._is_own(place) else f"prompts/{place}"

    def examples(self) -> Iterator[str]:
        """The places of all examples, those of the folder that counts most first, each by the name of its file."""
        seen: set[str] = set()
        for folder in self._folders:
            examples = folder.joinpath(EXAMPLES_FOLDER)
            names = {file.name for file in examples.iterdir()} if examples.is_dir() else set()
            for name in sorted(name for name in names - seen if name.endswith(_EXAMPLE_ENDING)):
                seen.add(name)
                yield f"{EXAMPLES_FOLDER}/{name}"

    def _file(self, place: str) -> Traversable | None:
        parts = place.split("/")
        if ".." in parts or not all(parts):
            return None  # whoever shares a folder of prompts shall not read beside it
        return next((file for folder in self._folders if (file := folder.joinpath(*parts)).is_file()), None)

    def _is_own(self, place: str) -> bool:
        return len(self._folders) > 1 and self._folders[0].joinpath(*place.split("/")).is_file()


def from_yaml(source: str, place: str, form: type[Form]) -> Form:
    """A YAML file as the values that it has to have.

    Args:
        place: What sentences call the file.

    Raises:
        PromptError: It is no YAML, or has other values.
    """
    try:
        return form.model_validate(yaml.safe_load(source))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        words = getattr(error, "problem", None) or " ".join(str(error).split())
        raise PromptError(at_line(place, None if mark is None else mark.line + 1), f"it is no YAML: {words}") from error
    except RecursionError as error:
        raise PromptError(place, "it nests too deep") from error
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        key = next((part for part in reversed(problem["loc"]) if isinstance(part, str)), "the file")
        raise PromptError(at_line(place, line_of(source, problem["loc"])), f"{key}: {problem['msg']}") from error


def line_of(source: str, path: Sequence[str | int]) -> int:
    """The line of a YAML text where a value begins, or the nearest one above it that is there."""
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    line = 1
    for part in path:
        match node:
            case yaml.MappingNode():
                pairs = [(key, value) for key, value in node.value if key.value == part]
            case yaml.SequenceNode() if isinstance(part, int):
                pairs = [(item, item) for item in node.value[part : part + 1]]
            case _:
                pairs = []
        if not pairs:
            break
        begin, node = pairs[0]
        line = begin.start_mark.line + 1
    return line


def at_line(place: str, line: int | None) -> str:
    """What sentences call a line of a file."""
    return place if line is None else f"{place}, line {line}"


def _refuse_strangers(own: Path, shipped: Traversable) -> None:
    """A file of a lab that stands in nobody's place would be ignored, and the lab would wonder why."""
    if not own.is_dir():
        raise PromptError(str(own), "there is no such folder")
    for path in sorted(own.rglob("*")):
        place = path.relative_to(own)
        if not path.is_file() or path.suffix not in _ENDINGS:
            continue
        is_example = place.parent == Path(EXAMPLES_FOLDER) and path.suffix == _EXAMPLE_ENDING
        if not is_example and not shipped.joinpath(*place.parts).is_file():
            raise PromptError(str(path), "no prompt has a file of this name")
