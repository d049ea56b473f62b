"""Damages what is kept between builds, and looks at what the next build makes.

    test_kept.py PROGRAM INJECT.so [--long]

Whatever files there are - in out/ those whose names, or whose folder's, begin with `.referat`, and all in the user's cache - a byte of each is another,
or it ends too early, is empty, is doubled, is another one's, or is not there. The next build publishes what an empty folder would
have got: nothing is left of a meeting that went or of an item that was closed, nothing is lost, and nobody is told. Only a folder
whose mark of its edition is damaged is refused.
"""

import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from archive import Small, contents

MARK = ".referat-edition"
MEETINGS = 101  # an archive of less is not remembered in the cache
SETTLED = 0.03  # seconds after which no other change gets the same time
MEETING = """---
forum: havnen
dato: {date}
tid: 10.00-12.00
sted: Viborg
status: dagsorden
---

# Sager

## Sag {number}{more}
"""
AGENDA = "navn: Havn\nsektioner:\n  - titel: Sager\n    dele: [sagsfremstilling?, referat?]\n"


def is_kept(path):
    return path.startswith(".referat")


def flipped(content, at, bit):
    other = bytearray(content)
    if at < len(other):
        other[at] ^= 1 << bit
    return bytes(other)


def damages(length, most, dice):
    """What may become of a file of that length: a name, and what makes it of the content. At most so many of each kind; None is
    every byte, and every end or, of a long file, some 2,000 of them."""
    places = range(length)
    chosen = places if most is None or most >= length else sorted(dice.sample(places, most))
    for at in chosen:
        bit = dice.randrange(8)
        yield f"byte {at}", lambda content, at=at, bit=bit: flipped(content, at, bit)
    for at in list(chosen)[:: max(1, length >> 11)] if most is None else chosen:
        yield f"ends at {at}", lambda content, at=at: content[:at]
    yield "is doubled", lambda content: content * 2
    yield "ends in more", lambda content: content + b"x\n"
    yield "is zeros", lambda content: bytes(len(content))
    yield "is gone", lambda content: None


def put(path, content):
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)


class Tally:
    def __init__(self):
        self.done, self.wrong = {}, 0

    def add(self, what, fault):
        kind = what.split(" of ")[-1]
        self.done[kind] = self.done.get(kind, 0) + 1
        if fault:
            self.wrong += 1
            print(f"{what}: {fault}", flush=True)


def refused(result, what):
    """A mark that can't be read says nothing of what may be put into its folder."""
    return what.endswith(MARK) and result.returncode == 2 and result.stderr.count("fejl:") == 1 and MARK in result.stderr


def small_archive(arguments, tally, dice):
    """Three meetings: everything is made anew, which takes no time."""
    small = Small(arguments.program, arguments.library)
    out = small.folder / "out"
    try:
        for start, state in (("old", "new"), ("new", "closed"), ("new", "new")):
            kept = {path: content for path, content in small.published[start].items() if is_kept(path)}
            most = arguments.share and arguments.share // 4
            if arguments.long and start != "old":
                most = 250
            for path, content in kept.items():
                for how, damage in damages(len(content), most, dice):
                    small.start_over(out, start)
                    put(out / path, damage(content))
                    what = f"{how} of {path.split('/')[0]}"
                    result = small.build(out, state)
                    unlike = small.unlike(out, state)
                    fault = None
                    if refused(result, what):
                        fault = small.unlike(out, start) not in ([], [path]) and "is refused, and changed"
                    elif result.returncode or result.stderr:
                        fault = f"from {start} to {state} ends with {result.returncode}: {result.stderr!r}"
                    elif unlike:
                        fault = f"from {start} to {state} leaves {unlike}"
                    tally.add(what, fault)
    finally:
        small.close()


class Large:
    """So many meetings that the cache knows of them."""

    def __init__(self, arguments):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="referat-kept-"))
        self.program, self.states = arguments.program, {}
        (self.folder / "styles/havnen").mkdir(parents=True)
        (self.folder / "styles/havnen/agenda.yaml").write_text(AGENDA)
        (self.folder / "meetings").mkdir()
        for number in range(MEETINGS):
            self.write(number, "")
        time.sleep(SETTLED)
        self.now = 0
        for state in (1, 0):
            self.turn(state)
            self.build("quiet")
            self.states[state] = {path: content for path, content in contents(self.folder / "quiet").items() if not is_kept(path)}
            shutil.rmtree(self.folder / "quiet")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, number, more):
        date = f"{2000 + number // 12}-{number % 12 + 1:02}-03"
        (self.folder / f"meetings/{number}.md").write_text(MEETING.format(date=date, number=number, more=more))

    def turn(self, state):
        self.write(50, " med mere" if state else "")
        self.now = state

    def build(self, out="out"):
        env = {**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache")}
        return subprocess.run([self.program, "build", "-o", out, "-j2"], cwd=self.folder, env=env,
                              capture_output=True, text=True, errors="replace", timeout=120)

    def kept(self):
        """One file of each kind. Some have other names when they have other content."""
        found = [*(self.folder / "cache").rglob("*"), *(self.folder / "out").glob(".referat*"), *(self.folder / "out").glob(".referat*/**/*")]
        files = {}
        for path in sorted(path for path in found if path.is_file()):
            of_out = path.is_relative_to(self.folder / "out")
            files[path.relative_to(self.folder / "out").parts[0] if of_out else "the cache"] = path
        return files

    def unlike(self):
        wanted = self.states[self.now]
        found = {path: content for path, content in contents(self.folder / "out").items() if not is_kept(path)}
        return sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))


def large_archive(arguments, tally, dice):
    large = Large(arguments)
    try:
        large.build()
        for name in large.kept():
            # What is in out/ is looked at above; damage to it has all meetings made anew.
            most = arguments.cached if name == "the cache" else arguments.many
            for index, (how, damage) in enumerate(damages(large.kept()[name].stat().st_size, most, dice)):
                what = f"{how} of {name}"
                if index % 8 == 0:
                    # A source is another too, which the damaged file may not hide.
                    large.turn(1 - large.now)
                path = large.kept()[name]
                put(path, damage(path.read_bytes()))
                result = large.build()
                fault = None
                if refused(result, what):
                    put(path, b"offentlig\n")
                    large.build()
                elif result.returncode or result.stderr:
                    fault = f"ends with {result.returncode}: {result.stderr!r}"
                unlike = large.unlike()
                tally.add(what, fault or (f"leaves {unlike}" if unlike else None))
                if index % 8 == 0:
                    # So that the cache knows of it again.
                    time.sleep(SETTLED)
                    large.build()
    finally:
        large.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("library")
    parser.add_argument("--long", action="store_true")
    arguments = parser.parse_args()
    # How many bytes of a file, and how many of one that costs more; None is all.
    arguments.share, arguments.cached, arguments.many = (None, 4000, 150) if arguments.long else (40, 40, 4)
    tally, dice = Tally(), random.Random("kept")
    small_archive(arguments, tally, dice)
    large_archive(arguments, tally, dice)
    for kind, number in sorted(tally.done.items()):
        print(f"{kind}: damaged {number} times")
    print(f"{sum(tally.done.values())} damages, {tally.wrong} wrong")
    return 1 if tally.wrong or not tally.done else 0


if __name__ == "__main__":
    sys.exit(main())
