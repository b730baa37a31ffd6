"""Compares Examples/Python/variantgym_scorer.py with `variantgym score`, reply by reply.

    check.py TOOL [COUNT [SEED]]     COUNT seeded replies, 10,000 by default
"""

import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]


def load_scorer():
    """The scorer as trainers load it: from its path, known to no other module."""
    path = ROOT / "Examples/Python/variantgym_scorer.py"
    spec = importlib.util.spec_from_file_location("reward_func", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


scorer = load_scorer()


def key(environment, state, shown, accepted, horizon=1, prefill="none"):
    return json.dumps(dict(
        version=1, environment=environment, state=state, shown=shown, accepted=accepted,
        horizon=horizon, prefill=prefill))


# --- Where replies come from: each line has a name, a row and a reply, and the corpora's a verdict.


def read_lines(data):
    # Only a line feed ends a line; a reply may hold what Python's texts take for other line ends.
    return [json.loads(line) for line in data.split(b"\n") if line]


def corpus(name, key_of):
    lines = []
    for line in read_lines((ROOT / "Tests/Conformance" / name).read_bytes()):
        padding = line.get("padding", {"text": "", "times": 0})
        lines.append(dict(
            name=f"{name} {line['id']}", ground_truth=key_of(line), stated=line,
            reply=padding["text"] * padding["times"] + line["reply"]))
    return lines


def points_key(line):
    def rule(faces):
        return faces and " ".join(f"{face}={value}" for face, value in faces.items())

    return key(
        "general-points", f"{' '.join(line['cards'])} = {line['target']}", rule(line["shown"]),
        rule(line["accepted"]), prefill=line["prefill"])


def sokoban_key(line):
    def labels(words):
        return words and dict(zip(("up", "down", "left", "right"), words))

    board = line["board"].translate(str.maketrans("_OX√PS", "-.$*@+"))
    return key(
        "sokoban", board, labels(line["shown"]), labels(line["accepted"]), line["horizon"],
        line["prefill"])


def seeded(tool, count, seed):
    output = subprocess.run(
        [tool, "replies", "--count", count, "--seed", seed], check=True, stdout=subprocess.PIPE)
    lines = read_lines(output.stdout)
    for index, line in enumerate(lines):
        line["name"] = f"seeded reply {index}, {line['kind']}"
    return lines


def records(tool):
    """Rows as `generate` writes them, with their own gold answers for replies."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("sokoban-fake-numerical", "points-fake-all-5"):
            subprocess.run(
                [tool, "generate", folder, name, "--skip-check"], check=True,
                stdout=subprocess.DEVNULL)
            for path in pathlib.Path(folder).glob(f"**/{name}.jsonl"):
                for index, row in enumerate(read_lines(path.read_bytes())):
                    row.update(
                        name=f"record {index} of {name}",
                        reply=f"<answer> {row['gold'][0]} </answer>")
                    lines.append(row)
    return lines


def hostile():
    """Replies that are to cost time or memory, or to break a reader."""
    big = 900_000
    points = key("general-points", "K 3 8 A = 24", "J=5 K=5 Q=5", "J=10 K=10 Q=10")
    six = key("general-points", "97 89 83 79 73 71 67 = 9973", None, "J=10 K=10 Q=10")
    room = key(
        "sokoban", "######\n#@$.-#\n######", None,
        {"up": "Up", "down": "Down", "left": "Left", "right": "Right"}, horizon=10_000_000)
    start = '{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": "'
    answers = [
        "(" * big, start + "(" * big + '"}', start + "(" * 99 + "1" + ")" * 99 + '"}',
        start + "9" * big + '"}', start + "1 = " + "9" * big + '"}', start + "\\" * big + '"}',
        start + "\\\\" * (big // 2), start + "\\u00" * (big // 4) + '"}', "{" * big, "}" * big,
        "{" * (big // 2) + "}" * (big // 2), "{}" * (big // 2), '{"' * (big // 2) + "}",
        "{a:" * (big // 3) + "}", '{"cards": [' + "1," * (big // 2) + '], "formula": "1"}',
        '{"cards": [' + "9" * big + '], "number": [1], "formula": "1"}',
        '{"number": [' + "9" * big + '], "cards": ["K"], "formula": "1"}',
        '{"number": [' + "[" * big + "]}", "{" + "a" * big + ": 1}", "{" + " " * big + "}",
        '{"formula": ' + "1 " * (big // 2) + "}", start + "0" * 9 + '"}', "\u0000" * big,
        start + "１" * 300 + '"}', "\u202e" * (big // 3), "👩‍🚀" * (big // 11), "e" + "\u0301" * (big // 2),
        "e" + "\u0301\u0327" * (big // 4), "Up " * (big // 3), "Up." * (big // 3), "|" * big, "." * big, ". " * (big // 2),
        "Up||" * (big // 4), "\ufe0f" * (big // 3), "Right " + "İ" * (big // 2),
        '{"cards": ["k' + "\u0301\u0327" * (big // 4) + '", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": "1"}',
        '{"cards": ["' + "ŉ" * (big // 2) + '", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": "1"}',
    ]
    replies = [f"<answer> {answer} </answer>" for answer in answers]
    for tag in ("<think>", "</think>", "<answer>", "</answer>", "<answer></answer>", "<", "</"):
        replies += [tag * (big // len(tag)), tag * (big // len(tag)) + "<answer> Up </answer>"]
    lines = [
        dict(name=f"hostile reply {index}", ground_truth=row, reply=reply)
        for index, reply in enumerate(replies) for row in (points, room)]
    cards, numbers = ["97", "89", "83", "79", "73", "71", "67"], [97, 89, 83, 79, 73, 71, 67]
    part = json.dumps({"cards": cards, "number": numbers, "formula": "97 / 89"})
    lines.append(dict(
        name="the longest search", ground_truth=six, reply=f"<answer> {part} </answer>"))
    return lines


# --- Comparison


def judged_by_tool(tool, lines):
    rows = "".join(
        json.dumps({name: value for name, value in line.items() if name != "stated"}) + "\n"
        for line in lines)
    output = subprocess.run([tool, "score"], input=rows.encode(), check=True, stdout=subprocess.PIPE)
    return read_lines(output.stdout)


def judged_by_scorer(lines):
    scores, slowest = [], (0, "")
    start = time.process_time()
    for line in lines:
        began = time.process_time()
        scores.append(scorer.score(line, line["reply"]))
        slowest = max(slowest, (time.process_time() - began, line["name"]))
    return scores, time.process_time() - start, slowest


def differs_from_statement(score, stated):
    """Whether a score is not what a corpus says; a sum of tenths is stated in decimals."""
    return (
        (score["cause"] or score["verdict"], score["valid"], score["correct"])
        != (stated["grade"], stated["valid"], stated["correct"])
        or abs(score["reward"] - stated["reward"]) > 1e-9)


def compare(title, tool, lines):
    by_tool = judged_by_tool(tool, lines)
    by_scorer, seconds, slowest = judged_by_scorer(lines)
    if len(by_tool) != len(lines):
        sys.exit(f"{title}: the tool judged {len(by_tool)} of {len(lines)} replies")
    for line, swift, python in zip(lines, by_tool, by_scorer):
        stated = line.get("stated")
        if python != swift or (stated and differs_from_statement(python, stated)):
            reply = line["reply"]
            shown = reply if len(reply) <= 2000 else f"{reply[:1000]} ... {reply[-1000:]}"
            sys.exit(
                f"{line['name']} is judged differently\nrow: {line.get('ground_truth', line)}\n"
                f"reply: {shown!r}\nSwift:  {swift}\nPython: {python}\nstated: {stated}")
    print(
        f"{title}: {len(lines)} replies, the same verdicts and rewards; {len(lines) / seconds:,.0f} "
        f"replies/s of processor time, {slowest[0] * 1000:.1f} ms for the slowest ({slowest[1]})")
    return by_scorer


# --- Entry points


def expect(condition, what):
    if not condition:
        sys.exit(f"entry points: {what}")


def refuses(call, *words):
    try:
        call()
    except ValueError as error:
        return all(word in str(error) for word in words)
    return False


def check_entry_points(lines, scores):
    """Calls each entry point as its trainer does, on replies whose scores are known."""
    keys = [line["ground_truth"] for line in lines]
    replies = [line["reply"] for line in lines]
    rewards = [score["reward"] for score in scores]
    prompts = ["a prompt"] * len(lines)

    # TRL: keyword arguments, columns as lists, and what else the trainer hands over.
    further = dict(completion_ids=[[1]] * len(lines), trainer_state=None, log_metric=print)
    strings = scorer.trl_reward(prompts=prompts, completions=replies, ground_truth=keys, **further)
    expect(strings == rewards, "TRL with strings")
    messages = [[{"role": "assistant", "content": reply}] for reply in replies]
    expect(
        scorer.trl_reward(prompts=prompts, completions=messages, ground_truth=keys, **further)
        == rewards, "TRL with messages")
    parts = [[{"role": "assistant", "content": [{"type": "text", "text": r}]}] for r in replies]
    expect(
        scorer.trl_reward(prompts=prompts, completions=parts, ground_truth=keys) == rewards,
        "TRL with messages in parts")
    empty = scorer.score(keys[0], "")["reward"]
    for nothing in ("", [], [{"role": "assistant", "content": None}]):
        expect(
            scorer.trl_reward(prompts=[""], completions=[nothing], ground_truth=keys[:1]) == [empty],
            "TRL with nothing said")
    expect(
        refuses(lambda: scorer.trl_reward(prompts=prompts, completions=replies), "ground_truth"),
        "TRL without keys")

    # verl: a dict of numbers and texts, with the reward as its score.
    for row, reply, score in zip(keys, replies, scores):
        result = scorer.compute_score(
            data_source="variantgym/some-set", solution_str=reply, ground_truth=row,
            extra_info={"index": 0}, reward_router_address=None)
        expect(result["score"] == score["reward"], "verl's score")
        expect(result["acc"] == score["correct"] and result["valid"] == score["valid"], "verl's logs")
        expect({type(value) for value in result.values()} <= {float, str}, "verl's types")
        row = {"reward_model": {"style": "rule", "ground_truth": row}}
        expect(scorer.score(row, reply) == score, "a row of verl")
    expect(
        refuses(lambda: scorer.compute_score("openai/gsm8k", "", keys[0]), "openai/gsm8k"),
        "verl with a data source of somebody else's")

    # OpenRLHF: queries are prompts with replies, and may have lost the beginning of the prompt.
    prompt = "<think> so </think> <answer> a move </answer>\n" * 9 + "The map now:\n#@$.#\nassistant\n"
    for lost in (0, 50):
        queries = [prompt[lost:] + reply for reply in replies]
        result = scorer.reward_func(queries, [prompt] * len(lines), keys)
        expect(list(result["rewards"]) == rewards, "OpenRLHF's rewards")
        expect(list(result["scores"]) == [s["correct"] for s in scores], "OpenRLHF's scores")
    expect(
        refuses(lambda: scorer.reward_func(["other"], [prompt], keys[:1]), "end of its prompt"),
        "OpenRLHF with a query to another prompt")

    # Rows that cannot be used.
    good = json.loads(keys[0])
    for change, word in [
        ({"version": 2}, "version"), ({"environment": "chess"}, "chess"), ({"prefill": "x"}, "prefill"),
        ({"horizon": 0}, "horizon"), ({"container": "x"}, "container"), ({"state": 5}, "cannot be used"), ({"accepted": None}, "cannot"),
    ]:
        text = json.dumps({**good, **change})
        expect(refuses(lambda: scorer.score(text, ""), "scoring key", word), f"a key with {change}")
    # Where nothing is said of a container, the answer stands in tags.
    for name in good.keys() - {"container"}:
        text = json.dumps({other: value for other, value in good.items() if other != name})
        expect(refuses(lambda: scorer.score(text, ""), name, "missing"), f"a key without {name}")
    for text in ("", "{", "[]", "null", "1"):
        expect(refuses(lambda: scorer.score(text, ""), "scoring key"), f"the key {text!r}")
    expect(refuses(lambda: scorer.score({"prompt": "x"}, ""), "ground_truth"), "a row of another kind")

    # Halves of surrogate pairs, which Swift's texts cannot hold.
    half = replies[0].replace("<answer>", "\ud800<answer>\udfff")
    whole = replies[0].replace("<answer>", "\ufffd<answer>\ufffd")
    expect(scorer.score(keys[0], half) == scorer.score(keys[0], whole), "halves of surrogate pairs")


def check_columns(rows, scores):
    """Canonical records in TRL: their fields are columns."""
    columns = {name: [row[name] for row in rows] for name in rows[0] if name != "prompt"}
    rewards = scorer.trl_reward(
        prompts=[row["prompt"] for row in rows], completions=columns["reply"], **columns)
    expect(rewards == [score["reward"] for score in scores], "TRL with records")


def main():
    tool = sys.argv[1]
    count = sys.argv[2] if len(sys.argv) > 2 else "10000"
    seed = sys.argv[3] if len(sys.argv) > 3 else "0"
    print(f"Python {sys.version.split()[0]}")
    compare("corpus of General Points", tool, corpus("points-replies.jsonl", points_key))
    compare("corpus of Sokoban", tool, corpus("sokoban-replies.jsonl", sokoban_key))
    lines = seeded(tool, count, seed)
    scores = compare("seeded", tool, lines)
    rows = records(tool)
    row_scores = compare("records", tool, rows)
    compare("hostile", tool, hostile())
    check_entry_points(lines[:500], scores[:500])
    check_columns(rows, row_scores)
    print("entry points of TRL, verl and OpenRLHF: as their trainers call them")


main()
