"""The manifest asks for what the code uses, and for nothing else."""

from typing import Any

import pytest

from adapters.slack.inbound import EVENTS, Shortcut
from adapters.slack.manifest import SCOPES, manifest
from tests.fakes.slack_server import methods

# By the page of each event, https://docs.slack.dev/reference/events; None needs no scope.
_OF_EVENTS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}
_OF_COMMANDS = {"commands"}


def of(address: str | None = None) -> Any:
    return manifest(command="/thread", address=address)


def test_the_scopes_are_those_of_the_events_the_methods_and_the_commands() -> None:
    of_methods = {scope for scopes in methods.SCOPES.values() for scope in scopes}

    assert set(SCOPES) == (set(_OF_EVENTS.values()) - {None}) | of_methods | _OF_COMMANDS
    assert set(of()["oauth_config"]["scopes"]["bot"]) == set(SCOPES)


def test_the_events_are_those_that_are_understood() -> None:
    assert set(of()["settings"]["event_subscriptions"]["bot_events"]) == EVENTS == set(_OF_EVENTS)


def test_the_shortcuts_are_those_that_are_understood() -> None:
    shortcuts = of()["features"]["shortcuts"]

    assert {one["callback_id"] for one in shortcuts} == set(Shortcut)
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in shortcuts)


def test_the_home_is_shown() -> None:
    assert of()["features"]["app_home"]["home_tab_enabled"] is True


def test_socket_mode_needs_no_address() -> None:
    made = of()

    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(made)


@pytest.mark.parametrize("address", ["https://bot.example.org", "https://bot.example.org/"])
def test_over_http_everything_comes_to_one_address(address: str) -> None:
    made, url = of(address), "https://bot.example.org/slack/events"

    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": url}
    assert [one["url"] for one in made["features"]["slash_commands"]] == [url]
