#!/usr/bin/env python3
"""One slip in a valid meeting is found where it was made.

    mutations.py REFERAT [--count N] [--seed S] [--show]

A line of a valid meeting is dropped, doubled, swapped with the next or misspelt. The check must not crash, and every finding that
was not there before must stand within two lines of the slip, or have a reason to stand elsewhere (REASONS). Nor may one slip be told
in more than a few findings. The seed makes every run the same; --show prints each slip with what was found."""

import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = [
    (ROOT / "tests/rules/unknown-section/right.md", ROOT / "tests/rules/styles"),
    (ROOT / "meetings/dassos/2021-02-11.md", ROOT / "styles"),
]
NEAR = 2
MOST = 3

# Rules whose findings may stand away from the slip.
REASONS = {
    "missing-section": "reported at the opening ---",
    "missing-item": "reported at the section's heading",
    "missing-part": "reported at the item's heading",
    "missing-key": "reported at the opening ---",
    "member-missing": "reported at the key deltagere",
    "duplicate-part": "the parts of an item that lost its heading are those of the one before",
    "empty-part": "the part's text was in the line, its heading is above the blank line",
    "duplicate-person": "one of the two is the slip, the later one is reported",
    "duplicate-id": "one of the two is the slip, the later one is reported",
    "duplicate-section": "one of the two is the slip, the later one is reported",
    "section-order": "sections that changed places lie far apart",
    "unknown-presenter": "a name was changed on the list, and is used in an item",
    "unknown-participant": "a name was changed on the list, and is used in an item",
    "name-variant": "a name was changed where it is known, and is used elsewhere",
    "attachment-of-other-item": "numbers of attachments moved, or an attachment came under another item",
    "unknown-attachment-reference": "numbers of attachments moved",
    "unknown-item-reference": "numbers of items moved",
    "unknown-reference": "the id was in the line, the reference is elsewhere",
    "yaml-syntax": "a quotation or bracket that does not close is seen where it ends",
    "front-matter": "a lost --- is missed at the start of the file",
    "attachment-number": "numbers of attachments moved",
    "item-number": "numbers of items moved",
}

# Each of these is one more word to correct when numbers have moved.
SHIFTED = {"attachment-of-other-item", "unknown-attachment-reference", "unknown-item-reference", "attachment-number", "item-number"}


def misspell(random_, line):
    places = [i for i, c in enumerate(line) if c.isalpha()]
    if not places:
        return line
    at = random_.choice(places)
    how = random_.randrange(3)
    if how == 0:
        return line[:at] + line[at + 1:]
    if how == 1:
        return line[:at] + random_.choice("aeinrstø") + line[at + 1:]
    return line[:at] + line[at] + line[at:]


def mutate(random_, lines):
    """The changed lines, the numbers of the lines touched (from 1, as they are then), and the change in the number of lines."""
    at = random_.choice([i for i, line in enumerate(lines) if line.strip()])
    how = random_.choice(["drop", "double", "swap", "misspell"])
    if how == "drop":
        return how, lines[:at] + lines[at + 1:], [at, at + 1], at, -1
    if how == "double":
        return how, lines[:at + 1] + lines[at:], [at + 1, at + 2], at, 1
    if how == "swap":
        others = [i for i in range(at + 1, min(at + 4, len(lines))) if lines[i].strip()] or [at]
        other = others[0]
        changed = list(lines)
        changed[at], changed[other] = changed[other], changed[at]
        return how, changed, [at + 1, other + 1], at, 0
    changed = list(lines)
    changed[at] = misspell(random_, lines[at])
    return how, changed, [at + 1], at, 0


def check(referat, styles, folder, text):
    """Findings as (line, rule, message); None with what was said when it crashed."""
    source = folder / "meetings/test/moede.md"
    source.write_text(text, encoding="utf-8")
    done = subprocess.run([referat, "check", "--format", "json", "--styles", styles, source], capture_output=True, timeout=20)
    if done.returncode not in (0, 1):
        return None, done.stderr.decode(errors="replace")
    found = []
    for line in done.stdout.decode().splitlines():
        if line.startswith("{"):
            record = json.loads(line)
            found.append((record["line"], record["rule"], record["message"], record["end_line"]))
    return found, ""


def new_findings(before, after, at, shift):
    """What is found now and was not before, lines behind the slip moved along; numbers in messages do not count."""
    known = {}
    for line, rule, message, _ in before:
        key = (line + (shift if line > at else 0), rule)
        known[key] = known.get(key, 0) + 1
    new = []
    for finding in after:
        key = finding[:2]
        if known.get(key, 0) > 0:
            known[key] -= 1
        else:
            new.append(finding)
    return new


def judge(how, touched, new):
    for line, rule, message, end in new:
        near = any(line - NEAR <= place <= max(line, end) + NEAR for place in touched)
        if not near and rule not in REASONS:
            return f"{rule} at line {line} is not near the slip: {message}"
    if len({(rule, line) for line, rule, _, _ in new if rule not in SHIFTED}) > MOST:
        return f"{len(new)} findings of one slip"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("referat")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    referat = str(pathlib.Path(options.referat).resolve())
    faults = silent = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "meetings/test").mkdir(parents=True)
        for source, styles in SOURCES:
            random_ = random.Random(options.seed)
            lines = source.read_text(encoding="utf-8").split("\n")
            before, said = check(referat, styles, folder, "\n".join(lines))
            if before is None:
                sys.exit(f"{source}: {said}")
            for _ in range(options.count):
                how, changed, touched, at, shift = mutate(random_, lines)
                after, said = check(referat, styles, folder, "\n".join(changed))
                new = new_findings(before, after, at, shift) if after is not None else []
                fault = f"crashed: {said}" if after is None else judge(how, touched, new)
                silent += not new
                if fault or options.show:
                    print(f"{source.name}: {how} line {at + 1}: {lines[at]!r}" + (f": {fault}" if fault else ""))
                    for line, rule, message, _ in new:
                        print(f"    {line}: {message} [{rule}]")
                faults += fault is not None
    total = options.count * len(SOURCES)
    print(f"mutations: {total} slips, {silent} found nothing, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
