"""Runs commands in forks of one process that has imported before what they import.

A fork is a process of its own: its arguments, environment, working directory, standard streams,
signals and exit code are those of a command that is started from its file. Only the seconds of its
imports are saved. Started with a socket as its standard input, over which each command comes as
four file descriptors: its standard streams, and a socket for the rest.
"""

import gc
import importlib
import json
import os
import socket
import sys
from typing import Any, NoReturn


def next_command(control: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """In a fork for each command: what to run, and its three streams. Ends with the socket."""
    watchers = 0
    while True:
        byte, fds, _, _ = socket.recv_fds(control, 1, 4)
        if not byte:
            sys.exit()
        *streams, told = fds
        report = socket.socket(fileno=told)
        with report.makefile(encoding="utf-8") as lines:
            command = json.loads(lines.readline())
        for name in command["imports"]:
            importlib.import_module(name)
        gc.freeze()  # what is never collected is never copied into a fork
        watchers += 1
        if os.fork() == 0:
            pid = os.fork()
            if pid == 0:
                report.close()
                return command, streams
            watch(pid, streams, report)
        report.close()
        for fd in streams:
            os.close(fd)
        while watchers and os.waitpid(-1, os.WNOHANG)[0]:
            watchers -= 1


def watch(pid: int, streams: list[int], report: socket.socket) -> NoReturn:
    """Tells which process the command is, and then how it ended."""
    for fd in (0, *streams):
        os.close(fd)
    report.sendall(f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    report.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def main() -> None:
    control = socket.socket(fileno=0)
    command, streams = next_command(control)
    control.detach()
    for number, fd in enumerate(streams):
        os.dup2(fd, number)
        os.close(fd)
    os.chdir(command["folder"])
    os.environ.clear()
    os.environ.update(command["environment"])
    sys.argv = [command["name"], *command["arguments"]]
    module, _, function = command["entry"].partition(":")
    sys.exit(getattr(importlib.import_module(module), function)())


if __name__ == "__main__":
    main()
