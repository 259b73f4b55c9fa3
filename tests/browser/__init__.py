"""The HTML pages in a real browser: a step of its own, since it needs Chromium and axe-core."""
