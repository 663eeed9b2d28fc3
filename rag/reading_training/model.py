"""The network: transformers' BERT with a span head, made quick for training on a CPU.

Measured on two cores with AMX, 32 texts of 160 tokens a step: 1.92 s as it comes, under bf16
autocast; half of that is drawing the random numbers of dropout, a fifth is copying between float32
and bfloat16. So all of the network is bfloat16 beside a float32 copy for the optimizer, attention
adds its mask in bfloat16 and has no dropout, and the other dropouts read random numbers that were
drawn before.
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, BertForQuestionAnswering

_POOL = 1 << 23  # random numbers of one dropout; the largest activation has some 5 million
_MASKED = -1e4


def new_model(source: Path, dropout: float) -> BertForQuestionAnswering:
    """The encoder in the folder `source` with a new span head, in bfloat16."""
    AttentionInterface.register("lean", _lean_attention)
    model: BertForQuestionAnswering = BertForQuestionAnswering.from_pretrained(
        str(source),
        attn_implementation="lean",
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
    )
    if dropout:
        pool = (torch.rand(_POOL) >= dropout).to(torch.bfloat16) / (1 - dropout)
        _replace_dropouts(model, PooledDropout(pool))
    # 30,000 rows that fine-tuning hardly moves, and half of the optimizer's work.
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    model.bfloat16()
    return model


def span_logits(
    model: BertForQuestionAnswering, ids: Tensor, types: Tensor, mask: Tensor, readable: Tensor
) -> Tensor:
    """(texts, tokens, 2) logits of start and end, float32; -1e4 where no answer may stand."""
    added = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill_(~mask, _MASKED)
    states = model.bert(
        input_ids=ids, token_type_ids=types, attention_mask=added[:, None, None, :]
    ).last_hidden_state
    head = model.qa_outputs
    # bfloat16 would leave a logit of 10 three digits, and the spans of a text equal.
    logits = nn.functional.linear(states.float(), head.weight.float(), head.bias.float())
    return logits.masked_fill(~readable.unsqueeze(-1), _MASKED)


def span_loss(logits: Tensor, spans: Tensor) -> Tensor:
    """Mean of -log of the probability that the span is one of the given ones, whichever.

    `logits` is (texts, tokens, 2), `spans` (texts, spans, 2) with -1 where there is none. The
    marginal likelihood over all answers, as in Clark and Gardner 2018 (arXiv:1710.10723), with the
    probability of a span that of its start times that of its end.
    """
    likely = torch.log_softmax(logits, dim=1)
    given = spans[..., 0] >= 0
    at = spans.clamp(min=0)
    start = likely[..., 0].gather(1, at[..., 0])
    end = likely[..., 1].gather(1, at[..., 1])
    return -torch.logsumexp((start + end).masked_fill(~given, -1e9), dim=1).mean()


class PooledDropout(nn.Module):
    """Dropout whose masks are stretches, begun anywhere, of random numbers drawn once."""

    def __init__(self, pool: Tensor) -> None:
        super().__init__()
        self.pool = pool  # not a buffer: it is no part of the weights

    def forward(self, states: Tensor) -> Tensor:
        """`states`, a part of it zero and the rest scaled up; as it is in evaluation."""
        if not self.training:
            return states
        size = states.numel()
        start = int(torch.randint(0, self.pool.numel() - size, ()))
        return states * self.pool[start : start + size].view_as(states)


def _replace_dropouts(model: nn.Module, dropout: PooledDropout) -> None:
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Dropout) and child.p > 0:
                setattr(module, name, dropout)


def _lean_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor,
    **_: object,
) -> tuple[Tensor, None]:
    """Attention over (texts, heads, tokens, 32) in the type of its inputs, without dropout."""
    texts, heads, tokens, size = query.shape
    flat = (texts * heads, tokens, size)
    scores = torch.bmm((query * size**-0.5).reshape(flat), key.reshape(flat).transpose(1, 2))
    scores = scores.view(texts, heads, tokens, tokens) + attention_mask
    weights = torch.softmax(scores, dim=-1).view(texts * heads, tokens, tokens)
    mixed = torch.bmm(weights, value.reshape(flat)).view(texts, heads, tokens, size)
    return mixed.transpose(1, 2), None
