"""How the reader is made: a span head on all-MiniLM-L6-v2, trained on public questions.

    python -m rag.reading_training --data FOLDER --out FOLDER --news stories.jsonl.gz

trains and writes `FOLDER/reader/model.onnx` (23 MB), and

    python -m rag.reading_training.evaluate --model FOLDER --data FILE

measures it. From file to weights: `data` reads the questions, `tokenized` turns them into token
ids, `negatives` finds passages that do not answer, `epoch` crops and mixes, `batches` groups by
length, `train` trains, `export` writes the int8 graph.

Read are QAMR (MIT licence) and SQuADShifts' amazon, reddit and new_wiki (CC BY 4.0), over
all-MiniLM-L6-v2 (Apache-2.0). Stories of Reuters-21578 only serve as passages that do not answer.

The run of 108 minutes on one busy core with two threads made 3,607 steps, a little more than three
epochs. Held out whole were five articles of new_wiki (614 questions) and seven paragraphs of QAMR
(1,082). Of these, int8, one text at a time:

                 exact    F1   told apart: far, nearest by BM25
    new_wiki      63.0  77.5   0.999  0.949
    QAMR          69.9  79.6   0.987  0.992
"""
