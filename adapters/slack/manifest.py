"""The app manifest: what Slack has to know of the bot, with exactly the scopes and events that the code uses."""

from collections.abc import Mapping

from adapters.slack.doors import PATH
from adapters.slack.inbound import EVENTS, Shortcut

SCOPES: Mapping[str, str] = {
    "app_mentions:read": "hear when the bot is named",
    "channels:history": "hear messages in public channels where it is, and look up what it missed",
    "chat:write": "post, edit and remove its own messages",
    "commands": "take the slash command and the shortcuts",
    "files:read": "fetch attached PDFs",
    "files:write": "post figures",
    "groups:history": "the same in private channels where it is",
    "im:history": "the same in direct messages",
    "mpim:history": "the same in group messages",
    "reactions:read": "hear reactions",
    "reactions:write": "put its own",
    "users:read": "tell the reactions of other bots from those of people",
}
"""The scopes of the bot's token, and what each is for."""

_SHORTCUTS = {
    Shortcut.DRAFT: ("Draft a thread", "Draft from the paper in this message"),
    Shortcut.SHORTEN: ("Shorten this tweet", "Make this tweet shorter"),
    Shortcut.REGENERATE: ("Regenerate this tweet", "Write this tweet again"),
}


def manifest(*, command: str, address: str | None) -> dict[str, object]:
    """The manifest, to be pasted as JSON when the app is made.

    Args:
        command: The name of the slash command.
        address: Of the public server that Slack posts to, as https://bot.example.org; None for Socket Mode.
    """
    url = None if address is None else address.rstrip("/") + PATH
    at_url: dict[str, object] = {} if url is None else {"url": url}
    request_url: dict[str, object] = {} if url is None else {"request_url": url}
    slash_command = {
        "command": command,
        "description": "Draft a tweet thread, or work on one",
        "usage_hint": "arXiv link, or help",
        "should_escape": False,
        **at_url,
    }
    shortcuts = [
        {"name": name, "type": "message", "callback_id": shortcut.value, "description": words}
        for shortcut, (name, words) in _SHORTCUTS.items()
    ]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": "paperthread", "description": "Drafts tweet threads from papers"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "paperthread", "always_online": True},
            "shortcuts": shortcuts,
            "slash_commands": [slash_command],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }
