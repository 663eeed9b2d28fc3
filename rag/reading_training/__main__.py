"""`python -m rag.reading_training --data FOLDER --out FOLDER`: from public data to `model.onnx`."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from index.errors import ReadoutError


def main(
    data: Annotated[Path, typer.Option(help="The folder with QAMR and SQuADShifts.")],
    out: Annotated[Path, typer.Option(help="The folder for checkpoints and the result.")],
    news: Annotated[
        Path | None, typer.Option(help="A .jsonl.gz of stories that answer nothing.")
    ] = None,
    minutes: Annotated[float | None, typer.Option(help="How long to train.")] = None,
    threads: Annotated[int, typer.Option(help="Threads of the computation.")] = 2,
) -> None:
    """Trains the reader, measures it on held-out questions and writes it as int8 ONNX.

    Run again with the same folder, it goes on from the last checkpoint.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    out.mkdir(parents=True, exist_ok=True)
    try:
        _train(data, out, news, minutes, threads)
    except ReadoutError as error:
        typer.echo(f"readout: {error}", err=True)
        raise typer.Exit(1) from None


def _train(data: Path, out: Path, news: Path | None, minutes: float | None, threads: int) -> None:
    from tokenizers import Tokenizer

    from index.minilm import weights
    from index.onnx_export import quiet
    from rag.reading_training.data import read_data
    from rag.reading_training.epoch import Epochs, news_contexts
    from rag.reading_training.export import trained_model, write_reader
    from rag.reading_training.recipe import Recipe
    from rag.reading_training.squad import write_squad
    from rag.reading_training.tokenized import tokenized
    from rag.reading_training.train import Training

    quiet()
    recipe = Recipe() if minutes is None else replace(Recipe(), minutes=minutes)
    source = weights()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = read_data(data)
    write_squad(examples.held_wiki, out / "held_wiki.json")
    write_squad(examples.held_qamr, out / "held_qamr.json")
    stories = news_contexts(news, 4_000, tokenizer) if news else []
    epochs = Epochs(
        tokenized(examples.train, tokenizer), stories, recipe.mix, recipe.seed, tokenizer
    )
    training = Training(
        source, epochs, tokenized(examples.held_wiki, tokenizer), recipe, out, threads
    )
    figures = training.run()
    averaged = figures["averaged"].f1 >= figures["last"].f1
    write_reader(trained_model(source, training.weights, averaged), source, out / "reader")


if __name__ == "__main__":
    typer.run(main)
