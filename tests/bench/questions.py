"""What is asked: questions of our own about the samples, and questions made of story titles."""

from collections.abc import Sequence

SEEDS = (
    "When did Trump and Carney speak on the phone?",
    "On which day was Mark Carney sworn in?",
    "When will Canada's retaliatory tariffs begin?",
    "How high is the tariff on imported vehicles?",
    "What did the prime minister's office call the conversation?",
    "Which words did Trump use for the call?",
    "Who speaks for Canada in the talks with Howard Lutnick?",
    "How many jobs depend on Canada's auto industry?",
    "What did Poilievre hope for after the call?",
    "When do the tariffs on auto parts start?",
    "Why has Carney interrupted his campaign?",
    "What would happen if Canada and the European Union worked together against the tariffs?",
    "Which vehicles are exempt from the auto tariffs?",
    "What does Blanchet want to know?",
    "When is the Canadian election?",
    "Is the old relationship with the United States over?",
    "Who did Carney succeed as prime minister?",
    "Where did Trump announce the auto tariffs?",
    "What happens on April 2?",
    "Who asked for the call between the two leaders?",
)

SEEDS_WARM_UP = (
    "How old is Trump?",
    "What is Truth Social?",
    "When were steel and aluminum tariffs imposed?",
    "Which party does Poilievre lead?",
    "What did Trump call Justin Trudeau?",
    "Will there be a meeting of the premiers?",
    "What are supply management and softwood lumber to Quebec?",
    "Who is the commerce secretary?",
    "Which goods fall under the trade agreement with Mexico?",
    "What does the embassy do?",
)

WARM_UP = (
    "what did the central bank say about interest rates",
    "how much oil was produced",
    "who will buy the company's shares",
    "when did the strike end",
    "why did wheat prices fall",
)


def from_titles(titles: Sequence[str], count: int) -> list[str]:
    """`count` questions from titles spread evenly, by turns "what happened" and "when did"."""
    usable = [" ".join(title.lower().split()) for title in titles if 20 <= len(title) <= 90]
    usable = list(dict.fromkeys(usable))
    chosen = [usable[at * len(usable) // count] for at in range(min(count, len(usable)))]
    forms = ("what happened: {}", "when did {}?")
    return [forms[at % 2].format(title) for at, title in enumerate(chosen)]
