"""What is looked for in attached files and in closed items, and where it is reported."""

import io
import re
import shutil
import zipfile

from command import AGENDA, ROOT, Archive, main

NUMBER = "010203-1234"


def word_document(*runs):
    """A document whose one paragraph is written in several runs, as Word does."""
    text = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document><w:p><w:r><w:t>Et</w:t></w:r></w:p><w:p>{text}</w:p></w:document>")
    return content.getvalue()


class Attachments(Archive):
    def check(self, *lines, closed=""):
        text = "Sagen.\n\n### Bilag\n\n" + "\n".join(lines)
        self.meeting("meetings/a.md", "2021-01-01", text=text)
        source = self.folder / "meetings/a.md"
        source.write_text(source.read_text().replace("{#sag}", "{#sag" + closed + "}"))
        found = []
        for edition in ("offentlig", "intern"):
            result = self.run_referat("build", "--edition", edition, "-o", f"out-{edition}")
            found.append(re.findall(r"^meetings/a\.md:(\d+:\d+): (.*)$", result.stderr, re.M))
        self.assertEqual(*found)
        return found[0]

    def write_files(self):
        self.write("meetings/tal.txt", f"et\nto {NUMBER}\n")
        self.write("meetings/brev.docx", word_document("Nr. 0102", "03-12", "34."))
        self.write("meetings/billede.pdf", (ROOT / "tests/conform/pictures/rgb.png").read_bytes())
        self.write("meetings/side.pdf", "<!DOCTYPE html><html></html>")

    def test_numbers_in_files(self):
        self.write_files()
        for closed in ("", ' lukket="forvaltningslovens § 27"'):
            found = self.check("- [Tal](tal.txt)", "- [Brev](brev.docx)", "- Uden fil", closed=closed)
            self.assertEqual([place for place, _ in found], ["19:9", "20:10"])
            self.assertIn("'tal.txt'", found[0][1])
            self.assertIn("linje 2", found[0][1])
            self.assertIn("[cpr-number]", found[1][1])

    @staticmethod
    def has_reader():
        return shutil.which("pdftotext")

    def test_numbers_in_pdfs(self):
        if not self.has_reader():
            self.skipTest("pdftotext is not installed")
        self.write("styles/skoven/agenda.yaml", AGENDA.format(name="Skov") + "regler: {cpr-number: fra}\n")
        self.meeting("meetings/b.md", "2021-01-02", text=f"Borgeren {NUMBER}", forum="skoven")
        self.build("-o", "other")
        shutil.copy(self.folder / "other/skoven/2021-01-02/skoven-2021-01-02-dagsorden.pdf", self.folder / "meetings/sag.pdf")
        (self.folder / "meetings/b.md").unlink()
        found = self.check("- [Sag](sag.pdf)")
        self.assertEqual(len(found), 1)
        self.assertRegex(found[0][1], r"'sag.pdf'.*side 1, linje \d+ \[cpr-number\]")

    def test_a_file_that_is_something_else(self):
        self.write_files()
        found = self.check("- [Billede](billede.pdf)", "- [Side](side.pdf)")
        self.assertEqual([message.rsplit("[")[-1] for _, message in found], ["attachment-missing]"] * 2)
        self.assertIn("PNG", found[0][1])
        self.assertIn("HTML", found[1][1])

    def test_a_file_that_is_not_what_its_name_says(self):
        picture = (ROOT / "tests/conform/pictures/rgb.png").read_bytes()
        for name, content, message in (
            ("a.pdf", b"Hej", "har ikke form som en .pdf-fil"),
            ("a.PDF", b"", "'a.PDF' er tom"),
            ("a.docx", b"Hej", "har ikke form som en .docx-fil"),
            ("a.doc", b"Hej", "har ikke form som en .doc-fil"),
            ("a.jpg", picture, "har form som PNG"),
            ("a.png", b"\x89PNG", "har ikke form som en .png-fil"),
            ("a.txt", b"a\0b", "har ikke form som en .txt-fil"),
            ("a.csv", b"PK\3\4", "har form som ZIP"),
        ):
            self.write(f"meetings/{name}", content)
            found = self.check(f"- [Filen]({name})")
            self.assertEqual([(place, message in text) for place, text in found], [("19:11", True)], (name, found))
            rule = "attachment-missing" if "har form som" in message else "attachment-type"
            self.assertIn(f"[{rule}]", found[0][1])
        for name, content in (
            ("b.pdf", b"\xef\xbb\xbf%PDF-1.7\n"), ("b.txt", b""), ("b.txt", b"\xff\xfea\0"), ("b.zip", b"PK\5\6" + bytes(18)),
            ("b.doc", b"{\\rtf1}"), ("b.html", b"Hej"), ("b.xyz", b"MZ\x90"), ("fil", b""), ("b.tif", b"MM\0*"),
        ):
            self.write(f"meetings/{name}", content)
            self.assertEqual(self.check(f"- [Filen]({name})"), [], name)

    def test_a_picture_of_another_kind(self):
        self.write("meetings/kort.jpg", (ROOT / "tests/conform/pictures/rgb.png").read_bytes())
        found = self.check("- Intet", "", "![Et kort](kort.jpg)")
        self.assertEqual([place for place, _ in found], ["21:1"])
        self.assertIn("PNG", found[0][1])

    def test_broken_pictures(self):
        for picture in sorted((ROOT / "tests/conform/pictures").glob("broken-*.png")):
            shutil.copy(picture, self.folder / "meetings/billede.png")
            found = self.check("- Intet", "", "![Et kort](billede.png)")
            self.assertEqual([place for place, _ in found], ["21:1"], picture)

    def test_closed_items_keep_the_rules(self):
        found = self.check("- Intet", "", f"Skriv til bo@eksempel.dk om {NUMBER}, se [mødet](intet.md) og [](#ukendt).",
                           closed=' lukket="forvaltningslovens § 27"')
        rules = [message.rsplit("[")[-1] for _, message in found]
        self.assertEqual(rules, ["contact-data]", "cpr-number]", "unknown-reference]", "unknown-reference]"])


if __name__ == "__main__":
    main()
