#!/usr/bin/env python3
"""Every word of a meeting's source stands in its page and in its PDF, in order.

    words.py REFERAT SOURCES STYLES

The words are taken from the Markdown by hand here, not by the compiler, so that a word lost in the parser is missed too. What
the outputs hold besides (numbers, labels, the contents) is let through: a source's words must be a subsequence. The PDF is read through
its tag tree, so this is the order a screen reader gives; a second reading without tags gives the order on the page."""

import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED_ELEMENTS = {"script", "style", "nav", "head"}
VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr"}


class PageText(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.stack = [], []

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.text.append(" " + dict(attributes).get("alt", "") + " ")
        if tag not in VOID:
            self.stack.append(tag)
        if tag not in {"a", "em", "strong", "code", "span", "b", "i", "mark", "wbr", "q"}:
            self.text.append(" ")

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop() != tag:
            pass
        if tag not in {"a", "em", "strong", "code", "span", "b", "i", "mark", "wbr", "q"}:
            self.text.append(" ")

    def handle_data(self, data):
        if not SKIPPED_ELEMENTS & set(self.stack):
            self.text.append(data)


def words(text):
    """Letters and digits; hyphens, dashes and marks part words differently in each reader and are left out."""
    text = text.replace("\u00ad", "").replace("\ufb01", "fi").replace("\ufb02", "fl")
    return re.findall(r"[^\W_]+", text)


def source_words(path):
    """The words of the body: no front matter, no attributes, link targets, pictures or numbers of lists."""
    text = path.read_text()
    if text.startswith("---"):
        text = text.split("\n---", 1)[1].split("\n", 1)[1]
    lines = []
    for line in text.splitlines():
        line = re.sub(r"\s*\{[^}]*\}\s*$", "", line)
        line = re.sub(r"^(#+ |\s*```.*)", "", line)
        line = re.sub(r"^\s*\d+[.)] ", "", line)
        lines.append(line)
    return words(re.sub(r"(!?)\[([^\]]*)\]\([^)]*\)", lambda link: "" if link[1] else link[2], "\n".join(lines)))


def missing(wanted, got):
    """The first words that are not there in order, or None."""
    at = 0
    for index, word in enumerate(wanted):
        try:
            at = got.index(word, at) + 1
        except ValueError:
            return " ".join(wanted[max(0, index - 6):index + 1])
    return None


def reader(*command):
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode(errors="replace")


def struct_text(pdf):
    """The strings of poppler's structure dump. A word divided at a line's end is one string; tags' names stand outside quotes."""
    joined = []
    for line in reader("pdfinfo", "-struct-text", pdf).splitlines():
        line = line.strip()
        if line.startswith('"') and line.endswith('"'):
            joined.append(line[1:-1])
        elif not re.fullmatch(r"(Span|Link|Reference|Code)( .*)?", line):
            joined.append(" ")
    return "".join(joined)


def tree_text(referat, source, styles):
    """The texts and code of the tree, a line each; a line's end is no word's end inside a paragraph."""
    texts = []
    for line in reader(referat, "--emit=ast", "--styles", styles, str(source)).splitlines():
        found = re.match(r' *(text|code|code-block(?: info=".*?")?) "(.*)"', line)
        if found:
            if found[1].startswith("code-block"):
                texts.append(" ")
            texts.append(found[2].replace("\\n", " ").replace('\\"', '"'))
        elif not re.match(r" *(emphasis|strong|link)\b", line):
            texts.append(" ")
    return "".join(texts)


def main():
    referat, sources, styles = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    failures = count = 0
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([referat, "build", str(sources), "--styles", styles, "-o", out], capture_output=True, timeout=120)
        if done.returncode != 0:
            print(done.stdout.decode() + done.stderr.decode())
            return 1
        for source in sorted(sources.rglob("*.md")):
            head = re.match(r"---\n(.*?)\n---", source.read_text(), re.S)
            forum = re.search(r"^forum: *(\S+)", head[1], re.M) if head else None
            if not forum or source.name == "moede.md" or re.search(r"lukket|^punkt", source.read_text(), re.M):
                continue
            forum = forum[1]
            date = re.search(r"^dato: *(\S+)", head[1], re.M)[1]
            folder = pathlib.Path(out) / forum / date
            wanted = source_words(source)
            page = PageText()
            page.feed((folder / "index.html").read_text())
            pdf = str(next(folder.glob("*.pdf")))
            for name, got in (
                ("tree", words(tree_text(referat, source, styles))),
                ("page", words("".join(page.text))),
                ("PDF through its tags", words(struct_text(pdf))),
                ("PDF without its tags", words(re.sub("\u00ad\n", "", reader("pdftotext", pdf, "-")))),
            ):
                # Without tags a reader has to guess the order of a wide table's cells.
                if name == "PDF without its tags" and "\n|" in source.read_text():
                    continue
                count += 1
                lost = missing(wanted, got)
                if lost:
                    failures += 1
                    print(f"{source}: lost in the {name}: … {lost}")
    print(f"words: {count} documents, {failures} with words lost")
    return 1 if failures or not count else 0


sys.exit(main())
