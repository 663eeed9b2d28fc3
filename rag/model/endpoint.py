"""The adapters to llama-index: an OpenAI-compatible endpoint, or Anthropic's.

llama-index and the client libraries below it take seconds to import, so they are imported in the
thread of the first request, or by `warm` before it.
"""

import functools
import importlib.util
import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from index.tokens import count_tokens
from rag.model.exchange import Heard, Listen
from rag.model.faults import RequestFault
from rag.model.model import Ending, Fault, ModelFailure, Prompt, Usage
from rag.model.remote import RemoteModel
from rag.model.settings import Kind, ModelSettings

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage, ChatResponse

    from rag.model.transport import Transport

_CHATTY = ("anthropic", "httpcore", "httpx", "openai")  # their records hold headers and bodies
_NO_KEY = "none"  # the library wants one; without a key of ours, the transport sends none
_CUT_SHORT = {"length", "max_tokens", "model_length"}
_FILTERS = {"content_filter", "refusal", "safety"}
_TOOLS = {"tool_calls", "function_call", "tool_use"}


def open_model(settings: ModelSettings) -> RemoteModel:
    """The model that was configured. Nothing is sent or imported yet. Raises ModelFailure."""
    if settings.kind is Kind.ANTHROPIC and not _is_installed("llama_index.llms.anthropic"):
        raise ModelFailure(
            Fault.NOT_INSTALLED,
            "READOUT_LLM is anthropic, which needs more packages: run `pip install --no-deps -c"
            " constraints.txt llama-index-llms-anthropic anthropic docstring-parser`.",
        )
    return RemoteModel(settings, _chat(settings))


def warm(settings: ModelSettings) -> threading.Thread:
    """Import what the first request needs, in a thread of its own: a request that goes nowhere."""

    def rehearse() -> None:
        from rag.model.transport import Rehearsal, certificates

        if settings.url.startswith("https:"):
            certificates()
        with suppress(Exception):  # what is wrong is told when it is asked
            list(_chat(settings)(Prompt("", ""), Rehearsal(), 0))
        count_tokens("")

    thread = threading.Thread(target=rehearse, name="readout-model-import", daemon=True)
    thread.start()
    return thread


class OpenAIChat(Listen):
    """Chat completions, as OpenAI, Ollama, vLLM, llama.cpp and LM Studio speak them."""

    # All that is wanted; without usage, which older servers refuse; and as models that reason have
    # it, which refuse a temperature and want the newer name for the limit.
    dialects = 3

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings

    def __call__(self, prompt: Prompt, transport: "Transport", dialect: int) -> Iterator[Heard]:
        import httpx
        from llama_index.llms.openai_like import OpenAILike
        from openai import NOT_GIVEN, APIError

        _silence()
        settings, limits = self._settings, self._settings.limits
        extra: dict[str, Any] = {"stream_options": {"include_usage": True}}
        if dialect == 1:
            extra = {}
        elif dialect == 2:
            extra = {
                "temperature": NOT_GIVEN,
                "max_tokens": NOT_GIVEN,
                "max_completion_tokens": limits.reply_tokens,
            }
        options: dict[str, Any] = {  # its signature hides that it takes a client for HTTP
            "model": settings.model,
            "api_base": settings.url,
            "api_key": _NO_KEY,
            "is_chat_model": True,
            "context_window": settings.context_tokens,
            "max_tokens": limits.reply_tokens,
            "temperature": 0.0,
            "timeout": limits.total_seconds,
            "max_retries": 0,
            "http_client": httpx.Client(transport=transport, trust_env=False),
            "additional_kwargs": extra,
        }
        try:
            model = OpenAILike(**options)
        except ValueError:  # it knows that this model has no chat completions
            raise RequestFault(Fault.NO_MODEL) from None
        try:
            for reply in model.stream_chat(_messages(prompt)):
                yield _heard_openai(reply)
        except APIError as error:
            # The class itself is an error that the server told within its stream.
            if type(error) is APIError and transport.fault is None:
                raise RequestFault(Fault.BROKEN) from None
            raise


class AnthropicChat(Listen):
    """Anthropic's Messages API."""

    dialects = 2  # with a temperature, and as models have it that refuse one

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._first: Any = None

    def __call__(self, prompt: Prompt, transport: "Transport", dialect: int) -> Iterator[Heard]:
        import anthropic
        import httpx

        _silence()
        settings = self._settings
        extra = {"temperature": anthropic.NOT_GIVEN} if dialect else {}
        if self._first is None:  # it makes clients of its own, which takes time
            self._first = _any_anthropic()(
                model=settings.model,
                api_key=_NO_KEY,
                base_url=settings.url,
                max_tokens=settings.limits.reply_tokens,
                temperature=0.0,
                timeout=settings.limits.total_seconds,
                max_retries=0,
            )
        model = self._first.model_copy(update={"additional_kwargs": extra})
        # The class takes no client for HTTP, so its copy is given one.
        model._client = self._first._client.with_options(
            http_client=httpx.Client(transport=transport, trust_env=False)
        )
        try:
            for reply in model.stream_chat(_messages(prompt)):
                yield _heard_anthropic(reply)
        except anthropic.APIStatusError:
            if transport.fault is None:
                raise RequestFault(Fault.BROKEN) from None
            raise


@functools.cache
def _any_anthropic() -> Any:
    """The class, for models of any name: it knows context windows by name, and refuses others."""
    from llama_index.core.llms import LLMMetadata
    from llama_index.llms.anthropic import Anthropic

    class AnyAnthropic(Anthropic):  # type: ignore[misc]
        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata(is_chat_model=True, model_name=self.model)

    return AnyAnthropic


def _chat(settings: ModelSettings) -> Listen:
    return AnthropicChat(settings) if settings.kind is Kind.ANTHROPIC else OpenAIChat(settings)


def _messages(prompt: Prompt) -> "list[ChatMessage]":
    from llama_index.core.llms import ChatMessage, MessageRole

    return [
        ChatMessage(role=MessageRole.SYSTEM, content=prompt.system),
        ChatMessage(role=MessageRole.USER, content=prompt.user),
    ]


def _heard_openai(reply: "ChatResponse") -> Heard:
    raw: Any = reply.raw
    choice = raw.choices[0] if raw.choices else None
    delta = choice.delta if choice else None
    if delta and (delta.tool_calls or delta.function_call):
        raise RequestFault(Fault.GARBAGE)
    usage = raw.usage
    return Heard(
        _text(reply.delta),
        bool(reply.additional_kwargs.get("thinking_delta")),
        _ending(choice.finish_reason if choice else None),
        _usage(usage.prompt_tokens, usage.completion_tokens) if usage else None,
    )


def _heard_anthropic(reply: "ChatResponse") -> Heard:
    told = reply.message.additional_kwargs
    usage = told.get("usage") or {}
    return Heard(
        _text(reply.delta),
        bool(told.get("thinking_delta")),
        _ending(told.get("stop_reason")),
        _usage(usage.get("input_tokens"), usage.get("output_tokens")),
    )


def _text(delta: str | None) -> str:
    """Raises RequestFault where it is no text; half characters become a question mark's box."""
    if delta is None:
        return ""
    if not isinstance(delta, str):
        raise RequestFault(Fault.GARBAGE)
    return delta.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _ending(reason: object) -> Ending | None:
    if not reason:
        return None
    if reason in _TOOLS:
        raise RequestFault(Fault.GARBAGE)
    if reason in _CUT_SHORT:
        return Ending.LENGTH
    return Ending.FILTERED if reason in _FILTERS else Ending.DONE


def _usage(tokens_in: object, tokens_out: object) -> Usage | None:
    if (
        isinstance(tokens_in, int)
        and isinstance(tokens_out, int)
        and min(tokens_in, tokens_out) >= 0
    ):
        return Usage(tokens_in, tokens_out)
    return None


def _silence() -> None:
    for name in [*_CHATTY, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in _CHATTY:  # theirs below it may have levels of their own
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _is_installed(module: str) -> bool:
    with suppress(ImportError):
        return importlib.util.find_spec(module) is not None
    return False
