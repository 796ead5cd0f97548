"""Bodies of requests and answers on our Discord: read, measured, and made into what Discord makes of them."""

import json
from urllib.parse import unquote

from aiohttp import web

from tests.fakes.discord_server.world import APPLICATION, Json, Refused, World

MOST_CHARS, MOST_FILE_BYTES = 2000, 10 * 1024 * 1024


def measured(body: Json) -> None:
    content = body.get("content") or ""
    if len(content) > MOST_CHARS:
        raise Refused(400, 50035, "Invalid Form Body: content: Must be 2000 or fewer in length.")
    if not content.strip() and not body.get("attachments"):
        raise Refused(400, 50006, "Cannot send an empty message")
    if any(len(data) > MOST_FILE_BYTES for data in body.get("_files", {}).values()):
        raise Refused(413, 40005, "Request entity too large")


def pings(body: Json, world: World) -> tuple[str, ...]:
    """Whoever is called by a message: everybody who is named, unless `allowed_mentions` says otherwise."""
    content, allowed = body.get("content") or "", body.get("allowed_mentions")
    if allowed is not None and allowed.get("parse") == [] and not allowed.get("users"):
        return ()
    return ("everyone",) if "@everyone" in content else tuple(user for user in world.users if f"<@{user}>" in content)


def with_ids(components: list[Json]) -> list[Json]:
    """Discord numbers every component."""
    numbered, count = [], 0
    for row in components:
        count += 1
        buttons = []
        for button in row["components"]:
            count += 1
            buttons.append({**button, "id": count})
        numbered.append({**row, "id": count - len(buttons), "components": buttons})
    return numbered


async def body_of(request: web.Request) -> Json:
    """The JSON of a request, and the files beside it under `_files`; a list under `_list`."""
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        body: Json = json.loads(str(form["payload_json"]))
        files = {name: field.file.read() for name, field in form.items() if isinstance(field, web.FileField)}
        return {**body, "_files": files}
    if not request.can_read_body:
        return {}
    told = await request.json()
    return {"_list": told} if isinstance(told, list) else told


def public(body: Json) -> object:
    if "_list" in body:
        return body["_list"]
    return {name: value for name, value in body.items() if not name.startswith("_")}


def of(request: web.Request, name: str) -> str:
    return unquote(request.match_info[name])


def json_answer(status: int, answer: object, headers: dict[str, str]) -> web.Response:
    # discord.py reads JSON only where the type is exactly this.
    if status == 204:
        return web.Response(status=204, headers={"Via": headers.get("Via", "")})
    return web.Response(status=status, body=json.dumps(answer).encode(), headers=headers)


def application(owner: Json) -> Json:
    """The bot's application, as Discord tells it to its bot."""
    return {
        "id": APPLICATION,
        "name": "paperthread",
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": owner,
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "summary": "",
    }
