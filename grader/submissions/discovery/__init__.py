"""Which submissions there are below the paths that were named.

A folder of a class, or a zip file, has one for each child, or for what a platform of `platforms` names as one; what
stands in a submission is found, and not yet opened. Every file that is left aside is said. May use forms and opening.
What may be left aside is told in `walk`; another platform is a row in `platforms`.
"""

from grader.submissions.discovery.class_folder import ClassFolder, UnclearFolderError
from grader.submissions.discovery.search import class_folders, find_submissions

__all__ = ["ClassFolder", "UnclearFolderError", "class_folders", "find_submissions"]
