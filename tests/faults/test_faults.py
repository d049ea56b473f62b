"""Lets every call of a build fail, one at a time, and looks at what is left.

    test_faults.py PROGRAM INJECT.so [--long] [--kind KIND] [--only KIND:NUMBER:ERRNO] [--keep]

Each time: the exit status is 2 with one message, or 0 with the right outputs when the build did without; every published file is
whole, the old one or the new; and the next build makes what a quiet one would have.
"""

import argparse
import concurrent.futures
import errno
import pathlib
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from archive import Small, count_calls, messages

# Kind, what the call says, whether the build must do without it and succeed.
FAULTS = (
    ("alloc", errno.ENOMEM, False),
    ("open", errno.EIO, False),
    ("open", errno.EMFILE, False),
    ("read", errno.EIO, False),
    ("write", errno.ENOSPC, False),
    ("write", errno.EIO, False),
    ("part", 0, True),
    ("pause", errno.EINTR, True),
    ("rename", errno.EIO, False),
    ("rename", errno.ENOSPC, False),
    ("mkdir", errno.ENOSPC, False),
    ("unlink", errno.EIO, False),
    ("close", errno.EIO, False),
    ("sync", errno.EIO, False),
    ("mmap", errno.ENOMEM, False),
    ("thread", errno.EAGAIN, True),
    ("stat", errno.EIO, False),
    ("list", errno.EIO, False),
    ("lock", errno.ENOLCK, False),
)
LASTING = (("write", errno.ENOSPC), ("open", errno.EMFILE), ("read", errno.EIO), ("alloc", errno.ENOMEM))


class Case:
    def __init__(self, start, kind, number, code, without, lasting, options):
        self.start, self.kind, self.number, self.code = start, kind, number, code
        self.without, self.lasting, self.options = without, lasting, options

    def __str__(self):
        return f"{self.start or 'first'}:{self.kind}:{self.number}{'+' if self.lasting else ''}:{self.code}"

    def run(self, small, library, worker):
        """What is wrong, or None; and how it ended."""
        out = small.folder / f"out-{worker}"
        small.start_over(out, self.start)
        what = f"{self.kind}:{self.number}{'+' if self.lasting else ''}:{self.code}"
        try:
            result = small.build(out, options=self.options, env={"LD_PRELOAD": library, "INJECT": what})
        except subprocess.TimeoutExpired:
            return "hangs", None
        told = messages(result.stderr)
        ended = result.returncode
        if ended < 0:
            return f"dies of {signal.Signals(-ended).name}: {result.stderr}", ended
        if ended not in (0, 2) or (self.without and ended != 0):
            return f"ends with {ended}: {result.stderr}", ended
        if ended == 2 and (len(told) != 1 and not self.lasting or len(told) != len(set(told)) or not told):
            return f"{len(told)} messages: {result.stderr!r}", ended
        if ended == 2 and "[" in result.stderr and not self.lasting:
            return f"an echo: {result.stderr!r}", ended
        if ended == 0 and result.stderr.strip() and not self.lasting:
            return f"succeeds, but says: {result.stderr!r}", ended
        # A manifest that could not see what something was made of has it made again, which is looked at below.
        if ended == 0 and [path for path in small.unlike(out) if not path.startswith(".referat")] and not result.stderr:
            return f"succeeds with other bytes: {small.unlike(out)}", ended
        # A disk that reads nothing any more leaves the archive with what was read before.
        torn = [] if self.lasting and self.kind == "read" else small.torn(out)
        if torn:
            return f"torn: {torn}", ended
        fault = small.repairs(out, options=self.options)
        if not fault:
            shutil.rmtree(out)
        return fault, ended


def cases(arguments, small, library):
    for start in ("old", None):
        options = ("-j1",)
        counts = count_calls(small, library, start, "new", options)
        if arguments.verbose:
            print(start, counts)
        lists = [(kind, code, without, False) for kind, code, without in FAULTS]
        lists += [(kind, code, False, True) for kind, code in LASTING]
        for kind, code, without, lasting in lists:
            if arguments.kind and kind != arguments.kind:
                continue
            # Threads are made only when there are several workers.
            if kind == "thread":
                for number in (1, 2, 3):
                    yield Case(start, kind, number, code, without, lasting, ("-j4",))
                continue
            most = counts[kind]
            # That memory runs out is test_memory.py's: every time there. Here is what the next build makes of it.
            share = 4 if kind == "alloc" and not lasting else 1
            step = 1 if arguments.long else max(1, most // (arguments.share * share))
            first = 1 if arguments.long else 1 + (len(kind) * 7 + code) % step
            if arguments.long and (lasting or kind == "alloc"):
                step = max(1, most // 500)
            for number in range(first, most + 1, step):
                yield Case(start, kind, number, code, without, lasting, options)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("library")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--kind")
    parser.add_argument("--only")
    parser.add_argument("--share", type=int, default=3)
    parser.add_argument("--most-wrong", type=int, default=20)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    small = Small(arguments.program, arguments.library)
    done, wrong = {}, 0
    try:
        todo = list(cases(arguments, small, arguments.library))
        if arguments.only:
            todo = [case for case in todo if str(case) == arguments.only]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            def run(pair):
                index, case = pair
                return case, *case.run(small, arguments.library, index)

            for case, fault, ended in pool.map(run, enumerate(todo)):
                tally = done.setdefault(case.kind, {0: 0, 2: 0})
                tally[ended] = tally.get(ended, 0) + 1
                if fault:
                    wrong += 1
                    print(f"{case}: {fault}")
                    if wrong == arguments.most_wrong:
                        pool.shutdown(cancel_futures=True)
                        break
    finally:
        small.close()
    for kind, tally in done.items():
        print(f"{kind}: " + ", ".join(f"{number} ended with {ended}" for ended, number in sorted(tally.items(), key=str) if number))
    print(f"{sum(sum(tally.values()) for tally in done.values())} faults, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
