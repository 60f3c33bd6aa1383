"""The server: an application on an address of this machine."""

import socket

import uvicorn
from fastapi import FastAPI

from sayso.errors import SaysoError

BACKLOG = 128


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        SaysoError: the address is taken, or is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        cause = (error.strerror or "cannot be used").lower()
        raise SaysoError(f"{host}:{port}: {cause}; name another with --port") from error
    listening.listen(BACKLOG)
    return listening


def server(app: FastAPI) -> uvicorn.Server:
    """What serves an application: `server(app).run(sockets=[listen("127.0.0.1", 0)])`."""
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3)
    return uvicorn.Server(config)
