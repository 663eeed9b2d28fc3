"""The cross-encoder: the first layers of all-MiniLM-L6-v2 over a question and a sentence together.

Imported only by the training command, so torch may be imported at the top.
"""

from pathlib import Path

import torch
from transformers import BertModel


class CrossEncoder(torch.nn.Module):
    """Token ids of "[CLS] question [SEP] sentence [SEP]" into one logit a pair."""

    def __init__(self, source: Path, layers: int) -> None:
        """Weights from the folder `source`, only its first `layers` layers kept.

        No dropout: less than one pass over the examples is made. The word embeddings stay as they
        are, so that words the examples do not hold keep their meaning beside those they do.
        """
        super().__init__()
        self.bert = BertModel.from_pretrained(
            str(source),
            attn_implementation="eager",  # measured on a CPU: twice as fast to train as sdpa
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        self.head = torch.nn.Linear(2 * self.bert.config.hidden_size, 1)
        torch.nn.init.normal_(self.head.weight, std=0.02)
        torch.nn.init.zeros_(self.head.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Logits of shape (pairs,), from the first state beside the mean of all."""
        states = self.bert(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        logits: torch.Tensor = self.head(torch.cat([states[:, 0], mean], dim=1))
        return logits.squeeze(1)

    def rescale(self, slope: float, offset: float) -> None:
        """Makes every logit x into slope * x + offset."""
        with torch.no_grad():
            self.head.weight.mul_(slope)
            self.head.bias.mul_(slope).add_(offset)
