"""What must hold, as plain data (`statements`), and how an answer becomes such claims (`builders`).

Nothing is decided here and no text is read: trees come in, claims go out. May use `problems` and `language`; whoever
needs statements alone, as `evidence` does, loads no problems. A new statement is a class in `statements`, which
`evidence` must then decide; mypy names the places.
"""
