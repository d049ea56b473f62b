#!/usr/bin/env python3
"""A meeting in a folder, its items as data, its files on the disk: what is found in which file. Symbolic links can't be kept with the
other cases, so this one makes its tree itself.

    folders.py REFERAT"""

import json
import pathlib
import subprocess
import sys
import tempfile

STYLES = pathlib.Path(__file__).resolve().parent / "styles"

MEETING = """---
forum: udvalg
dato: 2021-02-11
tid: 10-12
sted: Viborg
deltagere:
  - Bo Hansen, Viborg Kommune
  - {navn: Ida Krag, organisation: Favrskov Kommune}
gæster:
  - Eva Lind, Socialstyrelsen
---
"""

FIRST = """---
sektion: Beslutninger
titel: Kontrakter, aftalt onsdag den 11. maj 2021
ved: Eva Lindt
deltog ikke: [Bo Jensen]
indstilling: |
  Udvalget

  - Godkender 010203-1234
bilag:
  - {titel: Ude, fil: bilag/ude.txt}
  - {titel: Inde, fil: bilag/inde.txt}
  - {titel: Mappe, fil: bilag/mappe}
  - {titel: Intet, fil: bilag/indr.txt}
---
### Referat

Den 31. april
2021 kom Ida Kragh og Ida Krags ven.
"""

LAST = """---
sektion: Afslutning
titel: Eventuelt
referat: Intet, se bilag 1 og pkt. 1.1, bilag 2.
---
"""

EXPECTED = [
    "1-kontrakter.md:3:27 weekday-mismatch",
    "1-kontrakter.md:4:6 unknown-presenter",
    "1-kontrakter.md:5:15 unknown-participant",
    "1-kontrakter.md:7:3 recommendation-form",
    "1-kontrakter.md:9:15 cpr-number",
    "1-kontrakter.md:11:23 path-escape",
    "1-kontrakter.md:13:25 attachment-missing",
    "1-kontrakter.md:14:25 attachment-missing",
    "1-kontrakter.md:18:5 impossible-date",
    "1-kontrakter.md:19:10 name-variant",
    "10-eventuelt.md:2:10 missing-item",
    "10-eventuelt.md:4:20 attachment-of-other-item",
]


def main():
    referat = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        folder = root / "meetings/udvalg/februar"
        (folder / "bilag/mappe").mkdir(parents=True)
        (root / "hemmelig.txt").write_text("udenfor")
        (root / "meetings/udvalg/inde.txt").write_text("indenfor")
        (folder / "bilag/ude.txt").symlink_to(root / "hemmelig.txt")
        (folder / "bilag/inde.txt").symlink_to("../../inde.txt")
        (folder / "moede.md").write_text(MEETING, encoding="utf-8")
        (folder / "1-kontrakter.md").write_text(FIRST, encoding="utf-8")
        (folder / "10-eventuelt.md").write_text(LAST, encoding="utf-8")
        faults = 0
        # From above, from below and from elsewhere: the same.
        for cwd, argument in ((root, "meetings"), (root / "meetings", "udvalg"), (folder, "moede.md"), (STYLES, str(root / "meetings"))):
            done = subprocess.run([referat, "check", "--format", "json", "--styles", STYLES, argument], cwd=cwd,
                                  capture_output=True, timeout=60)
            found = []
            for line in done.stdout.decode().splitlines():
                if line.startswith("{"):
                    record = json.loads(line)
                    found.append(f"{pathlib.Path(record['file']).name}:{record['line']}:{record['column']} {record['rule']}")
            if found != EXPECTED or done.returncode != 1:
                faults += 1
                print(f"referat check {argument} in {cwd}: status {done.returncode}\n{done.stderr.decode()}")
                print("\n".join(f"  not found: {one}" for one in EXPECTED if one not in found))
                print("\n".join(f"  found too: {one}" for one in found if one not in EXPECTED))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
