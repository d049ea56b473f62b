#!/usr/bin/env python3
"""build.py REFERAT CHECK_PDF: build the meetings beside this file, and a long one made here, and check all their PDFs."""

import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SENTENCE = ("Kommunerne og regionen arbejder tæt sammen om det specialiserede socialområde, og styregruppen drøftede de "
            "kontraktindgåelser, vaccinationer og genindlæggelser, der fylder mest. ")
HEAD = """---
forum: lige
dato: 2021-03-05
tid: 10.00-12.00
sted: Rådhuset
titel: Et langt dokument
deltagere: [Anna Ågård, Viborg Kommune]
---

# Emner
"""


def long_meeting(items):
    """Several hundred pages in which every page breaks something else."""
    text = HEAD.replace("[Anna Ågård, Viborg Kommune]", '["Anna Ågård, Viborg Kommune", "Bo Bak, Aarhus Kommune"]')
    for i in range(items):
        text += "\n## Punkt nummer %d om kontrakter\n\n### Sagsfremstilling\n\n" % (i + 1)
        text += (SENTENCE * (2 + i % 9) + "\n\n") * (1 + i % 5)
        if i % 2:
            text += "- " + SENTENCE + "\n- kort\n\n"
        if i % 5 == 0:
            text += "| A | B |\n|---|---|\n" + ("| %s | x |\n" % SENTENCE) * 4 + "\n"
        text += "Se pkt. 1.%d.\n" % (1 + i * 7 % items)
    return text


def main():
    referat, check_pdf = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        meetings, out = os.path.join(folder, "meetings"), os.path.join(folder, "out")
        shutil.copytree(os.path.join(HERE, "meetings"), meetings)
        shutil.copytree(os.path.join(HERE, "..", "pictures"), os.path.join(meetings, "billeder"))
        with open(os.path.join(meetings, "lange.md"), "w", encoding="utf-8") as file:
            file.write(long_meeting(220))
        built = subprocess.run([referat, "build", meetings, "--styles", os.path.join(HERE, "styles"), "-o", out])
        if built.returncode != 0:
            return 1
        made = sum(name.endswith(".pdf") for _, _, names in os.walk(out) for name in names)
        if made != len(os.listdir(os.path.join(HERE, "meetings"))) + 2:
            print("%d PDFs were made" % made)
            return 1
        return subprocess.run([sys.executable, check_pdf, out]).returncode


if __name__ == "__main__":
    sys.exit(main())
