# The recipes find the tools of .venv first, so that `.venv/bin/just check` works without activating anything.
export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# List the recipes.
default:
    @just --list

# Everything that must be green before review: format, lint, types, contracts, tests.
check: format-check lint types contracts test

# Rewrite the code in the project's format.
format:
    ruff format .
    ruff check --fix .

format-check:
    ruff format --check .

lint:
    ruff check .
    hadolint Dockerfile

types:
    mypy

contracts:
    lint-imports --no-cache

# Fetch the servers of npm that tests talk to; what cannot be had is an error on CI only.
servers:
    python -m tests.node_packages

# The suite; arguments go to pytest: `just test tests/bot/test_links.py -k doi`.
test *args: servers
    pytest -n auto --dist worksteal --cov --cov-report= {{ args }}
    coverage report --include='bot/*' --fail-under=90

# Pin every dependency for every platform, with hashes and without addresses.
pin:
    uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements.txt
    uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
    echo 'uv-build>=0.13,<0.14' | uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 - -o requirements-build.txt
