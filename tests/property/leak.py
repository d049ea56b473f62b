#!/usr/bin/env python3
"""Nothing of a closed item reaches a public file.

    leak.py REFERAT [--seed S]
    leak.py --leaky PROGRAM

Meetings in every form get closed items full of words that stand nowhere else, in every place a word can stand. The public edition is
built and all its files are taken apart: streams of PDFs, text as readers extract it, the index of the search, feeds, data, the cache,
names. None of the words may be found. The same detector has to find all of them in the internal edition, so that a compiler that leaks
makes this test fail; and closing an item that was open has to take every trace of it out of the folder.

With --leaky it shows that: a compiler with leaks of its own (leaky.c) builds a small archive once for each, and has to be caught."""

import argparse
import base64
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zlib

import shapes

# A letter that stands in closed items only: it may not even be in the fonts of a public PDF.
RARE = "ǿ"

AGENDA = """navn: {name}
sektioner:
  - titel: Åbne sager
    dele: [ved?, indstilling?, sagsfremstilling?, bilag?, referat?]
    valgfri: ja
  - titel: Blandede sager
    dele: [ved?, indstilling?, sagsfremstilling?, bilag?, referat?]
    valgfri: ja
regler: {{link-text: fra, unknown-presenter: fra, recommendation-form: fra, name-variant: fra, contact-data: fra}}
"""

FRONT = """forum: {forum}
dato: {date}
tid: 10.00-12.00
sted: Rådhuset
status: {status}
dagsorden udsendt: 2021-02-20
deltagere:
  - Anna Holm, Viborg Kommune
  - Bo Lund, Skive Kommune"""


class Words:
    """Unique words and where each was put."""

    def __init__(self, random_):
        self.random, self.places = random_, {}

    def new(self, place):
        while True:
            word = "".join(self.random.choice("bdfgklmnprstvz") + self.random.choice("aeiouy") for _ in range(5))
            if word not in self.places:
                self.places[word] = place
                return word


def png(random_):
    """One grey pixel of a kind of its own."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(bytes([0, random_.randrange(256)]))) + chunk(b"IEND", b""))


def closed_item(words, files, random_, form, public):
    w = words.new
    item = shapes.Item(random_.choice(["Åbne sager", "Blandede sager"]), f"Sagen om {w('title')} {RARE}")
    item.id = w("id of the item")
    item.ved = f"Ved {w('presenter').capitalize()} {w('presenter').capitalize()}, {w('organisation')}"
    item.absent = ["Bo Lund"]
    item.closed = "forvaltningslovens § 27"
    item.public_title = public
    item.name = w("name of the item's file")
    attachment, picture, notes = w("name of an attachment"), w("name of a picture"), w("name of a linked file")
    files[f"bilag/{attachment}.txt"] = w("content of an attachment").encode()
    files[f"bilag/{notes}.txt"] = w("content of a linked file").encode()
    files[f"{picture}.png"] = png(random_)
    item.parts["indstilling"] = f"At {w('recommendation')} bliver {RARE}\n\n- Første {w('list')}\n- Andet **{w('strong')}**"
    item.parts["sagsfremstilling"] = f"""Om {w('text')} og *{w('emphasis')}* med `{w('code')}`.

#### Mere om {w('free heading')} {{#{w('id of a heading')}}}

| {w('header cell')} | Tal |
|---|--:|
| {w('cell')} | 1 |

> {w('quote')}

```{w('info of code')}
{w('code block')}
```

Se [{w('words of a link')}](https://{w('address')}.dk/{w('address')}?{w('address')}#{w('address')} "{w('title of a link')}").
Se [noterne](<bilag/{notes}.txt> "{w('title of a link to a file')}") og [mere][{w('label of a reference')}].

[{list(words.places)[-1]}]: https://eksempel.dk/{w('address of a reference')} "{w('title of a reference')}"

![{w('text alternative')}]({picture}.png "{w('title of a picture')}")

<mailto:{w('mail address')}@eksempel.dk>"""
    title, id_ = w("title of an attachment"), w("id of an attachment")
    if form in ("data", "points"):
        item.parts["bilag"] = [(title, f"bilag/{attachment}.txt", id_), (w("attachment without a file"), "", "")]
    else:
        item.parts["bilag"] = f"- [{title}](bilag/{attachment}.txt) {{#{id_}}}\n- {w('attachment without a file')}"
    item.parts["referat"] = f"Det blev {w('minutes')}.  \nOg {w('after a line break')}&nbsp;{w('after an entity')}\\\n{w('last line')}."
    ids = [item.id, id_, re.search(r"\{#(\w+)\}", item.parts["sagsfremstilling"])[1]]
    return item, ids


def open_item(number, references):
    item = shapes.Item("Blandede sager", f"Åben sag {number}")
    item.parts["sagsfremstilling"] = f"Sagen hænger sammen med {references}."
    item.parts["bilag"] = f"- Åbent bilag {number} {{#aabent-{number}}}"
    item.parts["referat"] = f"Se [](#aabent-{number})."
    return item


def write_archive(folder, random_, words, forms=shapes.FORMS):
    """Every form, with and without public titles. The meetings' own files have harmless names."""
    for forum in ("havnen", "skoven"):
        path = folder / f"styles/{forum}/agenda.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(AGENDA.format(name=forum.capitalize()))
    foreign = []
    for number, form in enumerate(forms):
        place = folder / f"meetings/moede{number}"
        files, items, ids = {}, [], []
        for i in range(random_.randint(2, 3)):
            item, own = closed_item(words, files, random_, form, "" if (number + i) % 2 else "Køb af en ejendom")
            items.append(item)
            ids += own
        references = ", ".join(f"[](#{id_})" for id_ in ids) + " og " + " og ".join(f"[noget](#{id_})" for id_ in ids)
        if foreign:
            references += f" samt [et andet møde]({foreign[-1]})"
        items.insert(random_.randrange(len(items) + 1), open_item(1, references))
        items.append(open_item(2, "intet"))
        items.sort(key=lambda item: item.section != "Åbne sager")
        front = FRONT.format(forum=random_.choice(["havnen", "skoven"]), date=f"2021-03-{number + 1:02}", status="referat")
        comment = words.new("comment of YAML")
        for ending, text in shapes.write(form, front, items).items():
            if form == "data" and "lukket:" in text:
                text = text.replace("\nlukket:", f"\n# {comment}\nlukket:", 1)
            if form == "points":
                text = text.replace("\n    lukket:", f"\n    # {comment}\n    lukket:", 1)
            path = place / (ending.lstrip("/") if ending.startswith("/") else f"moedet{ending}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if form not in ("data", "points"):
            del words.places[comment]
        if form in ("one", "points"):
            for item in items:
                words.places.pop(item.name, None)
        head = next(place.glob("moede*.md")).name
        foreign.append(f"../moede{number}/{head}#{ids[0]}")
        for name, content in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)


# Taking files apart.

def strings_of_json(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_of_json(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of_json(inner)
    elif isinstance(value, str):
        yield value[2:] if value[:2] in ("u:", "b:") else value


def reader(*command):
    return subprocess.run(command, capture_output=True, timeout=60).stdout


def pdf_texts(path, scratch):
    flat = scratch / "flat.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", path, flat], capture_output=True)
    raw = flat.read_bytes()
    yield raw.decode("latin-1")
    # Strings in UTF-16, and the letters that fonts say their glyphs are.
    for hexadecimal in re.findall(rb"<FEFF((?:[0-9A-F]{4})+)>|^<[0-9A-F]{4}> <((?:[0-9A-F]{4})+)>$", raw.upper(), re.M):
        yield bytes.fromhex(b"".join(hexadecimal).decode()).decode("utf-16-be", "replace")
    data = json.loads(reader("qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=all", path))
    for text in strings_of_json(data):
        yield text
        if len(text) > 60 and re.fullmatch(r"[A-Za-z0-9+/=]+", text):
            try:
                yield base64.b64decode(text).decode()
            except ValueError:
                pass
    for command in (["pdftotext", path, "-"], ["pdftotext", "-raw", path, "-"], ["pdfinfo", "-struct-text", path]):
        text = reader(*command).decode("utf-8", "replace")
        yield text
        # A word divided at the end of a line, or by a tag.
        yield re.sub(r"-?\s*\n\s*|\"", "", text)


def keys_of_search(text):
    """Keys are written without the letters they share with the one before (archive/search.h)."""
    key = ""
    quoted = re.search(r',"((?:[^"\\]|\\.)*)"\)', text)
    for entry in (quoted[1] if quoted else "").split(";"):
        if entry[:1].isdigit():
            key = key[:int(entry[0])] + re.split(r"[!=*+]", entry[1:])[0]
            yield key


def texts_of(path, scratch):
    content = path.read_bytes()
    yield content.decode("latin-1")
    if path.suffix == ".pdf":
        yield from pdf_texts(path, scratch)
        return
    yield content.decode("utf-8", "replace")
    if path.suffix == ".html":
        text = content.decode()
        yield re.sub(r"<[^>]*>", "", text)
    elif re.fullmatch(r"k\d+-\w+\.js", path.name):
        yield " ".join(keys_of_search(content.decode()))
    elif path.suffix == ".ics":
        yield content.decode().replace("\r\n ", "")


def plain(text):
    text = text.replace("\u00ad", "").replace("\u200b", "").replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")
    return unicodedata.normalize("NFC", text).casefold()


def find(out, words):
    """The words found in a folder, each with the files it stands in."""
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(out.rglob("*")):
            name = str(path.relative_to(out))
            haystack = plain(name)
            if path.is_file():
                haystack += "\n".join(plain(text) for text in texts_of(path, pathlib.Path(scratch)))
            for word in words:
                # The script of the search knows all letters.
                if plain(word) in haystack and not (word == RARE and path.suffix == ".js"):
                    found.setdefault(word, []).append(name)
    return found


def first_leak(out, words):
    """The first word found and its file; PDFs, which take time, come last."""
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(out.rglob("*"), key=lambda path: (path.suffix == ".pdf", str(path))):
            texts = texts_of(path, pathlib.Path(scratch)) if path.is_file() else []
            haystack = plain("\n".join([str(path.relative_to(out)), *texts]))
            for word in words:
                if word in haystack:
                    return f"{words[word]} in {path.relative_to(out)}"
    return None


def build(referat, folder, *arguments, leak=None):
    environment = {**os.environ, "REFERAT_LEAK": leak} if leak else None
    done = subprocess.run([referat, "build", *arguments], cwd=folder, capture_output=True, timeout=100, env=environment)
    if done.returncode != 0:
        sys.exit(done.stderr.decode(errors="replace")[:4000] + "\nleak: build failed")


def leaks(out, words):
    return [f"leaks the {words.places.get(word, 'letter')} '{word}': {', '.join(files[:4])}"
            for word, files in find(out, [*words.places, RARE]).items()]


def same_numbers(folder):
    """Open items and their attachments have the same numbers in both editions."""
    numbers = []
    for out in ("out", "out-intern"):
        toc = json.loads((folder / out / "toc.json").read_text())
        numbers.append([(meeting["date"], item["number"], item["title"], [a["number"] for a in item["attachments"]])
                        for meeting in toc["meetings"] for section in meeting["sections"] for item in section["items"]
                        if item["title"].startswith("Åben sag")])
    return [] if numbers[0] == numbers[1] and numbers[0] else ["items or attachments have other numbers in the internal edition"]


def open_all(folder):
    """The same archive with every item open; gives what is needed to close them again."""
    before = {}
    for path in folder.glob("meetings/**/*.md"):
        before[path] = path.read_text()
        path.write_text(re.sub(r' lukket="[^"]*"|^ *(lukket|offentlig titel): .*\n', "", before[path], flags=re.M))
    return before


# The leaks of leaky.c.
LEAKS = ["title", "id", "presenter", "recommendation", "account", "attachments", "minutes", "body", "edition", "unit", "files",
         "names of sources", "hidden ids", "old files"]


def catch(referat):
    """Every leak is noticed, and none where there is none."""
    faults, words = [], Words(random.Random(2))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_archive(folder, words.random, words, forms=("one", "data"))
        for leak in [None, *LEAKS]:
            out = f"out-{leak}"
            build(referat, folder, "-o", out, leak=leak)
            caught = first_leak(folder / out, words.places)
            if not caught:
                closed = open_all(folder)
                build(referat, folder, "-o", out, leak=leak)
                for path, text in closed.items():
                    path.write_text(text)
                build(referat, folder, "-o", out, leak=leak)
                caught = first_leak(folder / out, words.places)
            print(f"{leak or 'no leak'}: {caught}")
            if bool(caught) != bool(leak):
                faults.append(f"{leak or 'no leak'}: {'not ' if leak else ''}caught")
    print(*faults, sep="\n")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("referat", nargs="?")
    parser.add_argument("--leaky", help="a compiler that leaks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="work in this folder and leave it")
    options = parser.parse_args()
    if options.leaky:
        return catch(str(pathlib.Path(options.leaky).resolve()))
    referat = str(pathlib.Path(options.referat).resolve())
    random_ = random.Random(options.seed)
    words = Words(random_)
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(options.keep or name)
        write_archive(folder, random_, words)
        build(referat, folder)
        faults += [f"public edition {fault}" for fault in leaks(folder / "out", words)]

        build(referat, folder, "--edition", "intern")
        seen = find(folder / "out-intern", [*words.places, RARE])
        unseen = [f"{place}: '{word}'" for word, place in words.places.items() if word not in seen and place not in NOT_PUBLISHED]
        faults += [f"the detector is blind to the {what}" for what in unseen] + ([] if RARE in seen else ["or to a letter"])
        faults += same_numbers(folder)
        for place, kinds in IN_ALL.items():
            for word in (word for word in words.places if words.places[word] == place):
                names = " ".join(seen.get(word, []))
                faults += [f"the detector does not see the {place} '{word}' in {kind}" for kind in kinds if not re.search(kind, names)]
        faults += [f"{place} is published: {seen[word]}" for word, place in words.places.items()
                   if word in seen and place == "comment of YAML"]

        # Open first, then closed: what was there goes.
        closed = open_all(folder)
        build(referat, folder, "-o", "turned")
        before = {path.relative_to(folder / "turned") for path in (folder / "turned").rglob("*")}
        for path, text in closed.items():
            path.write_text(text)
        build(referat, folder, "-o", "turned")
        for path in sorted({p.relative_to(folder / d) for d in ("out", "turned") for p in (folder / d).rglob("*")}):
            one, other = folder / "out" / path, folder / "turned" / path
            if one.exists() != other.exists() or (one.is_file() and one.read_bytes() != other.read_bytes()):
                faults.append(f"closed later differs from closed at once: {path}")
        gone = before - {path.relative_to(folder / "turned") for path in (folder / "turned").rglob("*")}
    print(*faults[:40], sep="\n")
    print(f"leak: {len(words.places)} words, {len(seen)} seen in the internal edition, {len(gone)} files gone, {len(faults)} faults")
    return 1 if faults or len(words.places) < 300 or len(gone) < 20 else 0


# What no edition publishes.
NOT_PUBLISHED = {"comment of YAML", "label of a reference", "info of code", "name of the item's file"}

# Kinds of files that the detector must be able to look into.
IN_ALL = {
    "title": [r"index\.html", r"referat\.pdf", r"indhold\.pdf", r"toc\.json", r"k\d+-\w+\.js", r"tekst/", r"\.referat\b"],
    "minutes": [r"index\.html", r"referat\.pdf", r"k\d+-\w+\.js", r"tekst/"],
    "text alternative": [r"index\.html", r"referat\.pdf"],
    "name of an attachment": [r"bilag/", r"index\.html", r"referat\.pdf", r"toc\.json"],
}

if __name__ == "__main__":
    sys.exit(main())
