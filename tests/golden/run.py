#!/usr/bin/env python3
"""Golden files: NAME.md beside any of .ast .err .layout .tags .unit .html; the file that is there selects the stage.

    run.py REFERAT [--update] [NAME ...]

--update rewrites the files that are there, for review as a diff. To begin a new golden file, create it empty and update."""

import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
STAGES = ("ast", "layout", "tags", "unit")


def run(referat, *arguments):
    done = subprocess.run([referat, *arguments], cwd=HERE, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def stage_output(referat, stage, source):
    if stage == "err":
        _, out, err = run(referat, "check", "--styles", "styles", source)
        return out + err
    if stage in STAGES:
        _, out, err = run(referat, f"--emit={stage}", "--styles", "styles", source)
        return out if out else err
    if stage == "html":
        with tempfile.TemporaryDirectory() as folder:
            run(referat, "build", source, "--styles", "styles", "--only", "html", "-o", folder)
            pages = sorted(pathlib.Path(folder).glob("*/*/index.html"))
            page = pages[0].read_text() if pages else "no page\n"
            # Names of stylesheets and scripts carry a hash of their bytes, which is not what is looked at here.
            return re.sub(r"-[0-9a-f]{8}\.(css|js)", r"-HASH.\1", page)
    raise ValueError(stage)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    update = "--update" in sys.argv
    referat = str(pathlib.Path(arguments[0]).resolve())
    wanted = set(arguments[1:])
    failures = tests = 0
    for source in sorted(HERE.glob("*.md")):
        if source.name == "README.md" or (wanted and source.stem not in wanted):
            continue
        for stage in (*STAGES, "err", "html"):
            golden = source.with_suffix("." + stage)
            if not golden.exists():
                continue
            tests += 1
            got = stage_output(referat, stage, source.name)
            if update:
                golden.write_text(got)
            elif got != golden.read_text():
                failures += 1
                sys.stdout.writelines(difflib.unified_diff(
                    golden.read_text().splitlines(True), got.splitlines(True), golden.name, "what came"))
    print(f"golden: {tests} files, {failures} differ")
    if not tests:
        print("golden: no case found")
    return 1 if failures or not tests else 0


sys.exit(main())
