"""Files: pictures up to Slack, attachments down from it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.outbound import NAME, picture_digest
from adapters.slack.pace import Pace
from adapters.slack.web_api import Answer, Refused, ask
from bot.errors import AttachmentUnavailable, ChatUnavailable, PermissionMissing
from bot.model.chat import Attachment, Picture

_DEADLINE_S = 300.0  # for a whole file
_REMEMBERED = 256  # uploads, so that an edit of the words uploads no picture again
_PIECE_BYTES = 65_536
_LOOK_AFTER_S = (0.2, 0.3, 0.5, 1.0, 1.5, 2.5, 4.0)

_NO_SCOPE = (
    "Slack answers with its sign-in page, so the app may not read files: add the scope files:read to it and install it"
    " again"
)


class Files:
    """The files of one workspace."""

    def __init__(
        self,
        client: AsyncWebClient,
        pace: Pace,
        *,
        token: str,
        api_base: str,
        limit_bytes: int,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._pace = pace
        self._token = token
        self._api_base = api_base
        self._limit_bytes = limit_bytes
        self._pause = pause
        self._now_s = now_s
        self._uploaded: OrderedDict[str, str] = OrderedDict()

    # ---- Up ----

    async def upload(self, picture: Picture) -> str:
        """The id of a picture's file at Slack, which no channel has yet; uploaded once while it is remembered.

        Raises:
            ChatError: Slack does not take it.
        """
        digest = picture_digest(picture.image.png, picture.name)
        if digest not in self._uploaded:
            self._uploaded[digest] = await self._upload(picture)
        self._uploaded.move_to_end(digest)
        if len(self._uploaded) > _REMEMBERED:
            self._uploaded.popitem(last=False)
        return self._uploaded[digest]

    def forget(self, picture: Picture) -> None:
        """Upload it anew the next time: Slack does not know the file any more."""
        self._uploaded.pop(picture_digest(picture.image.png, picture.name), None)

    async def is_ready(self, file_id: str, *, within_s: float) -> bool:
        """Whether Slack is done with a file within some seconds, so that a message can show it."""
        deadline_s, looks = self._now_s() + within_s, 0
        while True:
            answer = await self._ask("look at a picture", "files.info", lambda: self._client.files_info(file=file_id))
            if _is_processed(answer):
                return True
            rest_s = _LOOK_AFTER_S[min(looks, len(_LOOK_AFTER_S) - 1)]
            if self._now_s() + rest_s > deadline_s:
                return False
            await self._pause(rest_s)
            looks += 1

    async def _upload(self, picture: Picture) -> str:
        png, doing = picture.image.png, "take a picture"
        begun = await self._ask(
            doing,
            "files.getUploadURLExternal",
            lambda: self._client.files_getUploadURLExternal(filename=picture.name, length=len(png)),
        )
        address, file_id = str(begun.get("upload_url")), str(begun.get("file_id"))
        try:
            timeout = aiohttp.ClientTimeout(total=_DEADLINE_S)
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
                session.post(address, data=png) as answer,
            ):
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ChatUnavailable(NAME, doing, f"the connection failed ({type(error).__name__})") from None
        if status != 200:
            raise ChatUnavailable(NAME, doing, f"it answers {status} to the upload")
        await self._ask(
            doing,
            "files.completeUploadExternal",
            lambda: self._client.files_completeUploadExternal(files=[{"id": file_id, "title": picture.name}]),
        )
        return file_id

    # ---- Down ----

    async def fetch(self, attachment: Attachment) -> bytes:
        """The whole file of a message.

        Raises:
            AttachmentUnavailable: It cannot be had, is too large, or is not what it claims to be.
            ChatError: Slack cannot be asked.
        """
        if attachment.size_bytes is not None and attachment.size_bytes > self._limit_bytes:
            raise self._too_large(attachment)
        address = attachment.address or await self._address(attachment)
        if not is_slacks(address, self._api_base):
            raise AttachmentUnavailable(NAME, attachment.name, "its address is none of Slack's")
        try:
            timeout = aiohttp.ClientTimeout(total=_DEADLINE_S)
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
                # The token goes to this address and to no other: a redirect is not followed.
                session.get(
                    address, headers={"Authorization": f"Bearer {self._token}"}, allow_redirects=False
                ) as answer,
            ):
                return await self._body(answer, attachment)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ChatUnavailable(
                NAME, f"hand out {attachment.name}", f"the connection failed ({type(error).__name__})"
            ) from None

    async def _body(self, answer: aiohttp.ClientResponse, attachment: Attachment) -> bytes:
        if answer.status in (404, 410):
            raise AttachmentUnavailable(NAME, attachment.name, "it was deleted")
        is_page = answer.content_type == "text/html" and not attachment.name.casefold().endswith((".html", ".htm"))
        if answer.status in (301, 302, 303, 307, 308, 401, 403) or (answer.status == 200 and is_page):
            raise AttachmentUnavailable(NAME, attachment.name, _NO_SCOPE)
        if answer.status != 200:
            raise ChatUnavailable(NAME, f"hand out {attachment.name}", f"it answers {answer.status}")
        data = bytearray()
        async for piece in answer.content.iter_chunked(_PIECE_BYTES):
            data += piece
            if len(data) > self._limit_bytes:
                raise self._too_large(attachment)
        if attachment.name.casefold().endswith(".pdf") and data.lstrip()[:1] == b"<":
            raise AttachmentUnavailable(NAME, attachment.name, _NO_SCOPE)
        return bytes(data)

    async def _address(self, attachment: Attachment) -> str:
        """Where a file of a shared channel is, which Slack does not tell with the message."""
        try:
            answer = await self._ask(
                "look at a file", "files.info", lambda: self._client.files_info(file=attachment.id)
            )
        except PermissionMissing as error:
            raise AttachmentUnavailable(NAME, attachment.name, f"the app lacks the scope {error.right}") from None
        except Refused as error:
            raise AttachmentUnavailable(NAME, attachment.name, f"Slack answers “{error.code}”") from None
        file = answer.get("file")
        return str(file.get("url_private_download") or file.get("url_private") or "") if isinstance(file, dict) else ""

    def _too_large(self, attachment: Attachment) -> AttachmentUnavailable:
        return AttachmentUnavailable(NAME, attachment.name, f"it has more than {self._limit_bytes:,} bytes")

    async def _ask(self, doing: str, method: str, call: Callable[[], Awaitable[AsyncSlackResponse]]) -> Answer:
        return await self._pace.aside(method, lambda: ask(doing, call))


def is_slacks(address: str, api_base: str) -> bool:
    """Whether an address is Slack's own, or of the server that the settings name: only these are given the token."""
    asked, base = urlsplit(address), urlsplit(api_base)
    host = asked.hostname or ""
    if asked.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com")):
        return True
    return bool(host) and (asked.scheme, host, asked.port) == (base.scheme, base.hostname, base.port)


def _is_processed(answer: Answer) -> bool:
    """A file that was uploaded without a channel has no type until Slack has looked at it."""
    file = answer.get("file")
    return isinstance(file, dict) and str(file.get("mimetype") or "").startswith("image/")
