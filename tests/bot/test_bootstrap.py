"""What the settings build."""

import json
from pathlib import Path

import pytest

from adapters.fleet.sole import SoleProcess
from bot.bootstrap import build_chats, build_reader, build_source, build_writer, discord_invite, release
from bot.config import (
    ArxivSettings,
    DiscordSettings,
    OpenAISettings,
    ReadingSettings,
    Settings,
    SlackSettings,
    WriterChoice,
)
from bot.errors import BudgetReached, PaperTooLarge, PromptError, SettingError, WriterNotSetUp
from bot.ledger import Ledger
from bot.model import Brief, PaperRef, WriterName
from tests.builders import paper
from tests.builders_pdf import paper_pdf
from tests.fakes import model_server
from tests.fakes.arxiv_server import ArxivServer, Version


async def test_the_reader_keeps_to_the_limits_of_the_settings() -> None:
    reader = build_reader(ReadingSettings(max_pages=1))

    with pytest.raises(PaperTooLarge) as caught:
        await reader.read(paper_pdf(), name="shells.pdf")
    await reader.close()

    assert (caught.value.amount, caught.value.limit, caught.value.measure) == (2, 1, "pages")


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        ("lab@example.org", "(mailto:lab@example.org)"),
        ("https://example.org/bot", "(+https://example.org/bot)"),
        (None, "(no contact set)"),
    ],
)
async def test_the_source_asks_where_and_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, contact: str | None, agent: str
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with ArxivServer(min_interval_s=0) as server:
        server.add("2306.13840", Version(pdf=paper_pdf()))
        bases = ArxivSettings(api_base=server.api_base, files_base=server.files_base, min_interval_s=0, contact=contact)
        source = build_source(Settings(data_dir=tmp_path, arxiv=bases))
        fetched = await source.fetch(PaperRef("2306.13840", None, "2306.13840"))
        await source.close()

    assert fetched.pdf == paper_pdf()
    assert set(server.agents) == {f"paperthread/{release()} {agent}"}
    assert list((tmp_path / "arxiv").glob("*.paper")) != []


async def test_the_source_keeps_to_the_size_that_the_reader_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with ArxivServer(min_interval_s=0) as server:
        server.add("2306.13840", Version(pdf=b"%PDF-1.5" + bytes(2_000_000)))
        bases = ArxivSettings(api_base=server.api_base, files_base=server.files_base, min_interval_s=0)
        source = build_source(Settings(data_dir=tmp_path, arxiv=bases, reading=ReadingSettings(max_mb=1)))
        with pytest.raises(PaperTooLarge):
            await source.fetch(PaperRef("2306.13840", None, "2306.13840"))
        await source.close()


@pytest.mark.parametrize("choice", [WriterChoice.AUTO, WriterChoice.EXTRACTIVE])
def test_without_a_model_the_extractive_writer_writes(choice: WriterChoice) -> None:
    assert build_writer(Settings(), choice).name == WriterName("extractive")


@pytest.mark.parametrize("choice", [WriterChoice.AUTO, WriterChoice.OPENAI])
async def test_a_model_that_is_named_writes(choice: WriterChoice) -> None:
    writer = build_writer(Settings(openai=OpenAISettings(model="shell-1")), choice)

    assert writer.name == WriterName("openai", "shell-1")
    await writer.close()


def test_a_model_that_is_not_named_is_asked_for() -> None:
    with pytest.raises(WriterNotSetUp) as caught:
        build_writer(Settings(), WriterChoice.OPENAI)

    assert caught.value.setting == "PAPERTHREAD_OPENAI__MODEL"


def test_a_limit_of_money_needs_a_price() -> None:
    named = OpenAISettings.model_validate({"model": "shell-1", "max_cost_usd": 0.5})

    with pytest.raises(SettingError, match=r"MAX_COST_USD: no price is known for shell-1; name it in"):
        build_writer(Settings(openai=named), WriterChoice.OPENAI)


async def test_the_model_writer_keeps_to_budget_and_prices_and_remembers_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    tweet = {"role": "result", "text": "We sort.", "evidence": [], "figure": ""}
    answer = json.dumps({"plan": ["result"], "tweets": [tweet]})
    reply = model_server.takes_only("json_object", answer)
    async with model_server.ModelServer([reply]) as server:
        named = OpenAISettings.model_validate(
            {
                "base_url": server.base_url,
                "model": "shell-1",
                "max_cost_usd": 0.05,
                "prices": {"shell-1": {"prompt": 2, "cached_prompt": 1, "answer": 5}},
            }
        )
        writer = build_writer(Settings(data_dir=tmp_path, openai=named), WriterChoice.OPENAI)
        ledger = Ledger()

        async def write_for_ever() -> None:
            while True:
                async for _ in writer.write(paper("We sort shells. " * 50), Brief(max_tweets=3), ledger):
                    pass

        with pytest.raises(BudgetReached):
            await write_for_ever()
        await writer.close()

    assert 0 < sum(call.cost_usd or 0 for call in ledger.calls) <= 0.05
    assert all(call.is_cost_estimated for call in ledger.calls if call.is_answered)
    assert (
        json.loads((tmp_path / "model-servers.json").read_text())["servers"][f"{server.base_url} shell-1"]["form"]
        == "json_object"
    )


def test_a_prompt_file_that_cannot_be_used_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "poster").mkdir()
    (tmp_path / "poster" / "user.j2").write_text("{{ colour }}")

    with pytest.raises(PromptError):
        build_writer(Settings(prompts_dir=tmp_path, openai=OpenAISettings(model="shell-1")), WriterChoice.AUTO)


# ---- Slack ----


def test_slack_is_served_where_there_is_a_bot_token() -> None:
    slack = {"bot_token": "xoxb-1", "app_token": "xapp-1", "command": "/papers"}
    (chat,) = build_chats(Settings(slack=SlackSettings.model_validate(slack)), SoleProcess())

    assert (chat.name, chat.limits.command) == ("slack", "/papers")
    assert chat.limits.attachment_bytes == Settings().reading.max_bytes


@pytest.mark.parametrize(
    ("transport", "lacking"),
    [("socket", "PAPERTHREAD_SLACK__APP_TOKEN"), ("http", "PAPERTHREAD_SLACK__SIGNING_SECRET")],
)
def test_a_way_in_that_lacks_its_secret_is_refused_by_name(transport: str, lacking: str) -> None:
    slack = SlackSettings.model_validate({"bot_token": "xoxb-1", "transport": transport})

    with pytest.raises(SettingError) as caught:
        build_chats(Settings(slack=slack), SoleProcess())

    assert caught.value.name == lacking
    assert "xoxb-1" not in str(caught.value)


def test_discord_is_served_where_there_is_a_token() -> None:
    (chat,) = build_chats(
        Settings(discord=DiscordSettings.model_validate({"token": "x.y.z", "command": "papers"})), SoleProcess()
    )

    assert (chat.name, chat.limits.command) == ("discord", "/papers")
    assert "x.y.z" not in repr(chat)


@pytest.mark.parametrize(
    ("token", "application", "client"),
    [("MTIzNDU2.y.z", None, "123456"), (None, "654321", "654321"), ("MTIzNDU2.y.z", "654321", "654321")],
)
def test_the_invitation_is_for_the_tokens_application_or_the_one_that_is_named(
    token: str | None, application: str | None, client: str
) -> None:
    settings = DiscordSettings.model_validate({"token": token})

    assert f"client_id={client}&" in discord_invite(settings, application=application)


@pytest.mark.parametrize(("token", "application"), [(None, None), ("nonsense", None), (None, "abc")])
def test_an_invitation_for_nobody_is_refused_without_showing_the_token(
    token: str | None, application: str | None
) -> None:
    settings = DiscordSettings.model_validate({"token": token})

    with pytest.raises(SettingError) as caught:
        discord_invite(settings, application=application)

    assert "nonsense" not in str(caught.value)
