"""Where batches are worked on: Batch… → (Batch, Part)…, in whatever order they are done.

Here (`alone`), in processes of this machine (`processes`), or on a Dask cluster (`cluster`). Each takes from the source
only as many batches as it can work on, twice over, so that memory stays flat. A batch whose worker died again and again
comes back with None.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any
from urllib.parse import urlsplit

from analysis.corpus.batches import Batch
from analysis.corpus.work import Part, work
from analysis.errors import AnalysisError, BrokenWorkers, UnreachableScheduler
from analysis.metadata import Choices
from analysis.pieces import required

Done = Iterator[tuple[Batch, Part | None]]
AHEAD = 2  # batches per worker: one in work, one waiting
DEATHS = 2  # of the workers on a batch, before it is given up
ANSWER, MUSTER = 10, 30  # seconds: for a scheduler to answer, and for its first worker to come


def alone(batches: Iterable[Batch], choices: Choices, rules: str) -> Done:
    """One after the other, in this process."""
    for batch in batches:
        yield batch, work(batch, choices, rules)


def processes(batches: Iterable[Batch], choices: Choices, rules: str, workers: int) -> Done:
    """In `workers` processes. One that dies (of memory, say) is replaced, and the batches in work are tried again."""
    source, again, deaths = iter(batches), deque[Batch](), Counter[str]()
    pool, running = _pool(workers), dict[Future[Part], Batch]()
    try:
        while True:
            while len(running) < AHEAD * workers and (batch := again.popleft() if again else next(source, None)):
                running[_submitted(pool, batch, choices, rules)] = batch
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            if not any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                yield from [(running.pop(future), future.result()) for future in done]
                continue
            pool.shutdown(wait=True)  # all that were in work have failed, or are done
            for future, batch in running.items():
                if future.exception() is None:
                    yield batch, future.result()
                    continue
                deaths[batch.name] += 1
                if deaths[batch.name] < DEATHS:
                    again.append(batch)
                else:
                    yield batch, None
            pool, running = _pool(workers), {}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, batch: Batch, choices: Choices, rules: str) -> Future[Part]:
    """A pool that broke a moment ago refuses with an error: the same as breaking a moment later."""
    try:
        return pool.submit(work, batch, choices, rules)
    except BrokenProcessPool as err:
        refused = Future[Part]()
        refused.set_exception(err)
        return refused


def _pool(workers: int) -> ProcessPoolExecutor:
    """New processes. Raises `BrokenWorkers` if they do not even start: no article is to blame for that."""
    spawned = multiprocessing.get_context("spawn")  # a fork would copy the locks of threads that are not there
    pool = ProcessPoolExecutor(workers, mp_context=spawned, initializer=_begin)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as err:
        raise BrokenWorkers(
            "the worker processes die as they start: in a script, call run under if __name__ == '__main__', or take "
            "--workers 1 to see what is wrong"
        ) from err
    return pool


def _begin() -> None:
    """A worker leaves stopping to the command, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def cluster(batches: Iterable[Batch], choices: Choices, rules: str, address: str) -> Done:
    """On the workers of the Dask cluster at `address`; it moves the batches of one that dies to the others."""
    distributed = required("distributed", "--dask", "corpus")
    client = _client(distributed, address)
    try:
        running: dict[str, Batch] = {}
        source, done = iter(batches), distributed.as_completed(loop=client.loop, raise_errors=False)
        while True:
            while len(running) < AHEAD * max(1, len(client.nthreads())) and (batch := next(source, None)):
                future = client.submit(work, batch, choices, rules, pure=False)
                running[future.key] = batch
                done.add(future)
            if not running:
                return
            future = next(done)
            yield (batch := running.pop(future.key)), _result(distributed, future, address)
            future.release()
    except (OSError, TimeoutError, distributed.comm.CommClosedError) as err:
        raise _lost(address) from err
    finally:
        client.close(timeout=ANSWER)


def _client(distributed: Any, address: str) -> Any:
    try:
        _knock(address)
        client = distributed.Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as err:
        raise UnreachableScheduler(
            f"no Dask scheduler answers at {address}: check the address (tcp://HOST:8786), and that it runs"
        ) from err
    try:
        client.wait_for_workers(1, timeout=MUSTER)
    except TimeoutError as err:
        client.close()
        raise UnreachableScheduler(
            f"the Dask scheduler at {address} has no workers: start some with dask worker {address} --nthreads 1"
        ) from err
    return client


def _knock(address: str) -> None:
    """Dask would knock at a closed door until its time is up; the door says at once that it is one.

    Raises `ValueError` for what is no address, and `OSError` where nobody listens.
    """
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    if place.scheme not in ("tcp", "tls", "ws", "wss", "ucx") or not place.hostname or not place.port:
        raise ValueError(address)
    if place.scheme in ("tcp", "tls"):
        socket.create_connection((place.hostname, place.port), timeout=ANSWER).close()


def _result(distributed: Any, future: Any, address: str) -> Part | None:
    """The part; None if every worker that was given the batch died of it."""
    if future.status == "cancelled" or future.status == "lost":
        raise _lost(address)
    err = future.exception()
    if err is None:
        part: Part = future.result()
        return part
    if isinstance(err, distributed.scheduler.KilledWorker):
        return None
    if isinstance(err, ImportError):
        raise UnreachableScheduler(
            f"the workers at {address} lack a package ({err}): install narrative-timeline[corpus,formats] on them"
        ) from err
    if isinstance(err, AnalysisError):
        raise err
    raise UnreachableScheduler(
        f"the workers at {address} cannot do the work ({type(err).__name__}: {err}): install the same versions on them"
    ) from err


def _lost(address: str) -> UnreachableScheduler:
    return UnreachableScheduler(
        f"the Dask scheduler at {address} was lost: all parts so far are whole; give the same command again to go on"
    )
