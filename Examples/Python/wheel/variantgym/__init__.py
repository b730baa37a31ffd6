"""Tells whether a language model learned the task or memorized the prompt.

Each function runs the command-line tool `variantgym`, which comes with the package. Options of the tool
are keyword arguments, with `_` for `-`: `variantgym.generate(name, rows=10, wording="german")` is
`variantgym rows name --rows 10 --wording german`; `variantgym rows --help` lists them. What the tool
refuses is a `ToolError` with its message.

Iterators start the tool with the first element that is asked for. One that is closed or forgotten
half-way ends the tool and removes its temporary files.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ._journal import Beginning, episodes
from ._policy import Answer, Policy, serving, unicode
from ._tool import Option, Recipe, ToolError, arguments, running, selecting, temporary_folder

__version__ = version("variantgym")
__all__ = [
    "Answer", "Option", "Policy", "Recipe", "ToolError", "audit", "evaluate", "generate", "report",
    "score"]


def generate(*recipes: Recipe, **options: Option) -> Iterator[dict[str, Any]]:
    """The rows of data sets, as they are made; memory stays bounded.

    Sets of the study come first, then those of files, then recipes that are given as values.
    """
    with selecting("rows", recipes, options) as words:
        with running(words) as tool:
            assert tool.stdout
            for line in tool.stdout:
                yield json.loads(line)


def score(
    rows: Iterable[Mapping[str, Any] | str], replies: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """What replies are worth, one after another: `verdict`, `cause`, `valid`, `correct`, `reward`.

    A row is a record, an exported row with `ground_truth`, or the text of its scoring key.
    """
    with running(["score"], stdin=subprocess.PIPE) as tool:
        assert tool.stdin and tool.stdout
        for row, reply in zip(rows, replies, strict=True):
            fields = {"ground_truth": row} if isinstance(row, str) else row
            line = json.dumps({**fields, "reply": unicode(reply)}).encode() + b"\n"
            # A tool that has ended gives no answer either.
            with contextlib.suppress(BrokenPipeError):
                tool.stdin.write(line)
                tool.stdin.flush()
            answer = tool.stdout.readline()
            if not answer:
                break
            yield json.loads(answer)


def evaluate(
    *recipes: Recipe, policy: Policy | None = None,
    journal: str | os.PathLike[str] | None = None, **options: Option
) -> Iterator[dict[str, Any]]:
    """Plays evaluation sets with a policy; gives the episodes in the order in which they end.

    Args:
        recipes: What is played; without any, all evaluation sets of the study.
        policy: A function that answers a request. With `concurrency=n` it is called from n threads.
            An exception in it ends the evaluation and is raised here. Without it, an option names who
            answers, such as `url` with `model`, `script`, `command` or `replay`.
        journal: The file that keeps the episodes. With the same arguments an interrupted evaluation
            goes on where it stopped: the episodes of the file come first, once the tool has found that
            they belong to it. Those that failed are asked for again; each comes once, as it ends at last.
        options: Further options of `variantgym evaluate`, such as `rows`, `samples`, `temperature`.
            With `allow_incomplete=False` an evaluation of which episodes failed or are missing ends
            with a `ToolError`.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(temporary_folder())
        file = Path(journal) if journal is not None else folder / "journal.jsonl"
        server = None
        if policy is not None:
            server = stack.enter_context(serving(policy, folder / "policy"))
            # A journal is taken up again only by a policy with the same name.
            name = getattr(policy, "__qualname__", type(policy).__qualname__)
            options = {"name": name, **options, "command": server.command}
        words = stack.enter_context(
            selecting("evaluate", recipes, {"allow_incomplete": True, **options, "journal": file}))
        beginning = Beginning(file)
        tool = stack.enter_context(running(words, stdout=subprocess.DEVNULL))
        for episode in episodes(file, beginning, tool):
            if server and server.error:
                raise server.error
            if episode is not None:
                yield episode


def report(*journals: str | os.PathLike[str], **options: Option) -> dict[str, Any]:
    """What the journals of evaluations say, in figures with intervals."""
    words = arguments("report", journals, {**options, "format": "json"})
    with running(words) as tool:
        assert tool.stdout
        found = tool.stdout.read()
    figures: dict[str, Any] = json.loads(found)
    return figures


def audit(*sets: str | os.PathLike[str], **options: Option) -> dict[str, Any]:
    """What data sets share, found by reading their prompts.

    Each set is a file of rows or a folder of such files; `train`, `validation` and `test` take lists
    of further ones. Beside what the tool reports, `leaks` tells whether anything is shared of the
    kinds that `fail_on` names, by default `text,state,layout,values`.
    """
    words = arguments("audit", sets, {**options, "json": True})
    with running(words, statuses=(0, 1)) as tool:
        assert tool.stdout
        found = tool.stdout.read()
    return {**json.loads(found), "leaks": tool.returncode == 1}
