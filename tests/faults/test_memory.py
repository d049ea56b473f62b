"""Lets every allocation fail, one at a time.

    test_memory.py PROGRAM INJECT.so [--long]

At each allocation the program is forked, and the allocation fails in the copy, which is to end at once with status 2 and one
message, and without having touched the disk. So what it leaves is what the program itself had done by then, as when it is killed
there: that is looked at by test_kills.py, which kills before every call that touches the disk. The program goes on to the next
allocation, and makes what a quiet one does.

A copy of a program has one thread only. So builds with several are run anew for each fault, for some allocations spread over all.
Without --long, so are the copies.
"""

import argparse
import concurrent.futures
import errno
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from archive import Small, count_calls, counted, messages

MESSAGE = "referat: fejl: der er ikke mere hukommelse (out of memory)"
ENDED_WITH_2 = 2 << 8  # as wait(2) says it

# Where a build begins, and what it is of.
WAYS = ((None, "new"), ("old", "new"), ("new", "closed"), ("new", "new"), ("new", "empty"))

COMMANDS = (
    ["check", "meetings", "--styles", "../styles"],
    ["check", "meetings", "--styles", "../styles", "--format", "sarif"],
    ["check", "../bad/meetings", "--styles", "../styles"],
    ["new", "havnen", "2031-01-01", "--styles", "../styles"],
    ["graph", "meetings", "--styles", "../styles", "-o", "out"],
    ["explain", "missing-part"],
    ["explain"],
    ["--emit=layout", "meetings/mole.md", "--styles", "../styles"],
)


class Copies:
    """What became of the copies of one run."""

    def __init__(self, small, step):
        self.path, self.step = small.folder / "report", step
        self.many = 0

    def environment(self, library, first):
        self.path.unlink(missing_ok=True)
        return {"LD_PRELOAD": library, "INJECT": f"alloc:{first}*{self.step}:{errno.ENOMEM}", "INJECT_REPORT": str(self.path)}

    def faults(self):
        for line in self.path.read_text(errors="replace").splitlines() if self.path.exists() else ():
            number, status, calls, told = line.split(" ", 3)
            self.many += 1
            if int(status) != ENDED_WITH_2 or int(calls) or told.strip("\t") != MESSAGE:
                yield f"allocation {number}: status {int(status):#x}, {calls} calls of the disk, {told!r}"


def builds(small, library, long):
    """Every way of building, by one thread."""
    for start, state in WAYS:
        out = small.folder / "out-copied"
        small.start_over(out, start)
        copies = Copies(small, 1 if long else 401)
        result = small.build(out, state, ("-j1",), copies.environment(library, 1 if long else 17))
        wrong = list(copies.faults())
        if result.returncode != 0 or result.stderr:
            wrong.append(f"ends with {result.returncode}: {result.stderr!r}")
        if small.unlike(out, state):
            wrong.append(f"leaves {small.unlike(out, state)}")
        yield f"build from {start or 'nothing'} to {state}", copies.many, wrong


def commands(small, library, long):
    for command in COMMANDS:
        run = [small.program, *command]

        def output(env):
            for left in (small.folder / "new").glob("**/2031-01-01*"):
                left.unlink()
            return subprocess.run(run, cwd=small.folder / "new", env=small.environment(env), capture_output=True, timeout=600)

        quiet = output({"INJECT": "none:0"})
        copies = Copies(small, 1 if long else 101)
        again = output(copies.environment(library, 1 if long else 5))
        wrong = list(copies.faults())
        if (quiet.returncode, quiet.stdout, quiet.stderr) != (again.returncode, again.stdout, again.stderr):
            wrong.append(f"ends with {again.returncode}: {again.stderr!r}")
        yield " ".join(command), copies.many, wrong


def threads(small, library, long):
    """Builds by several threads, whose allocations come in any order."""
    for start, options in (("old", ("-j2",)), (None, ("-j4",))):
        most = count_calls(small, library, start, "new", options)["alloc"]
        numbers = range(11, most, max(1, most // (600 if long else 8)))

        def run(number):
            out = small.folder / f"out-{number}"
            counts = small.folder / f"counts-{number}"
            small.start_over(out, start)
            result = small.build(out, "new", options, {"LD_PRELOAD": library, "INJECT": f"alloc:{number}:{errno.ENOMEM}",
                                                       "INJECT_COUNTS": str(counts)})
            # Which thread does what differs, and with it how many there are: a few of the last may not come.
            reached = counted(counts)["alloc"] >= number
            counts.unlink()
            fault = None
            if (result.returncode, messages(result.stderr)) != ((2, [MESSAGE]) if reached else (0, [])):
                fault = f"ends with {result.returncode}: {result.stderr!r}"
            if out.exists() and small.torn(out):
                fault = f"torn: {small.torn(out)}"
            fault = fault or small.repairs(out, "new", options)
            shutil.rmtree(out, ignore_errors=True)
            return f"allocation {number}: {fault}" if fault else None

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            wrong = [fault for fault in pool.map(run, numbers) if fault]
        yield f"build from {start or 'nothing'} to new {options[0]}", len(numbers), wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("library")
    parser.add_argument("--long", action="store_true")
    arguments = parser.parse_args()
    small = Small(arguments.program, arguments.library)
    failed, injected = 0, 0
    try:
        for part in (builds, commands, threads):
            for what, many, wrong in part(small, arguments.library, arguments.long):
                print(f"{what}: {many} allocations failed, {len(wrong)} wrong", flush=True)
                for fault in wrong[:10]:
                    print(f"  {fault}")
                injected += many
                failed += len(wrong)
    finally:
        small.close()
    print(f"{injected} faults, {failed} wrong")
    return 1 if failed or not injected else 0


if __name__ == "__main__":
    sys.exit(main())
