"""A chat-completions server behind TLS, for one reply."""

import contextlib
import http.server
import json
import ssl
import threading


@contextlib.contextmanager
def serving(certificate, reply):
    """Serves at localhost with a file of a key and its certificate; gives the address, and a list that fills with what is asked."""
    asked = []
    body = json.dumps({"choices": [
        {"message": {"role": "assistant", "content": reply}, "finish_reason": "stop"}]}).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with http.server.ThreadingHTTPServer(("localhost", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"https://localhost:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()
