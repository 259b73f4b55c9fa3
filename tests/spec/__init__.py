"""The rows of `test_spec.py`, one file a discipline; each row stands for one sentence of the specification."""

from __future__ import annotations

from tests.spec import cohort, expectation, file, role, scope

TABLES = file.TABLES | scope.TABLES | cohort.TABLES | role.TABLES | expectation.TABLES
