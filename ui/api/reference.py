"""The page at /api: the same description for people, in one file, without a script."""

import html
from collections.abc import Iterator
from typing import Any

_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.55 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 3rem auto;
  padding: 0 1.25rem; }
h1, h2 { font-weight: 600; line-height: 1.25; } h2 { margin-top: 2.5rem; }
code, pre, h2 { font-family: ui-monospace, Menlo, Consolas, monospace; } h2 { font-size: 1.05rem; }
code, pre { font-size: 0.85em; } pre { overflow-x: auto; padding: 0.75rem 1rem; border-left: 3px
  solid; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; }
th { font-weight: 600; }
"""
_EXAMPLES = {
    ("post", "/api/ask"): """curl ORIGIN/api/ask -H 'Content-Type: application/json' \\
  -d '{"question": "When do the auto tariffs start?", "as_of": "2025-03-28"}'""",
    ("post", "/api/search"): """curl ORIGIN/api/search -H 'Content-Type: application/json' \\
  -d '{"query": "auto tariffs", "limit": 3}'""",
    ("get", "/api/search"): "curl 'ORIGIN/api/search?query=auto+tariffs&limit=3'",
    ("get", "/api/articles"): "curl 'ORIGIN/api/articles?limit=20'",
    ("get", "/api/articles/{article_id}"): "curl ORIGIN/api/articles/art_0123456789abcdef",
}
_OTHER_WAYS = """<h2>From Python</h2>
<pre>from gradio_client import Client

desk = Client("ORIGIN")
answer = desk.predict("When do the auto tariffs start?", api_name="/ask")
found = desk.predict("auto tariffs", limit=3, api_name="/search")</pre>
<h2>As tools of a language model</h2>
<p>A server of the Model Context Protocol (streamable HTTP) is at
<code>ORIGIN/gradio_api/mcp/</code>. Its tools are
<code>ask</code>, <code>search</code> and <code>article</code>; each gives JSON.</p>
<h2>For machines</h2>
<p><a href="/api/openapi.json">/api/openapi.json</a> is this page as OpenAPI,
<a href="/api/answer.schema.json">/api/answer.schema.json</a> the JSON Schema of an answer.</p>"""


def reference(description: dict[str, Any], origin: str) -> str:
    """The page; `description` is an OpenAPI document of ours, `origin` where it is served."""
    parts = [part for each in _operations(description) for part in each]
    info = description["info"]
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>readout · API</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{html.escape(info['title'])}: the API</h1><p>{html.escape(info['description'])}</p>"
        "<p>Requests and answers are JSON in UTF-8. Whatever is refused comes back as"
        ' <code>{"error": "one sentence"}</code>.</p>'
        f"{''.join(parts)}{_OTHER_WAYS}</main></body></html>"
    )
    return page.replace("ORIGIN", html.escape(origin))


def _operations(description: dict[str, Any]) -> Iterator[list[str]]:
    schemas = description["components"]["schemas"]
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield [
                f"<h2>{method.upper()} {html.escape(path)}</h2>",
                f"<p>{html.escape(operation['summary'])}</p>",
                *_fields(operation, schemas),
                f"<pre>{html.escape(_EXAMPLES[method, path])}</pre>",
                f"<p>{html.escape(_errors(operation))}</p>",
            ]


def _fields(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    """A table of what can be sent."""
    if body := operation.get("requestBody"):
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        fields = schemas[name]["properties"]
        required = schemas[name]["required"]
    else:
        fields = {each["name"]: each["schema"] for each in operation.get("parameters", ())}
        required = [each["name"] for each in operation.get("parameters", ()) if each["required"]]
    if not fields:
        return
    yield "<table><tr><th>field</th><th>type</th><th>meaning</th></tr>"
    for name, schema in fields.items():
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        kind = " or ".join(each for each in kinds if each != "null")
        said = [schema.get("description", ""), "Required." if name in required else ""]
        if "minimum" in schema:
            most = f" to {schema['maximum']:,}" if "maximum" in schema else " or more"
            said.append(f"{schema['minimum']}{most}.")
        if "default" in schema:
            said.append(f"Else {schema['default']}.")
        meaning = html.escape(" ".join(part for part in said if part))
        yield f"<tr><td><code>{name}</code></td><td>{kind}</td><td>{meaning}</td></tr>"
    yield "</table>"


def _errors(operation: dict[str, Any]) -> str:
    refusals = {status: each for status, each in operation["responses"].items() if status != "200"}
    return " ".join(f"{status}: {each['description']}" for status, each in refusals.items())
