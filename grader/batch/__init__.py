"""Many answers at once: each decided in a worker process that can be killed, results in the order of the tasks."""

from grader.batch.grading import Graded, Marker, Task, grade_all
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import error_code

__all__ = ["LIMITS", "Graded", "Marker", "RunLimits", "Task", "error_code", "grade_all"]
