"""What Discord shows of the bot: its commands, and the invitation."""

import ast
import base64
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

import adapters.discord
from adapters.discord.commands import command_set, digest, numbers
from adapters.discord.invite import application_of, invite_url
from adapters.discord.rights import Right, all_rights
from bot.asks import Ask, ask_of_command

FOLDER = Path(adapters.discord.__file__).parent


def subcommands() -> list[dict[str, Any]]:
    group: Any = command_set("paper")[0]
    return list(group["options"])


def test_every_subcommand_is_a_verb_that_the_core_knows() -> None:
    words = [f"{one['name']} 3 words" for one in subcommands()]

    assert [ask for ask in map(ask_of_command, words) if not isinstance(ask, Ask)] == []


def test_there_are_no_more_than_discord_takes_and_all_are_described() -> None:
    assert len(subcommands()) <= 25
    for one in subcommands():
        assert 1 <= len(one["description"]) <= 100
        assert [option["required"] for option in one["options"]] == sorted(
            (option["required"] for option in one["options"]), reverse=True
        )
        assert all(1 <= len(option["description"]) <= 100 for option in one["options"])


def test_commands_are_for_servers_only() -> None:
    assert [(one["contexts"], one["integration_types"]) for one in command_set("paper")] == [([0], [0])] * 2


def test_what_discord_adds_makes_no_difference_and_what_we_change_does() -> None:
    ours: list[dict[str, Any]] = command_set("paper")
    shown = [
        {"id": "1", "version": "2", "nsfw": False, "dm_permission": True, "description": "", **command}
        for command in reversed(ours)
    ]

    assert digest(shown) == digest(ours)
    assert digest(command_set("papers")) != digest(ours)
    assert digest([]) != digest(ours)


@pytest.mark.parametrize(("typed", "first"), [("", [1, 2, 3]), ("2", [2, 20, 21]), ("x", [])])
def test_numbers_that_begin_with_what_was_typed_are_offered(typed: str, first: list[int]) -> None:
    assert [choice["value"] for choice in numbers(typed)][:3] == first
    assert len(numbers(typed)) <= 25


# ---- The invitation ----


def test_the_invitation_has_the_permissions_that_the_code_uses_and_no_others() -> None:
    used = {
        node.attr
        for file in FOLDER.glob("*.py")
        if file.name != "rights.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Right"
    }

    assert used == {right.name for right in Right}


def test_the_bits_are_those_of_the_library() -> None:
    assert discord.Permissions(all_rights()) == discord.Permissions(
        view_channel=True,
        add_reactions=True,
        send_messages=True,
        attach_files=True,
        read_message_history=True,
        create_public_threads=True,
        send_messages_in_threads=True,
    )


def test_the_invitation_is_of_the_bot_and_its_commands() -> None:
    query = parse_qs(urlsplit(invite_url("123")).query)

    assert query == {"client_id": ["123"], "scope": ["bot applications.commands"], "permissions": ["309237746752"]}


@pytest.mark.parametrize(
    ("token", "application"),
    [
        (base64.urlsafe_b64encode(b"1234567890123456789").decode().rstrip("=") + ".x.y", "1234567890123456789"),
        ("nonsense", None),
        ("", None),
        ("ä.b", None),
    ],
)
def test_a_token_says_whose_it_is(token: str, application: str | None) -> None:
    assert application_of(token) == application
