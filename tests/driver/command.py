"""What the tests of the command share: a copy of the real sources to play with, and a way to run it."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv[1])
ROOT = pathlib.Path(sys.argv[2])

MEETING = """---
forum: {forum}
dato: {date}
tid: 10.00-12.00
sted: Viborg
status: dagsorden
---

# Sager

## {title} {{#sag}}

{text}
"""

AGENDA = """navn: {name}
langt navn: {name} for prøver
sektioner:
  - titel: Sager
    dele: [ved?, indstilling?, sagsfremstilling?, bilag?, referat?]
"""


class Archive(unittest.TestCase):
    """A folder with two bodies and nothing in meetings/ yet."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="referat-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for forum, name in (("havnen", "Havneudvalget"), ("skoven", "Skovudvalget")):
            self.write(f"styles/{forum}/agenda.yaml", AGENDA.format(name=name))
        (self.folder / "meetings").mkdir()

    def write(self, path, text):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")

    def meeting(self, path, date, title="En sag", text="", forum="havnen"):
        body = f"### Sagsfremstilling\n\n{text}" if text else "### Sagsfremstilling\n\nSagen er ny."
        self.write(path, MEETING.format(forum=forum, date=date, title=title, text=body))

    def run_referat(self, *arguments, cwd=None, env=None, standard_input=""):
        return subprocess.run(
            [PROGRAM, *map(str, arguments)],
            cwd=cwd or self.folder,
            env={**os.environ, **(env or {})},
            input=standard_input,
            capture_output=True,
            text=True,
            timeout=100,
        )

    def build(self, *arguments, status=0):
        result = self.run_referat("build", *arguments)
        self.assertEqual(result.returncode, status, result.stderr + result.stdout)
        return result

    def snapshot(self, out="out"):
        """Path and hash of every file, and when it was last replaced."""
        found = {}
        for path in sorted((self.folder / out).rglob("*")):
            if path.is_file():
                found[str(path.relative_to(self.folder / out))] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def published(self, out="out"):
        """The same without what a build keeps for the next one."""
        return {path: content for path, content in self.snapshot(out).items() if not path.startswith(".referat")}

    def inodes(self, out="out"):
        return {
            str(path.relative_to(self.folder / out)): path.stat().st_ino
            for path in (self.folder / out).rglob("*")
            if path.is_file()
        }


def main():
    unittest.main(argv=[sys.argv[0]])
