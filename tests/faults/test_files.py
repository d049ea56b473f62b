"""Everything that a name in meetings/ may stand for, and everything that a name may be: what is right is built, what is wrong is
told of where it is, nothing hangs."""

import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import unicodedata
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "driver"))
from command import Archive, main


def decomposed(text):
    """As macOS writes names."""
    return unicodedata.normalize("NFD", text)


class Files(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")

    def attach(self, *names):
        lines = "\n".join(f"- [Fil {i}](<{name}>)" for i, name in enumerate(names))
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads", f"Sagen.\n\n### Bilag\n\n{lines}")

    def published(self):
        return sorted(path.name for path in (self.folder / "out/havnen/2021-01-01/bilag").iterdir())

    def fails(self, *words, status=2):
        """One message, with these words; the meeting that is all right is built."""
        result = self.build(status=status)
        self.assertEqual(result.stderr.count("fejl: "), 1, result.stderr)
        for word in words:
            self.assertIn(word, result.stderr)
        self.assertTrue((self.folder / "out/havnen/2021-01-01/index.html").exists())
        return result


class Kinds(Files):
    def test_what_is_no_file(self):
        name = self.folder / "meetings/b.md"

        def bind():
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind(str(name))

        for make in (lambda: os.mkfifo(name), bind):
            make()
            self.fails("meetings/b.md er ikke en almindelig fil")
            result = self.run_referat("build", "meetings/b.md")
            self.assertEqual(result.returncode, 2)
            self.assertIn("meetings/b.md er ikke en almindelig fil", result.stderr)
            name.unlink()

    def test_devices(self):
        for device in ("zero", "null", "full", "random"):
            (self.folder / "meetings/b.md").symlink_to(f"/dev/{device}")
            self.fails("meetings/b.md:1:1:", "[path-escape]", status=1)
            (self.folder / "meetings/b.md").unlink()
            self.assertEqual(self.run_referat("check", f"/dev/{device}").returncode, 2)

    def test_a_folder_with_the_name_of_a_source(self):
        self.meeting("meetings/2021-02-01.md/b.md", "2021-02-01", "Mole")
        self.build()
        self.assertTrue((self.folder / "out/havnen/2021-02-01/index.html").exists())

    def test_links(self):
        meetings = self.folder / "meetings"
        (meetings / "b.md").symlink_to("c.md")
        (meetings / "c.md").symlink_to("b.md")
        result = self.build(status=2)
        self.assertIn("meetings/b.md: de symbolske links går i ring", result.stderr)
        (meetings / "c.md").unlink()
        self.fails("meetings/b.md: den findes ikke")
        (meetings / "b.md").unlink()
        (meetings / "b.md").symlink_to("a.md")
        self.fails("meetings/b.md:3:7:", "[duplicate-meeting]", status=1)
        (meetings / "b.md").unlink()
        (meetings / "b.md").symlink_to(".")
        self.fails("meetings/b.md: det er ikke en almindelig fil")

    def test_links_to_folders(self):
        (self.folder / "meetings/rundt").symlink_to(".")
        (self.folder / "meetings/op").symlink_to("..")
        self.assertEqual(self.build().stderr, "")
        self.meeting("andre/b.md", "2021-02-01", "Mole")
        (self.folder / "meetings/andre").symlink_to("../andre")
        self.assertIn("bemærk: meetings/andre er et symbolsk link til en mappe", self.build().stderr)
        self.assertFalse((self.folder / "out/havnen/2021-02-01").exists())

    def test_attachments_that_are_no_files(self):
        os.mkfifo(self.folder / "meetings/f.pdf")
        (self.folder / "meetings/mappe.pdf").mkdir()
        (self.folder / "meetings/ring.pdf").symlink_to("ring.pdf")
        (self.folder / "meetings/intet.pdf").symlink_to("intet")
        (self.folder / "meetings/nul.pdf").symlink_to("/dev/zero")
        self.attach("f.pdf", "mappe.pdf", "ring.pdf", "intet.pdf", "nul.pdf")
        result = self.build(status=1)
        found = re.findall(r"^meetings/a\.md:(\d+):\d+: fejl: .* \[(.*)\]$", result.stderr, re.M)
        self.assertEqual(found, [(str(19 + i), "path-escape" if i == 4 else "attachment-missing") for i in range(5)])

    def test_styles_that_are_no_files(self):
        for name in ("agenda.yaml", "style.yaml", "page.css"):
            path = self.folder / "styles/havnen" / name
            kept = path.read_bytes() if path.exists() else None
            path.unlink(missing_ok=True)
            os.mkfifo(path)
            result = self.build(status=1)
            self.assertEqual(result.stderr.count(f"filen 'styles/havnen/{name}' kan ikke læses"), 1, result.stderr)
            path.unlink()
            if kept:
                path.write_bytes(kept)
        self.build()


class Names(Files):
    def test_names_on_foreign_systems(self):
        names = ["A.pdf", "a.pdf", "a-2.pdf", "CON.pdf", "com1.tar.gz", "aux", "æøå.pdf", "punktum..pdf", "./ mellem rum .txt", "./a:b?*|.pdf",
                 "100%.pdf", "nbsp .pdf", "-rf.pdf", "~.pdf", "\u202egpj.pdf"]
        for name in names:
            self.write(f"meetings/{name}", f"%PDF-{name}" if name.endswith("pdf") else name)
        self.attach(*(name.replace("%", "%25").replace("?", "%3F") for name in names))
        self.build()
        published = self.published()
        self.assertEqual(len({name.casefold() for name in published}), len(names))
        for name in published:
            self.assertRegex(name, r"\A[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_-]+)?\Z")
            self.assertNotRegex(name.split(".")[0], r"\A(con|prn|aux|nul|com\d|lpt\d)\Z")

    def test_long_names(self):
        long = "n" * 251 + ".pdf"
        self.write(f"meetings/{long}", "%PDF-1")
        self.write(f"meetings/{'n' * 250}2.pdf", "%PDF-2")
        self.attach(long, "n" * 250 + "2.pdf")
        self.meeting("meetings/" + "m" * 252 + ".md", "2021-02-01", "Mole")
        self.meeting("/".join(["meetings"] + ["d" * 200] * 6) + "/dyb.md", "2021-03-01", "Bro")
        self.build()
        published = self.published()
        self.assertEqual(len(published), 2)
        # A temporary name or a number in front of it fits in, and so does a path of Windows.
        self.assertLess(max(map(len, published)), 140)
        self.assertTrue((self.folder / "out/havnen/2021-03-01/index.html").exists())

    def test_thousands_of_files_of_one_name(self):
        """Finding a name for each takes no longer because others have it."""
        for i in range(10000):
            self.write(f"meetings/{i}/a.txt", str(i))
        self.attach(*(f"{i}/a.txt" for i in range(10000)))
        self.assertEqual(self.run_referat("check").returncode, 0)
        self.write("meetings/x/a-2.txt", "x")
        self.attach("0/a.txt", "x/a-2.txt", "1/a.txt", "2/A.txt", "2/a.txt", "1/./a.txt")
        (self.folder / "meetings/2/A.txt").write_text("2")
        self.build()
        self.assertEqual(self.published(), ["a-2.txt", "a-3.txt", "a-4.txt", "a-5.txt", "a.txt"])

    def test_code_points_of_macos(self):
        self.write(decomposed("meetings/blåbær.pdf"), "%PDF-1")
        self.write(decomposed("meetings/på kajen/årsplan.pdf"), "%PDF-2")
        self.meeting(decomposed("meetings/møde på åen.md"), "2021-02-01", "Mole")
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads", "Se [mødet](<møde på åen.md#sag>).\n\n### Bilag\n\n"
                     "- [Et](blåbær.pdf)\n- [To](<på kajen/årsplan.pdf>)")
        self.assertEqual(self.build().stderr, "")
        self.assertEqual(self.published(), ["aarsplan.pdf", "blaabaer.pdf"])
        self.assertIn('href="../2021-02-01/index.html#', (self.folder / "out/havnen/2021-01-01/index.html").read_text())
        # And the other way round.
        self.write("meetings/gås.pdf", "%PDF-3")
        self.attach(decomposed("gås.pdf"))
        self.build()
        self.assertEqual(self.published(), ["gaas.pdf"])
        # A meeting in a folder by its other spelling.
        self.meeting(decomposed("meetings/mappe/møde.md"), "2021-03-01", "Bro")
        self.build()

    def test_names_on_a_terminal(self):
        for name, shown in (("ny\nlinje", "nyU+000Alinje"), ("farve\x1b[31m", "farveU+001B[31m"), ("bidi\u202e", "bidiU+202E"),
                            ("slet\x7f", "sletU+007F"), ("c1\x9b", "c1U+009B"), ("iso\u2066", "isoU+2066")):
            path = f"meetings/{name}.md"
            self.meeting(path, "2021-02-01", "Mole", "Se [](#intet).")
            for command in (["build"], ["check"]):
                result = self.run_referat(*command)
                told = result.stderr + result.stdout
                self.assertIn(f"meetings/{shown}.md:15:", told)
                self.assertFalse(set(name) & set("\x1b\u202e\x7f\x9b\u2066") & set(told), repr(told))
            diagnostic = json.loads(self.run_referat("check", "--format", "json").stdout)
            self.assertEqual(diagnostic["file"], path)
            github = self.run_referat("check", "--format", "github").stdout
            self.assertEqual(github.count("\n"), 1, github)
            (self.folder / path).unlink()

    def test_names_that_are_not_utf8(self):
        path = os.fsencode(self.folder) + b"/meetings/\xff\xe6.md"
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Se [](#intet).")
        os.rename(self.folder / "meetings/b.md", path)
        result = subprocess.run([self.program(), "check", "--format", "json"], cwd=self.folder, capture_output=True, timeout=50)
        self.assertEqual(json.loads(result.stdout.decode("utf-8"))["rule"], "unknown-reference")
        result = subprocess.run([self.program(), "check"], cwd=self.folder, capture_output=True, timeout=50)
        self.assertIn("[unknown-reference]", result.stdout.decode("utf-8"))
        with open(path, "r+b") as file:
            content = file.read().replace(b"[](#intet)", b"her")
            file.seek(0)
            file.truncate()
            file.write(content)
        self.build()
        for name in ("toc.json", "index.html", "feed.xml"):
            (self.folder / "out" / name).read_text(encoding="utf-8")
        before = self.snapshot()
        self.build()
        self.assertEqual(self.snapshot(), before)

    @staticmethod
    def program():
        return sys.argv[1]

    def test_an_output_folder_among_sources(self):
        """What was published is removed when it is no longer, so it must be nobody's only copy."""
        (self.folder / "meetings/havnen/2021-01-01/bilag").mkdir(parents=True)
        only = self.folder / "meetings/havnen/2021-01-01/bilag/eneste.txt"
        only.write_text("Notat.")
        self.meeting("meetings/havnen/2021-01-01/b.md", "2021-01-02", "Kran", "Sagen.\n\n### Bilag\n\n- [Notat](bilag/eneste.txt)")
        for arguments in ("-o", "meetings"), ("-o", "styles"), ("-o", "."), ("meetings/havnen", "-o", "meetings"), (".", "-o", "meetings"):
            result = self.run_referat("build", *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertEqual(result.stderr.count("fejl: "), 1, result.stderr)
            self.assertIn("der kan ikke udgives i", result.stderr)
            self.assertFalse((self.folder / arguments[-1] / ".referat").exists())
        self.assertEqual(only.read_text(), "Notat.")
        for arguments in ("-o", "meetings/ud"), ("-o", "ud"), (".", "-o", "out"):
            for _ in range(2):
                result = self.run_referat("build", *arguments)
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_hidden_names(self):
        self.write("meetings/.skjult.md", "vrøvl")
        self.write("meetings/.git/b.md", "vrøvl")
        self.write("meetings/.#a.md", "vrøvl")
        self.write("meetings/a.md~", "vrøvl")
        self.assertEqual(self.build().stderr, "")

    def test_paths_that_climb(self):
        self.write("hemmelig.txt", "Hemmeligt")
        for path in ("../hemmelig.txt", "./../hemmelig.txt", "%2e%2e/hemmelig.txt", "x/../../hemmelig.txt", str(self.folder / "hemmelig.txt"),
                     "..%2Fhemmelig.txt", "....//hemmelig.txt", "..\\hemmelig.txt", "file:../hemmelig.txt"):
            self.attach(path)
            result = self.build(status=1)
            self.assertRegex(result.stderr, r"\[(path-escape|attachment-missing|unsafe-link)\]", path)
            self.assertEqual(result.stderr.count("fejl: "), 1, result.stderr)
            self.assertFalse((self.folder / "out/havnen").exists() and "Hemmeligt" in str(list((self.folder / "out").rglob("*hemmelig*"))))


if __name__ == "__main__":
    main()
