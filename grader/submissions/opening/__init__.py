"""Bytes and characters of a document.

A file is opened one folder at a time, never through a link, and only if it is a regular file of a fair size. Its bytes
become characters; what is no character becomes a stand-in, which spoils only the answer that it is in. Nothing here
knows what a problem is. Another encoding is told apart in `characters`.
"""
