"""How a document says which edition and stage it is, and where each edition may lie."""

import html.parser
import re
import shutil
import subprocess

from command import ROOT, Archive, main

INTERNAL = "Intern udgave med lukkede punkter: må ikke offentliggøres."
DRAFT = "Udkast: referatet er ikke godkendt."


def pages(pdf):
    """The words of every page."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\s+", " ", page) for page in text.split("\f")[:-1]]


class Words(html.parser.HTMLParser):
    """What stands in the body of a page, and what robots are told."""

    def __init__(self, path):
        super().__init__()
        self.words, self.robots = "", ""
        self.feed(path.read_text())
        self.words = re.sub(r"\s+", " ", self.words)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta" and attributes.get("name") == "robots":
            self.robots = attributes["content"]

    def handle_data(self, data):
        self.words += data


class Marks(Archive):
    LONG = "\n\n".join(f"Afsnit {n} om havnen og dens kajer, moler og bølgebrydere, som er mange og lange." for n in range(120))

    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads", self.LONG)
        self.meeting("meetings/b.md", "2021-02-01", "Mole", self.LONG)
        source = self.folder / "meetings/b.md"
        source.write_text(source.read_text().replace("status: dagsorden", "status: udkast\ndeltagere: [Bo Lund]\ndagsorden udsendt: 2021-01-20")
                          .replace("{#sag}", '{#sag lukket="forvaltningslovens § 27"}') + "\n### Referat\n\nVedtaget.\n")

    def test_every_page_of_the_internal_edition(self):
        self.build("--edition", "intern")
        out = self.folder / "out-intern"
        documents = sorted(out.rglob("*.pdf"))
        self.assertGreater(len(documents), 3)
        for pdf in documents:
            for number, page in enumerate(pages(pdf), 1):
                self.assertIn(INTERNAL, page, f"{pdf.name}, page {number}")
        self.assertGreater(len(pages(out / "havnen/2021-02-01/havnen-2021-02-01-referat.pdf")), 3)
        for path in out.rglob("*.html"):
            page = Words(path)
            self.assertIn(INTERNAL, page.words, path)
            self.assertIn("noindex", page.robots, path)
        self.assertFalse((out / "sitemap.xml").exists())

    def test_the_public_edition_bears_no_such_mark(self):
        self.build()
        for path in (self.folder / "out").rglob("*.html"):
            page = Words(path)
            self.assertNotIn(INTERNAL, page.words, path)
            self.assertNotIn("noindex", page.robots, path)
        for pdf in (self.folder / "out").rglob("*.pdf"):
            self.assertNotIn("Intern udgave", " ".join(pages(pdf)), pdf)

    def test_every_page_of_a_draft(self):
        self.build("--edition", "intern")
        folder = self.folder / "out-intern/havnen/2021-02-01"
        draft = pages(folder / "havnen-2021-02-01-referat.pdf")
        for number, page in enumerate(draft, 1):
            self.assertIn("Udkast til referat", page, f"page {number}")
        self.assertIn(DRAFT, draft[0])
        page = Words(folder / "index.html").words
        self.assertIn(DRAFT, page)
        self.assertIn("Udkast til referat", page)
        # Its agenda is none, and once it is approved the marks are gone.
        self.assertNotIn("Udkast", " ".join(pages(folder / "havnen-2021-02-01-dagsorden.pdf")))
        source = self.folder / "meetings/b.md"
        source.write_text(source.read_text().replace("status: udkast", "status: godkendt"))
        self.build("--edition", "intern")
        self.assertNotIn("Udkast", " ".join(pages(folder / "havnen-2021-02-01-referat.pdf")))
        self.assertNotIn("Udkast", Words(folder / "index.html").words)


class Closing(Archive):
    """An item that was open, and all that may happen to it once it is closed."""

    ITEM = """---
sektion: Sager
titel: Hemmeligtitel
ved: Bo Hemmelignavn
sagsfremstilling: Hemmeligsag, se [noten](hemmelignote.txt).
bilag: [{titel: Hemmeligbilag, fil: hemmeligfil.txt, id: hemmeligid}]
---
"""

    def setUp(self):
        super().setUp()
        head = "---\nforum: havnen\ndato: 2021-01-01\ntid: 10-12\nsted: Viborg\nstatus: dagsorden\n---\n\n# Sager\n"
        self.write("meetings/m/moede.md", head)
        self.write("meetings/m/1-aaben.md", self.ITEM.replace("emmelig", "yggelig").replace("hemmelig", "hyggelig"))
        self.write("meetings/m/2-hemmelig.md", self.ITEM)
        for name in ("hemmelignote", "hemmeligfil", "hyggelignote", "hyggeligfil"):
            self.write(f"meetings/m/{name}.txt", name)
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Se [](m/moede.md#hyggeligid).")

    def close(self, path):
        text = (self.folder / path).read_text()
        self.write(path, text.replace("\n---\n", "\nlukket: forvaltningslovens § 27\n---\n"))

    def traces(self, out="out"):
        """The files in which something of the item stands, or in whose names."""
        found = []
        for path in sorted((self.folder / out).rglob("*")):
            content = path.read_bytes() if path.is_file() else b""
            if path.suffix == ".pdf":
                content = subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout
            if re.search(b"(?i)hemmelig", str(path.relative_to(self.folder)).encode() + content):
                found.append(str(path.relative_to(self.folder / out)))
        return found

    def assert_clean(self):
        self.assertEqual(self.traces(), [])
        self.build("-o", "fresh")
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))

    def test_every_trace_goes(self):
        self.build()
        before = self.snapshot()
        traces = self.traces()
        self.assertTrue(any(name.startswith(".referat-kept/") for name in traces))
        for name in ("toc.json", "havnen/2021-01-01/index.html", "havnen/2021-01-01/bilag/hemmeligfil.txt",
                     "havnen/2021-01-01/bilag/hemmelignote.txt", "havnen/2021-01-01/havnen-2021-01-01-dagsorden.pdf", "indhold.pdf"):
            self.assertIn(name, traces)
        self.close("meetings/m/2-hemmelig.md")
        self.build()
        self.assert_clean()
        # Another name for its file, other words in it, no file of its attachment, an error in it.
        item = self.folder / "meetings/m/2-hemmelig.md"
        item = item.rename(item.with_name("2-hemmeligere.md"))
        self.build()
        self.assert_clean()
        text = item.read_text()
        item.write_text(text.replace("Hemmeligsag", "Hemmeligere"))
        self.build()
        self.assert_clean()
        clean = self.snapshot()
        (self.folder / "meetings/m/hemmeligfil.txt").unlink()
        self.build(status=1)
        self.assertEqual(self.published(), {path: content for path, content in clean.items() if not path.startswith(".referat")})
        self.assertEqual(self.traces(), [])
        self.write("meetings/m/hemmeligfil.txt", "hemmeligfil")
        # A link to it from another meeting gives its number only.
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Se [](m/moede.md#hemmeligid).")
        self.build()
        self.assert_clean()
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Se [](m/moede.md#hyggeligid).")
        # Open again.
        item.rename(item.with_name("2-hemmelig.md")).write_text(self.ITEM)
        self.build()
        self.assertEqual(self.snapshot(), before)

    def test_with_the_whole_meeting(self):
        self.build()
        for path in ("meetings/m/1-aaben.md", "meetings/m/2-hemmelig.md"):
            self.close(path)
        self.meeting("meetings/b.md", "2021-02-01", "Mole")
        self.build()
        self.assert_clean()
        self.assertNotIn("havnen/2021-01-01/bilag/hyggeligfil.txt", self.snapshot())

    def test_when_its_form_changes_too(self):
        self.build()
        (self.folder / "meetings/m/2-hemmelig.md").unlink()
        head = self.folder / "meetings/m/moede.md"
        head.write_text(head.read_text() + '\n## Hemmeligtitel {#hemmelig lukket="§ 27"}\n\n### Sagsfremstilling\n\n![Hemmelig](hemmelig.png)\n')
        shutil.copy(ROOT / "tests/conform/pictures/rgb.png", self.folder / "meetings/m/hemmelig.png")
        self.build()
        self.assert_clean()


class Folders(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")

    def refused(self, *arguments):
        result = self.build(*arguments, status=2)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        self.assertRegex(result.stderr, "den (interne|offentlige) udgave; byg et andet sted med -o")
        return result.stderr

    def test_the_same_folder(self):
        self.build("-o", "a")
        self.build("--edition", "intern", "-o", "b")
        before = self.snapshot("a"), self.snapshot("b")
        self.assertIn("a indeholder den offentlige udgave", self.refused("--edition", "intern", "-o", "a"))
        self.assertIn("b indeholder den interne udgave", self.refused("-o", "b"))
        self.assertEqual((self.snapshot("a"), self.snapshot("b")), before)

    def test_one_inside_the_other(self):
        self.build()
        self.build("--edition", "intern")
        (self.folder / "link").symlink_to("out")
        for out in ("out/out-intern", "out/x/y/z", "out/../out/x", "link/x", "out-intern/../out"):
            self.refused("--edition", "intern", "-o", out)
        self.refused("-o", "out-intern/havnen/ny")
        self.assertFalse((self.folder / "out/out-intern").exists())
        self.assertFalse((self.folder / "out/x").exists())

    def test_one_that_was_there_before(self):
        self.build("--edition", "intern", "-o", "net/intern")
        self.refused("-o", "net")
        self.assertFalse((self.folder / "net/index.html").exists())
        shutil.move(self.folder / "net/intern", self.folder / "intern")
        self.build("-o", "net")
        # Moved in beside what is published.
        shutil.move(self.folder / "intern", self.folder / "net/intern")
        self.assertIn("net/intern indeholder den interne udgave", self.refused("-o", "net"))


if __name__ == "__main__":
    main()
