"""Content streams: operators with their operands (ISO 32000-1, 7.8.2)."""

import re

TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*[\r\n]\s*)*"
    rb"(?P<token><<|>>|\[|\]|<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\)|/[^\s<>\[\]()/%]*|[^\s<>\[\]()/%]+)", re.S)


def _value(token, tokens):
    if token == b"<<":
        pairs = []
        for inner in tokens:
            if inner == b">>":
                break
            pairs.append(_value(inner, tokens))
        return dict(zip(pairs[0::2], pairs[1::2]))
    if token == b"[":
        items = []
        for inner in tokens:
            if inner == b"]":
                break
            items.append(_value(inner, tokens))
        return items
    if token.startswith(b"<"):
        digits = re.sub(rb"\s", b"", token[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if token.startswith(b"("):
        return re.sub(rb"\\(.)", lambda match: b"\r" if match.group(1) == b"r" else match.group(1), token[1:-1], flags=re.S)
    if token.startswith(b"/"):
        return token.decode("latin-1")
    try:
        return float(token)
    except ValueError:
        return None


def operators(data):
    """(operator, operands) one after the other."""
    tokens = (match.group("token") for match in TOKEN.finditer(data))
    operands = []
    for token in tokens:
        if re.match(rb"^[A-Za-z'\"][A-Za-z0-9*'\"]*$", token):
            if token in (b"true", b"false", b"null"):
                operands.append(token.decode())
                continue
            yield token.decode(), operands
            operands = []
        else:
            operands.append(_value(token, tokens))
