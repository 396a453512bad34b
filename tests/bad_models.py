"""Makes model files that are broken in every way, each with the code of what is to be said of it.

They come of one small model with random weights. What is wrong with them is what broken downloads,
careless conversions and ill will have brought about.
"""

import json
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path

from tests.gguf_file import Integers, Strings, gguf_bytes
from tests.gguf_parts import (
    ARRAY,
    BOOL,
    COUNTS,
    FLOAT32,
    INT32,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    Parts,
    Place,
    Raw,
    array,
    number,
    strings,
    take_apart,
    texts_of,
)
from tests.random_texts.writing import WIDTH

DAMAGED, TRUNCATED, NOT_GGUF = "model.damaged", "model.truncated", "model.not_gguf"
OTHER_VERSION, NO_MODEL = "model.other_version", "model.no_model"
UNKNOWN, TEMPLATE = "model.unknown_architecture", "model.template"
FINE = ""
"""Of a file that is odd, and is to answer all the same."""

_MOST = (1 << 64) - 1
_HUGE = 1 << 63
_TOKENS = "tokenizer.ggml.tokens"
_EMBEDDINGS = "token_embd.weight"


@dataclass(frozen=True, slots=True)
class BadModel:
    """A file that is wrong in one way: its name says in which, `code` what is to be said of it."""

    name: str
    code: str
    data: bytes


def bad_models(good: Path, group: str) -> Iterator[BadModel]:
    """Those of one of the `GROUPS`, made of a `good` model (of `random_texts.llama`)."""
    return GROUPS[group](take_apart(good.read_bytes()))


def hostile_templates() -> Iterator[tuple[str, str, str]]:
    """Chat templates that mean ill or fail: a name, the code, the template."""
    yield from ((name, TEMPLATE, source) for name, source in _HOSTILE.items())
    yield "a template that writes control tokens", FINE, "<|im_start|>" * 9 + "{{ messages }}"
    yield "an empty template", FINE, ""
    yield "a template that shows no message", FINE, "constant"


def with_template(good: Path, source: bytes) -> bytes:
    """The model `good` with another chat template."""
    parts = take_apart(good.read_bytes())
    text = Raw(STRING, struct.pack("<Q", len(source)) + source)
    return parts.having("tokenizer.chat_template", text).put_together()


def _others(good: Parts) -> Iterator[BadModel]:
    """What is no model at all, or none to talk with."""
    yield BadModel("empty", NOT_GGUF, b"")
    yield BadModel("a web page", NOT_GGUF, b"<!DOCTYPE html>\n<html><title>404</title></html>")
    yield BadModel("safetensors", NOT_GGUF, struct.pack("<Q", 2) + json.dumps({}).encode())
    yield BadModel("an archive", NOT_GGUF, _archive())
    yield BadModel("an older format", NOT_GGUF, b"tjgg" + bytes(4000))
    yield BadModel("zeros", NOT_GGUF, bytes(4096))
    yield BadModel(
        "a pointer of Git LFS", NOT_GGUF, b"version https://git-lfs.github.com/spec/v1\n"
    )
    first = replace(good, version=1).put_together()
    yield BadModel("GGUF of version 1", OTHER_VERSION, first)
    yield BadModel(
        "GGUF of a later version", OTHER_VERSION, replace(good, version=4).put_together()
    )
    swapped = b"GGUF" + struct.pack(">IQQ", 3, len(good.places), len(good.pairs)) + bytes(4000)
    yield BadModel("big endian", OTHER_VERSION, swapped)
    yield BadModel("GGUF of version 0", DAMAGED, replace(good, version=0).put_together())
    facts = {"general.architecture": "llama", "adapter.type": "lora"}
    for name, kind in (("an adapter", "adapter"), ("statistics", "imatrix")):
        yield BadModel(name, NO_MODEL, gguf_bytes({"general.type": kind, **facts}))
    empty = replace(good, places=(), data=b"")
    yield BadModel("a vocabulary alone", NO_MODEL, empty.put_together())
    yield BadModel("metadata alone", NO_MODEL, gguf_bytes({"general.architecture": "llama"}))
    yield BadModel("no metadata", NO_MODEL, gguf_bytes({}))
    yield BadModel(
        "a model for embeddings", "model.cannot_chat", _family(good, "bert").put_together()
    )
    yield BadModel("a projector", "model.projector", gguf_bytes({"general.architecture": "clip"}))
    yield BadModel("unknown family", UNKNOWN, _family(good, "novel9").put_together())
    yield BadModel("no family", DAMAGED, good.without("general.architecture").put_together())
    odd = good.having("general.architecture", number(UINT32, 7))
    yield BadModel("a family that is a number", DAMAGED, odd.put_together())
    long = good.having("general.architecture", "x" * 100_000)
    yield BadModel("a family with a long name", UNKNOWN, long.put_together())
    split = good.having("split.count", number(UINT16, 3)).having("split.no", number(UINT16, 0))
    yield BadModel("one part of three", TRUNCATED, split.put_together())


def _cuts(good: Parts) -> Iterator[BadModel]:
    """Cut within every section: what a download leaves that broke off."""
    data = good.put_together()
    yield BadModel("cut within the magic", NOT_GGUF, data[:3])
    for name, end in good.ends():
        yield BadModel(f"cut after {name}", TRUNCATED, data[:end])
    start = len(data) - len(good.data)
    yield BadModel("cut in the padding", TRUNCATED, data[: start - 1])
    for name, at in (("first", 1), ("middle", len(good.data) // 2), ("last", len(good.data) - 1)):
        yield BadModel(f"cut before the {name} byte of the data", TRUNCATED, data[: start + at])


def _counts(good: Parts) -> Iterator[BadModel]:
    """Counts and lengths that cannot be."""
    for count in (_MOST, _HUGE, 1 << 40, 1 << 62):
        keys, tensors = replace(good, keys=count), replace(good, tensors=count)
        yield BadModel(f"{count} keys", DAMAGED, keys.put_together())
        yield BadModel(f"{count} tensors", DAMAGED, tensors.put_together())
        long = Raw(STRING, struct.pack("<Q", count))
        yield BadModel(f"text of {count} bytes", TRUNCATED, _last(good, long))
        for kind, name in ((UINT8, "bytes"), (STRING, "texts"), (UINT64, "numbers")):
            yield BadModel(f"{count} {name}", TRUNCATED, _last(good, array(kind, count)))
    more = replace(good, keys=len(good.pairs) + 1)
    yield BadModel("one key too few", TRUNCATED, more.put_together())
    fewer = replace(good, keys=len(good.pairs) - 1)
    yield BadModel("one key too many", TRUNCATED, fewer.put_together())
    many = replace(good, tensors=len(good.places) + 1)
    yield BadModel("one tensor too few", DAMAGED, many.put_together())
    deep = struct.pack("<IQ", ARRAY, 1) * 100_000
    yield BadModel("arrays in arrays", DAMAGED, _with(good, "x", Raw(ARRAY, deep)))
    nested = array(ARRAY, 1, struct.pack("<IQ", UINT32, 1) + bytes(4))
    yield BadModel("an array in an array", DAMAGED, _with(good, "x", nested))
    yield BadModel("a value of no type", DAMAGED, _with(good, "x", Raw(99, bytes(8))))
    yield BadModel("an array of no type", DAMAGED, _with(good, "x", array(99, 1, bytes(8))))
    yield BadModel("a key twice", DAMAGED, good.twice("llama.block_count", 2).put_together())
    yield BadModel("an empty key", DAMAGED, _with(good, "", 1))
    start = COUNTS + len(good.pairs[0].written)
    data = good.put_together()
    huge = data[:start] + struct.pack("<Q", _MOST) + data[start + 8 :]
    yield BadModel("a key with a huge name", TRUNCATED, huge)


def _kinds(good: Parts) -> Iterator[BadModel]:
    """Values of another type than the one that is read."""
    text = Raw(STRING, struct.pack("<Q", 4) + b"many")
    for key in ("context_length", "embedding_length", "block_count", "attention.head_count"):
        for name, value in (
            ("text", text),
            ("fraction", number(FLOAT32, 2.0)),
            ("truth", number(BOOL, 1)),
            ("signed", number(INT32, -2)),
            ("long", number(UINT64, 2)),
            ("empty array", array(UINT32, 0)),
            ("texts", strings([b"2", b"2"])),
        ):
            yield BadModel(f"{key} as {name}", DAMAGED, _with(good, f"llama.{key}", value))
    for key in ("block_count", "context_length", "embedding_length"):
        yield BadModel(f"{key} as array", DAMAGED, _with(good, f"llama.{key}", (2, 2)))
    values: tuple[tuple[str, object], ...] = (
        ("tokenizer.ggml.model", number(UINT32, 1)),
        ("tokenizer.ggml.model", "nonsense"),
        ("tokenizer.ggml.merges", (1, 2, 3)),
        ("tokenizer.ggml.token_type", Strings("abc")),
        ("tokenizer.ggml.bos_token_id", text),
        ("tokenizer.ggml.add_bos_token", 1),
        ("general.alignment", text),
        ("general.alignment", number(UINT64, 32)),
        ("llama.rope.freq_base", text),
        ("llama.rope.scaling.type", "nonsense"),
    )
    for key, odd in values:
        yield BadModel(f"{key} is {odd!r:.30}", DAMAGED, _with(good, key, odd))
    yield BadModel("an unknown way to split", UNKNOWN, _with(good, "tokenizer.ggml.pre", "novel9"))
    for alignment in (0, 3, 48, (1 << 32) - 1):
        yield BadModel(
            f"aligned to {alignment}", DAMAGED, _with(good, "general.alignment", alignment)
        )
    for alignment in (1 << 20, 1 << 31):
        yield BadModel(
            f"aligned to {alignment}", TRUNCATED, _with(good, "general.alignment", alignment)
        )


def _shapes(good: Parts) -> Iterator[BadModel]:
    """Numbers that do not go together."""
    for key, values in {
        "block_count": (0, 1, 3, 512, 513, 1 << 31, (1 << 32) - 1),
        "embedding_length": (0, 1, 63, 128, 1 << 31),
        "attention.head_count": (0, 3, 7, 1 << 31),
        "attention.head_count_kv": (0, 3, 8, 1 << 31),
        "feed_forward_length": (0, 127, 1 << 31),
        "rope.dimension_count": (0, 15, 1 << 31),
        "attention.key_length": (0, 7, 1 << 31),
        "expert_count": (1, 1 << 31),
        "expert_used_count": (1, 9),
        "nextn_predict_layers": (1, 9),
        "vocab_size": (7,),
    }.items():
        for value in values:
            code = _ODD_BUT_FINE.get((key, value), DAMAGED)
            yield BadModel(f"{key} {value}", code, _with(good, f"llama.{key}", value))
    for key in ("block_count", "embedding_length", "context_length", "attention.head_count"):
        yield BadModel(f"no {key}", DAMAGED, good.without(f"llama.{key}").put_together())
    heads = (4, 4, 4)
    yield BadModel(
        "heads of too many layers", DAMAGED, _with(good, "llama.attention.head_count", heads)
    )
    yield BadModel(
        "heads of too few layers", DAMAGED, _with(good, "llama.attention.head_count", (4,))
    )
    yield BadModel("layers without heads", FINE, _with(good, "llama.attention.head_count", (4, 0)))
    for length in (0, 1, (1 << 32) - 1):
        yield BadModel(
            f"context_length {length}", FINE, _with(good, "llama.context_length", length)
        )


_ODD_BUT_FINE = {
    ("vocab_size", 7): FINE,
}


def _vocabularies(good: Parts) -> Iterator[BadModel]:
    """Vocabularies that llama.cpp cannot use, and some at which it aborts."""
    [tokens] = [texts_of(pair.value) for pair in good.pairs if pair.key == _TOKENS.encode()]
    with_tokens = partial(good.having, _TOKENS)
    twice = with_tokens(strings([*tokens[:-1], tokens[0]]))
    yield BadModel("a token twice", DAMAGED, twice.put_together())
    named = with_tokens(strings([b"[EMPTY_1]", b"", *tokens[2:]]))
    yield BadModel("an empty token, and its name", DAMAGED, named.put_together())
    empty = with_tokens(strings([*tokens[:-2], b"", b""]))
    yield BadModel("empty tokens", FINE, empty.put_together())
    yield BadModel("no tokens", DAMAGED, with_tokens(strings([])).put_together())
    yield BadModel("no list of tokens", DAMAGED, good.without(_TOKENS).put_together())
    yield BadModel("tokens that are numbers", DAMAGED, with_tokens((1, 2, 3)).put_together())
    yield BadModel("fewer tokens", DAMAGED, with_tokens(strings(tokens[:-1])).put_together())
    yield BadModel("more tokens", DAMAGED, with_tokens(strings([*tokens, b"more"])).put_together())
    odd = with_tokens(strings([*tokens[:-1], b"\xff\xfe"]))
    yield BadModel("a token that is no text", FINE, odd.put_together())
    long = with_tokens(strings([*tokens[:-1], b"x" * 5_000_000]))
    yield BadModel("a token of 5 MB", FINE, long.put_together())
    kinds = Integers([1] * (len(tokens) - 1))
    yield BadModel(
        "fewer kinds of tokens", DAMAGED, _with(good, "tokenizer.ggml.token_type", kinds)
    )
    kinds = Integers([77, -1] * (len(tokens) // 2 + 1))
    yield BadModel("unknown kinds of tokens", FINE, _with(good, "tokenizer.ggml.token_type", kinds))
    scores = array(FLOAT32, 3, bytes(12))
    yield BadModel("fewer scores", DAMAGED, _with(good, "tokenizer.ggml.scores", scores))
    for name, merges in {
        "merges without a space": Strings(["ĊĊ"]),
        "empty merges": Strings([""]),
        "merges of a space": Strings([" "]),
        "merges of nothing known": Strings(["x" * 5000 + " " + "y" * 5000]),
    }.items():
        yield BadModel(name, FINE, _with(good, "tokenizer.ggml.merges", merges))
    yield BadModel("no merges", DAMAGED, good.without("tokenizer.ggml.merges").put_together())
    for key in ("bos", "eos", "eot", "padding"):
        for value in (len(tokens), 1 << 31, (1 << 32) - 1):
            changed = _with(good, f"tokenizer.ggml.{key}_token_id", value)
            yield BadModel(f"{key} is token {value}", FINE, changed)
    for kind, code in _TOKENISERS.items():
        changed = _with(good, "tokenizer.ggml.model", kind)
        yield BadModel(f"tokens as for {kind}", code, changed)
    t5 = good.having("tokenizer.ggml.model", "t5").having(
        "tokenizer.ggml.precompiled_charsmap", array(UINT8, 8, struct.pack("<II", _HUGE >> 33, 7))
    )
    yield BadModel("a damaged map of letters", DAMAGED, t5.put_together())


_TOKENISERS = {
    "llama": "engine.crashed",  # a letter that it has no token for: found out by the first word
    "bert": FINE,
    "t5": FINE,
    "rwkv": "engine.failed",
    "plamo2": DAMAGED,
    "none": DAMAGED,
    "no_vocab": DAMAGED,
}


def _tensors(good: Parts) -> Iterator[BadModel]:
    """Tensors at odd places, of odd types and odd shapes."""
    for name, change in {
        "a tensor without width": lambda place: replace(place, shape=(0, place.shape[1])),
        "a tensor with a negative width": lambda place: replace(place, shape=(_MOST, 1)),
        "a tensor too large to count": lambda place: replace(place, shape=(1 << 32, 1 << 32)),
        "a tensor whose bytes overflow": lambda place: replace(place, shape=(1 << 61, 3)),
        "a tensor turned": lambda place: replace(place, shape=place.shape[::-1]),
        "a tensor of another width": lambda place: replace(place, shape=(32, place.shape[1] * 2)),
        "a flat tensor": lambda place: replace(place, shape=(place.shape[0] * place.shape[1],)),
        "a tensor without dimensions": lambda place: replace(place, shape=()),
        "a tensor with five dimensions": lambda place: replace(
            place, shape=(*place.shape, 1, 1, 1)
        ),
        "a tensor of no type": lambda place: replace(place, kind=250),
        "a tensor of a negative type": lambda place: replace(place, kind=(1 << 32) - 1),
        "a tensor of a removed type": lambda place: replace(place, kind=4),
        "a tensor of bytes": lambda place: replace(place, kind=24),
        "a tensor elsewhere": lambda place: replace(place, offset=place.offset + 32),
        "a tensor at an odd place": lambda place: replace(place, offset=place.offset + 1),
        "a tensor over another": lambda place: replace(place, offset=64),
        "a tensor with a long name": lambda place: replace(place, name=b"x" * 65),
        "a tensor without a name": lambda place: replace(place, name=b""),
        "a tensor too few": lambda place: None,
    }.items():
        changed = good.placing("output.weight", change)
        yield BadModel(name, DAMAGED, changed.put_together())
    for offset, code in ((1 << 40, TRUNCATED), (_MOST - 31, DAMAGED)):
        far = good.placing("output.weight", partial(_moved, offset=offset))
        yield BadModel(f"a tensor at {offset}", code, far.put_together())
    for name in (_EMBEDDINGS, "blk.1.ffn_down.weight", "output_norm.weight"):
        missing = good.placing(name, lambda place: replace(place, name=b"other"))
        yield BadModel(f"no {name}", DAMAGED, missing.put_together())
    twice = good.placing("output.weight", lambda place: replace(place, name=_EMBEDDINGS.encode()))
    yield BadModel("a tensor twice", DAMAGED, twice.put_together())
    narrow = good.placing(
        "blk.0.attn_q.weight", lambda place: replace(place, shape=(WIDTH * 2, 32))
    )
    yield BadModel("a layer of another shape", DAMAGED, narrow.put_together())
    yield BadModel("text after the end", FINE, good.put_together() + b"appended" * 9)


def _numbers(good: Parts) -> Iterator[BadModel]:
    """Values that are no numbers, in the metadata and in the weights."""
    for value in (float("nan"), float("inf"), float("-inf"), 0.0, -1.0):
        for key in ("rope.freq_base", "rope.scaling.factor", "attention.layer_norm_rms_epsilon"):
            added = key.endswith("epsilon")
            code = DAMAGED if added and not value >= 0 else FINE
            yield BadModel(f"{key} {value}", code, _with(good, f"llama.{key}", value))
    nothing = replace(good, data=b"\xff" * len(good.data))
    yield BadModel("weights that are no numbers", FINE, nothing.put_together())


def _moved(place: Place, offset: int) -> Place:
    return replace(place, offset=offset)


def _with(good: Parts, key: str, value: object) -> bytes:
    return good.having(key, value).put_together()


def _last(good: Parts, value: object) -> bytes:
    """The file with a value that goes on beyond its end: the tensors are what it takes for it."""
    return good.having("x", value).put_together()


def _family(good: Parts, name: str) -> Parts:
    """The model under the name of another family."""
    renamed = (
        replace(pair, key=pair.key.replace(b"llama.", name.encode() + b".", 1))
        for pair in good.pairs
    )
    return replace(good, pairs=tuple(renamed)).having("general.architecture", name)


def _archive() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("model.gguf", b"GGUF")
    return file.getvalue()


GROUPS: Mapping[str, Callable[[Parts], Iterator[BadModel]]] = {
    "no models": _others,
    "cut": _cuts,
    "counts": _counts,
    "types": _kinds,
    "sizes": _shapes,
    "vocabularies": _vocabularies,
    "tensors": _tensors,
    "no numbers": _numbers,
}

_HOSTILE = {
    "an endless loop": "{% for a in range(99999) %}" * 2 + "{% endfor %}" * 2,
    "a large text": "{{ 'x' * 999999999 }}",
    "a text that doubles": (
        "{% set ns = namespace(x='xxxxxxxx') %}"
        "{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}"
    ),
    "recursion": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "recursion in a loop": "{% for m in [messages] recursive %}{{ loop([messages]) }}{% endfor %}",
    "an attribute walk": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a walk by filter": "{{ messages | attr('__class__') }}",
    "a walk by format": "{{ '{0.__class__.__base__}'.format(messages) }}",
    "a write": "{{ messages.append(1) }}",
    "an include": "{% include '/etc/passwd' %}",
    "an import": "{% import 'os' as os %}{{ os.system('true') }}",
    "endless output": "{% for a in range(99999) %}{{ 'word ' * 10000 }}{% endfor %}",
    "a huge power": "{{ 9 ** 9 ** 9 }}",
    "a huge number": "{{ (10 ** 60) ** 60 ** 60 }}",
    "a wide field": "{{ '%999999999d' % 1 }}",
    "no Jinja": "{% if %}{{ }}{% wend",
    "an unknown filter": "{{ messages | novel9 }}",
    "an unclosed block": "{% for m in messages %}{{ m }}",
    "a refusal": "{{ raise_exception('only for tools') }}",
    "a division by zero": "{{ 1 / 0 }}",
    "depth": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "a depth of blocks": "{% if 1 %}" * 3000 + "x" + "{% endif %}" * 3000,
    "ten million letters": "x" * 10_000_000,
}
