#!/usr/bin/env python3
"""One slip in a valid meeting is one finding where it was made.

    mutations.py REFERAT [--count N | --all] [--seed S] [--show]

A line of a valid meeting, in each form a meeting may be written in, is dropped, doubled, swapped with the next or misspelt. The check
must not crash. What it finds that it did not before must be one finding (or a pair in PAIRS, with its reason), within two lines of the
slip (or of a rule in FAR, with its reason). The seed makes every run the same; --all takes every line and every kind of slip; --show
prints each slip with what was found."""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import shapes

ROOT = pathlib.Path(__file__).resolve().parents[2]
STYLES = ROOT / "styles"
SLIPS = ROOT / "tests/property/slips.md"
SOURCES = [
    (ROOT / "tests/rules/unknown-section/right.md", ROOT / "tests/rules/styles", ["as it is"]),
    (ROOT / "meetings/dassos/2021-02-11.md", STYLES, ["as it is"]),
    (SLIPS, STYLES, ["as it is"] + shapes.FORMS[1:]),
    (ROOT / "tests/property/slips-numbered.md", STYLES, ["as it is"]),
]
NEAR = 2

# Rules whose findings may stand away from the slip.
FAR = {
    "missing-section": "reported at the opening ---",
    "missing-item": "reported at the section's heading",
    "missing-part": "reported at the item's heading",
    "missing-key": "reported at the opening ---, or where the item begins",
    "front-matter": "a lost --- is missed at the start of the file",
    "member-missing": "reported at the key deltagere",
    "duplicate-part": "the parts of an item that lost its heading are those of the one before",
    "duplicate-key": "the one that slipped is the first",
    "duplicate-person": "one of the two is the slip, the later one is reported",
    "duplicate-id": "one of the two is the slip, the later one is reported",
    "duplicate-section": "one of the two is the slip, the later one is reported",
    "section-order": "sections that changed places lie far apart",
    "item-order": "items that changed places lie far apart",
    "unknown-organisation": "a slip in the key of a list puts its members on the list before",
    "unknown-presenter": "a name was changed on the list, and is used in an item",
    "unknown-participant": "a name was changed on the list, and is used in an item",
    "name-variant": "a name was changed where it is known, and is used elsewhere",
    "unknown-reference": "the id was in the line, the reference is elsewhere",
    "unknown-item-reference": "an item is gone, and what is left is valid",
    "attachment-of-other-item": "an attachment is gone or there twice, and what is left is valid: told where one is named",
    "unknown-attachment-reference": "the same, when the last one is named",
    "attachment-number": "the same, when numbers are typed: told at the next one that has one",
    "yaml-syntax": "a quotation or bracket that does not close is seen where it ends",
}

# Findings that one slip may give beside each other, since each would be there without the other.
PEOPLE = {"member-missing", "unknown-presenter", "unknown-participant", "unknown-organisation", "name-variant"}
ATTACHMENTS = {"attachment-of-other-item", "unknown-attachment-reference", "attachment-number", "empty-part"}


def is_pair(how, line, rules):
    if rules <= PEOPLE:
        return True  # a member's line is gone: nobody comes for the member, and a name of the text is on no list
    if "unknown-reference" in rules and ("{#" in line or "id:" in line) and len(rules) == 2:
        return True  # an id is gone together with what had it
    if how == "swap" and rules in ({"attachment-number"}, {"item-number"}):
        return True  # two typed numbers have changed places
    if how == "drop" and line.startswith("# ") and rules == {"missing-part"}:
        return True  # an item that has come under another section has to have all parts of that one
    if rules <= ATTACHMENTS - {"attachment-number", "empty-part"}:
        return True  # two references, one after the other, are too few to tell that all have moved
    return False


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


def slip(random_, lines, at, how):
    """The changed lines, the numbers of the lines touched (from 1, as they are then), and the change in the number of lines."""
    if how == "drop":
        return lines[:at] + lines[at + 1:], [at, at + 1], -1
    if how == "double":
        return lines[:at + 1] + lines[at:], [at + 1, at + 2], 1
    changed = list(lines)
    if how == "swap":
        other = next((i for i in range(at + 1, min(at + 4, len(lines))) if lines[i].strip()), at)
        changed[at], changed[other] = changed[other], changed[at]
        return changed, [at + 1, other + 1], 0
    changed[at] = misspell(random_, lines[at])
    return changed, [at + 1], 0


def check(referat, styles, folder, files):
    """Findings as (file, line, rule, message, end line); None with what was said when it crashed."""
    for ending, text in files.items():
        path = folder / ("meetings/m" + ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [referat, "check", "--format", "json", "--styles", styles, folder / "meetings"]
    done = subprocess.run(command, capture_output=True, timeout=60)
    shutil.rmtree(folder)
    if done.returncode not in (0, 1):
        return None, done.stderr.decode(errors="replace")
    found = []
    for line in (done.stdout + done.stderr).decode().splitlines():
        if line.startswith("{"):
            record = json.loads(line)
            file = os.path.relpath(record["file"], folder / "meetings").removeprefix("m")
            found.append((file, record["line"], record["rule"], record["message"], record["end_line"]))
    return found, ""


def new_findings(before, after, file, at, shift, touched):
    """What is found now and was not before, lines behind the slip moved along; numbers in messages do not count. What was found in a
    line that moved is the same."""
    known = collections.Counter((where, line + (shift if where == file and line > at else 0), rule)
                                for where, line, rule, _, _ in before)
    new = []
    for finding in after:
        if known[finding[:3]] > 0:
            known[finding[:3]] -= 1
        else:
            new.append(finding)
    moved = collections.Counter((key[0], key[2]) for key in known.elements() if key[0] == file and key[1] in touched)
    return [finding for finding in new if not (moved[finding[0], finding[2]] > 0 and finding[1] in touched)]


def judge(how, line, file, touched, new):
    for where, start, rule, message, end in new:
        near = where == file and any(start - NEAR <= place <= max(start, end) + NEAR for place in touched)
        if not near and rule not in FAR:
            return f"{rule} at {where}:{start} is not near the slip: {message}"
    if len(new) > 1 and not is_pair(how, line, {finding[2] for finding in new}):
        return f"{len(new)} findings of one slip"
    return None


def slips(options, files):
    """Each a file's ending, how, the line's index, and what slip() gives."""
    random_ = random.Random(options.seed)
    places = [(ending, at) for ending, text in files.items() for at, line in enumerate(text.split("\n")) if line.strip()]
    kinds = ["drop", "double", "swap", "misspell"]
    chosen = [(*place, how) for place in places for how in kinds + ["misspell"] * 2] if options.all else \
        [(*random_.choice(places), random_.choice(kinds)) for _ in range(options.count)]
    for ending, at, how in chosen:
        yield ending, at, how, slip(random_, files[ending].split("\n"), at, how)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("referat")
    parser.add_argument("--count", type=int, default=50, help="slips of each source in each form")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    referat = str(pathlib.Path(options.referat).resolve())
    tally = collections.Counter()
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for source, styles, form in [(source, styles, form) for source, styles, forms in SOURCES for form in forms]:
            text = source.read_text(encoding="utf-8")
            files = {".md": text} if form == "as it is" else shapes.write(form, *shapes.read(text))
            before, said = check(referat, styles, pathlib.Path(name) / "before", files)
            if before is None or (source == SLIPS and before):
                sys.exit(f"{source}, {form}: {said or before}")

            def run(numbered):
                number, (ending, at, how, (changed, touched, shift)) = numbered
                after, said = check(referat, styles, pathlib.Path(name) / str(number), {**files, ending: "\n".join(changed)})
                return ending, at, how, changed, touched, shift, after, said

            for ending, at, how, changed, touched, shift, after, said in pool.map(run, enumerate(slips(options, files))):
                line = files[ending].split("\n")[at]
                new = new_findings(before, after, ending, at, shift, touched) if after is not None else []
                fault = f"crashed: {said}" if after is None else judge(how, line, ending, touched, new)
                tally["slips"] += 1
                tally["silent"] += not new
                tally["several"] += len(new) > 1
                tally["faults"] += fault is not None
                if fault or options.show:
                    print(f"{source.name}, {form}{ending}: {how} line {at + 1}: {line!r}" + (f": {fault}" if fault else ""))
                    for where, start, rule, message, _ in new:
                        print(f"    {where}:{start}: {message} [{rule}]")
    print(f"mutations: {tally['slips']} slips, {tally['silent']} found nothing, {tally['several']} found more than one thing, "
          f"{tally['faults']} faults")
    return 1 if tally["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
