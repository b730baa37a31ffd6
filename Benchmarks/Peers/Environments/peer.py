"""What the Python peers share: a line of input names a piece of work and a count, a line answers."""

import json
import sys
import time


def serve(works):
    """Works are functions that prepare, and give a function of a count that does the work."""
    known = {}
    for line in sys.stdin:
        work, count = line.split()
        if work not in known:
            known[work] = works[work]()
        start = time.perf_counter()
        known[work](int(count))
        print(json.dumps({"work": work, "count": int(count), "threads": 1,
                          "seconds": time.perf_counter() - start}), flush=True)
