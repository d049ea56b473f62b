"""Kills builds, and looks at what is left.

    test_kills.py PROGRAM INJECT.so [--long] [--seed N]

SIGKILL, SIGTERM and SIGINT come before every call that touches the disk (a write has then got half way), and at moments of
chance. Whatever was being done - a first build, a rebuild that changes, adds and removes, the closing of an item, the removal of
all - every published file is whole afterwards, a signal that can be caught leaves no temporary file behind, and the next build
makes what a quiet one would have.
"""

import argparse
import concurrent.futures
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from archive import Small, contents, count_calls, messages

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def left_over(out):
    return [path for path in contents(out) if path.rsplit("/", 1)[-1].startswith(".referat-tmp-")]


class Kill:
    """One build that is killed, at a call (`number`) or after a time (`wait`)."""

    def __init__(self, start, state, options, sent, number=0, wait=0.0):
        self.start, self.state, self.options, self.sent = start, state, options, sent
        self.number, self.wait = number, wait

    def __str__(self):
        at = f"call {self.number}" if self.number else f"{self.wait * 1000:.1f} ms"
        return f"{self.sent.name} at {at} from {self.start or 'nothing'} to {self.state} {' '.join(self.options)}"

    def end(self, small, library, out):
        if self.number:
            env = {"LD_PRELOAD": library, "INJECT": f"disk:{self.number}:{int(self.sent)}"}
            return small.build(out, self.state, self.options, env)
        process = subprocess.Popen(small.command(out, *self.options), cwd=small.folder / self.state,
                                   env=small.environment({}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        time.sleep(self.wait)
        process.send_signal(self.sent)
        output, told = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, output, told)

    def run(self, small, library, worker):
        """What is wrong, or None; and whether the build was killed at all."""
        out = small.folder / f"out-{worker}"
        small.start_over(out, self.start)
        result = self.end(small, library, out)
        killed = result.returncode != 0
        if result.returncode not in (0, -self.sent):
            return f"ends with {result.returncode}: {result.stderr}", killed
        # Before the output folder is opened nothing is at stake, and a signal is not told of.
        if killed and self.sent != signal.SIGKILL:
            if len(messages(result.stderr)) > 1 or "[" in result.stderr:
                return f"says {result.stderr!r}", killed
            if out.exists() and left_over(out):
                return f"leaves {left_over(out)}", killed
        torn = small.torn(out)
        if torn:
            return f"torn: {torn}", killed
        # Back to the state before, as when a change is taken back after a build of it was killed, or on.
        for state in (self.start, self.state) if self.start and worker % 2 else (self.state,):
            fault = small.repairs(out, state, self.options)
            if fault:
                return f"to {state}: {fault}", killed
        shutil.rmtree(out)
        return None, killed


def kills(arguments, small, library):
    dice = random.Random(arguments.seed)
    ways = ((None, "new"), ("old", "new"), ("new", "old"), ("new", "closed"), ("closed", "new"), ("new", "empty"))
    for start, state in ways:
        calls = count_calls(small, library, start, state, ("-j1",))["disk"]
        step = 1 if arguments.long else max(1, calls // 3)
        for sent in SIGNALS:
            for number in range(1 if arguments.long else dice.randint(1, step), calls + 1, step):
                yield Kill(start, state, ("-j1",), sent, number)
    took = [duration(small, *way) for way in ways]
    for _ in range(arguments.moments or (300 if arguments.long else 5)):
        for sent in SIGNALS:
            way = dice.randrange(len(ways))
            yield Kill(*ways[way], (dice.choice(("-j1", "-j2", "-j4")),), sent, wait=dice.uniform(0, took[way]))


def duration(small, start, state):
    """How long a build takes here, so that the moments fall into it."""
    out = small.folder / "timed"
    small.start_over(out, start)
    begin = time.monotonic()
    small.build(out, state, ("-j2",))
    took = time.monotonic() - begin
    shutil.rmtree(out)
    return took


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("library")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--moments", type=int, help="of each signal")
    arguments = parser.parse_args()
    # Where it is ignored, as behind a shell's `&`, builds would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    small = Small(arguments.program, arguments.library)
    tally, wrong = {}, 0
    try:
        todo = list(kills(arguments, small, arguments.library))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            def run(pair):
                index, kill = pair
                fault, killed = kill.run(small, arguments.library, index)
                # A build that was done before is killed earlier.
                while kill.wait > 0.001 and not killed and not fault:
                    kill.wait *= 0.7
                    fault, killed = kill.run(small, arguments.library, index)
                return kill, fault, killed

            for kill, fault, killed in pool.map(run, enumerate(todo)):
                how = "at calls" if kill.number else "at moments"
                count = tally.setdefault((kill.sent.name, how), [0, 0])
                count[0] += killed
                count[1] += 1
                if fault:
                    wrong += 1
                    print(f"{kill}: {fault}")
                    if wrong == 20:
                        pool.shutdown(cancel_futures=True)
                        break
    finally:
        small.close()
    for (name, how), (killed, all_of_them) in sorted(tally.items()):
        print(f"{name} {how}: {killed} builds killed, {all_of_them - killed} done before")
    print(f"{wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
