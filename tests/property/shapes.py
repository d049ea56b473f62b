"""A meeting as data, and how it is written in each form the format has for it: one file with headings, a folder with a file an item,
items as front matter there, in the meeting's list `punkter`, and mixtures. Read by hand here, not by the compiler."""

import json
import re
from dataclasses import dataclass, field

PARTS = ["indstilling", "sagsfremstilling", "bilag", "referat"]
FORMS = ["one", "folder", "data", "points", "mixed", "mixed-folder"]


@dataclass
class Item:
    section: str
    title: str
    id: str = ""
    ved: str = ""
    absent: list = field(default_factory=list)
    parts: dict = field(default_factory=dict)  # Markdown by the part's key; of `bilag` it may be a list of (title, file, id)
    closed: str = ""
    public_title: str = ""
    name: str = ""  # of its file in a folder; or empty


def read(text):
    """The lines of the front matter, and the items of a meeting in one file."""
    front, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
    items, section, item, part, fence = [], None, None, None, False
    for line in body.split("\n"):
        fence ^= line.startswith("```")
        heading = None if fence else re.fullmatch(r"(#{1,3}) +(.*?)\s*(?:\{#([\w-]+)\})?", line)
        if not heading:
            if part:
                item.parts[part] += line + "\n"
            elif line.startswith("Deltog ikke: "):
                item.absent = line.removeprefix("Deltog ikke: ").split(", ")
            elif line.strip():
                item.ved = line
        elif len(heading[1]) == 1:
            section, part = heading[2], None
        elif len(heading[1]) == 2:
            item, part = Item(section, heading[2], heading[3] or ""), None
            items.append(item)
        else:
            part = heading[2].rstrip(":").lower()
            item.parts[part] = ""
    for item in items:
        item.parts = {key: value.strip("\n") for key, value in item.parts.items()}
    return front, items


def markdown_attachments(value):
    if isinstance(value, str):
        return value
    lines = []
    for title, file, id_ in value:
        lines.append("- " + (f"[{title}](<{file}>)" if file else title) + (f" {{#{id_}}}" if id_ else ""))
    return "\n".join(lines)


def part_text(item, key):
    return f"\n### {key.capitalize()}\n\n{markdown_attachments(item.parts[key])}\n"


def heading(item):
    attributes = [f"#{item.id}"] if item.id else []
    attributes += [f'lukket="{item.closed}"'] if item.closed else []
    attributes += [f'offentlig titel="{item.public_title}"'] if item.public_title else []
    return f"## {item.title}" + (f" {{{' '.join(attributes)}}}" if attributes else "")


def body(items, keys=PARTS):
    """The items with headings."""
    lines, section = [], None
    for item in items:
        if item.section != section:
            lines.append(f"\n# {item.section}\n")
            section = item.section
        lines.append(f"\n{heading(item)}\n")
        if item.ved:
            lines.append(f"\n{item.ved}\n")
        if item.absent:
            lines.append(f"\nDeltog ikke: {', '.join(item.absent)}\n")
        lines += [part_text(item, key) for key in keys if key in item.parts]
    return "".join(lines)


def scalar(text):
    plain = re.fullmatch(r"[A-Za-zÆØÅæøå][^:#{}\[\],&*|>'\"%@`]*", text) and text == text.strip()
    return text if plain else "'" + text.replace("'", "''") + "'"


def block(key, text, style):
    """A value of Markdown in one of the ways YAML has to write it."""
    lines = text.split("\n")
    inside = lambda deep: "\n".join(" " * deep + line if line else "" for line in lines)
    folds = all(line and not line.startswith((" ", "-", "#", "|", ">")) for line in lines if line)
    match style % 7:
        case 0:
            return f"{key}: |\n{inside(2)}"
        case 1:
            return f"{key}: |+\n{inside(4)}\n"
        case 2:
            return f"{key}: |2-\n{inside(2)}"
        case 3:
            return f"{key}: {json.dumps(text, ensure_ascii=False)}"
        case 4 if folds and len(lines) == 1 and len(text) > 60:
            # A folded line is one line again.
            at = text.find(" ", 40)
            return f"{key}: >-\n  {text[:at]}\n  {text[at + 1:]}" if at > 0 and text[at + 1] not in " -#" else f"{key}: >-\n  {text}"
        case 4:
            return f"{key}: >1\n" + "\n".join(" " + line + ("\n" if line else "") for line in lines).replace("\n\n\n", "\n\n")\
                if folds and "\n" not in text.replace("\n\n", "") else f"{key}: |-\n{inside(1)}"
        case 5 if "\n" not in text:
            return f"{key}: '{text.replace(chr(39), chr(39) * 2)}'"
        case _:
            return f"{key}: |3\n{inside(3)}"


def data(item, keys, style, section=True):
    """The item as front matter."""
    lines = [f"sektion: {scalar(item.section)}"] if section else []
    lines.append(f"titel: {scalar(item.title)}")
    if item.id:
        lines.append(f"id: {item.id}")
    if item.closed:
        lines.append(f"lukket: {scalar(item.closed)}")
    if item.public_title:
        lines.append(f"offentlig titel: {scalar(item.public_title)}")
    if item.ved:
        lines.append(f"ved: {scalar(re.sub('^Ved ', '', item.ved))}")
    if item.absent:
        lines.append(f"deltog ikke: [{', '.join(item.absent)}]")
    for number, key in enumerate(keys):
        value = item.parts.get(key)
        if value is None:
            continue
        if isinstance(value, str):
            lines.append(block(key, value, style + number))
            continue
        lines.append(f"{key}:")
        for title, file, id_ in value:
            lines.append(f"  - titel: {scalar(title)}" + (f"\n    fil: {scalar(file)}" if file else "") + (f"\n    id: {id_}" if id_ else ""))
    return "\n".join(lines)


def points(items):
    """The items as the list `punkter` of a meeting."""
    lines = ["punkter:"]
    for number, item in enumerate(items):
        text = data(item, PARTS, number)
        first, *rest = text.split("\n")
        lines.append("  - " + first)
        lines += ["    " + line if line else "" for line in rest]
    return "\n".join(lines)


def item_file(item, split, style):
    """A file of its own: the parts after the first `split` ones stand in the body."""
    above, below = PARTS[:split], PARTS[split:]
    return f"---\n{data(item, above, style)}\n---\n" + "".join(part_text(item, key) for key in below if key in item.parts)


def one_file(front, items):
    return {".md": f"---\n{front}\n---\n{body(items)}"}


def folder(front, items, split):
    files = {"/moede.md": f"---\n{front}\n---\n"}
    for number, item in enumerate(items):
        files[f"/{number + 1}-{item.name or 'punkt'}.md"] = item_file(item, split(number), number)
    return files


def write(form, front, items):
    """The files of a meeting by what their paths add to the meeting's own."""
    half = len(items) // 2
    match form:
        case "one":
            return one_file(front, items)
        case "folder":
            return folder(front, items, lambda number: 0)
        case "data":
            return folder(front, items, lambda number: len(PARTS))
        case "points":
            return one_file(f"{front}\n{points(items)}", [])
        case "mixed":
            return one_file(f"{front}\n{points(items[:half])}", items[half:])
        case "mixed-folder":
            # A third of the items in the list of the head, the others in files: parts above, parts below.
            third = len(items) // 3
            files = folder(f"{front}\n{points(items[:third])}" if third else front, items[third:], lambda number: number % 5)
            return files
