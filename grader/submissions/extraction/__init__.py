"""From a region that was written for a question to the texts that are its answer.

Closed tables say which words may stand around an answer; what they do not know is never taken for one.
Between two candidates nobody chooses.
"""
