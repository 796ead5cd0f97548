"""Which picture stands on which message: one that stays where it is, is not sent again."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.model.chat import Picture

_MOST_KNOWN = 2000


class Pictures:
    """The pictures that this process has put on messages; what it does not know is sent."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[str, str]] = OrderedDict()  # message -> (digest, its attachment)

    def standing(self, message: str, picture: Picture | None) -> str | None:
        """The attachment that is this picture on that message, as far as is known."""
        digest, attachment = self._known.get(message, ("", None))
        return attachment if picture is not None and digest == _digest(picture) else None

    def learn(self, told: Mapping[str, Any], picture: Picture | None) -> None:
        """Remember what Discord tells of a message on which this picture was put."""
        self._known.pop(str(told["id"]), None)
        attachments = told.get("attachments") or ()
        if picture is not None and attachments:
            self._known[str(told["id"])] = (_digest(picture), str(attachments[0]["id"]))
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)


def _digest(picture: Picture) -> str:
    """The same for what looks the same and is described in the same words."""
    return hashlib.sha256(b"\0".join((picture.name.encode(), picture.alt.encode(), picture.image.png))).hexdigest()
