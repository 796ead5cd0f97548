"""The workflow and the hooks run what a person runs, and fetch nothing that could change under them."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent


def test_the_workflow_runs_the_same_command_as_a_person_on_both_pythons() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["check"]

    assert workflow["permissions"] == {"contents": "read"}
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.13"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]


def test_every_action_is_named_by_a_commit() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    used = [step["uses"] for step in workflow["jobs"]["check"]["steps"] if "uses" in step]

    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []


def test_the_check_command_installs_by_hash_and_ends_in_the_recipe() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")

    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert "--require-hashes -r requirements-dev.txt" in script
    assert script.rstrip().endswith("exec .venv/bin/just check")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_every_hook_is_local_and_runs_a_recipe_that_exists() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    recipes = re.findall(
        r"^([a-z-]+)(?: \*?\w+)*:", (ROOT / "justfile").read_text(encoding="utf-8"), flags=re.MULTILINE
    )

    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["entry"].removeprefix(".venv/bin/just ") for hook in hooks} <= set(recipes)
