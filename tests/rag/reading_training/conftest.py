"""The tokenizer of the reader, and texts whose tokens a person can count."""

import pytest
from tokenizers import Tokenizer

from index.minilm import weights


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(weights() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
