"""Lets the tool ask a function of this process."""

from __future__ import annotations

import contextlib
import json
import shlex
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Union

Answer = Union[str, Mapping[str, Any]]
"""A reply's text, or an object with `text` and what else the tool reads, or with `error`."""

Policy = Callable[[dict[str, Any]], Answer]
"""Answers a request, an object with `messages`, `prefill`, `sampling`, `seed` and more."""


def unicode(text: str) -> str:
    """The text, with halves of surrogate pairs replaced: they cannot stand in a line."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class PolicyServer(socketserver.ThreadingUnixStreamServer):
    """Hands on what the tool asks to a policy, each of the tool's processes in a thread."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, policy: Policy, path: Path) -> None:
        super().__init__(str(path), _Handler)
        self.policy = policy
        self.connections: set[socket.socket] = set()
        self.error: BaseException | None = None
        # Sh becomes the relay, so that no shell is left behind.
        relay = [sys.executable, "-I", "-S", str(Path(__file__).with_name("_relay.py")), str(path)]
        self.command = f"exec {shlex.join(relay)}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        self.error = self.error or sys.exc_info()[1]


@contextlib.contextmanager
def serving(policy: Policy, path: Path) -> Iterator[PolicyServer]:
    """Serves a policy at a socket with a path."""
    with PolicyServer(policy, path) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            for connection in list(server.connections):
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(socketserver.StreamRequestHandler):
    server: PolicyServer

    def handle(self) -> None:
        self.server.connections.add(self.connection)
        try:
            for line in self.rfile:
                request = json.loads(line)
                answer = self.server.policy(request)
                fields = {"text": answer} if isinstance(answer, str) else dict(answer)
                if isinstance(fields.get("text"), str):
                    fields["text"] = unicode(fields["text"])
                line = json.dumps({**fields, "id": request["id"]}).encode() + b"\n"
                # A tool that was killed does not read its answer.
                with contextlib.suppress(OSError):
                    self.wfile.write(line)
        finally:
            self.server.connections.discard(self.connection)
