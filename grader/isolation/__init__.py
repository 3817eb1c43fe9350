"""Work that may hang or grow runs in a process that can be killed.

<<<<<<< HEAD
with Worker(function, limits) as worker: worker.call(item) -> Done(value) | TimedOut | Broke(code)
map_ordered(function, items, jobs, limits)    yields the same for many items, in order
"""
=======
Worker(seconds=…, megabytes=…).call(function, *args) -> Done(value) | Killed(reason)
map_ordered(function, items, jobs, limits) -> Iterator[Done | Killed | Raised]
"""

from __future__ import annotations

from grader.isolation.pool import map_ordered
from grader.isolation.worker import Done, Killed, Limits, Raised, Worker, run

__all__ = ["Done", "Killed", "Limits", "Raised", "Worker", "map_ordered", "run"]
>>>>>>> evidence
