"""`referat check`: what it prints and how it ends."""

import json
import re

from command import AGENDA, ROOT, Archive, main


class Privacy(Archive):
    """Numbers and addresses of people, in every place from which they could be published."""

    FRONT = "forum: havnen\ndato: {date}\ntid: 10-12\nsted: {sted}\nstatus: dagsorden\n{more}"
    PLACES = {
        "front matter": [
            "titel: Mødet {}", "næste møde: {{dato: 2022-05-04, sted: '{}'}}", "deltagere: ['Bo {}, Skive Kommune']", "# {}",
            "gæster: [{{navn: Bo, organisation: '{}', rolle: tolk}}]",
            "punkter: [{{sektion: Sager, titel: 'Om {}', sagsfremstilling: Sagen}}]",
            "punkter: [{{sektion: Sager, titel: Sag, sagsfremstilling: 'Om {}'}}]",
            "punkter: [{{sektion: Sager, titel: Sag, sagsfremstilling: Om, lukket: '{}'}}]",
            "punkter: [{{sektion: Sager, titel: Sag, sagsfremstilling: Om, lukket: § 1, offentlig titel: '{}'}}]",
            "punkter: [{{sektion: Sager, titel: Sag, sagsfremstilling: Om, bilag: [{{titel: 'Om {}'}}]}}]",
        ],
        "heading": ["Om {}", "Sag {{{{#sag lukket=\"Lov {}\"}}}}", "Sag {{{{#sag lukket=\"§ 1\" offentlig titel=\"Om {}\"}}}}"],
        "text": [
            "Ved Bo {}\n\nTekst.", "Om *{}*.", "Om `{}`.", "#### Om {}\n\nTekst.", "| Om {} | B |\n|---|---|\n| a | b |",
            "| A | B |\n|---|---|\n| Om {} | b |", "> Om {}", "```\nOm {}\n```", "    Om {}", "- Om {}", "![Om {}](k.png)", "![Kort](k.png 'Om {}')",
            "[Om {}](https://x.dk/)", "[Siden om det](https://x.dk/ 'Om {}')", "[Siden om det][a]\n\n[a]: https://x.dk/ 'Om {}'",
            "[Siden om det](https://x.dk/?af={})", "[Notatet om det](<{}.txt>)", "Tekst.\n\n### Bilag\n\n- Om {}",
            "Tekst.\n\n### Bilag\n\n- [Notatet](<{}.txt>)", "Tekst.\n\n### Bilag\n\n- [Notatet](n.txt 'Om {}')", "Tekst.\n\n### Referat\n\nOm {}.",
        ],
    }
    ADDRESSES = ("?af=", "<{}.txt>")  # digits in them are no telephone number

    def test_all_places(self):
        self.write("meetings/k.png", (ROOT / "tests/conform/pictures/rgb.png").read_bytes())
        self.write("meetings/n.txt", "noter")
        expected = {}
        for rule, value in (("cpr-number", "010203-1234"), ("contact-data", "bo@eksempel.dk"), ("contact-data", "41 71 99 98")):
            places = [(kind, place) for kind in self.PLACES for place in self.PLACES[kind]]
            for closed in ("", ' lukket="§ 1"'):
                for kind, place in places:
                    if (closed and kind != "text") or (value[0] == "4" and any(part in place for part in self.ADDRESSES)):
                        continue
                    number = len(expected)
                    said = place.format(value)
                    front = self.FRONT.format(date=f"20{number // 300 + 10}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}", sted="Viborg",
                                              more=said + "\n" if kind == "front matter" else "")
                    heading = said.replace("{{", "{").replace("}}", "}") if kind == "heading" else f"Sag {{#en{closed}}}"
                    text = said if kind == "text" else "Tekst."
                    if text.startswith("Ved"):
                        body = text.replace("\n\n", "\n\n### Sagsfremstilling\n\n")
                    else:
                        body = f"### Sagsfremstilling\n\nTekst.\n\n{text}"
                    self.write(f"meetings/{number:03}.md", f"---\n{front}---\n\n# Sager\n\n## {heading}\n\n{body}\n")
                    self.write(f"meetings/{value}.txt", "noter")
                    expected[f"meetings/{number:03}.md"] = (rule, place, closed)
        found = {}
        for line in self.run_referat("check", "--format", "json").stdout.splitlines():
            finding = json.loads(line)
            if finding["rule"] in ("cpr-number", "contact-data"):
                found.setdefault(finding["file"], []).append(finding["rule"])
        for path, (rule, place, closed) in expected.items():
            with self.subTest(place=place, closed=closed):
                self.assertEqual(found.get(path), [rule], path)

    def test_what_a_body_says_of_itself(self):
        self.meeting("meetings/a.md", "2021-01-01")
        self.write("styles/havnen/agenda.yaml", AGENDA.format(name="Havn") + "medlemmer: [010203-1234]\n")
        self.assertRegex(self.run_referat("check").stdout, r"styles/havnen/agenda\.yaml:6:13: fejl: .*\[cpr-number\]")


class Check(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01")

    def check(self, *arguments, status):
        result = self.run_referat("check", *arguments)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result.stdout

    def test_nothing_wrong(self):
        self.assertEqual(self.check(status=0), "")
        self.assertFalse((self.folder / "out").exists())

    def test_warnings_are_errors_when_asked(self):
        self.meeting("meetings/a.md", "2021-01-01", text="Se [her](https://eksempel.dk/).")
        self.assertIn("advarsel", self.check(status=0))
        text = self.check("--warnings-as-errors", status=1)
        self.assertIn("fejl", text)
        self.assertNotIn("advarsel:", text)

    def test_formats(self):
        self.meeting("meetings/a.md", "2021-02-30", text="Se [](#intet).")
        text = self.check(status=1)
        self.assertRegex(text, r"^meetings/a\.md:3:7: fejl: .* \[bad-value\]\n")
        self.assertRegex(self.check("--lang", "en", status=1), r"^meetings/a\.md:3:7: error: ")

        lines = self.check("--format", "json", status=1).splitlines()
        first = json.loads(lines[0])
        self.assertEqual(
            list(first), ["file", "line", "column", "end_line", "end_column", "severity", "rule", "message", "help"]
        )
        self.assertEqual((first["file"], first["line"], first["column"]), ("meetings/a.md", 3, 7))
        self.assertEqual((first["severity"], first["rule"]), ("error", "bad-value"))

        sarif = json.loads(self.check("--format=sarif", status=1))
        self.assertEqual(sarif["version"], "2.1.0")
        self.assertEqual(len(sarif["runs"][0]["results"]), len(lines))
        self.assertIn("::error file=meetings/a.md,line=3", self.check("--format=github", status=1))

    def test_many_findings(self):
        self.meeting("meetings/a.md", "2021-01-01", text="<b> " * 1500)
        text = self.check(status=1)
        self.assertEqual((text.count("[raw-html]"), text.count("= hjælp:")), (1000, 100))
        self.assertIn("meetings/a.md: og 500 til, som ikke vises her", text)
        self.assertTrue(text.endswith("\n1500 fejl i 1 møde\n"), text[-200:])
        self.assertEqual(len(self.check("--format", "json", status=1).splitlines()), 1500)

    def test_what_follows_is_not_told(self):
        self.meeting("meetings/a.md", "2021-01-01", text="Se pkt. 1.1, bilag 1 og pkt. 9.9.\n\n### Bilag\n\n- Kort\n")
        told = lambda status: re.findall(r"(?:\S+ findes ikke )?\[[a-z-]+\]", self.check(status=status))
        self.assertEqual(told(0), ["9.9 findes ikke [unknown-item-reference]"])
        path = self.folder / "meetings/a.md"
        path.write_text(path.read_text().replace("# Sager", "# Sager\n# Sager", 1))
        self.assertEqual(told(1), ["[duplicate-section]", "9.9 findes ikke [unknown-item-reference]"])

    def findings(self, text):
        """What is said of a file with these bytes: places and rules."""
        (self.folder / "meetings/a.md").write_bytes(text)
        text = self.run_referat("check").stdout
        return re.findall(r"^meetings/a.md:(\d+:\d+): .* \[([a-z-]+)\]$", text, re.M)

    def test_a_file_in_an_older_character_set(self):
        fixed = "  - titel: Næste møde\n    punkter: [{titel: Drøftelser, dele: [sagsfremstilling]}]\n"
        self.write("styles/havnen/agenda.yaml", AGENDA.format(name="Havneudvalget") + fixed + "medlemmer: [Læsø Kommune]\n")
        people = "deltagere: ['Åse Bæk, Læsø Kommune']\ngæster: [Bo Ærø]\nnæste møde: {dato: 2021-03-01, sted: Ålen}\n"
        self.meeting("meetings/a.md", "2021-01-01", text="Bo Ærø fandt det i orden.")
        text = (self.folder / "meetings/a.md").read_text().replace("status:", people + "status:", 1).replace("\n\n###", "\n\nVed Åse Bæk\n\n###")
        text += "\n# Næste møde\n\n## Drøftelser\n\n### Sagsfremstilling\n\nIngen.\n"
        self.assertEqual(self.findings(text.encode()), [])
        found = self.findings(text.encode("latin-1"))
        self.assertEqual({rule for _, rule in found}, {"encoding"})
        self.assertEqual(len(found), sum(not line.isascii() for line in text.splitlines()))

    def test_a_file_that_begins_with_an_empty_line(self):
        text = (self.folder / "meetings/a.md").read_bytes()
        for before in (b"\n", b"\r\n", b" \n", b"\xef\xbb\xbf\n"):
            self.assertEqual(self.findings(before + text), [("1:1", "front-matter")], before)

    def test_headings_in_front_of_the_first_section(self):
        optional = "  - {titel: Nyt, dele: [sagsfremstilling], valgfri: ja}\n"
        self.write("styles/havnen/agenda.yaml", AGENDA.format(name="Havneudvalget") + optional)
        text = (self.folder / "meetings/a.md").read_text()
        for heading in ("## Punkt\n\n### Sagsfremstilling\nTekst.\n\n", "### Sagsfremstilling\nTekst.\n\n"):
            found = self.findings(text.replace("# Sager", heading + "# Sager", 1).encode())
            self.assertEqual([rule for _, rule in found], ["heading-level"], heading)

    def test_a_link_to_no_source_is_marked_where_it_leads(self):
        self.meeting("meetings/a.md", "2021-01-01", text="Se [kajen](b.md#sag) og [](a.md#ukendt).")
        found = self.findings((self.folder / "meetings/a.md").read_bytes())
        self.assertEqual(found, [("15:12", "unknown-reference"), ("15:28", "unknown-reference")])

    def test_references_that_no_other_fault_explains(self):
        for fault, rule in (("- Bilag 4: Kort", "attachment-number"), ("", "empty-part")):
            self.meeting("meetings/a.md", "2021-01-01", text=f"Se bilag {{}}.\n\n### Bilag\n\n{fault}\n")
            path = self.folder / "meetings/a.md"
            text = path.read_text()
            for number, rules in ((17, ["unknown-attachment-reference", rule]), (2, [rule])):
                path.write_text(text.replace("{}", str(number)))
                self.assertEqual(re.findall(r"\[([a-z-]+)\]\n", self.check(status=1)), rules)

    def test_one_file_knows_what_it_links_to(self):
        self.meeting("meetings/b.md", "2021-02-01", text="Se [kajen](a.md#sag).")
        self.check("meetings/b.md", status=0)
        self.meeting("meetings/b.md", "2021-02-01", text="Se [kajen](a.md#fyret).")
        self.assertIn("[unknown-reference]", self.check("meetings/b.md", status=1))

    def test_a_link_out_of_the_folder_is_not_read(self):
        self.write("hemmeligt.txt", "kodeord: hest")
        (self.folder / "meetings/b.md").symlink_to("../hemmeligt.txt")
        text = self.check(status=1)
        self.assertIn("[path-escape]", text)
        self.assertNotIn("kodeord", text)

    def test_standard_input_has_a_name(self):
        text = (self.folder / "meetings/a.md").read_text().replace("dato: ", "dato: x")
        result = self.run_referat("check", "-", "--stdin-name", "meetings/a.md", standard_input=text)
        self.assertEqual(result.returncode, 1)
        self.assertTrue(result.stdout.startswith("meetings/a.md:3:7: fejl: "), result.stdout)

    def test_colour_is_for_terminals(self):
        self.assertNotIn("\033", self.run_referat("check", env={"TERM": "xterm"}).stdout)

    def test_faults_of_the_world(self):
        self.assertEqual(self.run_referat("check", "findes-ikke.md").returncode, 2)
        self.assertEqual(self.run_referat("check", "styles/havnen/agenda.yaml").returncode, 2)


if __name__ == "__main__":
    main()
