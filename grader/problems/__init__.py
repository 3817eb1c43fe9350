"""What an author may write: models of every answer type, loading with file and line, JSON Schema.

Nothing is imported here: what only needs a question loads no models.
"""
