"""Runs the command-line tool that comes with the package."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Union

TOOL = Path(__file__).parent / "bin" / "variantgym"

Recipe = Union[str, "os.PathLike[str]", Mapping[str, Any]]
"""The name of a set of the study, the path of a JSON file of recipes, or a recipe."""

Value = Union[bool, int, float, str, "os.PathLike[str]"]
Option = Union[None, Value, Mapping[str, Any], Iterable[Value]]
"""What an option of the tool may be given: `None` and `False` leave it out, `True` is for flags."""


class ToolError(Exception):
    """The tool refused or failed; the text is what it says."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
        """The exit status of the tool, below 0 for a signal."""


def main() -> None:
    """Becomes the tool."""
    # Python ignores the signal by which the tool ends when nobody reads its output any more.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.execv(TOOL, [str(TOOL), *sys.argv[1:]])


def arguments(
    command: str, operands: Iterable[str | os.PathLike[str]], options: Mapping[str, Option]
) -> list[str]:
    """A command line: options are spelt as in the tool, with `_` for `-`."""
    words = [command]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            words.append(flag)
        elif isinstance(value, Mapping):
            words.append(f"{flag}={json.dumps(value)}")
        elif isinstance(value, (int, float, str, os.PathLike)) and value is not False:
            words.append(f"{flag}={_text(value)}")
        elif value:
            words += [f"{flag}={_text(item)}" for item in value]
    return [*words, "--", *(_text(operand) for operand in operands)]


@contextlib.contextmanager
def selecting(
    command: str, recipes: Iterable[Recipe], options: Mapping[str, Option]
) -> Iterator[list[str]]:
    """A command line for a command that works on recipes; some may stand in a file meanwhile."""
    names = [recipe for recipe in recipes if isinstance(recipe, str)]
    values = [recipe for recipe in recipes if isinstance(recipe, Mapping)]
    files = [os.fspath(recipe) for recipe in recipes if isinstance(recipe, os.PathLike)]
    with contextlib.ExitStack() as stack:
        if values:
            folder = stack.enter_context(temporary_folder())
            file = folder / "recipes.json"
            # Of one recipe the tool's errors give no place in a list.
            file.write_text(json.dumps(values[0] if len(values) == 1 else values), encoding="utf-8")
            files.append(os.fspath(file))
        yield arguments(command, names, {**options, "recipe": files})


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="variantgym-") as folder:
        yield Path(folder)


@contextlib.contextmanager
def running(
    words: list[str], *, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.PIPE,
    statuses: Iterable[int] = (0,)
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs the tool: to its end, or, where the block is left before, until it is killed.

    Another exit status than one of `statuses` is a `ToolError`.
    """
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [str(TOOL), *words], stdin=stdin, stdout=stdout, stderr=complaints)
        try:
            yield process
            if process.stdin:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
            process.wait()
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()
        if process.returncode not in statuses:
            complaints.seek(0)
            raise ToolError(_message(complaints.read(), process.returncode), process.returncode)


def _message(complaint: bytes, status: int) -> str:
    text = complaint.decode(errors="replace").partition("\nUsage: ")[0].strip()
    return text.removeprefix("Error: ") or f"the tool ended with status {status}"


def _text(value: Value) -> str:
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)

