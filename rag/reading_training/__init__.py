"""How the reader is made: a span head on all-MiniLM-L6-v2, trained on public questions.

`python -m rag.reading_training --data FOLDER --out FOLDER` trains and writes `model.onnx`;
`python -m rag.reading_training.evaluate --model FOLDER --data FILE` measures it. From file to
weights: `data` reads QAMR and SQuADShifts into examples, `tokenized` turns them into token ids,
`negatives` finds passages that do not answer, `epoch` crops and mixes, `batches` groups by length,
`train` trains, `export` writes the int8 graph.
"""
