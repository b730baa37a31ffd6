#!/usr/bin/env python3
"""Generates data sets on a Ray cluster, one shard a task.

    pip install ray
    python ray_generate.py /shared/out --shards 64 -- --recipe my-recipes.json

What follows `--` goes to `variantgym generate` as it is: names of sets, recipe files, rows. The folder
must be one that every node reaches under the same path. A shard whose worker dies is made again, where
another node goes on from what the dead one left; a shard that stands complete costs a moment. In the
end `variantgym merge` verifies the shards and joins them to the bytes that one machine would have
written.
"""
import argparse
import shutil
import subprocess
import sys
import time

import ray


@ray.remote(num_cpus=1, max_retries=5)
def make_shard(command):
    """Makes one shard; an error of the tool is final, the death of a worker is not."""
    while True:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode < 0:
            raise ray.exceptions.WorkerCrashedError()
        # What a dead worker had started may still be at it; when it ends, this one goes on.
        if "another process writes into it" not in done.stderr:
            return done.returncode, done.stderr
        time.sleep(1)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], usage="%(prog)s FOLDER [options] [-- arguments]")
    parser.add_argument("folder", help="where the data sets go; every node reaches it")
    parser.add_argument("--shards", type=int, default=16, help="how many parts (16)")
    parser.add_argument("--tool", default="variantgym", help="the program, on every node")
    parser.add_argument("--address", help="of a running cluster; without it one starts here")
    arguments, rest = parser.parse_known_args()
    if rest[:1] == ["--"]:
        rest = rest[1:]
    tool = shutil.which(arguments.tool)
    if tool is None:
        sys.exit(f"there is no program {arguments.tool}")

    ray.init(address=arguments.address, log_to_driver=False)
    tasks = {
        make_shard.options(retry_exceptions=[ray.exceptions.WorkerCrashedError]).remote(
            [tool, "generate", arguments.folder, "--shard", f"{index}/{arguments.shards}",
             "--threads", "1", "--skip-check", *rest]): index
        for index in range(arguments.shards)
    }
    waiting = list(tasks)
    while waiting:
        (done,), waiting = ray.wait(waiting, num_returns=1)
        status, message = ray.get(done)
        if status != 0:
            for task in waiting:
                ray.cancel(task)
            sys.exit(f"shard {tasks[done]}/{arguments.shards}: {message.strip()}")
        if sys.stderr.isatty():
            print(f"\r{arguments.shards - len(waiting)}/{arguments.shards} shards", end="",
                  file=sys.stderr)
    ray.shutdown()
    sys.exit(subprocess.run([tool, "merge", arguments.folder]).returncode)


if __name__ == "__main__":
    main()
