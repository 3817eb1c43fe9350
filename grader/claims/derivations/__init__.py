"""Derivations: `text` cuts what was written into lines and formulas, `reading` makes chains of trees of them, `likeness`
says when a line is one that an author asks for. Their claims are made in `grader.claims.builders.derivation`."""
