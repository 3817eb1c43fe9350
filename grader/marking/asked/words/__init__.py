"""What quantities are called in words, and by which letters their values usually go, in all known languages.

The tables are the `.txt` files, a line for each quantity or word; `nouns` and `phrases` find what a prompt asks for in
words. May use `names`. Another quantity is a line in `quantities.txt`.
"""
