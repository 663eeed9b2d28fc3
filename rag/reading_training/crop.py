"""Parts of a long text, cut where sentences or words begin, with an answer inside or outside."""

from random import Random

from rag.reading_training.tokenized import Context


def crop_around(
    context: Context, answer: tuple[int, int], room: int, random: Random
) -> tuple[int, int]:
    """[first, end) tokens of whole sentences around the tokens of `answer`, at most `room`.

    Grows from the sentences that hold the answer to a side chosen by chance. When these alone are
    too long, words around the answer are taken instead; `room` must hold the answer.
    """
    runs = context.sentences
    left = max(n for n, (first, _) in enumerate(runs) if first <= answer[0])
    right = min(n for n, (_, end) in enumerate(runs) if end > answer[1])
    if runs[right][1] - runs[left][0] > room:
        return _words_around(context, answer, room, random)
    while True:
        sides = []
        if left > 0 and runs[right][1] - runs[left - 1][0] <= room:
            sides.append((left - 1, right))
        if right + 1 < len(runs) and runs[right + 1][1] - runs[left][0] <= room:
            sides.append((left, right + 1))
        if not sides:
            return runs[left][0], runs[right][1]
        left, right = random.choice(sides)


def _words_around(
    context: Context, answer: tuple[int, int], room: int, random: Random
) -> tuple[int, int]:
    length = len(context.ids)
    earliest = max(0, answer[1] + 1 - room)
    first = random.randint(earliest, max(earliest, min(answer[0], length - room)))
    end = min(first + room, length)
    while first < answer[0] and first not in context.words:
        first += 1
    while end > answer[1] + 1 and end < length and end not in context.words:
        end -= 1
    return first, end


def crop_beside(
    context: Context, answers: tuple[tuple[int, int], ...], room: int, random: Random
) -> tuple[int, int] | None:
    """[first, end) tokens of whole sentences without any of the answers, or None."""
    free = [
        n
        for n, (first, end) in enumerate(context.sentences)
        if end - first <= room and all(b < first or a >= end for a, b in answers)
    ]
    if not free:
        return None
    left = right = random.choice(free)
    allowed = set(free)
    while right + 1 in allowed and _length(context, left, right + 1) <= room:
        right += 1
    while left - 1 in allowed and _length(context, left - 1, right) <= room:
        left -= 1
    return context.sentences[left][0], context.sentences[right][1]


def _length(context: Context, left: int, right: int) -> int:
    return context.sentences[right][1] - context.sentences[left][0]
