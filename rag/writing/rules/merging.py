from rag.writing.rules.laid import Laid, segments, content
from rag.verify.evidence import PRONOUNS


def merging(of: Laid):
    if of.is_verbatim:
        return
    keys = [content(s) for s in of.evidence.sentences]
    for seg in segments(of.said):
        c = [of.said[k] for k in seg if of.said[k].is_content and of.evidence.of(of.said[k].key)]
        for a, b in zip(c, c[1:]):
            if not any(a.key in k and b.key in k for k in keys):
                yield f'"{a.text}" and "{b.text}" stand in different sentences'
