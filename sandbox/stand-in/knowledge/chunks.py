"""Text of a document, and the chunks of a fixed size into which it is cut."""

import json
import math
import re
from html.parser import HTMLParser

TEXT = ("csv", "md", "txt")
MARKUP = ("htm", "html")
# Formats that Bedrock's parser reads and the stand-in does not.
OFFICE = ("doc", "docx", "pdf", "xls", "xlsx")
FORMATS = TEXT + MARKUP + OFFICE


class Unreadable(Exception):
    """Document that cannot be indexed, by a reason without contents."""


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def text_of(key, content):
    suffix = key.rsplit(".", 1)[-1].lower()
    if suffix in OFFICE:
        raise Unreadable(f"The stand-in reads no {suffix} files")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8") from error
    if suffix in MARKUP:
        parser = Words()
        parser.feed(text)
        text = " ".join(parser.words)
    if not text.strip():
        raise Unreadable("The file has no text")
    return text


def tokens_of(word):
    """Estimate: four Latin characters a token, or two of a script that is written without them, such as Hangul."""
    wide = sum(ord(character) > 0x2E7F or 0x1100 <= ord(character) <= 0x11FF for character in word)
    return math.ceil((len(word.strip()) - wide) / 4) + math.ceil(wide / 2) or 1


def chunks_of(text, chunking):
    """Cuts a text as the data source says: between words, each chunk beginning with the end of the one before."""
    strategy = chunking.get("chunkingStrategy", "FIXED_SIZE")
    if strategy == "NONE":
        return [text.strip()]
    size = chunking.get("fixedSizeChunkingConfiguration", {"maxTokens": 300, "overlapPercentage": 20})
    most, overlap = size["maxTokens"], size["maxTokens"] * size["overlapPercentage"] // 100
    words = [(word, tokens_of(word)) for word in re.findall(r"\S+\s*", text)]
    chunks, start = [], 0
    while start < len(words):
        end, tokens = start, 0
        while end < len(words) and (end == start or tokens + words[end][1] <= most):
            tokens += words[end][1]
            end += 1
        chunks.append("".join(word for word, _ in words[start:end]).strip())
        if end == len(words):
            break
        following, repeated = end, 0
        while following - 1 > start and repeated + words[following - 1][1] <= overlap:
            following -= 1
            repeated += words[following][1]
        start = following
    return chunks


TYPED = {"STRING": "stringValue", "NUMBER": "numberValue", "BOOLEAN": "booleanValue", "STRING_LIST": "stringListValue"}


def attributes_of(sidecar):
    """Reads the metadata of a document from its sidecar: plain values, or the typed form of the API."""
    try:
        attributes = json.loads(sidecar)["metadataAttributes"]
        return {key: plain(value) for key, value in attributes.items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Unreadable("The metadata file is not readable") from error


def plain(value):
    if isinstance(value, dict):
        return value["value"][TYPED[value["value"]["type"]]]
    if isinstance(value, (str, bool, int, float)) or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return value
    raise ValueError("not an attribute")
