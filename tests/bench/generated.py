"""Articles of our own words, as many as wanted, the same ones every time."""

import json
import random
from pathlib import Path

_WHO = (
    *("The harbour council", "A fisheries inspector", "The mayor of Larkfield", "Two shipowners"),
    *("The ferry company", "A panel of engineers", "The growers' union", "The transport ministry"),
    *(
        "Residents of the old quarter",
        "The museum's director",
        "A regional court",
        "The dairy board",
    ),
)
_DID = (
    *("approved", "postponed", "questioned", "welcomed", "rejected", "published", "reviewed"),
    *("financed", "inspected", "defended"),
)
_WHAT = (
    *("the new breakwater", "a plan for the salmon hatchery", "the winter timetable"),
    *("a levy on timber barges", "the repair of the railway bridge", "the wheat storage scheme"),
    *("a study of the lighthouse", "the contract for buoys", "the sale of the grain elevator"),
    *("a permit for tidal turbines",),
)
_WHERE = (
    *(
        "in Larkfield",
        "at Port Ansel",
        "on the Quill river",
        "near Brannock",
        "in the upper valley",
    ),
    *("at the Dunmere docks", "on Tern island", "in Halverstad"),
)
_WHY = (
    *("after a storm had damaged the quay", "because costs had doubled within a year"),
    *("although the opposition had asked for a vote", "while talks with the insurers went on"),
    *("before the herring season began", "since the old rules had expired in spring"),
)


def articles(count: int, sentences: int = 10) -> list[dict[str, str]]:
    """Records with id, title, date and text; each sentence carries a number of its own."""
    return [_article(number, sentences) for number in range(count)]


def write(path: Path, records: list[dict[str, str]]) -> Path:
    """`records` as a JSON Lines file at `path`."""
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _article(number: int, sentences: int) -> dict[str, str]:
    chance = random.Random(number)
    told = [_sentence(chance, number * 1_000 + at) for at in range(sentences)]
    paragraphs = [" ".join(told[at : at + 3]) for at in range(0, len(told), 3)]
    return {
        "id": f"generated-{number}",
        "title": f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}",
        "date": f"2024-{1 + number % 12:02}-{1 + number % 28:02}T09:00:00Z",
        "text": "\n\n".join(paragraphs),
    }


def _sentence(chance: random.Random, number: int) -> str:
    return (
        f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}"
        f" {chance.choice(_WHERE)} {chance.choice(_WHY)}, file {number} says."
    )
