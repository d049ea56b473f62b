#!/usr/bin/env python3
"""check_pdf.py FILE...: what a validator checks of PDF/UA-1 and PDF/A-2a together, with qpdf and poppler as readers.

Prints each fault with the clause it breaks, once a kind and file. Exit status 1 when there is one."""

import os
import subprocess
import sys

import check_file
from check_navigation import check_navigation
from check_pages import check_pages
from check_structure import check_structure
from pdf_model import Pdf


def check_model(pdf):
    """(rule, text) of every fault."""
    faults = []

    def fault(rule, text):
        faults.append((rule, text))

    for check in check_file.CHECKS:
        check(pdf, fault)
    marks = check_pages(pdf, fault)
    check_structure(pdf, fault, marks)
    check_navigation(pdf, fault)
    return faults


def check_with_poppler(path):
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True)
    for line in fonts.stdout.splitlines()[2:]:
        if line.split()[-5:-2] != ["yes", "yes", "yes"]:
            yield "poppler", "a font that is not embedded, not a subset or has no texts: %s" % line
    info = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, text=True, errors="replace")
    if fonts.returncode or fonts.stderr or info.returncode or info.stderr:
        yield "poppler", (fonts.stderr + info.stderr).strip()


def files_in(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if name != "bilag")
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".pdf"))


def main():
    count = bad = 0
    for path in files_in(sys.argv[1:]):
        count += 1
        faults = check_model(Pdf(path)) + list(check_with_poppler(path))
        bad += bool(faults)
        for rule in dict.fromkeys(rule for rule, _ in faults):
            texts = [text for other, text in faults if other == rule]
            more = " (and %d more)" % (len(texts) - 1) if len(texts) > 1 else ""
            print("%s: %s: %s%s" % (path, rule, texts[0], more))
    print("%d files, %d with faults" % (count, bad))
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())
