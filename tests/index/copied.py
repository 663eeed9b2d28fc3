"""Made-up stories and what outlets make of them: cut, reworded, under another headline."""

import random

_WORDS = (
    "harbour council river bridge minister budget ferry orchard railway library teacher winter"
    " market farmer engine tunnel island printer hospital museum forest village captain signal"
    " lantern quarry archive meadow turbine canal bakery garrison stadium reservoir cathedral"
).split()
_VERBS = "opened closed funded visited repaired praised questioned measured painted sold".split()


def sentences(subject: int, count: int = 14) -> list[str]:
    """A story, each of whose sentences has eighteen words; other subjects share none of them."""
    draw = random.Random(subject)

    def sentence() -> str:
        words = [draw.choice(_WORDS) for _ in range(14)]
        words[4:4] = [draw.choice(_VERBS), "the"]
        words[10:10] = [draw.choice(_VERBS), f"number{draw.randrange(1_000)}"]
        return "The " + " ".join(words[1:]) + "."

    return [sentence() for _ in range(count)]


def cut(story: list[str], share: float) -> list[str]:
    """The story without `share` of its end."""
    return story[: max(1, round(len(story) * (1 - share)))]


def reworded(story: list[str], seed: int, count: int = 2) -> list[str]:
    """The story with every fifth word of `count` of its sentences changed."""
    draw = random.Random(seed)
    changed = list(story)
    for at in draw.sample(range(len(story)), min(count, len(story))):
        words = story[at].split()
        for place in range(1, len(words) - 1, 5):
            words[place] = draw.choice(("reportedly", "allegedly", "officials", "meanwhile"))
        changed[at] = " ".join(words)
    return changed
