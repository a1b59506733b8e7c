"""A real Redis server for the time of a test, on a port of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

_TRIES = 300


@contextmanager
def redis_server(folder: Path, password: str = "") -> Iterator[str]:
    """Start a server that keeps nothing on the disk, and return its address; skip where there is none."""
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server, which Debian's package of that name has")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"bind": "127.0.0.1", "port": str(port), "save": "", "appendonly": "no"}
    options |= {"dir": str(folder)} | ({"requirepass": password} if password else {})
    command = ["redis-server", *(word for name, value in options.items() for word in (f"--{name}", value))]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"redis://{f':{password}@' if password else ''}127.0.0.1:{port}/0"
    try:
        _wait(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def _wait(url: str) -> None:
    client = redis.Redis.from_url(url)
    for _ in range(_TRIES):
        try:
            client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            client.close()
            return
    raise TimeoutError(f"no answer from {url}")
