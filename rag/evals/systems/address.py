"""A web address as a system under test: a question in the body of a POST, an answer back."""

import json
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rag.answer import Question
from rag.evals.reply import Reply, reply_from
from rag.evals.systems.attended import LONGEST
from rag.evals.systems.command import question_line

if TYPE_CHECKING:
    from httpx import Client

PATIENCE = 120.0  # seconds without a byte, after which a question is given up


class Address:
    """An http or https address. Redirects are not followed."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.name = url
        self._patience = patience

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        """An answer or a failure for each question, in order."""
        import httpx

        with httpx.Client(timeout=self._patience, follow_redirects=False) as client:
            for question in questions:
                began = time.perf_counter()
                try:
                    body = self._post(client, question)
                    elapsed = 1000 * (time.perf_counter() - began)
                    yield reply_from(json.loads(body), milliseconds=elapsed)
                except (httpx.HTTPError, httpx.InvalidURL) as error:
                    yield Reply(
                        error=f"the address gave no answer: {error or type(error).__name__}"
                    )
                except (ValueError, RecursionError) as error:
                    yield Reply(error=f"the address gave no JSON: {error}")

    def _post(self, client: "Client", question: Question) -> bytes:
        """The body of the answer. Raises httpx.HTTPError and ValueError."""
        body = b""
        with client.stream("POST", self.name, json=question_line(question)) as response:
            if not response.is_success:
                raise ValueError(f"its status is {response.status_code}")
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LONGEST:
                    raise ValueError(f"its answer is longer than {LONGEST:,} bytes")
        return body
