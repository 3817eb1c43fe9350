"""Answers that are arrays in files of the submission.

Headers are read before anything is made of them; nothing is unpickled. A binary number stands for the simplest fraction
that rounds to it. May use opening and the ledger. Another format of files is a reader here and a case in `files`.
"""
