#!/usr/bin/env python3
"""A meeting is the same meeting in every form it may be written in.

    forms.py REFERAT

The real minutes and made-up ones are written in each form by a script (shapes.py). The tree must be the same but for the places in the
source that its nodes come from; page, PDF, contents as data and all other published files must be the same bytes; and each finding must
be made of the same words at its true place in the file."""

import itertools
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import shapes

ROOT = pathlib.Path(__file__).resolve().parents[2]
MINUTES = ROOT / "meetings/dassos/2021-02-11.md"

# Slips for findings in every part, in several YAML styles.
SLIPS = """

Mødet var onsdag den 11. februar 2021, og svaret kom 31. april 2021. Frist er {n}1.4.2021 som ét æble. Skriv til nogen{n}@eksempel.dk.

1. Ring på 86 12 34 5{n}
2. Se pkt. 9.{n} og bilag 9{n}, eller [her](https://eksempel.dk/{n})

| A{n} | |
|---|---|
| 010{n}90-1234 | ø |"""


def plant(items):
    for number, item in enumerate(items):
        for place, key in enumerate(("sagsfremstilling", "referat")):
            if key in item.parts:
                item.parts[key] += SLIPS.replace("{n}", str(1 + (number + place) % 9))


def run(referat, folder, *arguments):
    return subprocess.run([referat, *map(str, arguments)], cwd=folder, capture_output=True, timeout=100)


def build(referat, folder, out):
    done = run(referat, folder, "build", "-o", out)
    if done.returncode != 0:
        sys.exit(done.stderr.decode() + f"{folder}: build failed")
    published = {}
    for path in sorted((folder / out).rglob("*")):
        if path.is_file() and not str(path.relative_to(folder / out)).startswith(".referat"):
            published[str(path.relative_to(folder / out))] = path.read_bytes()
    return published


def tree(referat, folder):
    """The tree as text, a line a node, without places; files are named from the folder their source lies in. Texts that follow each other
    are one: what they are divided by is that they stand at different places of the source."""
    head = next(path for name in ("møde.md", "møde/moede.md") if (path := folder / "meetings/dassos" / name).exists())
    done = run(referat, folder, "--emit=ast", head.relative_to(folder))
    if done.returncode != 0 or not done.stdout.startswith(b"meeting "):
        sys.exit(done.stderr.decode() + f"{folder}: no tree")
    lines = []
    for line in done.stdout.decode().split("\n"):
        line = re.sub(r" @\d+:\d+$", "", line).replace("meetings/dassos/møde/", "meetings/dassos/")
        text = re.fullmatch(r'( *text ")(.*")', line)
        if text and lines and lines[-1].startswith(text[1]):
            lines[-1] = lines[-1][:-1] + text[2]
        else:
            lines.append(line)
    return lines


def words_at(lines, finding):
    """What the place of a finding covers, markup of headings and keys taken off, so that a title is one in any form."""
    start, end = (finding["line"], finding["column"]), (finding["end_line"], finding["end_column"])
    if start[0] != end[0]:
        return lines[start[0] - 1][start[1] - 1:].strip()
    return lines[start[0] - 1][start[1] - 1:end[1] - 1].lstrip("# ").strip("'\"")


def findings(referat, folder):
    done = run(referat, folder, "check", "--format", "json")
    found = []
    for line in (done.stdout + done.stderr).decode().splitlines():
        if not line.startswith("{"):
            continue
        finding = json.loads(line)
        lines = (folder / finding["file"]).read_text().split("\n")
        found.append((finding["rule"], finding["message"], words_at(lines, finding)))
    return sorted(found)


def lay_out(folder, files, beside):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "styles", folder / "styles")
    name = "meetings/dassos/møde"
    for ending, text in files.items():
        path = folder / (name + ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        # Files lie beside the sources in every form.
        for file, content in beside.items():
            (path.parent / file).parent.mkdir(parents=True, exist_ok=True)
            (path.parent / file).write_bytes(content)


def compare(what, expected, got):
    faults = []
    for name in sorted(expected.keys() | got.keys()):
        if expected.get(name) != got.get(name):
            faults.append(f"{what}: {name} is " + ("not the same" if name in expected and name in got else "there in one form only"))
    return faults


def with_files(items):
    """Attachments with files and ids, a picture, references."""
    items[0].parts["bilag"] = [("Oplæg om 'takster': første", "bilag/Oplæg 1.txt", "slides"), ("Uden fil", "", "")]
    items[1].parts["bilag"] = [("Plan", "bilag/plan.txt", "plan")]
    items[1].id = "planen"
    items[0].parts["referat"] += "\n\nSe [](#slides), [](#planen) og [planen](#plan).\n\n![Et kort](kort.png)"
    items[2].absent = ["Katrine Axél", "Lotte Henriksen"]
    picture = (ROOT / "tests/conform/pictures/rgb.png").read_bytes()
    return {"bilag/Oplæg 1.txt": b"Et", "bilag/plan.txt": b"To", "kort.png": picture}


def main():
    referat = str(pathlib.Path(sys.argv[1]).resolve())
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "archive"
        for case in ("the minutes", "with files"):
            front, items = shapes.read(MINUTES.read_text(encoding="utf-8"))
            beside = with_files(items) if case == "with files" else {}
            if beside:
                lay_out(folder, shapes.write(shapes.FORMS[0], front, items), beside)
            else:
                lay_out(folder, {".md": MINUTES.read_text(encoding="utf-8")}, {})
            expected, expected_tree = build(referat, folder, "out"), tree(referat, folder)
            for form in shapes.FORMS:
                lay_out(folder, shapes.write(form, front, items), beside)
                faults += compare(f"{case}, {form}", expected, build(referat, folder, "out"))
                for wanted, got in itertools.zip_longest(expected_tree, tree(referat, folder)):
                    if wanted != got:
                        faults.append(f"{case}, {form}: the tree has '{got}' for '{wanted}'")
                        break
        plant(items)
        expected = None
        for form in shapes.FORMS:
            lay_out(folder, shapes.write(form, front, items), beside)
            got = findings(referat, folder)
            expected = expected or got
            for finding in expected:
                if got.count(finding) < expected.count(finding):
                    faults.append(f"findings, {form}: lost {finding}")
            for finding in got:
                if got.count(finding) > expected.count(finding):
                    faults.append(f"findings, {form}: only here {finding}")
    print(*faults[:30], sep="\n")
    print(f"forms: {len(shapes.FORMS)}, {len(expected_tree)} nodes and {len(expected)} findings in each, {len(faults)} faults")
    return 1 if faults or len(expected) < 50 or len(expected_tree) < 500 else 0


if __name__ == "__main__":
    sys.exit(main())
