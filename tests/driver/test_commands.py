"""The other commands, and wrong use."""

import pathlib
import re
import shutil
import subprocess
import time

from command import PROGRAM, ROOT, Archive, main


class Commands(Archive):
    def test_wrong_use(self):
        for arguments in (
            [],
            ["byg"],
            ["build", "--format", "json"],
            ["build", "-j", "0"],
            ["build", "--only", "docx"],
            ["build", "--edition", "hemmelig"],
            ["build", "-o"],
            ["check", "--format", "xml"],
            ["explain", "findes-ikke"],
            ["new", "havnen"],
            ["new", "havnen", "2021-02-30"],
            ["new", "bjerget", "2021-02-01"],
        ):
            with self.subTest(arguments=arguments):
                result = self.run_referat(*arguments)
                self.assertEqual(result.returncode, 2)
                self.assertTrue(result.stderr.startswith("referat: fejl: "), result.stderr)
                self.assertEqual(result.stdout, "")

    def test_help_and_version(self):
        self.assertIn("referat build", self.run_referat("--help").stdout)
        self.assertIn("referat build", self.run_referat("build", "--help").stdout)
        self.assertRegex(self.run_referat("--version").stdout, r"^referat \d+\.\d+\.\d+\n$")

    def test_emit_of_a_meeting_that_names_days_without_meetings(self):
        self.meeting("meetings/a.md", "2022-01-01", text="Som på mødet den 1. januar 2021.")
        self.assertTrue(self.run_referat("--emit=ast", "meetings/a.md").stdout.startswith("meeting forum="))

    def test_libraries_that_are_broken(self):
        self.meeting("meetings/a.md", "2022-01-01")
        libraries = set(re.findall(rb"lib(?:xml2|harfbuzz|hpdf)[\w.-]*\.so[\w.]*", PROGRAM.read_bytes()))
        self.assertGreaterEqual(len(libraries), 3)
        for library in libraries:
            self.write(f"broken/{library.decode()}", "no library")
            broken = {"LD_LIBRARY_PATH": "broken"}
            self.assertEqual(self.run_referat("check", env=broken).returncode, 0)
            result = self.run_referat("build", env=broken)
            self.assertEqual(result.returncode, 2, library)
            self.assertIn(library.decode(), result.stderr)
            shutil.rmtree(self.folder / "broken")
        self.build()

    def test_it_gives_up_the_network_before_it_reads(self):
        if b"__asan_init" in PROGRAM.read_bytes():
            self.skipTest("a sanitizer looks into its own process")
        with subprocess.Popen([PROGRAM, "check", "-"], cwd=self.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdin.write(b"---\n")
            process.stdin.flush()
            status = pathlib.Path(f"/proc/{process.pid}/status")
            for _ in range(500):
                if "NoNewPrivs:\t1" in status.read_text() and "Seccomp:\t2" in status.read_text():
                    break
                time.sleep(0.01)
            else:
                self.fail(status.read_text())
            process.communicate(timeout=20)

    def test_explain(self):
        result = self.run_referat("explain", "missing-part")
        self.assertEqual(result.returncode, 0)
        self.assertIn("missing-part", result.stdout)
        self.assertIn("missing-part", self.run_referat("explain").stdout)
        self.assertIn("cpr-number", self.run_referat("explain", "cpr-numer").stderr)

    def test_stages_are_dumped(self):
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        for stage in ("ast", "layout", "tags", "unit"):
            result = self.run_referat(f"--emit={stage}", "meetings/a.md")
            self.assertEqual(result.returncode, 0, result.stderr)
            if stage != "tags":
                self.assertIn("Kajplads", result.stdout, stage)
        self.assertFalse((self.folder / "out").exists())

    def test_a_new_meeting_can_be_checked_at_once(self):
        for folder in ("meetings", "styles"):
            shutil.rmtree(self.folder / folder)
            shutil.copytree(ROOT / folder, self.folder / folder)
        result = self.run_referat("new", "dassos", "2021-05-04")
        self.assertEqual(result.returncode, 0, result.stderr)
        path = self.folder / "meetings/dassos/2021-05-04.md"
        text = path.read_text()
        self.assertIn("sted: Regionshuset Viborg", text)
        self.assertIn("Jesper Thyrring Møller (formand), Struer Kommune", text)
        self.assertIn("## Årsrapport fra Socialtilsyn Midt\n", text)
        self.assertNotIn("sagsoversigt", text)
        check = self.run_referat("check", path)
        self.assertEqual(check.returncode, 0, check.stdout)
        self.assertEqual(self.run_referat("new", "dassos", "2021-05-04").returncode, 2)
        self.assertEqual(path.read_text(), text)

    def test_a_body_s_first_meeting_has_its_members(self):
        for folder in ("meetings", "styles"):
            shutil.rmtree(self.folder / folder)
            shutil.copytree(ROOT / folder, self.folder / folder)
        self.assertEqual(self.run_referat("new", "forretningsudvalget", "2021-06-04").returncode, 0)
        path = self.folder / "meetings/forretningsudvalget/2021-06-04.md"
        self.assertIn("organisation: Hedensted Kommune", path.read_text())
        check = self.run_referat("check", path)
        self.assertEqual((check.returncode, check.stdout), (0, ""))


if __name__ == "__main__":
    main()
