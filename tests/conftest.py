"""Fixtures that every test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"
"""Real papers and published conformance cases, beside the checkout; not part of the repository."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers and specifications, or a skip that says so."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder `shared` beside the checkout (real papers, specifications), which is not here")
    return SHARED
