"""A PDF as qpdf sees it: objects by number, references followed, streams decoded."""

import base64
import json
import re
import subprocess

REFERENCE = re.compile(r"^\d+ \d+ R$")


class Pdf:
    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        run = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized", path],
            capture_output=True)
        header, self.objects = json.loads(run.stdout)["qpdf"]
        self.trailer = self.objects.pop("trailer")["value"]
        self.decoded = {}

    def get(self, value):
        """What a value stands for: references are followed; of a stream its dictionary is given."""
        while isinstance(value, str) and REFERENCE.match(value):
            entry = self.objects.get("obj:" + value)
            if entry is None:
                return None
            value = entry["stream"]["dict"] if "stream" in entry else entry.get("value")
        return value

    def stream(self, reference):
        """The decoded bytes of a stream; DCT data stays as it is."""
        if reference not in self.decoded:
            entry = self.objects.get("obj:%s" % reference, {})
            data = entry.get("stream", {}).get("data", "")
            self.decoded[reference] = base64.b64decode(data)
        return self.decoded[reference]

    def is_stream(self, reference):
        return isinstance(reference, str) and "stream" in self.objects.get("obj:%s" % reference, {})

    @property
    def catalog(self):
        return self.get(self.trailer.get("/Root")) or {}

    def pages(self):
        """References of the pages in order."""
        found, stack = [], [self.catalog.get("/Pages")]
        while stack:
            node = stack.pop()
            value = self.get(node) or {}
            if value.get("/Type") == "/Pages":
                stack.extend(reversed(self.get(value.get("/Kids")) or []))
            else:
                found.append(node)
        return found

    def inherited(self, page, key):
        while page:
            value = self.get(page)
            if key in value:
                return self.get(value[key])
            page = value.get("/Parent")
        return None

    def tree(self, root, key):
        """(key, value) of a name or number tree in the order they stand; key is /Names or /Nums."""
        node = self.get(root) or {}
        pairs = self.get(node.get(key)) or []
        for i in range(0, len(pairs) - 1, 2):
            yield pairs[i], pairs[i + 1]
        for kid in self.get(node.get("/Kids")) or []:
            yield from self.tree(kid, key)

    def everything(self):
        """Every value of every object, arrays and dictionaries before what is in them."""
        stack = [self.trailer]
        for entry in self.objects.values():
            stack.append(entry["stream"]["dict"] if "stream" in entry else entry.get("value"))
        while stack:
            value = stack.pop()
            yield value
            if isinstance(value, dict):
                stack.extend(value.values())
            elif isinstance(value, list):
                stack.extend(value)


def text_of(value):
    """The text of a string as qpdf writes it (`u:` text, `b:` hexadecimal digits)."""
    if not isinstance(value, str):
        return ""
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return ""


def bytes_of(value):
    if isinstance(value, str) and value.startswith("b:"):
        return bytes.fromhex(value[2:])
    return text_of(value).encode("utf-8")


def is_string(value):
    return isinstance(value, str) and value[:2] in ("u:", "b:")


def is_name(value):
    return isinstance(value, str) and value.startswith("/")
