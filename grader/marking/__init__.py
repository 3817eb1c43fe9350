"""A problem and an answer become a verdict: credit, recognised mistakes, feedback, what may be shown."""
