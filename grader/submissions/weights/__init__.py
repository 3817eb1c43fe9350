"""Answers that are arrays in files of the submission.

Headers are read before anything is made of them; nothing is unpickled. A binary number stands for the simplest
fraction that rounds to it.
"""
