"""The cases of the suite are no test files by name; their assertions shall explain themselves all the same."""

import pytest

pytest.register_assert_rewrite(
    *(f"tests.contract.{name}" for name in ("cases", "telling", "pressing", "posting", "editing", "finding"))
)
