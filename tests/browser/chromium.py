"""A real browser for the tests: Chromium without a window, spoken to through a pipe in its own protocol."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, NamedTuple

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60.0
"""Seconds after which an answer that has not come will not come."""

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--force-color-profile=srgb", "--font-render-hinting=none", "--remote-debugging-pipe",
)  # fmt: skip
_COPY_ABOVE = 20
"""Copies of the pipe's ends get numbers from here, so that none is in the way when they become 3 and 4."""


def find() -> str | None:
    """The browser on this machine: the one that CHROMIUM names, else the first of the usual names."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


class View(NamedTuple):
    """How a page is looked at."""

    width: int
    """In CSS pixels."""
    dark: bool = False
    height: int = 800
    scale: float = 1.0
    """Device pixels in a CSS pixel."""


class Chromium:
    """One running browser with one tab; a context manager that ends it."""

    def __init__(self, program: str, profile: Path) -> None:
        """Starts `program` with an empty profile in the folder `profile`."""
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()

        def ends() -> None:
            copies = [fcntl.fcntl(end, fcntl.F_DUPFD, _COPY_ABOVE) for end in (theirs_in, theirs_out)]
            for number, copy in zip((3, 4), copies, strict=True):
                os.dup2(copy, number)

        self._process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=ends,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._unread = b""
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        """What the browser has told since the page was opened."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.terminate()
        self._process.wait(PATIENCE)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """What the browser answers to one call of its protocol; RuntimeError with its words where it refuses."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        data = json.dumps(asked).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]
        while (told := self._next()).get("id") != self._number:
            self.events.append(told)
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']['message']}")
        result: dict[str, Any] = told["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """The next thing that the browser says."""
        chunks = [self._unread]
        until = time.monotonic() + PATIENCE
        while b"\0" not in chunks[-1]:
            ready, _, _ = select.select([self._in], [], [], max(0.0, until - time.monotonic()))
            chunk = os.read(self._in, 1 << 20) if ready else b""
            if not chunk:
                raise RuntimeError("The browser ended." if ready else "The browser does not answer.")
            chunks.append(chunk)
        first, self._unread = b"".join(chunks).split(b"\0", 1)
        told: dict[str, Any] = json.loads(first)
        return told

    def look(self, view: View) -> None:
        """Sets the size of the window and the colour scheme; the page that is open follows."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=view.width, height=view.height,
            deviceScaleFactor=view.scale, mobile=view.width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if view.dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, page: Path) -> None:
        """Loads the file and waits until it stands; what was told of an earlier page is forgotten."""
        self.events.clear()
        self.call("Page.navigate", url=page.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def value(self, expression: str) -> Any:
        """What a JavaScript expression comes to, awaited; the page's own policy does not stop it."""
        told = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"]["exception"].get("description", expression))
        return told["result"].get("value")

    def complaints(self) -> list[str]:
        """What stands in the console: errors, refusals, uncaught exceptions, and whatever a script wrote."""
        told = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
        return [json.dumps(event["params"]) for event in self.events if event.get("method") in told]

    def requests(self) -> list[str]:
        """The address of everything that was asked for since the page was opened, the page itself included."""
        asked = [
            event["params"] for event in self.events if event.get("method") == "Network.requestWillBeSent"
        ]
        return [str(params["request"]["url"]) for params in asked]

    def picture(self, *, whole: bool = True) -> bytes:
        """The page as PNG: all of it, or what the window shows."""
        return base64.b64decode(
            self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        )

    def pdf(self, width: float, height: float) -> bytes:
        """The page as it is printed on sheets of the given size in inches."""
        told = self.call(
            "Page.printToPDF", paperWidth=width, paperHeight=height, printBackground=False, preferCSSPageSize=False,
            generateTaggedPDF=True,
        )  # fmt: skip
        return base64.b64decode(told["data"])
