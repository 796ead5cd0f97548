"""The address by which a server's owner invites the bot."""

import base64
import binascii
from urllib.parse import urlencode

from adapters.discord.rights import all_rights

_AUTHORIZE = "https://discord.com/oauth2/authorize"


def invite_url(application: str) -> str:
    """The invitation of an application, with exactly the permissions that the code uses."""
    query = {"client_id": application, "scope": "bot applications.commands", "permissions": str(all_rights())}
    return f"{_AUTHORIZE}?{urlencode(query)}"


def application_of(token: str) -> str | None:
    """The application's id, which a bot token begins with (in base64); None where that is none."""
    head = token.partition(".")[0]
    try:
        number = base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return number if number.isdecimal() else None
