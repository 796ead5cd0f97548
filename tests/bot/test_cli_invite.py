"""`paperthread invite`: what is printed, and what is refused."""

import pytest

from bot.cli import main


def test_the_invitation_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "discord", "--application", "123"]) == 0

    assert capsys.readouterr().out == (
        "https://discord.com/oauth2/authorize?client_id=123&scope=bot+applications.commands&permissions=309237746752\n"
    )


def test_without_a_token_and_an_id_it_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAPERTHREAD_DISCORD__TOKEN", raising=False)

    assert main(["invite", "discord"]) == 2

    assert "--application" in capsys.readouterr().err


@pytest.mark.parametrize("gateway", ["https://gateway.discord.gg", "gateway", "ws://", "ws://[1"])
def test_an_address_of_events_that_is_no_websocket_is_refused(
    gateway: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERTHREAD_DISCORD__GATEWAY", gateway)

    assert main(["invite", "discord", "--application", "123"]) == 2

    assert "must be an address that begins with ws:// or wss://" in capsys.readouterr().err
