"""Reads the file in which the tool keeps episodes, while the tool runs."""

from __future__ import annotations

import fcntl
import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# The tool ends so when it has played: all of it, or all but what failed or is missing.
_PLAYED = (0, 75)


class Beginning:
    """What a journal was like before the tool began."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._is_busy = file.exists() and not _is_free(file)
        self._state = self._now()
        self.length = self._state[0] if self._state else 0

    def is_past(self) -> bool:
        """Whether the tool has taken the journal for its own.

        Until it has seen that the journal belongs to the evaluation, it leaves the file as it is. Then it
        cuts the file at its last whole line, which on Linux counts as a change where there is nothing to cut
        too, or adds to it. Into a journal that is busy another process writes, and the tool refuses it.
        """
        return not self._is_busy and self._now() != self._state

    def _now(self) -> tuple[int, int] | None:
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns


def episodes(
    file: Path, beginning: Beginning, tool: subprocess.Popen[bytes]
) -> Iterator[dict[str, Any] | None]:
    """The episodes of a journal until the tool ends, each once; `None` between looks into the file.

    What failed earlier is asked for again; it comes last, if the tool ends without doing so.
    """
    failed: dict[tuple[int, int], dict[str, Any]] = {}
    place = 0
    is_ours = False
    while True:
        # Asked before reading: what the tool wrote in its last moment is read too.
        has_ended = tool.poll() is not None
        is_ours = is_ours or beginning.is_past() or tool.returncode in _PLAYED
        for line in _whole_lines(file, place) if is_ours else []:
            is_earlier = place < beginning.length
            place += len(line)
            if line.startswith(b'{"journal":'):
                continue
            episode = json.loads(line)
            play = episode["task"], episode["sample"]
            failed.pop(play, None)
            if is_earlier and "failure" in episode:
                failed[play] = episode
            else:
                yield episode
        yield None
        if has_ended:
            if tool.returncode in _PLAYED:
                yield from failed.values()
            return
        time.sleep(0.02)


def _whole_lines(file: Path, place: int) -> list[bytes]:
    """The lines from a place on. A broken last line stays unread: the tool overwrites it."""
    if not file.exists():
        return []
    with open(file, "rb") as stream:
        stream.seek(place)
        return [line for line in stream if line.endswith(b"\n")]


def _is_free(file: Path) -> bool:
    """Whether no tool holds the lock of a journal."""
    try:
        with open(file, "rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
