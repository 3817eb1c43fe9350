"""Files become answers.

`find_submissions` looks for them, `read_submission` reads one, `read_all` many, where one that hangs can be killed.
What students hand in is data: it is never executed, imported or used as configuration, and nothing outside of a
submission is read for it. May use `problems` and `language`; the floors inside are held by a contract. A form of
documents is a reader in `forms`, a way to say the answer in words an entry of a table in `extraction`.
"""

from grader.submissions.discovery import find_submissions
from grader.submissions.isolated import read_all
from grader.submissions.model import Document, Notice, Submission, SubmissionFiles
from grader.submissions.reading import read_submission

__all__ = ["Document", "Notice", "Submission", "SubmissionFiles", "find_submissions", "read_all", "read_submission"]
