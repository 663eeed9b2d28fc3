"""Makes the weights that `rag.ranker` ships: `python -m rag.ranking_training --data … --out …`."""
