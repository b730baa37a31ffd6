"""Alternates samples of VariantGym and of its peers, and writes every one of them down."""

import json
import os
import subprocess
import sys
import time

from comparisons import COMPARISONS

BUILD, ENVIRONMENTS, OUT, ROUNDS = sys.argv[1:5]
HERE = os.path.dirname(os.path.abspath(__file__))
QUICK = ROUNDS == "--quick"
ROUNDS, SECONDS, ATTEMPTS = (1, 0.05, 1) if QUICK else (int(ROUNDS), 1.2, 2 * int(ROUNDS))
# How much of a core others may have used in a sample that counts; tiny ones cannot tell.
NOISE = float("inf") if QUICK else 0.1
TICKS = os.sysconf("SC_CLK_TCK")


def busy():
    """The processor time that the machine has spent, also on other guests of its host, in seconds."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, interrupts, soft, stolen = map(int, file.readline().split()[1:9])
    return (user + nice + system + interrupts + soft + stolen) / TICKS


def spent(group):
    """The processor time of a group of processes and of this one, in seconds."""
    ticks = 0
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == group or int(process) == os.getpid():
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


class Engine:
    def __init__(self, name):
        if name == "C++":
            command, version = [os.path.join(BUILD, "points")], "g++ -O3 -march=native"
        elif name == "VariantGym":
            command, version = [os.path.join(BUILD, "release", "work")], ""
        else:
            script = os.path.join(HERE, name.replace("-", "_") + "_peer.py")
            command = [os.path.join(ENVIRONMENTS, name, "bin", "python"), script]
            with open(os.path.join(HERE, "requirements", name + ".txt")) as file:
                version = file.readline().strip().partition("==")[2]
        self.name, self.version, self.counts = name, version, {}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, process_group=0)

    def perform(self, work, count):
        start, all_before, own_before = time.perf_counter(), busy(), spent(self.process.pid)
        self.process.stdin.write(f"{work} {count}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        own, total = spent(self.process.pid) - own_before, busy() - all_before
        elapsed = time.perf_counter() - start
        return {"engine": self.name, "version": self.version, **answer,
                "own": round(own / elapsed, 3), "others": round(max(0, total - own) / elapsed, 3)}

    def sample(self, work):
        """One sample of about the wanted length; the first prepares, and finds the count for that."""
        if work not in self.counts:
            count, seconds = 1, self.perform(work, 1)["seconds"]
            while seconds < SECONDS / 2:
                count = max(count + 1, int(count * min(50, SECONDS / max(seconds, 1e-6))))
                answer = self.perform(work, count)
                count, seconds = answer["count"], answer["seconds"]
            self.counts[work] = max(1, int(count * SECONDS / seconds))
        return self.perform(work, self.counts[work])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


patience = 0 if QUICK else 60  # seconds, in all


def await_quiet():
    """Waits until others leave the machine alone, as long as there is patience."""
    global patience
    while patience > 0:
        start, before = time.perf_counter(), busy()
        time.sleep(0.2)
        elapsed = time.perf_counter() - start
        if busy() - before <= NOISE * elapsed:
            break
        patience -= elapsed


def measure(comparison, engines, note):
    sides = [("VariantGym", comparison.ours), (comparison.peer, comparison.theirs)]
    kept, solvable = [0, 0], set()
    for _ in range(ATTEMPTS):
        for side, (engine, work) in enumerate(sides):
            await_quiet()
            sample = engines[engine].sample(work)
            quiet = sample["others"] <= NOISE
            kept[side] += quiet
            if "solvable" in sample:
                solvable.add(sample["solvable"])
            note({"comparison": comparison.text, **sample, "kept": quiet})
        if min(kept) >= ROUNDS:
            break
    if len(solvable) > 1:
        raise SystemExit(f"hands that make 24 are counted differently: {solvable}")


def processor():
    with open("/proc/cpuinfo") as file:
        facts = dict(map(str.strip, line.split(":", 1)) for line in file if ":" in line)
    return (f"{facts['model name']} of family {facts['cpu family']}, model {facts['model']}, "
            f"{os.cpu_count()} cores")


engines = {name: Engine(name) for name in
           ["VariantGym"] + list(dict.fromkeys(c.peer for c in COMPARISONS))}
with open(OUT, "w") as file:
    def note(sample):
        file.write(json.dumps(sample) + "\n")
        file.flush()

    note({"machine": processor(), "quick": QUICK})
    for comparison in COMPARISONS:
        print(comparison.text, flush=True)
        measure(comparison, engines, note)
for engine in engines.values():
    engine.close()
