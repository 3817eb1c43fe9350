"""What quantities are called in words, and by which letters their values usually go, in all known languages.

The tables are the `.txt` files, a line for each quantity or word. `nouns` and `phrases` find what a prompt asks for in
words, `quantities` and their letters what that may be called, `glossary` the words for the same thing; `currencies` and
`multiples` are told for values beside them, `counting` holds the words that ask for a number of things. May use
`names`. Another quantity is a line in `quantities.txt`.
"""
