"""Questions in Slack: asked, asked again when changed, taken back when deleted."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rag.filters import Filters
from rag.limits import Limited, limits_in_words
from ui.conversations.model import Conversation, Exchange
from ui.slack.blocks.answer import answer_messages
from ui.slack.blocks.help import help_message
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.channel_settings import ChannelSettings
from ui.slack.delivery import Place
from ui.slack.inbox import Job
from ui.slack.means import Means
from ui.slack.replies import AskerReply, ChannelReply, LinkReply, Reply, ThreadReply
from ui.slack.spoken import is_courtesy, is_greeting, spoken

WELCOME = "You are welcome. Ask on whenever you like."
HELLO = "Hello. Ask me a question, and I look for its answer in the articles."
NO_TEXT = "I read text only: write the question, and I look for it in the articles."
NOT_ASKED = "What do you want to know?"
NOTHING_BUT_LIMITS = (
    "What do you want to know? A limit holds for the command that it is typed in: put the question"
    " behind it."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that asks."""

    place: Place
    words: str
    settings: ChannelSettings
    direct: bool = False
    command: bool = False  # not a message, and in no thread
    changed: bool = False  # since it was asked before
    private: bool = False  # answered to the asker alone


class Questions:
    """Answers for all threads of a workspace. Several threads share one.

    What goes wrong in answering is said to the person; only what Slack does not let us say is
    raised: Refused and Unclear, see `api`; and what `Asking` raises.
    """

    def __init__(self, means: Means) -> None:
        self._means = means
        self._talks = means.talks

    def asked(self, job: Job) -> None:
        """Answers a message, or one that was changed."""
        means, body, changed = self._means, job.body, job.kind == "edit"
        place = Place(body["channel"], body["thread"], body["ts"])
        settings = self._talks.settings(place.channel)
        again = bool(self._means.threads.posts(place.channel, place.question))
        if not (body["mentioned"] or body["direct"] or again) and (
            settings.only_mentioned  # as the channel wants it
            or changed  # said to others, before readout was in the thread, say
        ):
            return
        reply: Reply = ThreadReply(means.api, means.delivery, place, again=again)
        private = settings.audience == "asker" and not body["direct"]
        if private:
            # What only the asker saw cannot be changed, but said anew.
            said = replace(place, question=job.key) if changed else place
            thread = None if place.thread == place.question else place.thread
            reply = AskerReply(
                means.api, means.links, means.threads, said, body["user"], thread=thread
            )
        words = spoken(body["text"], self._means.me.user)
        asked = Asked(
            place, words, settings, direct=body["direct"], changed=changed, private=private
        )
        if not words and body["files"]:
            reply.show([sentence(NO_TEXT)])
        else:
            self._answer(asked, reply)

    def deleted(self, job: Job) -> None:
        """Takes an answer back whose question was deleted."""
        place = Place(job.body["channel"], job.body["thread"], job.body["ts"])
        self._means.delivery.withdraw(place)
        self._talks.drop(place)

    def commanded(self, job: Job) -> None:
        """Answers a question that came as a slash command."""
        means, body = self._means, job.body
        settings = self._talks.settings(body["channel_id"])
        place = Place(body["channel_id"], job.key, job.key)
        user, link = body["user_id"], body["response_url"]
        public = settings.audience == "everyone"
        reply: Reply = (
            ChannelReply(means.links, means.delivery, replace(place, thread=""), link)
            if public
            else AskerReply(means.api, means.links, means.threads, place, user, link=link)
        )
        words = spoken(body["text"], self._means.me.user)
        self._answer(Asked(place, words, settings, command=True, private=not public), reply)

    def otherwise(self, job: Job, before: Exchange, *, extractive: bool) -> str | None:
        """Answers a question the other way, in the place of the answer that was clicked on.

        Gives the sentence why that failed; then the answer stands as it was.
        """
        means, body = self._means, job.body
        place = Place(body["channel"], body["thread"], "")
        posted = means.threads.post_of(place.channel, body["message"])
        reply: Reply
        if posted is not None:
            place = replace(place, question=posted)
            reply = ThreadReply(means.api, means.delivery, place, again=True)
        else:
            reply = LinkReply(means.api, means.links, place, body["user"], body["response_url"])
        asked = replace(before, asked=datetime.now(UTC), answer=None, mark=None)
        earlier = self._talks.before(before)
        after = means.asking.answered(asked, earlier, reply, extractive=extractive)
        if after.answer is not None:
            self._talks.change(after)
        shown = after if after.answer is not None else before
        reply.show(
            answer_messages(
                shown,
                page=self._talks.address(shown),
                share=posted is None,
                # In no thread, or not in that of the question.
                question=not place.thread or (posted is not None and " " in posted),
                model=means.desk.model,
            )
        )
        return after.failure

    def _answer(self, asked: Asked, reply: Reply) -> None:
        if (said := self._in_return(asked.words)) is not None:
            reply.show([said])
            return
        exchange = self._talks.exchange(self._talks.exchange_id(asked.place))
        if exchange is None or asked.changed:
            exchange = self._exchanged(asked, reply, exchange)
        if exchange is None:
            return
        # Nobody sees what was typed as a command: its answer says what was asked.
        page = self._talks.address(exchange)
        reply.show(
            answer_messages(
                exchange,
                page=page,
                share=asked.private,
                question=asked.command,
                model=self._means.desk.model,
            )
        )
        if asked.command and not asked.private:
            self._talks.follow(asked.place.channel, asked.place.question, exchange)

    def _in_return(self, words: str) -> Message | None:
        """What is said to words that ask nothing; None for a question."""
        if is_greeting(words):
            return sentence(HELLO)
        if is_courtesy(words):
            return sentence(WELCOME)
        if not any(map(str.isalnum, words)):
            return help_message(self._means.desk.summary())
        return None

    def _exchanged(self, asked: Asked, reply: Reply, before: Exchange | None) -> Exchange | None:
        """The exchange, kept; None where there was nothing to ask, which was said."""
        talk = self._talks.talk(asked.place, direct=asked.direct)
        limited, filters = self._limits(asked, talk, before)
        if limited.unknown:
            reply.show([sentence(" ".join(limited.not_found(self._means.desk.outlets())))])
            return None
        number = before.number if before else talk.next_number
        earlier = tuple(each.question for each in talk.exchanges if each.number < number)
        question = limited.question
        if not question and earlier:  # limits alone: what was asked before is asked within them
            *earlier_ones, question = earlier
            earlier = tuple(earlier_ones)
        exchange = None
        if question:
            exchange = Exchange(
                id=self._talks.exchange_id(asked.place),
                number=number,
                question=question,
                asked=datetime.now(UTC),
                filters=filters,
            )
            exchange = self._means.asking.answered(
                exchange, earlier, reply, extractive=asked.settings.extractive
            )
        else:
            reply.show([sentence(_not_asked(asked, limited, filters))])
        self._talks.keep(asked.place, talk, exchange)
        return exchange

    def _limits(
        self, asked: Asked, talk: Conversation, before: Exchange | None
    ) -> tuple[Limited, Filters]:
        """What is asked, and the limits that hold: the thread's, or else the channel's.

        A message that was changed sets its limits anew: what held before it holds.
        """
        newest, today = self._means.desk.newest(), datetime.now(UTC).date()
        latest = newest.date() if newest else None
        limited = limits_in_words(asked.words, self._means.desk.outlets(), latest, today)
        own = self._talks.limits(talk)
        if before is not None:
            earlier = [each for each in talk.exchanges if each.number < before.number]
            own = earlier[-1].filters if earlier else None
        filters = limited.applied_to(asked.settings.filters if own is None else own)
        if limited.filters or limited.lifted or (before and filters != before.filters):
            self._talks.limit(talk, filters)
        return limited, filters


def _not_asked(asked: Asked, limited: Limited, filters: Filters) -> str:
    if asked.command:
        return NOTHING_BUT_LIMITS
    if not (limited.filters or limited.lifted):
        return NOT_ASKED
    held = f"only articles {filters}" if filters else "all articles"
    return f"From now on {held}. {NOT_ASKED}"
