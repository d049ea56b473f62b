#!/usr/bin/env python3
"""What the documentation says of the rules is what diag.def says.

    documentation.py RULES_DOC          compares; RULES_DOC is the program made of rules_doc.c
    documentation.py RULES_DOC --update rewrites what differs
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Form, file, the lines between which the generated text stands.
PLACES = [
    ("markdown", ROOT / "compiler/REGLER.md", "<!-- herfra lavet af programmet -->\n", "<!-- hertil -->\n"),
    ("roff", ROOT / "compiler/man/referat.1", '.\\" The rules, made from diag.def.\n', '.\\" End of the rules.\n'),
]


def main():
    program, update = sys.argv[1], "--update" in sys.argv[2:]
    differs = False
    for form, path, begin, end in PLACES:
        made = subprocess.run([program, form], check=True, capture_output=True, encoding="utf-8").stdout
        text = path.read_text(encoding="utf-8")
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            sys.exit(f"{path}: the lines that mark the rules are not there")
        wanted = before + begin + made + end + after
        if wanted == text:
            continue
        if update:
            path.write_text(wanted, encoding="utf-8")
        else:
            differs = True
            print(f"{path.relative_to(ROOT)} is not what diag.def says: run tests/rules/documentation.py {program} --update")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
