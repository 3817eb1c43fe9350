"""Spreads tests over processes by file, with nothing done for each test that grows with the number of all of them.

What a process tells the first one of a test is written and read sign by sign, in Python, and the scheduler of xdist
looks through all tests for each: for tens of thousands of small tests that cost as much as many of the tests.
"""

from _pytest.runner import runtestprotocol
from xdist.scheduler import LoadFileScheduling


class ByFile(LoadFileScheduling):
    """The scheduler of xdist that keeps a file's tests together; what is done is not looked at again."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        self._places = {}

    def add_node_collection(self, node, collection):
        super().add_node_collection(node, collection)
        self._places[node] = {name: place for place, name in enumerate(collection)}

    def mark_test_complete(self, node, item_index, duration=0):
        name = self.registered_collections[node][item_index]
        del self.assigned_work[node][self._split_scope(name)][name]
        self._reschedule(node)

    def _pending_of(self, workload):
        return sum(map(len, workload.values()))

    def _assign_work_unit(self, node):
        scope, work = self.workqueue.popitem(last=False)
        self.assigned_work.setdefault(node, {})[scope] = work
        node.send_runtest_some([self._places[node][name] for name in work])


def run_and_tell_once(item, nextitem):
    """Run a test, and tell of it once where it passed; None where somebody asks for more, such as its durations."""
    option = item.config.option
    wants_all = option.verbose > 0 or option.durations is not None or option.xmlpath is not None
    if wants_all:
        return None
    for report in runtestprotocol(item, nextitem=nextitem, log=False):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
