"""No byte that a writer types opens a tag, a PDF operator, a JSON string, a YAML key, a path or a sequence of a terminal.

A meeting for each of many hostile strings has it in every place where words may stand. What is published is read with readers that
are not ours, and must hold the string as words."""

import html.parser
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import unittest
import urllib.parse
import xml.etree.ElementTree
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "driver"))
from command import Archive, main

HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "title": "</title></style></textarea><svg onload=alert(1)>",
    "comment": "--><!-- <![CDATA[ ]]> <?php ?>",
    "attribute": "\"'><img src=x onerror=alert(1)> `x`=y",
    "entities": "&lt;script&gt; &#60;b&#62; &quot; &amp;amp; &nbsp",
    "pdf": ") Tj ET Q endstream endobj (\\)\\( %%EOF",
    "pdf-names": "/JavaScript << /S /JavaScript /JS (app.alert) >> stream",
    "json": "\", \"x\": \"\\u0000 \\\" {} [] \\n",
    "formats": "%s%n%x%1$s {1} {2} ${HOME} $(id) `id`",
    "percent": "%0d%0aSet-Cookie: a=b %00 %2e%2e%2f",
    "ics": "BEGIN:VEVENT;X=Y,Z\\nEND:VCALENDAR",
    "separators": "a\u00a0b\u3000c\u200bd",
    "marks": "\u200f\u05e9\u05dc\u05d5\u05dd \u200e\u061cx",
    "css": "}*{background:url(//x)} expression(1) @import 'x'",
    "unicode": "\U0001f4a3 \U0010fffd \ufffd e\u0301\u0301\u0301 ﷽",
    "path": "../../../etc/passwd ..\\..\\x C:\\x //x/y",
}

# What means something to YAML where a value begins, ends or is parted.
HOSTILE_TO_YAML = ("- a", "[a", "{a", "&a b", "*a b", "!a b", "%a b", "@a b", "'a b", '"a b', "? a", "| a", "> a", "a: b", "a:", "# a", "a #b",
                   "null", "true", "~", "--- a", "... a", "a, b", "a (b)", "(a)", "`a", "a\\b", "=", "<<", "-", "?", ":", "a}: b", "a]", "12", "0x1")

# What a terminal obeys, and what nobody sees on it.
UNSEEN = ("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
          "\U000e0000-\U000e0fff]")
# What is printed of a source's tree and pages has what is in it, but nothing that a terminal obeys.
CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]"
# JSON has what programs read, invisible characters included; only what reorders text is escaped.
REORDERING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"


# Every one as it stands in Markdown and in a line of YAML between double quotes.
def markdown(text):
    return re.sub(r"([\"'\\`*_{}\[\]<>()#+.!|&~-])", r"\\\1", text)


def yaml(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


MEETING = """---
forum: havnen
dato: {date}
tid: 10.00-12.00
sted: {y}
titel: {y}
status: referat
kontakt: {{navn: {y}, telefon: 12 34 56 78, email: a@example.org}}
deltagere:
  - {{navn: {y}, organisation: {y}, rolle: {y}}}
næste møde: {{dato: 2031-01-01, sted: {y}}}
punkter:
  - {{sektion: Sager, titel: Lukket, lukket: {y}, offentlig titel: {y}, referat: Hemmeligt.}}
---

# Sager

## Ord {m} {{#sag}}

Ved Kaj {m}

### Indstilling

At udvalget {m}

### Sagsfremstilling

Ord {m} **{m}** *{m}* [{m}](https://example.org/?q={url}) ![{m}](p.png "{m}")

    {t}

`` {t} ``

> {m}

| {m} | To |
|-----|----|
| {m} | x  |

- {m}

### Bilag

- [{m}](bilag.txt)
- {m}

### Referat

#### {m}

{m}

"""


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.attributes = [], [], []

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.attributes += attributes

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")


def squeeze(text):
    return re.sub(r"\s+", "", text)


def pdf_names(value):
    """Keys and names of all objects."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from pdf_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pdf_names(inner)
    elif isinstance(value, str):
        yield value


def pdf_actions(value):
    """What a link or a bookmark does."""
    if isinstance(value, dict):
        if "/S" in value and ("/URI" in value or "/D" in value or value.get("/Type") == "/Action"):
            yield value
        for inner in value.values():
            yield from pdf_actions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pdf_actions(inner)


class Injection(Archive):
    def setUp(self):
        super().setUp()
        self.write("styles/havnen/agenda.yaml", "navn: Havn\nsektioner:\n  - titel: Sager\n    dele: [ved?, indstilling?, "
                   "sagsfremstilling?, bilag?, referat?]\nregler: {link-text: fra, table-header: fra, "
                   "unknown-presenter: fra, contact-data: fra, recommendation-form: fra}\n")
        chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        self.write("meetings/p.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) +
                   chunk(b"IDAT", zlib.compress(b"\0\1\2\3")) + chunk(b"IEND", b""))
        self.write("meetings/bilag.txt", "x")

    def meeting_of(self, number, text):
        url = re.sub(r"[^\w]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)
        self.write(f"meetings/{number}.md", MEETING.format(date=f"2021-01-{number + 1:02}", y=yaml(text), m=markdown(text), t=text.replace("`", ""),
                                                          url=url))

    def all_of_them(self):
        for number, text in enumerate(HOSTILE.values()):
            self.meeting_of(number, text)
        result = self.build("--base-url", "https://example.org/a")
        self.assertNotIn("fejl", result.stderr)
        return self.folder / "out"

    def test_what_is_published(self):
        out = self.all_of_them()
        harmless = None
        for number, (name, text) in enumerate(HOSTILE.items()):
            page = out / f"havnen/2021-01-{number + 1:02}/index.html"
            tags = Tags()
            tags.feed(page.read_text())
            tags.close()
            # Words make no elements: all these pages have the same, but for links to what is before and after.
            elements = sorted(tag for tag in tags.elements if tag not in ("a", "br", "link", "wbr"))
            harmless = harmless or (number and elements)
            if 0 < number < len(HOSTILE) - 1:
                self.assertEqual(elements, harmless, name)
            for key, value in tags.attributes:
                self.assertFalse(key.startswith("on"), (name, key))
                if key in ("href", "src") and value != "data:,":  # the icon that pages do without
                    self.assertNotRegex(value.strip().casefold(), r"^(javascript|data|vbscript|file):", name)
            self.assertIn(squeeze(text), squeeze("".join(tags.words)), name)
            pdf = next(page.parent.glob("*.pdf"))
            if shutil.which("qpdf"):
                checked = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True)
                self.assertEqual(checked.returncode, 0, f"{name}: {checked.stdout}{checked.stderr}")
                objects = subprocess.run(["qpdf", "--json=2", "--json-stream-data=none", str(pdf)], capture_output=True).stdout
                # Names begin with a slash there, strings with `u:` or `b:`.
                self.assertFalse(set(pdf_names(json.loads(objects))) & {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/AA"}, name)
                for action in pdf_actions(json.loads(objects)):
                    self.assertIn(action["/S"], ("/GoTo", "/URI"), name)
                    if action["/S"] == "/URI":
                        self.assertRegex(action["/URI"], r"\Au:(https?://[!-~]+|mailto:[!-~]+|tel:[+0-9]+|bilag/[A-Za-z0-9._-]+)\Z", name)
            if name in ("script", "pdf", "json", "attribute", "formats", "path") and shutil.which("pdftotext"):
                words = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True).stdout
                self.assertIn(squeeze(text), squeeze(words), name)
        if shutil.which("xmllint"):
            for page in out.rglob("*.html"):
                result = subprocess.run(["xmllint", "--html", "--noout", "--encode", "utf-8", str(page)], capture_output=True, text=True)
                faults = [line for line in result.stderr.splitlines() if " error : " in line and not re.search(r"Tag (main|nav|header|footer|section|article|aside|time|search|figure|details|summary|figcaption|hgroup|mark|output|template|dialog|svg|path|wbr) invalid", line)]
                self.assertEqual(faults, [], page)

    def test_data(self):
        out = self.all_of_them()
        titles = {meeting["title"] for meeting in json.loads((out / "toc.json").read_text())["meetings"]}
        for name, text in HOSTILE.items():
            self.assertIn(squeeze(text), {squeeze(title) for title in titles}, name)
        for path in (*out.rglob("feed.xml"), out / "sitemap.xml"):
            tree = xml.etree.ElementTree.parse(path)
            names = {element.tag.rsplit("}", 1)[-1] for element in tree.iter()}
            self.assertFalse(names & {"script", "svg", "img", "b"}, path)
        for page in out.rglob("index.html"):
            for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(), re.S):
                json.loads(data)
        for path in out.rglob("*.ics"):
            text = path.read_bytes().decode()
            unfolded = text.replace("\r\n ", "")
            self.assertNotIn("\n", unfolded.replace("\r\n", ""))
            for line in unfolded.split("\r\n"):
                self.assertRegex(line, r"\A([A-Z-]+[:;].*)?\Z")
            self.assertEqual(unfolded.count("END:VCALENDAR\r\n"), 1)
        for path in out.rglob("search/**/*.js"):
            for quoted in re.findall(r'"(?:[^"\\]|\\.)*"', path.read_text()):
                json.loads(quoted)
            self.assertNotRegex(path.read_text(), "[\u2028\u2029\x00-\x08]|</script")

    def test_what_a_body_says(self):
        """Names and labels of agenda.yaml and style.yaml are words too."""
        for number, text in enumerate(HOSTILE.values()):
            y = yaml(text)
            self.write(f"styles/b{number}/agenda.yaml", f"navn: {y}\nlangt navn: {y}\nom: {y}\nmedlemmer: [{y}]\n"
                       f"sekretariat: {{navn: {y}, adresse: [{y}]}}\nsektioner:\n  - {{titel: {y}, dele: [referat?]}}\n"
                       "regler: {member-missing: fra, unknown-organisation: fra}\n")
            self.write(f"styles/b{number}/style.yaml", f"skrift: {{brødtekst: {y}, overskrifter: {y}, kode: {y}}}\n")
            self.write(f"meetings/b{number}.md", f"---\nforum: b{number}\ndato: 2021-01-01\ntid: 10-12\nsted: Her\nstatus: dagsorden\n---\n\n"
                       f"# {markdown(text)}\n\n## Sag\n")
        result = self.build("--base-url", "https://example.org/a")
        self.assertNotIn("fejl", result.stderr)
        out = self.folder / "out"
        for page in out.rglob("*.html"):
            tags = Tags()
            tags.feed(page.read_text())
            tags.close()
            self.assertFalse({"svg", "img", "b", "textarea"} & set(tags.elements), page)
            self.assertFalse([key for key, _ in tags.attributes if key.startswith("on")], page)
            for key, value in tags.attributes:
                if key in ("href", "src") and value != "data:,":
                    self.assertNotRegex(value.strip().casefold(), r"^(javascript|data|vbscript|file):")
        for path in (*out.rglob("feed.xml"), out / "sitemap.xml"):
            xml.etree.ElementTree.parse(path)
        for path in out.rglob("*.css"):
            bare = re.sub(r'"(\\.|[^"\\])*"', "", path.read_text())
            self.assertEqual(bare.count("{"), bare.count("}"), path)
            self.assertNotRegex(bare, "@import|url\\(|expression|</", path)
        for path in out.rglob("*.ics"):
            for line in path.read_bytes().decode().replace("\r\n ", "").split("\r\n"):
                self.assertRegex(line, r"\A([A-Z-]+[:;].*)?\Z")
        json.loads((out / "toc.json").read_text())
        if shutil.which("qpdf"):
            for pdf in out.rglob("*.pdf"):
                checked = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True)
                self.assertEqual(checked.returncode, 0, f"{pdf}: {checked.stdout}{checked.stderr}")

    def test_what_a_pdf_says_of_itself(self):
        out = self.all_of_them()
        for number, (name, text) in enumerate(HOSTILE.items()):
            pdf = next((out / f"havnen/2021-01-{number + 1:02}").glob("*.pdf"))
            packet = re.search(rb"<\?xpacket begin=.*?\?>(.*?)<\?xpacket end", pdf.read_bytes(), re.S)
            titles = [element for element in xml.etree.ElementTree.fromstring(packet[1]).iter() if element.tag.endswith("elements/1.1/}title")]
            self.assertEqual([squeeze("".join(title.itertext())) for title in titles], [squeeze(text)], name)
            if shutil.which("pdfinfo"):
                said = subprocess.run(["pdfinfo", "-enc", "UTF-8", str(pdf)], capture_output=True, text=True).stdout
                self.assertEqual(squeeze(re.search(r"^Title:(.*)$", said, re.M)[1]), squeeze(text), name)
                self.assertRegex(said, r"(?m)^JavaScript: +no$")

    @unittest.skipUnless(shutil.which("ninja"), "no ninja")
    def test_names_that_ninja_and_the_shell_would_obey(self):
        """They run nothing, and the archive is the one that `build` makes."""
        names = ("a b", "$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "\"; touch pwned; \"", "a; touch pwned", "a&touch pwned",
                 "$out", "${in}", "a:b", "#x", "~", "*", "-o", "a>pwned", "\\", "%s", "@x", "æ")
        for number, name in enumerate(names):
            link = urllib.parse.quote(f"{name}.txt")
            self.meeting(f"meetings/{number}/{name}.md", f"2021-01-{number + 1:02}", "Sag", f"Se [filen](./{link}).")
            self.write(f"meetings/{number}/{name}.txt", "x")
        result = self.run_referat("graph", "--file", "build.ninja")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        result = subprocess.run(["ninja", "-k0"], cwd=self.folder, capture_output=True, text=True, timeout=100)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertEqual(list(self.folder.rglob("pwned")), [])
        self.build("-o", "built")
        published = [{path: content for path, content in self.snapshot(out).items() if not path.startswith(".referat")} for out in ("out", "built")]
        self.assertEqual(*published)
        # A name that a build file can't hold is refused.
        for name in ("x\ny", "x\ry", "x|y", "x'/y", "x;/y", "x`/y", "x\\/y"):
            self.meeting(f"meetings/{name}.md", "2022-01-01", "Sag")
            result = self.run_referat("graph", "--file", "build.ninja")
            self.assertEqual(result.returncode, 2)
            self.assertIn("kan ikke skrives i en build.ninja", result.stderr)
            (self.folder / f"meetings/{name}.md").unlink()

    def test_a_new_meeting_repeats_words(self):
        """`new` types what it takes from the body and its last meeting, so that it is read back as the same."""
        texts = [*HOSTILE.values(), *HOSTILE_TO_YAML]
        people = "\n".join(f"  - {{navn: {yaml(text)}, organisation: {yaml(text)}, rolle: {yaml(text)}}}" for text in texts)
        sections = "\n".join(f"  - titel: {yaml(text)}\n    punkter: [{{titel: {yaml(text)}, dele: [referat?]}}]" for text in texts)
        rules = ", ".join(f"{rule}: fra" for rule in ("member-missing", "unknown-organisation", "item-number", "name-variant"))
        self.write("styles/havnen/agenda.yaml", f"navn: Havn\nmedlemmer: [{', '.join(map(yaml, texts))}]\nregler: {{{rules}}}\nsektioner:\n{sections}\n")
        self.write("meetings/a.md", f"---\nforum: havnen\ndato: 2021-01-01\ntid: 10-12\nsted: {yaml(HOSTILE['json'])}\nstatus: dagsorden\n"
                   f"kontakt: {{navn: {yaml(HOSTILE['json'])}, telefon: 12 34 56 78}}\ndeltagere:\n{people}\n---\n")

        def facts(path):
            tree = self.run_referat("--emit=ast", path, "--styles", "styles").stdout
            return re.findall(r"^ +attendee (.*) @", tree, re.M), re.findall(r"^ +contact (.*) @?", tree, re.M)

        for date, like in (("2021-02-01", "meetings/a.md"), ("2020-01-01", None)):
            self.assertEqual(self.run_referat("new", "havnen", date).returncode, 0)
            path = f"meetings/havnen/{date}.md"
            result = self.run_referat("check", path)
            self.assertEqual((result.returncode, result.stdout), (0, ""))
            if like:
                self.assertEqual(facts(path), facts(like))
                self.assertEqual(len(facts(like)[0]), len(texts))

    def test_every_name_is_safe(self):
        out = self.all_of_them()
        for path in out.rglob("*"):
            self.assertRegex(str(path.relative_to(out)), r"\A[A-Za-z0-9._/-]+\Z")

    def test_links(self):
        wrong = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "javascript&colon;alert(1)",
                 "&#106;avascript:alert(1)", "javascript&#58;alert(1)", "java&#10;script:alert(1)", "&#x01;javascript:alert(1)",
                 "vbscript:x", "data:text/html,x", "data:image/svg+xml;base64,AAAA", "file:///etc/passwd", "blob:x", "view-source:x",
                 "jar:x", "javascript&#0058;alert(1)", "java&Tab;script:alert(1)", "\\javascript:alert(1)", "javascript\\:alert(1)",
                 "//example.org/x", "\\\\example.org\\x", "/\\example.org", "ms-word:ofe|u|x", "search-ms:x", "JAVASCRIPT&NewLine;:x"]
        for image in ("", "!"):
            for link in wrong:
                with self.subTest(link=link, image=image):
                    self.meeting("meetings/x.md", "2021-01-01", "Sag", f"Se {image}[her](<{link}>) og mere.")
                    result = self.run_referat("build")
                    if result.returncode == 0:
                        # Read as words, then: nothing that can be followed.
                        tags = Tags()
                        tags.feed((self.folder / "out/havnen/2021-01-01/index.html").read_text())
                        for key, value in tags.attributes:
                            if key in ("href", "src") and value != "data:,":
                                self.assertNotRegex(re.sub(r"[\x00-\x20]", "", value).casefold(),
                                                    r"^(javascript|vbscript|data|file|blob|view-source|jar|ms-word|search-ms):|^[/\\]{2}")
                    else:
                        self.assertEqual(result.returncode, 1)
                        self.assertRegex(result.stderr, r"meetings/x\.md:15:\d+: fejl: .*\[(unsafe-link|attachment-missing|path-escape|dead-link|encoding)\]")
                    (self.folder / "meetings/x.md").unlink()

    def test_what_a_terminal_would_obey(self):
        evil = ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x7f", "\x00", "\r", "\x08", "\u202e", "\u2066", "\u2028", "\x85", "\u200e", "\u200f",
                "\u061c", "\u200b", "\u00ad", "\u2060", "\u180e", "\U000e0041", "\ufff9"]
        for text in evil:
            for place in (f"stde: {text}x", f"dato: 2021{text}", f"{text}x: y", f"sted: &{text}"):
                self.write("meetings/x.md", f"---\nforum: havnen{text}\ntid: 25{text}\n{place}\n---\n\n# Sa{text}ger\n\n## [x](#{text}a) <b{text}>\n")
                for command in (["check"], ["check", "--format", "github"], ["check", "--lang", "en"], ["build"]):
                    result = subprocess.run([sys.argv[1], *command], cwd=self.folder, capture_output=True, timeout=60)
                    self.assertEqual(result.returncode, 1)
                    told = (result.stdout + result.stderr).decode("utf-8")
                    self.assertNotRegex(told, UNSEEN, f"{text!r} in {place!r}: {told!r}")
                for format in ("json", "sarif"):
                    result = subprocess.run([sys.argv[1], "check", "--format", format], cwd=self.folder, capture_output=True, timeout=60)
                    told = result.stdout.decode("utf-8")
                    self.assertNotRegex(told, REORDERING)
                    for data in told.splitlines() if format == "json" else [told]:
                        json.loads(data)
                for stage in ("ast", "layout", "tags", "unit"):
                    result = subprocess.run([sys.argv[1], f"--emit={stage}", "meetings/x.md"], cwd=self.folder, capture_output=True, timeout=60)
                    self.assertNotRegex((result.stdout + result.stderr).decode("utf-8"), CONTROL, f"{text!r} as {stage}")
        (self.folder / "meetings/x.md").unlink()
        self.write(f"styles/a\x1b[31m/agenda.yaml", "navn: A\nsektioner: [{titel: Sager, dele: [referat?]}]\n")
        result = self.run_referat("new", "a\x1b[31m", "2021-01-01")
        self.assertNotRegex(result.stdout + result.stderr, UNSEEN)
        shutil.rmtree(self.folder / "styles/a\x1b[31m")
        for text in evil:
            if "\0" in text:
                continue
            self.write(f"meetings/x{text}.md", "---\nsjov: ja\n---\n")
            for format in ("text", "json", "github", "sarif"):
                result = subprocess.run([sys.argv[1], "check", "--format", format], cwd=self.folder, capture_output=True, timeout=60)
                self.assertNotRegex((result.stdout + result.stderr).decode("utf-8"), REORDERING if format == "json" else UNSEEN, f"{text!r} as {format}")
                self.assertEqual(result.returncode, 1)
            (self.folder / f"meetings/x{text}.md").unlink()
        result = self.run_referat("build", "\x1b[31m", "--\x1b[2J")
        self.assertNotIn("\x1b", result.stderr + result.stdout)
        result = self.run_referat("explain", "\x1b[31m\u202e")
        self.assertNotRegex(result.stderr + result.stdout, "[\x1b\u202e]")


if __name__ == "__main__":
    main()
