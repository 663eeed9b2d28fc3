"""Reading: a question and passages in, the words that may answer out, each with a score.

The reader is a small extractive model: for every token, how well an answer begins there and ends
there; and, at the first token, how much speaks for "not here".
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding

NO_READER = "none"
OWN_READER = "readout"
OWN_FOLDER = Path(__file__).with_name("reader")  # made by `python -m rag.reading_training`
LONGEST = 256  # tokens of question and passage together
LONGEST_QUESTION = 48  # tokens; a longer question is cut
LONGEST_ANSWER = 30  # tokens
CLS, SEP = 101, 102  # BERT's marks


Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a passage that may answer."""

    start: int  # in characters of the passage
    end: int
    score: float  # logits of its start and end, less those of "not here"; above 0 it is likelier


Asked = tuple[str, str]  # a question, and the passage in which it is asked


class SpanReader(Protocol):
    """Finds answers in passages."""

    @property
    def name(self) -> str: ...

    def read(self, asked: Sequence[Asked], most: int = 3) -> list[list[Found]]:
        """For each question of a passage its best spans, `most` at most, the best first.

        No two of one passage overlap.
        """


def open_span_reader(name: str) -> SpanReader | None:
    """The reader by the setting `READOUT_READER`: our own for "readout", None for "none".

    Else a folder with `model.onnx` and `tokenizer.json`, or a transformers model by name or folder.
    Raises ModelError when it cannot be loaded.
    """
    if name == NO_READER:
        return None
    folder = OWN_FOLDER if name == OWN_READER else Path(name).expanduser()
    if (folder / "model.onnx").exists():
        return OnnxSpanReader(folder)
    if name == OWN_READER:
        raise ModelError(f"the reader's weights are missing from {folder}: install readout again")
    return TransformersSpanReader(name)


class OnnxSpanReader:
    """`model.onnx` and `tokenizer.json` of a folder: a BERT with a span head, a text at a time.

    As for the embedding model, int8 scales by what is in the batch, so each text runs alone and
    several run on threads. Safe to share between threads.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.name = folder.name
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._pool = ThreadPoolExecutor(cores, thread_name_prefix="reader")

    def read(self, asked: Sequence[Asked], most: int = 3) -> list[list[Found]]:
        questions = self._tokenizer.encode_batch([q for q, _ in asked], add_special_tokens=False)
        passages = self._tokenizer.encode_batch([p for _, p in asked], add_special_tokens=False)
        return list(
            self._pool.map(lambda one, other: self._read(one, other, most), questions, passages)
        )

    def _read(self, question: "Encoding", passage: "Encoding", most: int) -> list[Found]:
        ids = question.ids[:LONGEST_QUESTION]
        room = LONGEST - len(ids) - 3
        return found(self._logits(ids, passage.ids[:room]), passage.offsets, most)

    def _logits(self, asked: list[int], passage: list[int]) -> Logits:
        """(1 + tokens of the passage, 2): first the "not here", then start and end a token."""
        ids = np.array([[CLS, *asked, SEP, *passage, SEP]], np.int64)
        first = len(asked) + 2
        types = (np.arange(ids.shape[1]) >= first).astype(np.int64)[None, :]
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        logits: Logits = self._session.run(None, given)[0][0]
        return np.concatenate([logits[:1], logits[first : first + len(passage)]])


class TransformersSpanReader:
    """Any extractive question-answering model of the transformers library, by name or folder."""

    def __init__(self, name: str) -> None:
        """Raises ModelError when it cannot be loaded."""
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        self.name = name
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(name)
            self._model = AutoModelForQuestionAnswering.from_pretrained(name).eval()
        except (OSError, ValueError) as error:
            reason = str(error).split("\n", 1)[0]
            raise ModelError(f"the reader {name} cannot be loaded: {reason}") from None

    def read(self, asked: Sequence[Asked], most: int = 3) -> list[list[Found]]:
        import torch

        results = []
        for question, passage in asked:
            encoding = self._tokenizer(
                question,
                passage,
                truncation="only_second",
                max_length=LONGEST,
                return_offsets_mapping=True,
                return_tensors="pt",
            )
            offsets = encoding.pop("offset_mapping")[0].tolist()
            own = [at for at, which in enumerate(encoding.sequence_ids(0)) if which == 1]
            with torch.inference_mode():
                output = self._model(**encoding)
            logits = torch.stack([output.start_logits[0], output.end_logits[0]], dim=1).numpy()
            kept = np.concatenate([logits[:1], logits[own]])
            results.append(found(kept, [tuple(offsets[at]) for at in own], most))
        return results


def found(logits: Logits, offsets: Sequence[tuple[int, int]], most: int) -> list[Found]:
    """Spans of characters out of logits (1 + tokens, 2), the first row standing for "not here"."""
    none = float(logits[0].sum())
    return [
        Found(offsets[first][0], offsets[last][1], score - none)
        for first, last, score in best_spans(logits[1:], most)
    ]


def best_spans(logits: Logits, most: int) -> list[tuple[int, int, float]]:
    """(first, last, score) of the best spans of tokens, last included, none overlapping a better.

    `logits` is (tokens, 2), start and end.
    """
    size = len(logits)
    if not size:
        return []
    first, last = np.indices((size, size))
    fits = (last >= first) & (last - first < LONGEST_ANSWER)
    scores = np.where(fits, logits[:, 0][:, None] + logits[:, 1][None, :], -np.inf)
    best: list[tuple[int, int, float]] = []
    while len(best) < most:
        a, b = divmod(int(scores.argmax()), size)
        if scores[a, b] == -np.inf:
            break
        best.append((a, b, float(scores[a, b])))
        scores[(first <= b) & (last >= a)] = -np.inf
    return best
