"""What arrays share: views of one storage, what an index picks of it, and writing where two views overlap.

May use the spaces, and computes nothing. A new kind of index is a case of `picking`.
"""
