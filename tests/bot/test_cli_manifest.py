"""`paperthread manifest`: what is printed, and what is refused."""

import json

import pytest

from bot.cli import main


def test_the_manifest_is_json_of_the_command_that_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTHREAD_SLACK__COMMAND", "/papers")

    assert main(["manifest", "slack"]) == 0

    made = json.loads(capsys.readouterr().out)
    assert made["features"]["slash_commands"][0]["command"] == "/papers"
    assert made["settings"]["socket_mode_enabled"] is True


def test_over_http_the_address_stands_in_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTHREAD_SLACK__TRANSPORT", "http")

    assert main(["manifest", "slack", "--address", "https://bot.example.org"]) == 0

    settings = json.loads(capsys.readouterr().out)["settings"]
    assert settings["interactivity"]["request_url"] == "https://bot.example.org/slack/events"


@pytest.mark.parametrize("address", [[], ["--address", "http://bot.example.org"]], ids=["none", "not https"])
def test_over_http_an_address_is_needed(
    address: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTHREAD_SLACK__TRANSPORT", "http")

    assert main(["manifest", "slack", *address]) == 2
    assert "https://bot.example.org" in capsys.readouterr().err
