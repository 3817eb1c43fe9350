"""What holds for all tests: none shares its verdicts with another, or with whoever runs the tests."""

import gc
import itertools
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A loaded machine makes inputs slowly, and no timing is asserted.
settings.register_profile("grader", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("grader")
FOLDER = Path(__file__).parent
_NUMBERS = itertools.count()
MAX_PROCESSES = 8  # each finds all tests first


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Spread a run of all tests over the cores, file by file, in an order in which no long file comes last.

    What was named runs in one process, as all does with `-n 0`: a few tests take less time than starting more.
    """
    if "PYTEST_XDIST_WORKER" in os.environ or not config.pluginmanager.hasplugin("xdist"):
        return  # one of those processes, which must not start more
    sys.dont_write_bytecode = False  # hundreds of tests start Python: what was compiled is kept, as it is for all users
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    is_whole = config.args_source is config.ArgsSource.TESTPATHS
    processes = min(cores(), MAX_PROCESSES)
    if is_whole and processes > 1 and config.option.numprocesses is None and not config.option.usepdb:
        config.option.numprocesses = processes
        config.option.dist = "loadfile"
        config.option.loadscopereorder = False


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Return what hands out the tests where they stay together by file; xdist has its own for all other ways."""
    if config.option.dist != "loadfile":
        return None
    from tests.spreading import ByFile

    return ByFile(config, log)


@pytest.hookimpl
def pytest_runtest_protocol(item, nextitem):
    """Run a test in one of several processes, and tell of it once."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    from tests.spreading import run_and_tell_once

    return run_and_tell_once(item, nextitem)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """Find the tests without looking for garbage in them, then or ever: all of them live as long as the run."""
    gc.disable()
    found = yield
    gc.freeze()
    gc.enable()
    return found


def cores():
    """Return how many processes can run at once; not all systems say which cores are ours."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pytest_collection_modifyitems(config, items):
    """Leave out what is thorough where all tests are run and none is chosen by a word or a mark.

    Where tests are spread begin with the files of this folder: what they start takes longest, and runs alone.
    """
    is_whole = config.args_source is config.ArgsSource.TESTPATHS
    if is_whole and not (config.option.markexpr or config.option.keyword):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("thorough")])
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: item.path.parent != FOLDER)


@pytest.fixture(autouse=True, scope="session")
def caches(tmp_path_factory):
    """Return where the caches of the tests are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", "")
        yield str(tmp_path_factory.getbasetemp())


@pytest.fixture(autouse=True)
def own_cache(caches):
    """Let each test have a cache of its own; it is made where it is used."""
    os.environ["XDG_CACHE_HOME"] = f"{caches}/cache-{next(_NUMBERS)}"
