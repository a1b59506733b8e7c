"""A page as headless Chromium shows it: what became of it, what was logged, what was asked for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple

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


def visit(page: str | Mapping[str, str], path: str = "", *, width: int = 1280, dark: bool = False) -> Visit:
    """Open a page in a fresh profile and wait until nothing happens any more.

    Args:
        page: its text, or several pages by their paths.
        path: what is asked for, a fragment included.
        width: of the window, in pixels.
        dark: whether the reader prefers dark pages.
    """
    pages = {"": page} if isinstance(page, str) else page
    with serving(pages) as (address, requests), TemporaryDirectory() as profile:
        done = _run(
            f"--user-data-dir={profile}",
            f"--window-size={width},900",
            *(["--blink-settings=preferredColorScheme=0"] if dark else []),
            "--dump-dom",
            f"{address}/{path}",
        )
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return Visit(done.stdout, console, list(requests))


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the browser; where its clock stands still, which happens on a busy machine, once more."""
    command = [find() or "chromium", *FLAGS, *options]
    for seconds in (30, 120):
        with suppress(subprocess.TimeoutExpired):
            return subprocess.run(
                command, capture_output=True, encoding="utf-8", errors="replace", timeout=seconds, check=True
            )
    raise TimeoutError(f"{command[0]} did not end")


@contextmanager
def serving(pages: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Serve pages on this machine, and write down what is asked for."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            page = pages.get(self.path[1:])
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

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
    if "<script>" not in page:
        page = page.replace("script-src &#39;none&#39;", f"script-src 'sha256-{_hash('')}'", 1)
        page = page.replace("</body>", "<script></script></body>")
    before, script, after = re.split(r"<script>(.*)</script>", page, flags=re.DOTALL)
    before = before.replace(_hash(script), _hash(script + more), 1)
    return f"{before}<script>{script}{more}</script>{after}"


def in_frames(pages: Mapping[str, str], addresses: Iterable[str] | None = None, width: int = 1280) -> dict[str, str]:
    """Return the pages with one more, with no path, that opens all of them in frames.

    Args:
        pages: by their paths.
        addresses: paths with fragments that are opened, by default those of all pages.
        width: of a frame, in pixels.
    """
    frames = "".join(
        f'<iframe src="/{address}" width="{width}" height="900"></iframe>'
        for address in (pages if addresses is None else addresses)
    )
    head = '<!doctype html><title>frames</title><link rel="icon" href="data:,">'
    return {**pages, "": f"{head}<body>{frames}</body>"}


def answers(
    pages: Mapping[str, str],
    expression: str,
    addresses: Iterable[str] | None = None,
    *,
    width: int = 1280,
    dark: bool = False,
) -> dict[str, Any]:
    """Evaluate an expression, which may be a promise, on pages that are open at the same time.

    Returns:
        Its value by address.
    """
    answer = (
        f"Promise.resolve({expression}).then((value) => parent.postMessage("
        "[location.pathname.slice(1) + location.hash, value], '*'));"
    )
    collect = (
        "<pre></pre><script>const found = {}; addEventListener('message', ({data: [address, value]}) => {"
        "found[address] = value; document.querySelector('pre').textContent = JSON.stringify(found);"
        "});</script>"
    )
    asked = {path: with_script(page, answer) for path, page in pages.items()}
    framed = in_frames(asked, addresses, width)
    framed[""] = framed[""].replace("<body>", f"<body>{collect}")
    (text,) = re.findall(r"<pre>(.*?)</pre>", visit(framed, dark=dark).dom, re.DOTALL)
    return dict(json.loads(unescape(text)))


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
