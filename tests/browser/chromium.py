"""A page as headless Chromium shows it: what became of it, what was logged, what was asked for."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--virtual-time-budget=3000",
)


class Visit(NamedTuple):
    """What came of opening a page.

    Attributes:
        dom: the page after its script ran.
        console: what the browser logged about it, such as violations of its policy.
        requests: paths that were asked for, the page's own first.
    """

    dom: str
    console: list[str]
    requests: list[str]


def find() -> str | None:
    """Find the browser."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def visit(page: str, fragment: str = "", *, width: int = 1280, dark: bool = False) -> Visit:
    """Open a page in a fresh profile and wait until nothing happens any more."""
    with serving(page) as (address, requests), TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                find() or "chromium",
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--window-size={width},900",
                *(["--blink-settings=preferredColorScheme=0"] if dark else []),
                "--dump-dom",
                f"{address}/{fragment}",
            ],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=True,
        )
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return Visit(done.stdout, console, list(requests))


@contextmanager
def serving(page: str) -> Iterator[tuple[str, list[str]]]:
    """Serve a page on this machine, and write down what is asked for."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode() if self.path == "/" else b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", requests
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def with_script(page: str, more: str) -> str:
    """Add to the script of a page, and let its policy know."""
    start, end = page.index("<script>") + len("<script>"), page.index("</script>")
    script = page[start:end]
    page = page.replace(_hash(script), _hash(script + more), 1)
    start, end = page.index("<script>") + len("<script>"), page.index("</script>")
    return page[:start] + script + more + page[end:]


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
