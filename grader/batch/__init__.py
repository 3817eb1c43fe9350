"""Many answers at once: each decided in a worker process that can be killed, results in the order of the tasks.

`grade_all` takes tasks from anywhere, `Marker` one after the other; whatever ends a worker becomes an open verdict in
`endings`. May use `marking` and what lies below it, and knows neither files nor reports. Another way to run the same
jobs is a file beside `grading` that yields `Graded`.
"""

from grader.batch.grading import Graded, Marker, Task, grade_all
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import error_code

__all__ = ["LIMITS", "Graded", "Marker", "RunLimits", "Task", "error_code", "grade_all"]
