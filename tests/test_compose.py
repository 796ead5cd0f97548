"""compose.yaml, read as data: no engine is needed."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.config import setting_names

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
BOT, DATABASE = COMPOSE["services"]["bot"], COMPOSE["services"]["database"]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_every_variable_is_a_setting_and_every_setting_that_it_needs_has_its_place() -> None:
    named = {*BOT["environment"], *re.findall(r"^(\w+)=", EXAMPLE, flags=re.MULTILINE)}

    assert named - set(setting_names()) == {"POSTGRES_PASSWORD"}
    assert "${POSTGRES_PASSWORD" in BOT["environment"]["PAPERTHREAD_DATABASE_URL"]
    assert BOT["env_file"] == [".env"]
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_two_processes_wait_for_one_database_that_keeps_its_files() -> None:
    assert (BOT["deploy"]["replicas"], BOT["command"]) == (2, ["run"])
    assert BOT["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert DATABASE["volumes"] == ["database:/var/lib/postgresql/data"]
    assert set(COMPOSE["volumes"]) == {"database"}
    user, password = DATABASE["environment"]["POSTGRES_USER"], DATABASE["environment"]["POSTGRES_PASSWORD"]
    address = f"postgresql://{user}:{password}@database:5432/{DATABASE['environment']['POSTGRES_DB']}"
    assert BOT["environment"]["PAPERTHREAD_DATABASE_URL"] == address
    assert int(DATABASE["image"].removeprefix("postgres:")) >= 14


def test_what_fails_is_noticed_and_begun_again_and_what_ends_has_time_to() -> None:
    assert f":{BOT['environment']['PAPERTHREAD_HEALTH__PORT']}/healthz" in BOT["healthcheck"]["test"][-1]
    assert {service["restart"] for service in (BOT, DATABASE)} == {"unless-stopped"}
    assert int(BOT["stop_grace_period"].removesuffix("s")) > 10
