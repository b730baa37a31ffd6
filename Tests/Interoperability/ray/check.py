"""What `run` calls: python check.py TOOL DRIVER."""
import hashlib
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

TOOL, DRIVER = sys.argv[1:]
ROWS, SHARDS, KILLS = 40000, 16, 6
SETS = ["sokoban-sft-thought-diverse", "points-sft-answer-frozen", "--rows", str(ROWS)]


def children(parent):
    """The shards that run now, and the Ray workers that run them."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")
            worker = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        if command[0] == TOOL.encode() and parent.encode() in command:
            found.append((int(entry.name), worker))
    return found


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(pathlib.Path(folder).iterdir()) if path.is_file()}


with tempfile.TemporaryDirectory(prefix="variantgym-ray-") as work:
    subprocess.run(
        [TOOL, "generate", f"{work}/whole", *SETS, "--skip-check"], check=True)
    expected = digests(f"{work}/whole")
    folder = f"{work}/parts"
    driver = subprocess.Popen(
        [sys.executable, DRIVER, folder, "--shards", str(SHARDS), "--tool", TOOL, "--", *SETS],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    source, killed = random.Random(7), []
    deadline = time.monotonic() + 300
    while driver.poll() is None and time.monotonic() < deadline:
        time.sleep(source.uniform(0.3, 0.8))
        running = children(folder)
        if running and len(killed) < KILLS:
            # In turn the shard itself, and the worker that waits for it.
            victim = source.choice(running)[len(killed) % 2]
            try:
                os.kill(victim, signal.SIGKILL)
                killed.append("shard" if len(killed) % 2 == 0 else "worker")
            except ProcessLookupError:
                pass
    output, errors = driver.communicate(timeout=30)
    assert driver.returncode == 0, errors[-3000:]
    assert len(killed) >= 2, f"only {killed} were killed; the run was too short to show anything"
    assert digests(folder) == expected, "other bytes than one undisturbed run"
    print(f"killed midway: {', '.join(killed)}; {SHARDS} shards of {2 * ROWS} rows joined to the "
          "bytes of one run")
    print("1 passed, 0 failed")
