"""What the tool starts as its policy: hands lines to the process behind a socket, and answers back."""

import socket
import sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(sys.argv[1])
    with connection.makefile("rwb") as lines:
        for line in sys.stdin.buffer:
            lines.write(line)
            lines.flush()
            answer = lines.readline()
            if not answer:
                break
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()
