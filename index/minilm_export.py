"""Exports all-MiniLM-L6-v2 to ONNX and quantises it: `python -m index.minilm_export FROM TO`.

A process of its own, so that torch's half gigabyte is gone when it ends. Measured on two cores
against float32 on ONNX Runtime: 2.5 times its passages a second, mean cosine 0.994 (per tensor
instead of per channel: 0.953), a quarter of its size.
"""

import logging
import os
import sys
import warnings
from pathlib import Path


def export(source: Path, target: Path) -> None:
    """Writes `target/model.onnx`: token ids in, one mean-pooled vector of length 1 a text out."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import BertModel

    class MeanPooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = BertModel.from_pretrained(
                str(source), attn_implementation="eager", add_pooling_layer=False
            ).eval()

        def forward(
            self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
        ) -> torch.Tensor:
            states = self.bert(
                input_ids=ids, attention_mask=mask, token_type_ids=types
            ).last_hidden_state
            weight = mask.unsqueeze(-1).to(states.dtype)
            mean = (states * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    inputs = ["input_ids", "attention_mask", "token_type_ids"]
    example = torch.ones(2, 7, dtype=torch.long)
    whole = target / "float32.onnx"
    torch.onnx.export(
        MeanPooled(),
        (example, example, torch.zeros_like(example)),
        str(whole),
        input_names=inputs,
        output_names=["vectors"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in inputs}
        | {"vectors": {0: "texts"}},
        opset_version=17,
        dynamo=False,  # torch 2.13's other exporter wants onnxscript, and unrolls the batch
    )
    quantize_dynamic(
        str(whole), str(target / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True
    )
    whole.unlink()


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
