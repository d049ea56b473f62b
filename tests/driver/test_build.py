"""What `referat build` leaves in the output folder, whatever happens to the sources."""

import json
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree

from command import AGENDA, ROOT, Archive, main


def page_text(pdf, page):
    return subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout


def words(text):
    # Line ends inside a heading and hyphens made there are of no interest.
    return re.sub(r"\W+", "", text.replace("\u00ad", ""))


class RealMinutes(Archive):
    def setUp(self):
        super().setUp()
        for folder in ("meetings", "styles"):
            shutil.rmtree(self.folder / folder)
            shutil.copytree(ROOT / folder, self.folder / folder)
        self.build()
        self.toc = json.loads((self.folder / "out/toc.json").read_text())

    def test_contents_as_data_are_true(self):
        meeting = next(m for m in self.toc["meetings"] if m["date"] == "2021-02-11" and m["forum"] == "dassos")
        items = [item for section in meeting["sections"] for item in section["items"]]
        attachments = [a for item in items for a in item["attachments"]]
        self.assertEqual(self.toc["version"], 1)
        self.assertEqual(meeting["title"], "DASSOS 11. februar 2021")
        self.assertEqual([section["number"] for section in meeting["sections"]], ["1", "2", "3"])
        self.assertEqual(len(items), 14)
        self.assertEqual([a["number"] for a in attachments], list(range(1, 11)))
        self.assertEqual(items[0]["presenter"], "Tina Ebler, direktør Psykiatrien i Region Midtjylland")

        html = (self.folder / "out" / meeting["html"]).read_text()
        pdf = self.folder / "out" / meeting["pdf"]
        info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
        self.assertEqual(int(re.search(r"^Pages: +(\d+)", info, re.M)[1]), meeting["pages"])
        for entry in meeting["sections"] + items:
            text = words(page_text(pdf, entry["page"]))
            self.assertIn(words(entry["number"] + entry["title"]), text, f"page {entry['page']}")
        for item in items:
            path, anchor = item["href"].split("#")
            self.assertEqual(path, meeting["html"])
            self.assertIn(f'id="{anchor}"', html)

    def test_feed_is_well_formed(self):
        feed = xml.etree.ElementTree.parse(self.folder / "out/feed.xml").getroot()
        atom = "{http://www.w3.org/2005/Atom}"
        self.assertEqual(feed.tag, atom + "feed")
        self.assertEqual(len(feed.findall(atom + "entry")), len(self.toc["meetings"]))
        for element in [feed, *feed.findall(atom + "entry")]:
            for name in ("id", "title", "updated"):
                self.assertEqual(len(element.findall(atom + name)), 1, name)

    def test_second_build_touches_nothing(self):
        before = self.inodes()
        result = self.build()
        self.assertEqual(result.stdout, "")
        self.assertEqual(self.inodes(), before)

    def test_a_lost_output_comes_back(self):
        before = self.snapshot()
        (self.folder / "out/dassos/2021-02-11/index.html").unlink()
        (self.folder / "out/toc.json").write_text("{}")
        self.build()
        self.assertEqual(self.snapshot(), before)


class Samples(Archive):
    def test_every_number_of_threads_gives_the_same_bytes(self):
        samples = ROOT / "tests/samples"
        arguments = [samples / "meetings", "--styles", samples / "styles"]
        self.build(*arguments, "-o", "one", "-j1")
        self.build(*arguments, "-o", "four", "-j", "4")
        self.assertEqual(self.snapshot("one"), self.snapshot("four"))
        self.assertGreater(len(self.snapshot("one")), 10)

    def test_closed_items_stay_out_of_public_files(self):
        samples = ROOT / "tests/samples"
        self.build(samples / "meetings", "--styles", samples / "styles")
        secret = ["Granatæblevej", "granataeblevej", "Kvartsholm", "Nøddebrun", "Perlegrå", "Safirtårnet", "Smaragdkajen", "aagehorn"]
        for path in (self.folder / "out").rglob("*"):
            if path.is_file():
                name = str(path).casefold()
                content = path.read_bytes().decode("utf-8", "replace").casefold()
                if path.suffix == ".pdf":
                    content = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True).stdout.casefold()
                for word in secret:
                    self.assertNotIn(word.casefold(), content, path)
                    self.assertNotIn(word.casefold(), name)


class Wrong(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Se [kajen](a.md#sag).")
        self.meeting("meetings/c.md", "2021-03-01", "Skovvej", forum="skoven")
        self.build()
        self.before = self.snapshot()

    def test_a_wrong_source_changes_nothing_that_is_published(self):
        good = (self.folder / "meetings/a.md").read_text()
        for wrong, rule in (
            (good.replace("---", "", 1), "front-matter"),
            (good.replace("2021-01-01", "2021-01-32"), "bad-value"),
            (good.replace("sted: Viborg\n", ""), "missing-key"),
            (good.replace("sted:", "stad:"), "unknown-key"),
            (good.replace("# Sager", "# Sagerne"), "unknown-section"),
            (good.replace("forum: havnen", "forum: havne"), "unknown-forum"),
            (good.replace("ny.", "[](#intet)"), "unknown-reference"),
            (good.replace("ny.", "<b>ny</b>"), "raw-html"),
            (b"---\n\xff\n---\n", "encoding"),
        ):
            with self.subTest(rule=rule):
                self.write("meetings/a.md", wrong)
                result = self.build(status=1)
                self.assertIn(f"[{rule}]", result.stderr)
                self.assertIn("meetings/a.md:", result.stderr)
                self.assertEqual(self.snapshot(), self.before)
        self.write("meetings/a.md", good)
        self.build()
        self.assertEqual(self.snapshot(), self.before)

    def test_the_others_are_built(self):
        self.write("meetings/a.md", "intet")
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        self.build(status=1)
        self.assertIn("Bølgebryder", (self.folder / "out/havnen/2021-02-01/index.html").read_text())
        self.assertIn("Kajplads", (self.folder / "out/havnen/2021-01-01/index.html").read_text())

    def test_a_link_that_breaks_is_told_by_who_links(self):
        (self.folder / "meetings/a.md").unlink()
        result = self.build(status=1)
        self.assertRegex(result.stderr, r"meetings/b\.md:\d+:\d+: fejl: .*\[unknown-reference\]")
        self.assertIn("havnen/2021-02-01/index.html", self.snapshot())
        self.assertNotIn("havnen/2021-01-01/index.html", self.snapshot())

    def test_two_sources_of_one_meeting(self):
        self.meeting("meetings/0.md", "2021-01-01", "Kopi")
        result = self.build(status=1)
        self.assertRegex(result.stderr, r"meetings/0\.md:\d+:\d+: fejl: .*\[duplicate-meeting\]")
        self.assertEqual(result.stderr.count("duplicate-meeting"), 1)
        self.assertEqual(self.snapshot(), self.before)

    def test_an_agenda_that_cannot_be_read_stops_its_own_body(self):
        self.write("styles/havnen/agenda.yaml", "navn: [\n")
        self.meeting("meetings/c.md", "2021-03-01", "Lysning", forum="skoven")
        result = self.build(status=1)
        self.assertIn("styles/havnen/agenda.yaml:", result.stderr)
        self.assertEqual(self.snapshot()["havnen/2021-01-01/index.html"], self.before["havnen/2021-01-01/index.html"])
        self.assertIn("Lysning", (self.folder / "out/skoven/2021-03-01/index.html").read_text())


class Folder(Archive):
    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        self.meeting("meetings/b.md", "2021-02-01", "Mole")

    def test_an_archive_that_has_no_meetings_yet(self):
        for source in (self.folder / "meetings").glob("*.md"):
            source.unlink()
        for jobs in ("-j1", "-j4"):
            self.build(jobs, "-o", jobs[1:])
            self.assertTrue((self.folder / jobs[1:] / "havnen/index.html").exists())

    def test_only_what_referat_wrote_is_removed(self):
        self.build()
        self.write("out/README.md", "min")
        self.write("out/havnen/2021-01-01/noter.txt", "mine")
        (self.folder / "meetings/a.md").unlink()
        self.build()
        self.assertTrue((self.folder / "out/havnen/2021-01-01/noter.txt").exists())
        self.assertTrue((self.folder / "out/README.md").exists())
        self.assertFalse((self.folder / "out/havnen/2021-01-01/index.html").exists())
        (self.folder / "meetings/b.md").unlink()
        self.build()
        self.assertFalse((self.folder / "out/havnen/2021-02-01").exists())
        self.assertEqual(json.loads((self.folder / "out/toc.json").read_text())["meetings"], [])

    def test_what_a_killed_build_left_is_swept_up(self):
        self.build()
        clean = self.snapshot()
        self.write("out/.referat-new", "havnen/2020-01-01/index.html\n")
        self.write("out/havnen/2020-01-01/index.html", "halv")
        self.write("out/havnen/.referat-tmp-99999999-1", "halv")
        self.build()
        self.assertEqual(self.snapshot(), clean)

    def test_a_damaged_manifest_does_no_harm(self):
        self.build()
        clean = self.snapshot()
        self.write("out/.referat", "vrøvl")
        self.build()
        self.assertEqual(self.snapshot(), clean)

    def test_one_file_is_built_beside_what_is_there(self):
        self.build()
        self.meeting("meetings/b.md", "2021-02-01", "Bølgebryder")
        self.meeting("meetings/c.md", "2021-03-01", "Fyr")
        self.build("meetings/b.md")
        self.assertIn("Bølgebryder", (self.folder / "out/havnen/2021-02-01/index.html").read_text())
        toc = json.loads((self.folder / "out/toc.json").read_text())
        self.assertEqual([m["date"] for m in toc["meetings"]], ["2021-02-01", "2021-01-01"])

    def test_each_edition_refuses_the_others_folder(self):
        self.build()
        result = self.build("--edition", "intern", "-o", "out", status=2)
        self.assertIn("out", result.stderr)
        self.build("--edition", "intern")
        self.assertTrue((self.folder / "out-intern/index.html").exists())
        self.build("-o", "out-intern", status=2)
        # Nor is one inside the other: what lies in a published folder is published with it.
        self.build("--edition", "intern", "-o", "out/ny/intern", status=2)
        self.assertFalse((self.folder / "out/ny").exists())
        self.build("-o", "out-intern/ny", status=2)

    def test_only_some_outputs(self):
        self.build("--only", "html")
        names = self.snapshot()
        self.assertIn("havnen/2021-01-01/index.html", names)
        self.assertFalse([name for name in names if name.endswith(".pdf")])
        self.build()
        everything = self.snapshot()
        self.build("--only", "toc")
        kept = {name for name in self.snapshot() if not name.startswith(".")}
        self.assertEqual(kept, {name for name in everything if not name.startswith(".")})

    def test_only_some_outputs_leave_no_closed_items(self):
        self.write("meetings/kort.txt", "hemmeligt")
        self.meeting("meetings/c.md", "2021-03-01", "Fyr", "Hemmeligtal.\n\n### Bilag\n\n- [Hemmeligtitel](kort.txt)")
        source = self.folder / "meetings/c.md"
        for kind in ("html", "pdf", "toc"):
            text = source.read_text()
            self.build()
            source.write_text(text.replace("{#sag}", '{#sag lukket="forvaltningslovens § 27"}'))
            self.build("--only", kind)
            for path in (self.folder / "out").rglob("*"):
                content = path.read_bytes() if path.is_file() else b""
                if path.suffix == ".pdf":
                    content = subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout
                self.assertNotRegex(str(path).encode() + content, rb"(?i)hemmelig|\bkort|\bFyr", (kind, path))
            self.assertIn("havnen/2021-01-01/havnen-2021-01-01-dagsorden.pdf", self.snapshot())
            source.write_text(text)

    def test_faults_of_the_world(self):
        self.assertEqual(self.run_referat("build", "findes-ikke").returncode, 2)
        self.assertEqual(self.run_referat("build", "--styles", "findes-ikke").returncode, 2)
        self.write("fil", "x")
        self.assertEqual(self.run_referat("build", "-o", "fil").returncode, 2)
        self.assertEqual((self.folder / "fil").read_text(), "x")


class Links(Archive):
    """From one meeting to another."""

    def page(self, date):
        return (self.folder / f"out/havnen/{date}/index.html").read_text()

    def test_a_day_of_a_meeting_that_links_make_faulty(self):
        self.meeting("meetings/a.md", "2022-01-01", "Mole", "Som på mødet den 1. januar 2021.")
        self.meeting("meetings/b.md", "2021-01-01", "Kaj", "Se [intet](a.md#findes-ikke).")
        self.build(status=1)
        self.assertNotIn("2021-01-01/index.html", self.page("2022-01-01"))

    def test_a_meeting_named_by_its_day(self):
        text = "På mødet den 1. januar 2021, på mødet fredag den 1. januar 2021 og på mødet den 2. januar 2021 som på mødet den 1. februar 2021."
        self.meeting("meetings/b.md", "2021-02-01", "Mole", text)
        self.meeting("meetings/skov.md", "2021-01-02", "Skov", forum="skoven")
        self.build()
        self.assertNotRegex(self.page("2021-02-01"), "<a[^>]*>mødet")
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        self.build()
        links = re.findall(r'<a href="([^"]*)">mødet', self.page("2021-02-01"))
        self.assertEqual(links, ["../2021-01-01/index.html"] * 2)
        self.build("-o", "fresh")
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))
        (self.folder / "meetings/a.md").unlink()
        self.build()
        self.assertNotRegex(self.page("2021-02-01"), "<a[^>]*>mødet")

    def test_a_link_to_a_source(self):
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads")
        self.meeting("meetings/sub/b.md", "2021-02-01", "Mole", "Se [kajen](../a.md#sag).")
        self.build()
        self.assertIn('<a href="../2021-01-01/index.html#pkt-1-1">kajen</a>', self.page("2021-02-01"))
        flat = subprocess.run(["qpdf", "--qdf", "--object-streams=disable",
                               self.folder / "out/havnen/2021-02-01/havnen-2021-02-01-dagsorden.pdf", "-"], capture_output=True).stdout
        self.assertRegex(flat, rb"/D \(pkt-1-1\)")
        self.assertRegex(flat, rb"/GoToR")
        names = subprocess.run(["pdfinfo", "-dests", self.folder / "out/havnen/2021-01-01/havnen-2021-01-01-dagsorden.pdf"],
                               capture_output=True, text=True).stdout
        self.assertIn('"pkt-1-1"', names)


    def test_where_words_are_not_divided(self):
        address = "https://vejdirektoratet.example.dk/udgivelser/2021/trafiksikkerhed/hastighedsdaempende-foranstaltninger.pdf?version=3.2&side=114"
        row = "| Havnevej fra Strandvejen til Fyrvej | 12 | 9 | 14 | 1.250.000 | Se <%s> |" % address
        table = "| Strækning | Ulykker 2019 | Ulykker 2020 | Ulykker 2021 | Overslag i kr. | Bemærkninger |\n|---|---|---|---|---|---|\n" + row
        self.meeting("meetings/a.md", "2021-01-01", text=f"Kl. 9.30–11.15, (§§ 12–14). Pris: –5–. Sag 2021-02-11: 2019-2021. Se A-3 og 1-{'2-' * 20}3.\n\n" + table)
        self.build()
        page = self.page("2021-01-01")
        self.assertEqual(re.findall('<span class="range">(.*?)</span>', page), ["10.00–12.00", "9.30–11.15", "12–14", "2021-02-11", "2019-2021"])
        self.assertRegex(page, r">https://<wbr>vejdirektoratet\.<wbr>example\.<wbr>dk/<wbr>.*<wbr>version=<wbr>3\.2&amp;<wbr>side=<wbr>114</a>")
        pdf = self.folder / "out/havnen/2021-01-01/havnen-2021-01-01-dagsorden.pdf"
        text = page_text(pdf, 1)
        self.assertRegex(text, r"Strækning +Ulykker +Ulykker +Ulykker +Overslag")
        self.assertIn("Strandvejen", text)

    def test_words_for_who_typed_none(self):
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads", "X.\n\n#### Fri {#fri}\n\nY.\n\n### Bilag\n\n- Et bilag {#et}")
        links = "[](a.md#sag), [](a.md), [](a.md#et), [](a.md#fri), [](a.md#s-1), [](a.md#pkt-1-1-bilag), [ ](a.md#SAG), [kajen](a.md#sag)"
        self.meeting("meetings/b.md", "2021-02-01", "Mole", f"Se {links}.")
        self.build()

        def words():
            return [re.sub("\\s+", " ", text) for text in re.findall(r'<a href="../2021-01-01/[^"]*">\s*([^<]*)</a>[,.]', self.page("2021-02-01"))]

        title = "Havneudvalget 1. januar 2021"
        self.assertEqual(words(), [f"pkt. 1.1, {title}", title, f"bilag 1, {title}", title, f"Sager, {title}", f"pkt. 1.1, {title}",
                                   f"pkt. 1.1, {title}", "kajen"])
        source = self.folder / "meetings/a.md"
        source.write_text(source.read_text().replace("tid:", "titel: Temamøde\ntid:").replace("{#sag}", '{#sag lukket="§ 27"}'))
        self.meeting("meetings/b.md", "2021-02-01", "Mole", "Se [](a.md#sag), [](a.md) og [](a.md#fri).")
        self.build()
        self.assertEqual(words(), ["pkt. 1.1, Temamøde", "pkt. 1.1, Temamøde"])
        self.assertIn(">Temamøde</a> og", self.page("2021-02-01"))
        source.write_text(source.read_text().replace("Temamøde", "Havnedag"))
        self.build()
        self.assertEqual(words(), ["pkt. 1.1, Havnedag", "pkt. 1.1, Havnedag"])
        self.build("-o", "fresh")
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))


class Agenda(Archive):
    """An agenda that minutes have followed stays, and leads to them."""

    FOLDER = "out/havnen/2021-01-01"
    MINUTES = "\n### Referat\n\n#### Beslutning {#beslutning}\n\nKajen sælges, se [](#beslutning).\n"

    def setUp(self):
        super().setUp()
        self.meeting("meetings/a.md", "2021-01-01", "Kajplads", "Prisen er hemmeligtal.")
        self.source = self.folder / "meetings/a.md"
        self.agenda = self.source.read_text()
        self.minutes = self.agenda.replace("status: dagsorden", "status: referat\nudsendt: 2021-01-05\ndeltagere: [Bo Lund]") + self.MINUTES

    def pdf(self, name, folder=FOLDER):
        date = folder.rsplit("/", 1)[1]
        return self.folder / folder / f"havnen-{date}-{name}.pdf"

    def text(self, name):
        return subprocess.run(["pdftotext", str(self.pdf(name)), "-"], capture_output=True, text=True, check=True).stdout

    def page(self):
        return (self.folder / self.FOLDER / "index.html").read_text()

    def become(self, text, *arguments, status=0):
        self.source.write_text(text)
        return self.build(*arguments, status=status).stderr

    def assert_both(self):
        self.assertIn("Kajplads", self.text("dagsorden"))
        for word in ("sælges", "Beslutning", "Bo Lund"):
            self.assertNotIn(word, self.text("dagsorden"))
        self.assertIn("sælges", self.text("referat"))
        flat = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf("dagsorden"), "-"], capture_output=True).stdout
        self.assertRegex(flat, rb"havnen-2021-01-01-referat\.pdf")
        self.assertIn('href="havnen-2021-01-01-dagsorden.pdf"', self.page())

    def test_the_source_says_when_it_was_sent_out(self):
        dated = ("status: ", "dagsorden udsendt: 2020-12-20\nstatus: ")
        self.become(self.agenda.replace(*dated))
        self.assertIn("20. december 2020", self.text("dagsorden"))
        self.assertEqual(self.become(self.minutes.replace(*dated)), "")
        self.assert_both()
        self.assertIn("20. december 2020", self.text("dagsorden"))
        self.build("-o", "fresh")
        self.assertEqual(self.snapshot(), self.snapshot("fresh"))
        # What was published at an address stays there.
        self.become(self.minutes)
        self.assert_both()
        self.assertIn("20. december 2020", self.text("dagsorden"))

    def test_the_folder_remembers(self):
        self.become(self.agenda.replace("status:", "udsendt: 2020-12-20\nstatus:"))
        for status in ("udkast", "referat", "godkendt"):
            said = self.become(self.minutes.replace("status: referat", f"status: {status}"))
            self.assertEqual(said.count("dagsorden udsendt: 2020-12-20"), status == "udkast", said)
            self.assertEqual(said.count("\n"), status == "udkast")
            self.assert_both()
            self.assertIn("20. december 2020", self.text("dagsorden"))
            self.assertIn("Dagsordenen af 20. december 2020", re.sub("<[^>]*>|\u00a0", " ", self.page()).replace("  ", " "))
        before = self.inodes()
        self.build()
        self.assertEqual(self.inodes(), before)
        self.build("-o", "fresh")
        self.assertFalse(self.pdf("dagsorden", "fresh/havnen/2021-01-01").exists())
        # A lost one comes back, and edits of the minutes are edits of the agenda.
        self.pdf("dagsorden").unlink()
        self.build()
        self.assert_both()
        self.become(self.minutes.replace("hemmeligtal", "mange penge"))
        self.assertIn("mange penge", self.text("dagsorden"))
        self.assertNotIn("hemmeligtal", self.text("dagsorden"))

    def test_other_ways_of_building(self):
        self.build()
        self.build("--only", "html")
        self.become(self.minutes, "--only", "html")
        self.assertIn('href="havnen-2021-01-01-dagsorden.pdf"', self.page())
        self.build()
        self.assert_both()
        (self.folder / "out/.referat").unlink()
        self.build()
        self.assert_both()
        self.write("styles/havnen/page.css", ".x { color: red }")
        self.build("meetings/a.md")
        self.assert_both()
        self.become(self.minutes.replace("status: referat", "dagsorden udsendt: 2020-12-20\nstatus: referat"), "-o", "pages", "--only", "html")
        self.assertNotIn("dagsorden.pdf", (self.folder / "pages/havnen/2021-01-01/index.html").read_text())

    def test_it_goes_with_its_meeting(self):
        self.build()
        self.become(self.minutes)
        self.source.unlink()
        self.build()
        self.assertFalse((self.folder / self.FOLDER).exists())
        # A meeting of that day that comes later never had one.
        self.assertNotIn("dagsorden", self.become(self.minutes))
        self.assertFalse(self.pdf("dagsorden").exists())

    def test_its_source_gets_another_name(self):
        self.build()
        self.source.unlink()
        self.source = self.folder / "meetings/b.md"
        self.become(self.minutes)
        self.assert_both()
        self.source.unlink()
        self.build()
        self.assertFalse((self.folder / self.FOLDER).exists())

    def test_its_meeting_is_moved(self):
        self.build()
        self.become(self.minutes)
        self.become(self.minutes.replace("dato: 2021-01-01", "dato: 2021-01-08"))
        self.assertFalse((self.folder / self.FOLDER).exists())
        folder = "out/havnen/2021-01-08"
        self.assertTrue(self.pdf("referat", folder).exists())
        self.assertFalse(self.pdf("dagsorden", folder).exists())

    def test_an_agenda_once_more(self):
        self.build()
        before = self.snapshot()
        self.become(self.minutes)
        self.become(self.agenda)
        self.assertEqual(self.snapshot(), before)

    def test_an_item_is_closed_later(self):
        closed = ("{#sag}", '{#sag lukket="forvaltningslovens § 27"}')
        for edition, out in (("offentlig", "out"), ("intern", "out-intern")):
            self.become(self.agenda, "--edition", edition)
            self.become(self.minutes, "--edition", edition)
            self.become(self.minutes.replace(*closed), "--edition", edition)
            for name in ("dagsorden", "referat"):
                text = subprocess.run(["pdftotext", self.folder / self.FOLDER.replace("out", out) / self.pdf(name).name, "-"],
                                      capture_output=True, text=True, check=True).stdout
                self.assertEqual("hemmeligtal" in text, edition == "intern")
                self.assertEqual("Kajplads" in text, edition == "intern")
                self.assertIn("§ 27", text.replace("\u00a0", " "))

    def test_wrong_minutes_leave_it_alone(self):
        self.build()
        before = self.snapshot()
        self.become(self.minutes.replace("deltagere: [Bo Lund]", ""), status=1)
        self.assertEqual(self.snapshot(), before)

    def test_minutes_are_not_printed_before_their_time(self):
        self.write("meetings/noter.txt", "noter")
        self.become(self.agenda.replace("hemmeligtal", "[aftalt](#beslutning)") + self.MINUTES + "\nSe [noterne](noter.txt).\n")
        for path in (self.folder / "out").rglob("*"):
            if path.is_file():
                self.assertNotIn(b"lges", path.read_bytes(), path)
        self.assertNotIn("sælges", self.text("dagsorden"))
        self.assertIn("aftalt", self.text("dagsorden"))
        self.assertFalse((self.folder / self.FOLDER / "bilag").exists())
        # The rules hold for them all the same.
        self.assertIn("[unknown-reference]", self.become(self.agenda + self.MINUTES + "\nSe [](#intet).\n", status=1))


class BodiesWithoutMeetings(Archive):
    """A body that has not met has a page that tells of it; one that others only inherit from is none."""

    def setUp(self):
        super().setUp()
        self.write("styles/fælles/agenda.yaml", AGENDA.partition("langt navn")[2].partition("\n")[2])
        self.write("styles/molen/agenda.yaml", "arver: fælles\nhører under: havnen\nnavn: Moleudvalget\nom: |\n  Passer **molen**.\n")
        self.meeting("meetings/a.md", "2021-01-01")
        self.build("--base-url", "https://havnen.example/")

    def page(self, name="molen"):
        return (self.folder / f"out/{name}/index.html").read_text()

    def test_it_has_a_page(self):
        self.assertIn("Passer <strong>molen</strong>.", self.page())
        self.assertIn("ingen møder endnu", self.page())
        self.assertNotIn("feed.xml", self.page())
        front = (self.folder / "out/index.html").read_text()
        self.assertIn("Passer molen.", front)
        self.assertIn('href="molen/index.html"', front)
        self.assertIn("https://havnen.example/molen/", (self.folder / "out/sitemap.xml").read_text())
        self.assertEqual([path.name for path in (self.folder / "out/molen").iterdir()], ["index.html"])
        self.assertFalse((self.folder / "out/fælles").exists() or (self.folder / "out/faelles").exists())

    def test_it_follows_its_agenda(self):
        self.write("styles/molen/agenda.yaml", "arver: fælles\nnavn: Moleudvalget\nom: Passer også fyret.\n")
        self.build()
        self.assertIn("fyret", self.page())
        self.meeting("meetings/m.md", "2021-02-01", forum="molen")
        self.build()
        self.assertNotIn("ingen møder endnu", self.page())
        self.assertTrue((self.folder / "out/molen/feed.xml").exists())
        (self.folder / "meetings/m.md").unlink()
        self.build()
        self.assertFalse((self.folder / "out/molen/feed.xml").exists())
        self.assertIn("ingen møder endnu", self.page())
        shutil.rmtree(self.folder / "styles/molen")
        self.build()
        self.assertFalse((self.folder / "out/molen").exists())

    def test_a_faulty_agenda_leaves_its_page(self):
        before = self.snapshot()
        for text in ("navn: [\n", "navn: Moleudvalget\nnvn: Molen\n"):
            self.write("styles/molen/agenda.yaml", text)
            for _ in range(2):
                result = self.build("--base-url", "https://havnen.example/")
            after = self.snapshot()
            for path in before:
                if path.startswith(("molen/", "styles/")):
                    self.assertEqual(after.get(path), before[path], path)
        self.build("--base-url", "https://havnen.example/", "-o", "fresh")
        self.assertFalse((self.folder / "fresh/molen").exists())

    def test_the_fault_is_told(self):
        self.write("styles/molen/agenda.yaml", "navn: Moleudvalget\nnvn: Molen\n")
        self.assertIn("styles/molen/agenda.yaml", self.build().stderr)


class Incremental(Archive):
    """After any series of edits, building on gives what building anew gives."""

    def test_random_edits(self):
        pick = random.Random(7)
        titles = ["Kajplads", "Mole", "Fyr", "Bølgebryder", "Slæbested"]
        days = [f"2021-0{n}-01" for n in range(1, 8)]
        for _ in range(25):
            for _ in range(pick.randint(1, 3)):
                day = pick.choice(days)
                path = f"meetings/{day}.md"
                if pick.random() < 0.25:
                    (self.folder / path).unlink(missing_ok=True)
                    continue
                other = pick.choice([d for d in days if d != day])
                text = f"Se [det andet møde]({other}.md#sag)." if pick.random() < 0.3 else ""
                if pick.random() < 0.2:
                    text += f" Som på mødet den 1. {['januar', 'februar', 'marts', 'april'][pick.randrange(4)]} 2021."
                self.meeting(path, day, pick.choice(titles), text, forum=pick.choice(["havnen", "skoven"]))
            # Links to meetings that are not there would keep the old output, which a new build has not.
            for source in (self.folder / "meetings").glob("*.md"):
                text = source.read_text()
                target = re.search(r"\((\S+)\.md#sag\)", text)
                if target and not (self.folder / f"meetings/{target[1]}.md").exists():
                    source.write_text(text.replace(target[0], "(https://eksempel.dk/)"))
            self.build()
            shutil.rmtree(self.folder / "fresh", ignore_errors=True)
            self.build("-o", "fresh")
            self.assertEqual(self.snapshot(), self.snapshot("fresh"))


if __name__ == "__main__":
    main()
