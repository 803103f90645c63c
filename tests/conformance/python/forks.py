"""Runs Prefect's command line and programs in forks of one process that has loaded Prefect already: loading it costs
more than most of them do.

Listens on a socket. A connection is one program: its request is a line of JSON, and what comes back is a line with the
process id, then everything that the program writes, and after a zero byte its exit code. Standard error goes to the file
that the request names, or with the rest.
"""

import atexit
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import threading
import traceback

import prefect.cli
import prefect.cli.automation
import prefect.cli.block
import prefect.cli.concurrency_limit
import prefect.cli.deploy
import prefect.cli.deployment
import prefect.cli.events
import prefect.cli.flow_run
import prefect.cli.global_concurrency_limit
import prefect.cli.transfer
import prefect.context
import prefect.deployments.runner
import prefect.filesystems
import prefect.flow_engine
import prefect.input
import prefect.task_engine
import prefect.task_worker
import prefect.transactions


def run(request):
    os.environ.clear()
    os.environ.update(request["env"])
    prefect.context.refresh_global_settings_context()
    if request["cwd"]:
        os.chdir(request["cwd"])
    if request["program"] == "prefect":
        sys.argv = ["prefect", *request["args"]]
        prefect.cli.app()
    else:
        sys.argv = request["args"]
        sys.path.insert(0, os.path.dirname(sys.argv[0]))
        runpy.run_path(sys.argv[0], run_name="__main__")


def become(request, connection):
    """The forked process: it never returns."""
    code = 1
    try:
        connection.sendall(b"%d\n" % os.getpid())
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(connection.fileno(), 1)
        os.dup2(os.open(request["stderr"], os.O_WRONLY | os.O_CREAT, 0o600) if request["stderr"] else 1, 2)
        sys.stdout.reconfigure(line_buffering=True)
        run(request)
        code = 0
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 0 if exit.code is None else 1
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            threading._shutdown()
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


def reap(running):
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        connection = running.pop(pid)
        try:
            connection.sendall(b"\0%d" % os.waitstatus_to_exitcode(status))
        except OSError:
            pass  # nobody waits for it any more
        connection.close()


def main(path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    ended, wakeup = socket.socketpair()
    for end in (ended, wakeup):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakeup.fileno())
    running = {}
    gc.freeze()
    with selectors.DefaultSelector() as selector:
        for readable in (listener, ended, sys.stdin):
            selector.register(readable, selectors.EVENT_READ)
        print("ready", flush=True)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if sys.stdin in ready:
                return  # the test run is over
            if ended in ready:
                ended.recv(4096)
                reap(running)
            if listener in ready:
                connection, _ = listener.accept()
                request = json.loads(connection.makefile().readline())
                pid = os.fork()
                if pid == 0:
                    for other in running.values():
                        other.close()  # its end is heard when this process has no hold on it
                    become(request, connection)
                running[pid] = connection


assert threading.active_count() == 1, "a process with threads cannot be forked"
main(sys.argv[1])
