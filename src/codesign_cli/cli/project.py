"""Names of files as a service of continuous integration knows them: from the root of the project."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codesign_cli.finding import Finding

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab say that the checkout lies."""


def project_root(environment: Mapping[str, str] | None = None) -> str:
    """The folder of the checkout: as the service says, else the repository around this folder, else this folder."""
    env = os.environ if environment is None else environment
    here = os.path.realpath(os.getcwd())
    for name in _CHECKOUTS:
        checkout = os.path.realpath(env[name]) if env.get(name) else ""
        if checkout and _inside(here, checkout):
            return checkout
    above = here
    while not os.path.exists(os.path.join(above, ".git")):
        if os.path.dirname(above) == above:
            return here
        above = os.path.dirname(above)
    return above


def from_root(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their files named from the project's root, with forward slashes.

    A file outside of it keeps the name that the person gave it, and so does standard input.
    """
    root, here, names = project_root(), os.path.realpath(os.getcwd()), dict[str, str]()

    def named(file: str) -> str:
        if file not in names:
            path = os.path.normpath(os.path.join(here, file))
            inside = file != "<stdin>" and _inside(path, root)
            names[file] = (os.path.relpath(path, root) if inside else file).replace(os.sep, "/")
        return names[file]

    return [
        finding._replace(
            file=named(finding.file),
            related=tuple(place._replace(file=named(place.file)) for place in finding.related),
        )
        for finding in findings
    ]


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
