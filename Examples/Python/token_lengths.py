#!/usr/bin/env python3
"""Lengths of prompts and replies in tokens, for any file that `variantgym audit` reads.

    pip install tokenizers
    python token_lengths.py --tokenizer Qwen/Qwen2.5-0.5B train.jsonl test.jsonl

The tokenizer is a file `tokenizer.json`, or a name on the Hugging Face Hub. Chat templates add
tokens of their own: a text with its template is measured as it stands.
"""

import argparse
import json
import os
import statistics

from tokenizers import Tokenizer


def rows(path):
    """The rows of a file of JSON lines, or of one JSON array."""
    with open(path, encoding="utf-8") as file:
        start = file.read(1)
        file.seek(0)
        if start == "[":
            yield from json.load(file)
        else:
            yield from (json.loads(line) for line in file if line.strip())


def texts(turns):
    """The texts of a prompt or reply: one, or those of its messages."""
    return [turns] if isinstance(turns, str) else [text(turn["content"]) for turn in turns]


def text(content):
    """The text of a message, which may stand in several parts."""
    if isinstance(content, str):
        return content
    return "\n".join(part["text"] for part in content if part.get("type") == "text")


def parts(row):
    """The prompt and the reply of a row; the reply is empty where there is none."""
    if "messages" in row:
        turns = row["messages"]
        last = max((i for i, turn in enumerate(turns) if turn["role"] == "assistant"), default=None)
        return (texts(turns), []) if last is None else (texts(turns[:last]), texts(turns[last:last + 1]))
    if "text" in row:
        return [row["text"]], []
    reply = next((row[name] for name in ("completion", "response", "chosen") if row.get(name)), [])
    return texts(row["prompt"]), texts(reply)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("files", nargs="+")
    options.add_argument("--tokenizer", required=True, help="a tokenizer.json, or a name on the Hub")
    options = options.parse_args()
    is_file = os.path.exists(options.tokenizer)
    load = Tokenizer.from_file if is_file else Tokenizer.from_pretrained
    tokenizer = load(options.tokenizer)

    def length(texts):
        return sum(len(tokenizer.encode(text, add_special_tokens=False).ids) for text in texts)

    print("file\tpart\trows\tleast\tmedian\tmean\tmost")
    for path in options.files:
        lengths = {"prompt": [], "reply": []}
        for row in rows(path):
            prompt, reply = parts(row)
            lengths["prompt"].append(length(prompt))
            if reply:
                lengths["reply"].append(length(reply))
        for part, found in lengths.items():
            if found:
                figures = [len(found), min(found), statistics.median_low(found)]
                figures += [round(statistics.mean(found), 1), max(found)]
                print(path, part, *figures, sep="\t")


if __name__ == "__main__":
    main()
