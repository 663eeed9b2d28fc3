"""Questions who holds an office, made of "Commerce Secretary Howard Lutnick"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from rag.answer import Answer
from rag.suggestions.tried import Draft, Sort
from rag.words import stem_set

NAME = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)?"
_FULL_NAME = rf"(?:{NAME}|[A-Z]\.) (?:[A-Z]\. )?(?:[A-Z][a-z]?)?{NAME}"
_FIELD = (
    r"Foreign|Finance|Trade|Defen[cs]e|Treasury|Agriculture|Commerce|State|Energy|Health|Transport"
    r"|Interior|Labou?r|Industry|Economy|Environment|Justice|Oil|Planning|Budget|International"
    r" Trade"
)
_COUNTRY = (
    r"U\.S\.|US|American|Canadian|British|UK|French|German|West German|Italian|Spanish|Mexican"
    r"|Brazilian|Japanese|Chinese|Indian|Russian|Soviet|Ukrainian|Australian|Swedish|Norwegian"
    r"|Danish|Dutch|Belgian|Swiss|Austrian|Polish|Turkish|Greek|Israeli|Egyptian|Iranian|Iraqi"
    r"|Saudi|Kuwaiti|Nigerian|South African|Indonesian|Philippine|South Korean|Argentine|Colombian"
    r"|Venezuelan|Peruvian|Irish|Portuguese|Finnish|Thai|Malaysian|Pakistani|European"
)
_PARTY = r"Conservative|Liberal|Labour|Bloc Québécois|Democratic|Republican|Green"
_HOLDER = re.compile(
    rf"\b(?P<office>(?:(?P<country>{_COUNTRY})"
    r" (?:Prime Minister|President|Premier|Chancellor|[Ll]eader)"
    rf"|(?P<party>{_PARTY}) [Ll]eader"
    rf"|(?:(?P<home>{_COUNTRY}) )?(?:{_FIELD}) (?:Minister|Secretary)"
    rf"|(?:(?P<land>{_COUNTRY}) )?(?:Minister|Secretary) of (?:the )?(?:{_FIELD})))"
    rf",? (?P<name>{_FULL_NAME})"
)
_TOP = re.compile(r"\b(?:President|Prime Minister)")  # too well known to be asked about first


def offices(texts: Mapping[str, Sequence[str]], mixed: bool) -> Iterator[Draft]:
    """In the order of the sentences; `mixed` as in `drafts`: then each office names its country."""
    for sentence in chain.from_iterable(texts.values()):
        for found in _HOLDER.finditer(sentence):
            country = found["country"] or found["home"] or found["land"] or found["party"]
            if mixed and not country:
                continue
            name = found["name"]
            before = sentence[: found.start()].rstrip().lower()
            if before.endswith(("former", "ex", "ex-", "deputy", "vice", "assistant", "then")):
                continue

            def fits(answer: Answer, last: str = name.split()[-1]) -> bool:
                return last in (answer.short_answer or answer.claims[0].text)

            worth = 0.3 if _TOP.search(found["office"]) else 0.7
            text = f"Who is the {_office(found['office'], country)}?"
            yield Draft(text, Sort.OFFICE, stem_set(name), worth, fits)


def _office(office: str, country: str | None) -> str:
    """ "Canadian Trade Minister" as it stands behind "the": "Canadian trade minister"."""
    kept = country or ""
    rest = office[len(kept) :].strip().lower().replace("treasury", "Treasury")
    return f"{kept} {rest}".strip()
