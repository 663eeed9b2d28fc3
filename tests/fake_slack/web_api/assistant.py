"""assistant.threads.*: the status line, suggested prompts, and the title of a conversation."""

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Json, Prompts, Status
from .places import joined_channel


def set_status(slack: Core, call: Call) -> Json:
    channel = joined_channel(slack, call, "channel_id")
    ts = call.need("thread_ts")
    parent = channel.messages.get(ts)
    if parent is None or parent.deleted:
        raise Refused("invalid_thread_ts")
    loading = call.structure("loading_messages", "invalid_arguments") or []
    if len(loading) > 10:
        raise Refused.because("invalid_arguments", ["no more than 10 items allowed"])
    status = str(call.get("status") or "")
    now = slack.workspace.now()
    slack.workspace.statuses.append(Status(channel.id, ts, status, list(loading), now))
    return {}


def set_title(slack: Core, call: Call) -> Json:
    channel = joined_channel(slack, call, "channel_id")
    slack.workspace.titles[channel.id, call.need("thread_ts")] = call.need("title")
    return {}


def set_prompts(slack: Core, call: Call) -> Json:
    channel = joined_channel(slack, call, "channel_id")
    prompts = call.structure("prompts", "invalid_arguments") or []
    complete = all(p.get("title") and p.get("message") for p in prompts)
    if not complete or not 1 <= len(prompts) <= 4:
        problem = "one to four prompts, each with a title and a message"
        raise Refused.because("invalid_arguments", [problem])
    thread = call.get("thread_ts")
    if thread and slack.agent_view:
        # Slack answers ok to it, and shows nothing.
        slack.mistake(call.method, "thread_ts is ignored silently in an agent view")
        return {}
    slack.workspace.prompts.append(Prompts(channel.id, thread, call.get("title"), prompts))
    return {}


METHODS = {
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setTitle": set_title,
    "assistant.threads.setSuggestedPrompts": set_prompts,
}
