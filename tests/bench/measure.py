"""What a run of a program costs. Other work on the machine only ever adds to it, so everything is run several times, in turn with what
it is compared with, and the least counts."""

import dataclasses
import os
import re
import subprocess
import sys
import time


@dataclasses.dataclass
class Cost:
    wall: float = float('inf')  # ms
    busy: float = float('inf')  # ms of processor time, all threads
    memory: float = 0  # MB at its peak, the most of all runs

    def least(self, other):
        return Cost(min(self.wall, other.wall), min(self.busy, other.busy), max(self.memory, other.memory))


@dataclasses.dataclass
class Run:
    command: list
    before: callable = lambda: None
    cwd: str = None
    env: dict = None
    cost: Cost = dataclasses.field(default_factory=Cost)
    said: bytes = b''

    def once(self):
        self.before()
        start = time.perf_counter()
        process = subprocess.Popen(self.command, cwd=self.cwd, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = 1000 * (time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        if process.returncode:
            sys.exit(f'{self.command} failed')
        self.cost = self.cost.least(Cost(wall, 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024))


def in_turn(times, *runs, at_once=1):
    """Each so often in a row: the first finds the processor's caches full of what ran before."""
    for _ in range(times):
        for run in runs:
            for _ in range(at_once):
                run.once()


def instructions(command, cwd):
    """Counted by callgrind, and the same from run to run."""
    result = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', *command], cwd=cwd,
                            capture_output=True, text=True)
    return int(re.search(r'refs: +([\d,]+)', result.stderr)[1].replace(',', ''))
