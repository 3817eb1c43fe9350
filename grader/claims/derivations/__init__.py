"""Derivations: `text` cuts what was written into lines and formulas, `reading` makes chains of trees of them, `steps`
says what must hold between these, `wholes` what a chain says as a whole, `likeness` when a line is one that an author
asks for.
May use statements, chains and the reader. A new sign between two lines is a case in `reading` and in `steps`.
"""
