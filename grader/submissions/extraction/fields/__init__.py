"""What running text says of a question's fields one by one: assignments, lists with an item for each, nouns.

`statements` is the way in. May use `words` and `formulas`. Used where a question has several fields, and where a
question with one field is answered by an assignment to it.
"""
