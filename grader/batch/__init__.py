"""Many answers: decided where what hangs can be killed, known by keys, remembered by a journal and a cache.

`Marker` takes tasks one after the other; whatever ends a worker becomes an open verdict in `endings`. `keys` says what
a verdict depends on, `encoding` writes it as data, `journal` has those of a folder of reports, `cache` those that any
run may share, and `lock` keeps two runs apart. May use `marking` and what lies below it, and knows no reports; who
decides elsewhere takes a `Job` of `grader.course.messages` and gives its record back.
"""

from grader.batch.grading import Graded, Marker, Task
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import error_code

__all__ = ["LIMITS", "Graded", "Marker", "RunLimits", "Task", "error_code"]
