#!/usr/bin/env python3
"""The findings on the real minutes are those of findings.txt, whose reasons stand in README.md. --update rewrites them for review."""

import difflib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def main():
    referat = str(pathlib.Path(sys.argv[1]).resolve())
    done = subprocess.run([referat, "check", "meetings/dassos/2021-02-11.md"], cwd=ROOT, capture_output=True, timeout=60)
    got = (done.stdout + done.stderr).decode()
    expected = HERE / "findings.txt"
    if "--update" in sys.argv:
        expected.write_text(got, encoding="utf-8")
    before = expected.read_text(encoding="utf-8")
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), got.splitlines(True), "findings.txt", "what came"))
    return 0 if got == before and done.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
