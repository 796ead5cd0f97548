"""The Dockerfile, read as text: no engine is needed, so that these run wherever the tests run."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction, continuation lines joined; `stage` is counted from 1, 0 before the first FROM."""

    stage: int
    word: str
    rest: str


def read_instructions(text: str) -> list[Instruction]:
    without_comments = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    joined = re.sub(r"\\\n\s*", "", without_comments)
    found: list[Instruction] = []
    stage = 0
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        stage += word == "FROM"
        found.append(Instruction(stage, word, rest.strip()))
    return found


INSTRUCTIONS = read_instructions((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def of(word: str, *, stage: int | None = None) -> list[str]:
    return [step.rest for step in INSTRUCTIONS if step.word == word and stage in (None, step.stage)]


def copied_from_here() -> list[str]:
    """What COPY takes from the repository, not from another stage."""
    return [source for rest in of("COPY") if not rest.startswith("--from=") for source in rest.split()[:-1]]


def test_there_is_a_builder_and_a_runtime_on_the_same_python() -> None:
    assert of("ARG") == ["PYTHON_IMAGE=python:3.13-slim-trixie"]
    assert of("FROM") == ["${PYTHON_IMAGE} AS builder", "${PYTHON_IMAGE}"]


def test_everything_that_is_copied_stands_in_the_repository() -> None:
    assert [source for source in copied_from_here() if not (ROOT / source).exists()] == []


def test_the_packages_that_are_copied_are_those_of_the_distribution() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert set(pyproject["tool"]["uv"]["build-backend"]["module-name"]) <= set(copied_from_here())


def test_the_ignore_file_lets_through_what_is_copied_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]

    assert rules[0] == "*"
    assert sorted(rule[1:] for rule in rules if rule.startswith("!")) == sorted(copied_from_here())


def test_dependencies_are_installed_with_hashes_before_any_code_is_copied() -> None:
    steps = [step for step in INSTRUCTIONS if step.stage == 1 and step.word in ("COPY", "RUN")]

    assert [step.word for step in steps[:2]] == ["COPY", "RUN"]
    assert steps[0].rest == "requirements.txt requirements-build.txt ./"
    for name in ("requirements.txt", "requirements-build.txt"):
        assert re.search(rf"--require-hashes --only-binary :all: -r {re.escape(name)}(\s|$)", steps[1].rest)


def test_the_project_itself_is_built_without_the_package_index() -> None:
    build = of("RUN", stage=1)[-1]

    assert build.count("--no-index --no-deps") == len(re.findall(r"\bpip\b", build)) == 2


def test_the_runtime_takes_only_the_environment_from_the_builder() -> None:
    assert of("COPY", stage=2) == ["--from=builder /opt/paperthread /opt/paperthread"]


def test_the_user_is_a_number_and_not_root_and_owns_the_volume() -> None:
    (user,) = of("USER", stage=2)
    make_user = of("RUN", stage=2)[0]

    assert user == "10001:10001"
    assert "--gid 10001 paperthread" in make_user
    assert "--uid 10001 --gid paperthread" in make_user
    assert "install --directory --owner paperthread --group paperthread --mode 0750 /data" in make_user


def test_no_step_runs_as_root_after_the_user_is_set() -> None:
    words = [step.word for step in INSTRUCTIONS if step.stage == 2]

    assert "RUN" not in words[words.index("USER") :]


def test_there_is_one_volume_and_the_data_directory_is_it() -> None:
    environment = of("ENV", stage=2)[0].split()

    assert [json.loads(volume) for volume in of("VOLUME")] == [["/data"]]
    assert "PAPERTHREAD_DATA_DIR=/data" in environment
    assert of("WORKDIR", stage=2) == ["/data"]


def test_the_entrypoint_is_the_command_and_the_health_check_asks_it() -> None:
    (health,) = of("HEALTHCHECK")

    assert [json.loads(words) for words in of("ENTRYPOINT")] == [["paperthread"]]
    assert health.endswith('CMD ["paperthread", "doctor"]')
