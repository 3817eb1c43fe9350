"""Runs of the command line in processes that are forked from this one: what is loaded here need not be loaded again.

A process of its own is what signals, limits, full disks and readers that leave need. That one also starts from nothing
is held by `test_cli_main`.
"""

import io
import os
import signal
import subprocess
import sys
import threading
import traceback
from contextlib import suppress

MOST_FILES = 1_024  # that are open here, and are none of the new process's


class Forked:
    """What `subprocess.Popen` is for `[python, "-c", code, *args]`, as far as tests use it."""

    def __init__(self, command, *, stdout=None, stderr=None, text=False):
        python, option, code, *args = map(str, command)
        assert (python, option) == (sys.executable, "-c")
        self.stdout, out = _stream(stdout, text)
        self.stderr, err = _stream(stderr, text)
        self.returncode = None
        self.pid = os.fork()
        if self.pid == 0:
            _become(code, args, (out, 1), (err, 2))
        for one in (out, err):
            if one is not None:
                os.close(one)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        self.wait()

    def poll(self):
        return self._ended(os.WNOHANG)

    def wait(self):
        return self._ended(0)

    def _ended(self, how):
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def communicate(self):
        held = {}

        def read(name, stream):
            held[name] = stream.read() if stream is not None else None

        reader = threading.Thread(target=read, args=("out", self.stdout))
        reader.start()
        read("err", self.stderr)
        reader.join()
        self.wait()
        return held["out"], held["err"]


def run(command, *, capture_output=False, text=False, stdout=None, stderr=None):
    """Run a command as `subprocess.run`."""
    pipe = subprocess.PIPE if capture_output else None
    with Forked(command, stdout=stdout or pipe, stderr=stderr or pipe, text=text) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def _stream(wanted, text):
    """Return our end of a stream, and the number of the other."""
    if wanted == subprocess.PIPE:
        ours, theirs = os.pipe()
        return os.fdopen(ours, "r" if text else "rb", encoding="utf-8" if text else None), theirs
    if wanted == subprocess.DEVNULL:
        return None, os.open(os.devnull, os.O_RDWR)
    return None, None if wanted is None else os.dup(wanted.fileno())


def _become(code, args, *streams):
    """Be a process that Python was started in, and end it."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for ours, place in streams:
            if ours is not None:
                os.dup2(ours, place)
        os.closerange(3, MOST_FILES)
        sys.stdin = io.TextIOWrapper(io.FileIO(os.devnull))
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)))
        errors = io.BufferedWriter(io.FileIO(2, "w", closefd=False))
        sys.stderr = io.TextIOWrapper(errors, errors="backslashreplace", line_buffering=True)
        sys.argv = ["-c", *args]
        try:
            exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except BaseException:
            traceback.print_exc()
        try:
            sys.stdout.flush()
        except OSError:
            status = 120  # as Python ends where it cannot write
        with suppress(OSError):
            sys.stderr.flush()
    finally:
        os._exit(status)
