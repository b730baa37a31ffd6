"""What `run` calls where there is no Swift: check.py STATED HIDDEN...

STATED is what the tool said as developers build it, HIDDEN are the folders and programs of Swift that are hidden.
"""

import fcntl
import gc
import importlib.util
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import variantgym

import secure_server

ROOT = pathlib.Path(__file__).resolve().parents[3]
STATED, *HIDDEN = map(pathlib.Path, sys.argv[1:])
PACKAGE = pathlib.Path(variantgym.__file__).parent
SCRIPT = pathlib.Path(sys.executable).with_name("variantgym")
# What every Linux with glibc and a C++ program has.
BASE = {
    "linux-vdso.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libm.so.6",
    "libgcc_s.so.1", "libstdc++.so.6", "libresolv.so.2", "libz.so.1"}


def without_swift():
    """Neither Swift nor a library of it is there, and the tool runs."""
    for path in HIDDEN:
        if path.is_dir():
            assert list(path.iterdir()) == [], path
        else:
            assert path.stat().st_size == 0 and not os.access(path, os.X_OK), path
    assert HIDDEN and not any(map(shutil.which, ("swift", "swiftc", "swift-frontend")))
    # Nor is any of its libraries elsewhere.
    for _, _, files in itertools.chain(os.walk("/usr"), os.walk("/opt")):
        assert not any(name.startswith("libswiftCore.") for name in files)
    assert "LD_LIBRARY_PATH" not in os.environ
    listing = subprocess.run(
        ["ldd", PACKAGE / "bin/variantgym"], check=True, capture_output=True, text=True).stdout
    assert "not found" not in listing, listing
    bundled = set()
    for line in listing.splitlines():
        name, _, place = line.strip().partition(" => ")
        name = name.split()[0]
        if str(PACKAGE.parent) in place:
            bundled.add(name)
        else:
            assert pathlib.PurePath(name).name in BASE, f"a library of this system: {line}"
    assert any(name.startswith("libcurl") for name in bundled)
    said = subprocess.run([SCRIPT, "--version"], check=True, capture_output=True, text=True).stdout
    assert said == variantgym.__version__ + "\n"
    return f"version {variantgym.__version__}, {len(bundled)} bundled libraries, none of Swift"


def lines_of(rows):
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() for row in rows]


def stated_lines(name):
    return (STATED / f"rows/{name}.jsonl").read_bytes().split(b"\n")[:-1]


def rows():
    """Rows are those of the tool, whichever way their recipe is given."""
    names = ["sokoban-sft-thought-diverse", "points-fake-all-5"]
    stated = [line for name in names for line in stated_lines(name)]
    assert len(stated) == 200
    assert lines_of(variantgym.generate(*names, rows=100)) == stated
    command = [SCRIPT, "rows", *names, "--rows", "100"]
    assert subprocess.run(command, check=True, capture_output=True).stdout.splitlines() == stated
    head = subprocess.Popen(
        [SCRIPT, "rows", "sokoban-rl-diverse"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert json.loads(head.stdout.readline())["set"] == "sokoban-rl-diverse"
    head.stdout.close()
    assert head.stderr.read() == b"" and head.wait() == -signal.SIGPIPE
    file = ROOT / "Tests/Interoperability/wheel/recipe.json"
    recipe = json.loads(file.read_text())
    stated = stated_lines("wheel-recipe")
    assert len(stated) == recipe["rows"]
    assert lines_of(variantgym.generate(file)) == stated
    assert lines_of(variantgym.generate(recipe, threads=1)) == stated
    assert lines_of(variantgym.generate(recipe, wording="german")) != stated
    return "500 rows, byte for byte"


def scores():
    """Scores are those of the scorer in Python."""
    path = ROOT / "Examples/Python/variantgym_scorer.py"
    spec = importlib.util.spec_from_file_location("variantgym_scorer", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = [json.loads(line) for line in (STATED / "replies.jsonl").read_bytes().splitlines()]
    records = [json.loads(line) for line in stated_lines("points-fake-all-5")]
    keys = [line["ground_truth"] for line in lines]
    replies = [line["reply"] for line in lines]
    keys += [keys[0]] * 3
    # Halves of surrogate pairs, line ends of all kinds, and more than a pipe holds.
    replies += [f"\ud800{replies[0]}\udfff", f"\u2028\r\n\0{replies[0]}", "<answer> Up " * 100_000]
    wanted = [scorer.score(key, reply) for key, reply in zip(keys, replies)]
    assert len({score["verdict"] for score in wanted}) == 3
    assert list(variantgym.score(keys, replies)) == wanted
    gold = [f"<answer> {record['gold'][0]} </answer>" for record in records]
    found = list(variantgym.score(records, gold))
    assert found == [scorer.score(record, reply) for record, reply in zip(records, gold)]
    assert all(score["correct"] for score in found)
    # One at a time, as a loop does that needs a score before it makes the next reply.
    said = []
    for score in variantgym.score(keys, (reply for reply in replies if not said.append(reply))):
        assert score == wanted[len(said) - 1]
    return f"{len(wanted) + len(found)} scores"


def first_label(request):
    """A policy that reads the prompt: whatever is announced first is its move."""
    label = re.search(r"^(\S+) : move ", request["messages"][-1]["content"], re.MULTILINE)[1]
    return f"<think> So be it. </think> <answer> {label} </answer>"


def evaluations():
    """Every episode is recorded once, whether a function plays, a script or a resumed journal."""
    sets = ["sokoban-random-words", "sokoban-fake-numerical"]
    options = dict(rows=10, samples=2, concurrency=2)
    wanted = set(itertools.product(sets, range(10), range(2)))
    asked = []

    def policy(request):
        asked.append(request["seed"])
        return first_label(request)

    def plays(episodes):
        return [(e["set"], e["task"] % 10, e["sample"]) for e in episodes]

    episodes = list(variantgym.evaluate(*sets, policy=policy, **options))
    assert len(episodes) == len(wanted) and set(plays(episodes)) == wanted
    turns = [turn for episode in episodes for turn in episode["turns"]]
    assert len(turns) == len(asked) and not any("failure" in episode for episode in episodes)
    assert all(turn["record"]["verdict"]["isValid"] for turn in turns)

    # Left in the middle and taken up again.
    journal = pathlib.Path(os.environ["TMPDIR"]) / "journal.jsonl"
    interrupted = variantgym.evaluate(*sets, policy=policy, journal=journal, **options)
    list(itertools.islice(interrupted, 5))
    interrupted.close()
    kept = len(journal.read_bytes().splitlines()) - 1
    assert kept >= 5
    asked.clear()
    again = list(variantgym.evaluate(*sets, policy=policy, journal=journal, **options))
    assert set(plays(again)) == wanted and len(again) == len(wanted)
    assert kept == len(wanted) or 0 < len(asked) < len(turns)

    def order(episode):
        return episode["set"], episode["task"], episode["sample"]

    assert sorted(again, key=order) == sorted(episodes, key=order)
    report = variantgym.report(journal)
    assert sum(row["episodes"] for row in report["rows"]) == len(wanted) and report["missing"] == 0
    journal.unlink()

    experts = list(variantgym.evaluate("sokoban-numerical", script="expert", rows=20))
    assert len(experts) == 20
    assert {e["turns"][-1]["record"]["status"] for e in experts} == {"succeeded"}

    # A failure that the policy states is recorded; an exception is the caller's.
    failed = list(variantgym.evaluate(
        "sokoban-numerical", policy=lambda request: {"error": "out of luck"}, rows=3))
    assert len(failed) == 3 and all("out of luck" in json.dumps(episode) for episode in failed)
    message, status = refusal(lambda: list(variantgym.evaluate(
        "sokoban-numerical", policy=lambda request: {"error": "out of luck"}, rows=3,
        allow_incomplete=False)))
    assert "failed: 3" in message and status == 75, (message, status)

    def broken(request):
        raise KeyError("a mistake")

    try:
        list(variantgym.evaluate("sokoban-numerical", policy=broken, rows=3))
        raise AssertionError("no exception")
    except KeyError as error:
        assert error.args == ("a mistake",)
    return f"{len(episodes)} episodes, {len(turns)} turns; {kept} kept of an interrupted journal"


def journals():
    """Only what belongs to an evaluation comes out of its journal, and each play once."""
    journal = pathlib.Path(os.environ["TMPDIR"]) / "journal.jsonl"
    sets, options = ["sokoban-numerical", "points-all-5"], dict(rows=3, journal=journal)
    played = list(variantgym.evaluate(*sets, script="expert", **options))
    assert len(played) == 6
    known = journal.read_bytes()
    (header, *lines) = known.splitlines(keepends=True)

    def refused(words, **others):
        before = journal.read_bytes()
        iterator = variantgym.evaluate(*sets, **{"script": "expert", **options, **others})
        message, _ = refusal(lambda: next(iterator))
        assert words in message, message
        assert journal.read_bytes() == before

    refused("it plays with other settings", samples=2)
    refused("it evaluates 'expert', not 'random'", script="random")
    journal.write_bytes(header + lines[0][:-5] + b"\n" + b"".join(lines[1:]))
    refused("line 2: its checksum does not fit")
    journal.write_bytes(b"".join(lines))
    refused("is no journal")

    # Another process writes all the while.
    journal.write_bytes(known)
    with open(journal, "ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        ended = threading.Event()

        def touch():
            while not ended.wait(0.001):
                os.utime(journal)

        writer = threading.Thread(target=touch)
        writer.start()
        try:
            refused("another process writes into it")
        finally:
            ended.set()
            writer.join()

    # Complete, or cut in its last line, or in its header.
    for rest in (b"", lines[0][:40], lines[0][:-5] + b"\n"):
        journal.write_bytes(known + rest)
        assert list(variantgym.evaluate(*sets, script="expert", **options)) == played
        assert journal.read_bytes() == known
    journal.write_bytes(header[:40])
    assert len(list(variantgym.evaluate(*sets, script="expert", **options))) == len(played)
    journal.unlink()

    # What failed is played again, as often as it takes; what is not asked for again stays.
    def plays(luck=None, **source):
        def policy(request):
            return first_label(request) if luck() else {"error": "out of luck"}

        found = variantgym.evaluate(
            "sokoban-random-words", rows=6, journal=journal, name="policy",
            **source or {"policy": policy})
        return sorted((episode["task"], "failure" in episode) for episode in found)

    first = plays(iter([True, False] * 1000).__next__)
    assert len(first) == 6 and (0, True) in first
    assert plays(url="http://localhost:1", model="m", cap_requests=0) == first
    assert plays(lambda: False) == first
    assert plays(lambda: True) == [(task, False) for task in range(6)]
    assert len(journal.read_bytes().splitlines()) > 7
    journal.unlink()
    return "5 refused, 4 taken up, failures played again"


def secure_servers():
    """The bundled libcurl speaks TLS, and believes the certificates of this system only."""
    reply = "<answer> 1 </answer>"
    options = dict(model="m", rows=1)
    with secure_server.serving(STATED / "trusted.pem", reply) as (url, asked):
        (episode,) = variantgym.evaluate("sokoban-numerical", url=url, **options)
        assert {turn["reply"]["text"] for turn in episode["turns"]} == {reply}
        assert len(asked) == len(episode["turns"])
    with secure_server.serving(STATED / "unknown.pem", reply) as (url, asked):
        # A connection that fails is tried again and again; the cap ends that.
        episodes = variantgym.evaluate("sokoban-numerical", url=url, cap_seconds=2, **options)
        assert all("failure" in episode for episode in episodes) and not asked
    return "https with a known and an unknown certificate"


def page():
    """The examples of the documentation run as they stand there."""
    text = (ROOT / "Docs/VariantGym.docc/Python.md").read_text()
    examples = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    with tempfile.TemporaryDirectory() as folder:
        output = subprocess.run(
            [sys.executable, "-c", "".join(examples)], cwd=folder, check=True, stdout=subprocess.PIPE,
            text=True).stdout
    # Ten scores, twenty episodes, a measure, an audit.
    assert len(examples) == 4 and len(output.splitlines()) == 32, output
    assert output.splitlines()[-1].startswith("False ["), output
    return f"{len(examples)} examples"


def audits():
    """An audit finds a row that was planted, and nothing where none was."""
    with tempfile.TemporaryDirectory() as folder:
        train, test = (pathlib.Path(folder) / name for name in ("train.jsonl", "test.jsonl"))
        training = lines_of(variantgym.generate("sokoban-rl-frozen", rows=200))
        testing = lines_of(variantgym.generate("sokoban-simple", rows=50))
        train.write_bytes(b"\n".join(training) + b"\n")
        test.write_bytes(b"\n".join(testing) + b"\n")
        clean = variantgym.audit(train=[train], test=[test], measure=0)
        assert clean["comparisons"] == 1 and not clean["leaks"]
        test.write_bytes(b"\n".join([*testing, training[7]]) + b"\n")
        found = variantgym.audit(train=[train], test=[test], measure=0)
        assert found["leaks"]
        (text,) = [overlap for overlap in found["overlaps"] if overlap["kind"] == "text"]
        assert text["rows"] == 1 and text["example"] == {"known": 8, "met": 51}, text
        assert not variantgym.audit(train=[train], test=[test], measure=0, fail_on="values")["leaks"]
    return "the planted row was found"


def refusal(call):
    try:
        call()
    except variantgym.ToolError as error:
        return str(error), error.status
    raise AssertionError("nothing was refused")


def refusals():
    """What the tool refuses is an exception with its message."""
    recipe = {"name": "bad", "family": "sokoban"}
    cases = [
        (lambda: list(variantgym.generate(recipe)), "is no recipe: 'difficulty' is missing", 64),
        (lambda: next(variantgym.generate("nothing")), "there is no data set named 'nothing'", 64),
        (lambda: list(variantgym.generate("sokoban-simple", colour="red")), "--colour", 64),
        (lambda: list(variantgym.generate()), "at least one set is needed", 64),
        (lambda: list(variantgym.score(["{"], ["Up"])), "line 1: ", 64),
        (lambda: list(variantgym.evaluate("sokoban-simple")), "one of --script, --url", 64),
        (lambda: variantgym.audit("/nowhere"), "/nowhere: does not exist", 2),
        (lambda: variantgym.report("/nowhere"), "/nowhere: cannot be read", None),
    ]
    for call, words, status in cases:
        message, found = refusal(call)
        assert words in message and not message.startswith("Error") and "Usage" not in message, message
        assert found == status or status is None and found > 0, (message, found)
    file = pathlib.Path(os.environ["TMPDIR"]) / "recipe.json"
    file.write_text(json.dumps(recipe))
    said = subprocess.run([SCRIPT, "rows", "--recipe", file], capture_output=True, text=True).stderr
    assert said.splitlines()[0] == "Error: " + refusal(lambda: list(variantgym.generate(file)))[0]
    file.unlink()
    return f"{len(cases)} refusals"


def processes():
    """The command lines of processes that belong to the package."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if str(PACKAGE) in command:
                found.append(command)
    return found


def nothing_is_left():
    # A killed tool's own children end when their input ends, a moment later.
    deadline = time.monotonic() + 5
    while processes() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert processes() == [], processes()
    assert os.listdir(os.environ["TMPDIR"]) == []


def abandoned():
    """Iterators that are left half-way leave no process and no file."""
    recipe = json.loads((ROOT / "Tests/Interoperability/wheel/recipe.json").read_text())
    recipe["rows"] = 1_000_000
    row, key = next(iter(variantgym.generate(recipe))), "sokoban-random-words"
    starts = [
        lambda: variantgym.generate(recipe),
        lambda: variantgym.score(itertools.repeat(row), itertools.repeat("<answer> Up </answer>")),
        lambda: variantgym.evaluate(key, policy=first_label, rows=2000, concurrency=3),
        lambda: variantgym.evaluate({**recipe, "rows": 2000, "content": {"prompts": {}}}, script="random"),
    ]
    nothing_is_left()
    for start in starts:
        for leave in ("close", "forget"):
            iterator = start()
            assert next(iterator) and processes() != []
            if leave == "close":
                iterator.close()
            del iterator
            gc.collect()
            nothing_is_left()
    return f"{2 * len(starts)} iterators"


def main():
    print(f"Python {sys.version.split()[0]}")
    checks = [
        without_swift, rows, scores, evaluations, journals, secure_servers, audits, refusals, abandoned,
        page]
    for check in checks:
        start = time.monotonic()
        print(f"{check.__name__}: {check()} ({time.monotonic() - start:.1f} s)", flush=True)
        nothing_is_left()
    print(f"{len(checks)} passed, 0 failed")


main()
