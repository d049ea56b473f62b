#!/usr/bin/env python3
"""The smallest source that breaks each rule, and the nearest one that does not.

    run.py REFERAT [--update] [RULE ...]

RULE/wrong.md (or the folder RULE/wrong) is checked and must give exactly wrong.txt, with findings of that rule and no other;
RULE/right.md (or right) must give no finding. wrong.en.txt and wrong.json.txt, where they are there, are the same findings in English
and as JSON. --update rewrites the expectations, for review as a diff. Every rule must have its folder."""

import difflib
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FORMS = {"wrong.txt": [], "wrong.en.txt": ["--lang", "en"], "wrong.json.txt": ["--format", "json"]}


def check(referat, source, *options):
    done = subprocess.run([referat, "check", "--styles", "styles", *options, source], cwd=HERE, capture_output=True, timeout=60)
    return done.returncode, (done.stdout + done.stderr).decode()


def source_of(rule, name):
    file = HERE / rule / f"{name}.md"
    return f"{rule}/{name}.md" if file.exists() else f"{rule}/{name}"


def test_wrong(referat, rule, update):
    faults = []
    for name, options in FORMS.items():
        expected = HERE / rule / name
        if not expected.exists() and name != "wrong.txt":
            continue
        status, got = check(referat, source_of(rule, "wrong"), *options)
        if update:
            expected.write_text(got)
        elif not expected.exists() or got != expected.read_text():
            before = expected.read_text() if expected.exists() else ""
            faults.append("".join(difflib.unified_diff(before.splitlines(True), got.splitlines(True), f"{rule}/{name}", "what came")))
        if name == "wrong.txt":
            found = set(re.findall(r"\[([a-z-]+)\]$", got, re.M))
            if found != {rule}:
                faults.append(f"{rule}: wrong.md gives {', '.join(sorted(found)) or 'no finding'}, not just {rule}\n")
            if status != (1 if ": fejl: " in got else 0):
                faults.append(f"{rule}: exit status {status}\n")
    return faults


def test_right(referat, rule):
    status, got = check(referat, source_of(rule, "right"))
    return [] if status == 0 and "[" not in got else [f"{rule}: right.md gives findings, exit status {status}:\n{got}"]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    referat = str(pathlib.Path(arguments[0]).resolve())
    listed = subprocess.run([referat, "explain"], check=True, capture_output=True).stdout.decode()
    rules = [line.split()[0] for line in listed.splitlines() if line.strip()]
    faults = [f"{rule}: no folder tests/rules/{rule}\n" for rule in rules if not (HERE / rule).is_dir()]
    for rule in rules:
        if (HERE / rule).is_dir() and (not arguments[1:] or rule in arguments[1:]):
            faults += test_wrong(referat, rule, "--update" in sys.argv) + test_right(referat, rule)
    sys.stdout.write("".join(faults))
    print(f"rules: {len(rules)}, faults: {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
