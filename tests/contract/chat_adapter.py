"""One suite for every chat adapter: `class TestSlack(ChatAdapterContract)` with a fixture `harness` runs it.

What the core relies on, whatever the platform, is a case here; only a platform's own quirk is tested in its own file.
What a platform has not stands in `ChatAdapter.limits` or `Harness.cannot`; its cases are skipped with that sentence.
"""

from tests.contract.editing import EditingCases
from tests.contract.finding import FindingCases
from tests.contract.posting import PostingCases
from tests.contract.pressing import PressingCases
from tests.contract.telling import TellingCases


class ChatAdapterContract(TellingCases, PressingCases, PostingCases, EditingCases, FindingCases):
    """Every case; `harness` is given by the class that inherits it."""
