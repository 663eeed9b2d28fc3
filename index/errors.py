"""What can go wrong, each with one sentence for a person: what happened and what to do.

ReadoutError
├── UsageError            the command or a setting is wrong (exit code 2)
├── LoadError             a file, page or feed cannot be read
│   └── FetchError        a web address is refused or does not answer
├── StoreError            the home folder cannot be used
│   ├── EmbedderMismatch  it was built with another embedding model
│   └── Busy              another ingest has it
└── ModelError            a model is missing or is not the one it claims to be
"""


class ReadoutError(Exception):
    """The base of all errors whose message is written for a person."""


class UsageError(ReadoutError):
    """The command or a setting is wrong."""


class LoadError(ReadoutError):
    """A file, page or feed cannot be read; the message is the reason."""


class FetchError(LoadError):
    """A web address is refused or does not answer."""


class StoreError(ReadoutError):
    """The home folder cannot be used."""


class EmbedderMismatch(StoreError):
    """The home folder was built with another embedding model."""


class Busy(StoreError):
    """Another ingest is running in the home folder."""


class ModelError(ReadoutError):
    """A model is missing, or is not the one it claims to be."""
