"""What every test stands on: an environment without colour or CI, and how hard hypothesis searches."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
    os.environ.pop(name, None)
# Processes that a test starts see the same code as the test, from any folder.
os.environ["PYTHONPATH"] = str(ROOT / "src")
# The compiled model is kept for the length of the run, and never in the cache of the person who runs it.
os.environ["CODESIGN_CACHE_DIR"] = tempfile.mkdtemp(prefix="codesign-tests-")
atexit.register(shutil.rmtree, os.environ["CODESIGN_CACHE_DIR"], ignore_errors=True)

# No deadline: a slow machine is no mistake. By default the same few examples each time, so that a red run is
# red for everybody; `./dev soak` draws many new ones.
settings.register_profile("fast", max_examples=12, deadline=None, derandomize=True)
settings.register_profile(
    "soak", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("fast")
