"""What an evidence packet looks like, and reading one that somebody sent."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr, ValidationError

from index.article import Basis
from index.errors import LoadError
from rag.answer import Support

FORMAT = "readout evidence packet"
VERSION = 1
LARGEST = 20_000_000  # bytes; a conversation of a thousand answers has about six million


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("it names no time zone")
    return text


Moment = Annotated[StrictStr, AfterValidator(_moment)]
Offset = Annotated[int, Field(strict=True, ge=0)]
Number = Annotated[int, Field(strict=True, ge=1)]


class _Whole(BaseModel):
    """A part of the packet itself: nothing is in it that is not checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Answered(BaseModel):
    """A part of an answer by the contract, which may grow."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Quoted(_Whole):
    """Words of an article at their place, in characters of its body."""

    start: Offset
    end: Offset
    text: Annotated[StrictStr, Field(min_length=1)]

    def stands_in(self, body: str) -> bool:
        """Whether this is just what stands there; an end beyond the body's is none."""
        whole = self.end - self.start == len(self.text)
        return whole and body[self.start : self.end] == self.text


class Described(_Whole):
    """An article that is cited, without its body."""

    id: StrictStr
    title: StrictStr | None
    outlet: StrictStr | None
    author: StrictStr | None
    url: StrictStr | None
    published: Moment | None
    published_basis: Basis
    body_sha256: Annotated[StrictStr, Field(pattern="^[0-9a-f]{64}$")]
    body_characters: Offset
    passages: tuple[Quoted, ...]  # around the quotes, in order


class Claimed(_Answered):
    text: StrictStr
    citations: tuple[Number, ...]
    support: Support


class Cited(_Answered):
    n: Number
    article_id: StrictStr
    title: StrictStr | None
    outlet: StrictStr | None
    published: Moment | None
    published_basis: Basis
    url: StrictStr | None
    quote: Annotated[StrictStr, Field(min_length=1)]
    start: Offset
    end: Offset


class Stand(_Answered):
    """A position in a disagreement."""

    value: StrictStr
    words: StrictStr
    citations: tuple[Number, ...]


class Disagreement(_Answered):
    about: StrictStr
    positions: tuple[Stand, ...]


class Answered(_Answered):
    """An answer by the contract, as far as it can be checked."""

    question: StrictStr
    answer: StrictStr
    short_answer: StrictStr | None
    abstained: StrictStr | None
    claims: tuple[Claimed, ...]
    citations: tuple[Cited, ...]
    conflicts: tuple[Disagreement, ...]
    notes: tuple[StrictStr, ...] = ()


class Nearest(_Whole):
    """The passage nearest to a question that is not answered; it supports nothing."""

    article_id: StrictStr
    quote: Annotated[StrictStr, Field(min_length=1)]
    start: Offset
    end: Offset


class Asked(_Whole):
    """A question and its answer."""

    asked: Moment
    answer: Answered
    nearest: Nearest | None


class Packet(_Whole):
    """A whole packet."""

    format: Literal["readout evidence packet"]
    version: Literal[1]
    made: Moment
    title: StrictStr
    exchanges: Annotated[tuple[Asked, ...], Field(min_length=1)]
    articles: tuple[Described, ...]
    sha256: StrictStr  # of everything else, see `seal`


def body_hash(body: str) -> str:
    """The SHA-256 of an article's body in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def seal(packet: Mapping[str, Any]) -> str:
    """The SHA-256 of a packet without its own field `sha256`, in one canonical form of JSON.

    It shows damage and careless changes. Whoever changes a packet on purpose can make it anew: what
    the words are worth shows only beside the articles.
    """
    rest = {name: value for name, value in packet.items() if name != "sha256"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def sealed(packet: Mapping[str, Any]) -> dict[str, Any]:
    """The packet with its seal as its last field."""
    return {name: value for name, value in packet.items() if name != "sha256"} | {
        "sha256": seal(packet)
    }


def read_packet(content: bytes) -> tuple[Packet, bool]:
    """A packet, and whether its seal fits. Raises LoadError for what is none."""
    if len(content) > LARGEST:
        raise LoadError(f"it is larger than a packet may be ({LARGEST / 1e6:.0f} MB)")
    try:
        raw = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_number
        )
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeError:  # also half of a surrogate pair, written as "\\ud800"
        raise LoadError("it is no evidence packet: it is not UTF-8 text") from None
    except RecursionError:
        raise LoadError("it is no evidence packet: it is nested too deeply") from None
    except ValueError as error:
        raise LoadError(f"it is no evidence packet: it is not JSON ({error})") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise LoadError(f"it is no evidence packet: its field “format” is not “{FORMAT}”")
    if raw.get("version") != VERSION or isinstance(raw["version"], bool):
        raise LoadError(f"this readout reads packets of version {VERSION} only")
    try:
        packet = Packet.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise LoadError(f"the packet's field “{where}” is wrong: {first['msg']}") from None
    return packet, packet.sha256 == seal(raw)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Of two fields of one name, one reader shows the first and another checks the last.
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands in it twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
