"""Writes trained weights as the files that the product reads."""

import shutil
from pathlib import Path

import torch
from torch import Tensor
from transformers import BertForQuestionAnswering

from index.onnx_export import write_int8
from rag.reading_training.weights import MasterWeights

_TOKENIZER = frozenset(
    ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json")
)


def trained_model(source: Path, weights: MasterWeights, averaged: bool) -> BertForQuestionAnswering:
    """The network in float32: what was trained, over the encoder in `source`."""
    model: BertForQuestionAnswering = BertForQuestionAnswering.from_pretrained(
        str(source), attn_implementation="eager"
    )
    values = weights.average if averaged else weights.values
    trained = dict(zip(weights.names, values, strict=True))
    missing = model.load_state_dict(trained, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"weights of another network: {missing.unexpected_keys[:3]}")
    model.train(False)
    return model


class _Spans(torch.nn.Module):
    """(texts, tokens, 2): the logits of start and end."""

    def __init__(self, model: BertForQuestionAnswering) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        states = self.model.bert(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        logits: Tensor = self.model.qa_outputs(states)
        return logits


def write_reader(model: BertForQuestionAnswering, source: Path, target: Path) -> None:
    """`model.onnx`, int8, with the output `logits`; `tokenizer.json`; the float32 in `float32/`.

    The folder `float32` is what transformers' `BertForQuestionAnswering.from_pretrained` loads.
    """
    target.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(target / "float32")
    for path in source.iterdir():
        if path.name in _TOKENIZER:
            shutil.copyfile(path, target / "float32" / path.name)
    shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")
    write_int8(_Spans(model).eval(), "logits", target / "model.onnx")
