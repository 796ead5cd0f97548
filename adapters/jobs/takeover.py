"""Several processes on one database: whether this one may work, and the work of those that are gone.

DBOS does not notice by itself that a process is dead. Each holds a lock on its executor id, and what was begun under an
id that nobody holds is begun again elsewhere. A process that cannot hold its own stops working before others take over.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import psycopg
from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from adapters.jobs.claim import ClaimLost, SharedClaim
from adapters.jobs.queue import QUEUE
from bot.errors import StoreUnavailable

Change = Callable[[], Coroutine[Any, Any, None]]

_log = logging.getLogger(__name__)


async def keep(claim: SharedClaim, *, free_s: float, stop: Change, go_on: Change) -> None:
    """See again and again that the id is ours; as long as that cannot be seen, nothing is worked on.

    Args:
        free_s: So long an id is free before others take over; half of that without a lock, and `stop` is called.
        go_on: Called when the id is ours again after that.

    Raises:
        ClaimLost: This process is taken to be gone.
    """
    is_stopped, asked_at_s, ours_at_s = False, time.monotonic(), time.monotonic()
    asking: asyncio.Future[None] | None = None
    thread = ThreadPoolExecutor(1, thread_name_prefix="claim")  # of its own: others wait for the database too
    try:
        while True:
            if asking is None:
                asked_at_s = time.monotonic()
                asking = asyncio.get_running_loop().run_in_executor(thread, claim.keep)
            await asyncio.wait([asking], timeout=free_s / 4)
            if asking.done():
                ours_at_s = asked_at_s if _is_ours(asking) else ours_at_s
                asking = None
            is_ours = time.monotonic() - ours_at_s < free_s / 2
            if not is_ours and not is_stopped:
                _log.warning("jobs outcome=stopped: the lock of this process is lost")
                is_stopped = True
                await stop()
            elif is_ours and is_stopped:
                with suppress(SQLAlchemyError):  # the next look tries again
                    await go_on()
                    is_stopped = False
                    _log.warning("jobs outcome=working again")
            if asking is None:
                await asyncio.sleep(free_s / 4)
    finally:
        thread.shutdown(wait=False)


def _is_ours(asked: "asyncio.Future[None]") -> bool:
    try:
        asked.result()
    except ClaimLost:
        raise
    except (StoreUnavailable, psycopg.Error):
        return False
    return True


async def take_over(claim: SharedClaim, *, free_s: float) -> None:
    """Look again and again for jobs of processes that are gone, and put them where they are begun again."""
    was_free: set[str] = set()
    while True:
        await asyncio.sleep(free_s)
        try:
            free = set[str]()
            for executor_id in sorted(await _busy_executors() - {claim.executor_id}):
                if await asyncio.to_thread(_take_over, claim, executor_id, is_due=executor_id in was_free):
                    free.add(executor_id)
            was_free = free
        except (StoreUnavailable, SQLAlchemyError, psycopg.Error) as error:
            was_free = set()
            _log.warning("takeover outcome=no database kind=%s", type(error).__name__)  # nothing else goes on either


async def recover(executor_id: str, *, running: Callable[[], Set[str]], every_s: float) -> None:
    """Look again and again for jobs that were begun here and that nothing works on: their end could not be written."""
    were_left: Set[str] = set()
    while True:
        await asyncio.sleep(every_s)
        try:
            left = await _begun(executor_id) - running()
            due = left & were_left  # one that was seen once may be just about to begin
            if due:
                await DBOS.resume_workflows_async(sorted(due), queue_name=QUEUE)
                _log.warning("recovery outcome=done jobs=%d", len(due))
            were_left = left - due
        except SQLAlchemyError as error:
            _log.warning("recovery outcome=no database kind=%s", type(error).__name__)


async def begin_again(executor_id: str) -> None:
    """Put what was begun under an id, and is nobody else's by now, where it is begun again."""
    if begun := await _begun(executor_id):
        await DBOS.resume_workflows_async(sorted(begun), queue_name=QUEUE)


async def _begun(executor_id: str) -> set[str]:
    begun = await DBOS.list_workflows_async(
        status="PENDING", queue_name=QUEUE, executor_id=executor_id, load_input=False, load_output=False
    )
    return {status.workflow_id for status in begun}


async def _busy_executors() -> set[str]:
    begun = await DBOS.list_workflows_async(status="PENDING", queue_name=QUEUE, load_input=False, load_output=False)
    return {status.executor_id for status in begun if status.executor_id is not None}


def _take_over(claim: SharedClaim, executor_id: str, *, is_due: bool) -> bool:
    """Whether the id is free; if it was before too, what was begun under it is begun again."""
    with claim.in_place_of(executor_id) as is_gone:
        if is_gone and is_due:
            # Looked up again: before the id was locked, another process may have taken them over.
            begun = DBOS.list_workflows(
                status="PENDING", queue_name=QUEUE, executor_id=executor_id, load_input=False, load_output=False
            )
            keys = [status.workflow_id for status in begun]
            if keys:
                DBOS.resume_workflows(keys, queue_name=QUEUE)
                _log.warning("takeover outcome=done from=%s jobs=%d", executor_id, len(keys))
        return is_gone
