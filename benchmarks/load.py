"""Asks a server on this machine for addresses, over so many connections at once, and times each answer."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue


@dataclass(frozen=True, slots=True)
class Answered:
    """Times in milliseconds."""

    median: float
    p95: float
    per_second: float


Ask = tuple[str, str, bytes, dict[str, str]]


def load(port: int, asks: list[Ask], connections: int, ok: Callable[[int], bool]) -> Answered:
    queue: Queue[Ask] = Queue()
    for ask in asks:
        queue.put(ask)
    times: list[float] = []
    faults: list[str] = []
    threads = [threading.Thread(target=_work, args=(port, queue, times, faults, ok)) for _ in range(connections)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    if faults:
        raise RuntimeError(f"{len(faults)} of {len(asks)} failed: {faults[0]}")
    ordered = sorted(times)
    return Answered(statistics.median(ordered), ordered[int(len(ordered) * 0.95) - 1], len(asks) / took)


def _work(port: int, queue: Queue[Ask], times: list[float], faults: list[str], ok: Callable[[int], bool]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        try:
            method, path, body, headers = queue.get_nowait()
        except Empty:
            connection.close()
            return
        began = time.perf_counter()
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        times.append((time.perf_counter() - began) * 1000)
        if not ok(response.status):
            faults.append(f"{path}: {response.status} {content[:200]!r}")
