"""compiler/bazel/referat.bzl: Bazel publishes what `referat build` publishes, and an edit costs one meeting and the archive's pages.
Skipped where Bazel is not installed (Debian: bazel-bootstrap). It needs no network."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from command import PROGRAM, ROOT, Archive, main

BAZEL = shutil.which("bazel")

MEETINGS_BUILD = """load("//:referat.bzl", "referat_meetings")
referat_meetings(
    name = "meetings",
    srcs = glob(["**/*.md"]),
    data = glob(["bilag/**"]),
    visibility = ["//visibility:public"],
)
"""

BUILD = """load("//:referat.bzl", "referat_archive")
exports_files(["referat"], visibility = ["//visibility:public"])
filegroup(name = "styles", srcs = glob(["styles/**"]), visibility = ["//visibility:public"])
referat_archive(name = "archive", meetings = {})
"""


class Bazel(Archive):
    def setUp(self):
        super().setUp()
        self.root = tempfile.mkdtemp(prefix="referat-bazel-")
        self.addCleanup(self.end_bazel)
        shutil.rmtree(self.folder / "styles")
        generate = ROOT / "tests/bench/generate.py"
        subprocess.run([sys.executable, generate, self.folder, "--meetings", "30", "--bodies", "2"], check=True)
        shutil.copy(ROOT / "compiler/bazel/referat.bzl", self.folder)
        shutil.copy(PROGRAM, self.folder / "referat")
        self.write("WORKSPACE", "")
        bodies = sorted(path.name for path in (self.folder / "meetings").iterdir())
        for body in bodies:
            self.write(f"meetings/{body}/BUILD.bazel", MEETINGS_BUILD)
        self.write("BUILD.bazel", BUILD.format([f"//meetings/{body}:meetings" for body in bodies]))

    def bazel(self, *arguments):
        return subprocess.run([BAZEL, f"--output_user_root={self.root}", *arguments], cwd=self.folder, capture_output=True, text=True,
                              check=True, timeout=600).stderr

    def end_bazel(self):
        self.bazel("shutdown")
        subprocess.run(["chmod", "-R", "u+w", self.root], check=True)
        shutil.rmtree(self.root)

    def steps(self):
        """How many of each were run, or taken from a cache."""
        log = self.folder / "run.log"
        self.bazel("build", "//:archive", f"--execution_log_json_file={log}")
        found = re.findall(r'"mnemonic": "Referat(\w+)"', log.read_text())
        return {step: found.count(step) for step in sorted(set(found))}

    def assert_same(self):
        self.build("-o", "built")
        published = pathlib.Path(self.folder / "bazel-bin/archive.out").resolve()
        shutil.copytree(published, self.folder / "copy", dirs_exist_ok=False)
        mine, its = self.published("copy"), self.published("built")
        shutil.rmtree(self.folder / "copy")
        self.assertEqual(mine, its)

    def test_an_archive(self):
        self.assertEqual(self.steps(), {"Compile": 30, "Resolve": 1, "Render": 30, "Link": 1})
        self.assert_same()
        edited = sorted((self.folder / "meetings").rglob("*.md"))[10]
        edited.write_text(edited.read_text(encoding="utf-8") + "\nEn linje til.\n", encoding="utf-8")
        self.assertEqual(self.steps(), {"Compile": 1, "Render": 1, "Link": 1})
        self.assert_same()
        edited.write_text(edited.read_text(encoding="utf-8") + "\n<b>Fed</b>\n", encoding="utf-8")
        self.steps()
        report = (self.folder / "bazel-bin/archive.report").read_text(encoding="utf-8")
        self.assertIn("[raw-html]", report)
        self.assertNotIn(edited.stem, (self.folder / "bazel-bin/archive.out/toc.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    if not BAZEL:
        print("bazel is not here")
        sys.exit(77)
    main()
