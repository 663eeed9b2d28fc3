"""Tokens are counted offline, and nothing in an article is a command to the tokenizer."""

import os

import pytest

from index import tokens
from index.errors import ModelError
from index.tokens import count_tokens


@pytest.fixture
def fresh() -> None:
    """The vocabulary as on the first count of a process, from our cache and tiktoken's own."""
    from tiktoken import registry

    registry.ENCODINGS.clear()
    tokens._encoding.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_no_network_is_needed() -> None:
    assert count_tokens("hello world") == 2  # a download would meet the closed network


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("before", [None, "/nowhere/at/all"])
def test_the_environment_is_as_it_was(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if before is None:
        monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    else:
        monkeypatch.setenv("TIKTOKEN_CACHE_DIR", before)
    assert count_tokens("hello world") == 2
    assert os.environ.get("TIKTOKEN_CACHE_DIR") == before


@pytest.mark.usefixtures("fresh")
def test_without_the_vocabulary_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"make install"):
        count_tokens("hello")
    tokens._encoding.cache_clear()


def test_special_tokens_are_text() -> None:
    assert count_tokens("<|endoftext|>") > 1
    assert count_tokens("Before <|endoftext|> after.") > count_tokens("Before  after.")


def test_counts() -> None:
    assert count_tokens("") == 0
    assert count_tokens("A bridge is shut.") == 5
    assert count_tokens("😀" * 10) > 0
    assert count_tokens("\ud800") > 0  # half a character, as broken files have


def test_long_text_is_counted_in_pieces() -> None:
    """2,000 characters at a time: tiktoken is quadratic on one run of a million letters."""
    run = "x" * 2_000
    assert count_tokens(run * 500) == 500 * count_tokens(run)
