"""Runs a program on a pseudo-terminal of so many columns and rows: what comes in is typed there, what it shows goes out, its exit code is ours."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios

columns, rows = (int(number) for number in sys.argv[1].split("x"))
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
sources = [terminal, 0]
while terminal in sources:
    for source in select.select(sources, [], [])[0]:
        try:
            data = os.read(source, 65536)
        except OSError:
            data = b""
        if not data:
            sources.remove(source)
        else:
            os.write(1 if source == terminal else terminal, data)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
