"""Counting tokens with tiktoken, without a download.

llama-index-core ships the vocabulary that tiktoken would otherwise fetch. Its folder is found
without importing llama-index, which takes seconds.
"""

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "cl100k_base"
_RUN = 2_000  # characters encoded at once; tiktoken is quadratic on long runs without spaces


def count_tokens(text: str) -> int:
    """How many cl100k_base tokens `text` has; text beyond 2,000 characters is counted in pieces."""
    encoding = _encoding()
    return sum(
        # encode_ordinary: "<|endoftext|>" in an article is text, where encode() raises
        len(encoding.encode_ordinary(text[at : at + _RUN]))
        for at in range(0, len(text), _RUN)
    )


@cache
def _encoding() -> "Encoding":
    found = importlib.util.find_spec("llama_index.core")
    if found is None or found.origin is None:
        raise ModelError("llama-index-core is not installed: run `make install`.")
    folder = Path(found.origin).parent / "_static" / "tiktoken_cache"
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    try:
        import tiktoken

        return tiktoken.get_encoding(ENCODING)
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before
