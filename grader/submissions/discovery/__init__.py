"""Which submissions there are below the paths that were named.

A folder of a class has one for each child; what stands in a submission is found, and not yet opened. Every file that is
left aside is said. May use forms and opening. What may be left aside is told in `walk`.
"""

from grader.submissions.discovery.search import class_folders, find_submissions

__all__ = ["class_folders", "find_submissions"]
