"""What other processes had begun that are gone: DBOS does not notice by itself that one is dead."""

import asyncio
import logging

import psycopg
from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from adapters.jobs.claim import ClaimLost, SharedClaim
from adapters.jobs.queue import QUEUE
from bot.errors import StoreUnavailable

_log = logging.getLogger(__name__)


async def take_over(claim: SharedClaim, *, every_s: float) -> None:
    """Look again and again for jobs of processes that are gone, and put them where they are begun again.

    Raises:
        ClaimLost: This process is taken to be gone itself.
    """
    while True:
        await asyncio.sleep(every_s)
        try:
            await asyncio.to_thread(claim.keep)
            for executor_id in sorted(await _busy_executors() - {claim.executor_id}):
                await asyncio.to_thread(_take_over, claim, executor_id)
        except ClaimLost:
            raise
        except (StoreUnavailable, SQLAlchemyError, psycopg.Error) as error:
            _log.warning("takeover outcome=no database kind=%s", type(error).__name__)  # nothing else goes on either


async def _busy_executors() -> set[str]:
    begun = await DBOS.list_workflows_async(status="PENDING", queue_name=QUEUE, load_input=False, load_output=False)
    return {status.executor_id for status in begun if status.executor_id is not None}


def _take_over(claim: SharedClaim, executor_id: str) -> None:
    with claim.in_place_of(executor_id) as is_gone:
        if not is_gone:
            return
        # Looked up again: before the id was locked, another process may have taken them over.
        begun = DBOS.list_workflows(
            status="PENDING", queue_name=QUEUE, executor_id=executor_id, load_input=False, load_output=False
        )
        keys = [status.workflow_id for status in begun]
        if keys:
            DBOS.resume_workflows(keys, queue_name=QUEUE)
            _log.warning("takeover outcome=done from=%s jobs=%d", executor_id, len(keys))
