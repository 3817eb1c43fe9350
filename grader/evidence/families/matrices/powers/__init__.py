"""Powers of matrices whose exponents are symbols: of those that are written out, and of any size.

What is linear in such powers follows a linear recurrence (`recurrences`). May use nothing else of the family.
"""
