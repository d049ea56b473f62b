"""What the writer's guide shows can be typed as it stands there."""

import re

from command import ROOT, Archive, main

GUIDE = (ROOT / "meetings/README.md").read_text()

AGENDA = """navn: Prøve
sektioner:
  - titel: Beslutningspunkter
    dele: [ved?, indstilling?, sagsfremstilling?, bilag?, referat?]
    valgfri: ja
"""

HEAD = """---
forum: dassos
dato: 2021-05-04
tid: 10.00-12.00
sted: Viborg
deltagere: [Jesper Thyrring Møller (formand), Bjarne Hansen, Lone Rasmussen]
"""


def section(title):
    """The code blocks below the heading, up to the next heading of its level or a higher one."""
    level, rest = re.search(rf"^(#+) {re.escape(title)}\n(.*)", GUIDE, re.M | re.S).groups()
    text = re.split(rf"^#{{1,{len(level)}}} ", re.sub(r"^```.*?^```", lambda code: code[0].replace("\n#", "\n\0"), rest, flags=re.M | re.S), flags=re.M)[0]
    return [code.replace("\0", "#") for code in re.findall(r"^```(?:markdown|yaml)\n(.*?)^```", text, re.M | re.S)]


class Guide(Archive):
    def setUp(self):
        super().setUp()
        for forum in ("dassos", "takstgruppen"):
            self.write(f"styles/{forum}/agenda.yaml", AGENDA)

    def page(self, path="dassos/2021-05-04"):
        # Ids that a form points to stand elsewhere in the guide.
        self.build()
        return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", (self.folder / f"out/{path}/index.html").read_text()))

    def test_a_file_for_every_item(self):
        item, = (code for code in section("1. En mappe med en fil for hvert punkt") if "sektion:" in code)
        self.write("meetings/m/moede.md", HEAD + "---\n")
        self.write("meetings/m/2-kontrakter.md", item)
        self.write("meetings/m/10-andet.md", "---\nsektion: Beslutningspunkter\ntitel: Det tiende\nsagsfremstilling: Se [](#kontrakt).\n---\n")
        self.write("meetings/m/bilag/kontrakt.pdf", b"%PDF-1.7\n")
        page = self.page()
        for words in ("1.1 Standardkontrakter fra KL", "1.2 Det tiende", "Der var opbakning fra DASSOS.", "Se bilag 1."):
            self.assertIn(words, page.replace("\u00a0", " "))

    def test_a_list_of_items(self):
        code, = section("2. En liste i mødets oplysninger")
        self.write("meetings/a.md", HEAD + code + "---\n\n# Beslutningspunkter\n\n## Et til\n\n### Referat\n\nTekst.\n")
        page = self.page()
        self.assertIn("1.1 Godkendelse af dagsorden", page)
        self.assertIn("1.2 Et til", page)

    def test_a_meeting_of_one_item(self):
        code, = section("3. Et møde med et enkelt punkt")
        self.write("meetings/a.md", code)
        self.assertIn("1.1 Indberetning af takster", self.page("takstgruppen/2021-03-02"))

    def test_longer_texts(self):
        code = section("Tre andre måder at skrive punkter på")[0]
        self.write("meetings/a.md", HEAD + "sektion: Beslutningspunkter\npunkt: Sagen\n" + code + "---\n")
        self.build()
        self.assertIn("<li>kontrakter</li>", (self.folder / "out/dassos/2021-05-04/index.html").read_text())

    def test_closed_items(self):
        headings = [code for code in section("Lukkede punkter") if code.startswith("#")]
        data, = (code for code in section("Lukkede punkter") if not code.startswith("#"))
        self.assertEqual(len(headings), 2)
        body = "\n".join(code + "\n### Referat\n\nHemmeligt.\n" for code in headings)
        point = "punkter:\n  - sektion: Beslutningspunkter\n    titel: Hemmeligt\n" + re.sub("^", "    ", data.strip(), flags=re.M) + "\n"
        self.write("meetings/a.md", HEAD + point + "---\n\n# Beslutningspunkter\n\n" + body)
        page = self.page()
        for words in ("1.1 Ejendomssag", "1.2 Lukket punkt", "1.3 Ejendomssag", "forvaltningslovens § 27"):
            self.assertIn(words, page)
        for words in ("Hemmeligt", "Køb"):
            self.assertNotIn(words, page)


if __name__ == "__main__":
    main()
