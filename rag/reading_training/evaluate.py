"""`python -m rag.reading_training.evaluate --model FOLDER --data FILE`: how well a reader reads.

FILE is in SQuAD's format, `.json` or `.json.gz`; the passage is given. Prints exact match and F1 as
SQuAD's script defines them, the gap between the best span and "not here", and how well that gap
tells passages that answer from those that do not.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from index.errors import ModelError, ReadoutError


def main(
    model: Annotated[
        Path, typer.Option(help="A folder with model.onnx, or one that transformers loads.")
    ],
    data: Annotated[Path, typer.Option(help="A file in SQuAD's format.")],
    most: Annotated[int, typer.Option(help="Read only the first so many questions.")] = 0,
) -> None:
    """Measures a reader on questions whose passage is given; prints one line of JSON."""
    try:
        typer.echo(json.dumps(_figures(model, data, most)))
    except ReadoutError as error:
        typer.echo(f"readout: {error}", err=True)
        raise typer.Exit(1) from None


def _figures(model: Path, data: Path, most: int) -> dict[str, float]:
    from tokenizers import Tokenizer

    from index.onnx_export import quiet
    from rag.reading_training.measure import figures
    from rag.reading_training.squad import squad_examples
    from rag.reading_training.tokenized import tokenized

    quiet()
    if not (model / "tokenizer.json").is_file():
        raise ModelError(f"{model} holds no reader: tokenizer.json is missing.")
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    examples = squad_examples(data)
    asked = tokenized(examples[:most] if most else examples, tokenizer)
    if (model / "model.onnx").is_file():
        from rag.reading_training.onnx_read import onnx_read

        return figures(asked, onnx_read(model / "model.onnx")).rounded()
    from rag.reading_training.torch_read import torch_read

    return figures(asked, torch_read(model)).rounded()


if __name__ == "__main__":
    typer.run(main)
