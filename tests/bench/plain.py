"""Step of a child: the plain way, LlamaIndex with its defaults into Chroma, with the same model.

What a person who knows LlamaIndex writes first: documents with their metadata, the library's own
splitter, embedding class and vector store. Its default splitter cuts at 1,024 tokens while the
model reads 256, so the rest of a longer passage is never embedded; `chunk` sets another size.
"""

import json
import time
from pathlib import Path
from typing import Any

from tests.bench.asking import milliseconds


def plain(
    home: str, file: str, questions: list[str], warm_up: list[str], chunk: int | None = None
) -> dict[str, Any]:
    """Indexes the stories of a JSON Lines file, then asks a top-5 retriever."""
    import chromadb
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from index.minilm import weights
    from tests.bench.child import peak_mb

    model = HuggingFaceEmbedding(model_name=str(weights()), device="cpu")
    model.get_text_embedding("Warmed up.")
    began = time.perf_counter()
    documents = []
    with Path(file).open(encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            about = {"title": story["title"], "date": story["date"]}
            documents.append(Document(text=story["text"], metadata=about, id_=story["id"]))
    splitter = SentenceSplitter(chunk_size=chunk, chunk_overlap=0) if chunk else SentenceSplitter()
    nodes = splitter.get_nodes_from_documents(documents, show_progress=False)
    collection = chromadb.PersistentClient(home).get_or_create_collection("articles")
    store = ChromaVectorStore(chroma_collection=collection)
    # The index inserts 2,048 nodes at a time, below the 5,461 that Chroma 1.5.9 takes.
    index = VectorStoreIndex(
        nodes,
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=model,
        show_progress=False,
    )
    seconds = time.perf_counter() - began
    peak = peak_mb()
    retriever = index.as_retriever(similarity_top_k=5)
    for question in warm_up:
        retriever.retrieve(question)
    return {
        "seconds": seconds,
        "articles": len(documents),
        "passages": collection.count(),
        "peak_mb": peak,
        "ask_ms": [milliseconds(retriever.retrieve, question) for question in questions],
    }
