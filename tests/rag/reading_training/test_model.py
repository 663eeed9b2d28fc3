"""The quick network computes what the plain one does."""

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForQuestionAnswering

from rag.reading_training.model import PooledDropout, new_model, span_logits, span_loss
from rag.reading_training.weights import MasterWeights


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=200,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.2,
    )
    target = tmp_path_factory.mktemp("bert")
    BertForQuestionAnswering(config).save_pretrained(target)
    return target


def test_logits_are_those_of_the_library(folder: Path) -> None:
    plain = BertForQuestionAnswering.from_pretrained(folder, attn_implementation="eager")
    plain.bfloat16().float().train(False)  # rounded, as ours is when it is made
    ours = new_model(folder, dropout=0.1).float()
    ours.train(False)
    ids = torch.randint(5, 200, (3, 9))
    mask = torch.ones(3, 9, dtype=torch.bool)
    mask[1, 6:] = False
    types = (torch.arange(9) > 3).long().expand(3, 9)
    with torch.no_grad():
        right = plain(input_ids=ids, attention_mask=mask.long(), token_type_ids=types)
        found = span_logits(ours, ids, types, mask, mask)
    assert torch.allclose(found[..., 0][mask], right.start_logits[mask], atol=1e-4)
    assert torch.allclose(found[..., 1][mask], right.end_logits[mask], atol=1e-4)
    assert (found[1, 6:] == -1e4).all()


def test_the_loss_is_that_of_the_likelier_answers_together() -> None:
    logits = torch.randn(1, 6, 2)
    likely = torch.log_softmax(logits, dim=1)[0]
    one = likely[1, 0] + likely[2, 1]
    other = likely[4, 0] + likely[4, 1]
    spans = torch.tensor([[[1, 2], [4, 4], [-1, -1]]])
    assert span_loss(logits, spans).item() == pytest.approx(
        -torch.log(one.exp() + other.exp()).item(), abs=1e-5
    )
    alone = torch.tensor([[[1, 2], [-1, -1], [-1, -1]]])
    assert span_loss(logits, alone).item() == pytest.approx(-one.item(), abs=1e-5)


def test_dropout_drops_its_share_and_only_in_training() -> None:
    pool = (torch.rand(1 << 16) >= 0.25).float() / 0.75
    dropout = PooledDropout(pool)
    states = torch.ones(100, 100)
    dropped = dropout(states)
    assert 0.2 < (dropped == 0).float().mean() < 0.3
    assert dropped.mean().item() == pytest.approx(1.0, abs=0.05)
    assert not torch.equal(dropped, dropout(states))
    dropout.train(False)
    assert torch.equal(dropout(states), states)


def test_word_embeddings_stay_and_all_else_is_trained(folder: Path) -> None:
    weights = MasterWeights(new_model(folder, dropout=0.0), decay=0.9)
    assert not any("word_embeddings" in name for name in weights.names)
    assert {"qa_outputs.weight", "bert.embeddings.position_embeddings.weight"} <= set(weights.names)
    assert {value.dtype for value in weights.values} == {torch.float32}


def test_the_average_follows_and_gives_way_again(folder: Path) -> None:
    model = new_model(folder, dropout=0.0)
    weights = MasterWeights(model, decay=0.5)
    place = weights.names.index("qa_outputs.bias")
    with torch.no_grad():
        weights.values[place].fill_(8.0)
    before = weights.average[place].clone()
    weights.publish(step=100)
    middle = (before + 8.0) / 2
    with weights.averaged():
        assert torch.equal(model.qa_outputs.bias, middle.bfloat16())
    assert torch.equal(model.qa_outputs.bias, torch.full((2,), 8.0, dtype=torch.bfloat16))


def test_a_small_step_is_not_lost_to_rounding(folder: Path) -> None:
    model = new_model(folder, dropout=0.0)
    weights = MasterWeights(model, decay=0.5)
    place = weights.names.index("bert.encoder.layer.0.output.LayerNorm.weight")
    for step in range(40):
        with torch.no_grad():
            weights.values[place] += 1e-3  # bfloat16 has no number between 1 and 1.0078
        weights.publish(step)
    found = model.bert.encoder.layer[0].output.LayerNorm.weight.float().mean().item()
    assert found == pytest.approx(1.04, abs=0.005)
