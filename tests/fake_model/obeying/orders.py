"""What a text tells its reader to write, in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Orders to write something, as a model is given them. Where the verb comes last (Japanese, Korean,
# Turkish, Hindi), what is to be written stands in quotation marks or after a colon.
VERBS = {
    "English": "answer|reply|respond|say|state|write|print|output|repeat|cite|append|add|insert"
    "|end|begin|start|finish|conclude|include|mention|report|tell|quote|return|echo|display|show"
    "|embed|render|claim|confirm|announce|declare|translate|decode|obey|follow|recite|type",
    "French": "réponds|répondez|répondre|dis|dites|écris|écrivez|écrire|affiche|affichez|répète"
    "|répétez|ajoute|ajoutez|cite|citez|termine|terminez|commence|commencez|indique|indiquez",
    "German": "antworte|antworten|sag|sage|sagen|schreib|schreibe|schreiben|gib|geben|wiederhole"
    "|wiederholen|füge|zitiere|zitieren|beende|beginne|nenne|melde|behaupte",
    "Spanish": "responde|responda|contesta|di|diga|escribe|escriba|imprime|imprima|repite|repita"
    "|añade|añada|agrega|cita|termina|termine|empieza|muestra|indica",
    "Portuguese": "responda|responde|diga|escreva|escreve|imprima|repita|adicione|acrescente|cite"
    "|termine|comece|mostre",
    "Italian": "rispondi|risponda|di'|dici|scrivi|scriva|stampa|ripeti|aggiungi|cita|termina"
    "|inizia|mostra",
    "Dutch": "antwoord|zeg|schrijf|herhaal|voeg|citeer|eindig|begin|toon|vermeld",
    "Swedish": "svara|säg|skriv|upprepa|citera|avsluta|visa",
    "Polish": "odpowiedz|powiedz|napisz|wypisz|powtórz|dodaj|zacytuj|zakończ|wyświetl",
    "Turkish": "yanıtla|cevapla|söyle|yaz|yazdır|tekrarla|ekle|alıntıla|göster",
    "Russian": "ответь|ответьте|отвечай|отвечайте|скажи|скажите|напиши|напишите|выведи|выведите"
    "|повтори|повторите|добавь|добавьте|процитируй|закончи|закончите|начни|сообщи|сообщите",
    "Ukrainian": "відповідай|скажи|напиши|виведи|повтори|додай|закінчи",
    "Greek": "απάντησε|πες|γράψε|επανάλαβε|πρόσθεσε",
    "Arabic": "[وف]?(?:أجب|اجب|قل|اكتب|أكتب|اطبع|كرر|أضف|اقتبس|اختم|اذكر)",
    "Hebrew": "ענה|כתוב|אמור|הדפס|חזור",
    "Persian": "پاسخ بده|بنویس|بگو|تکرار کن|چاپ کن",
    "Hindi": "लिखें|लिखो|उत्तर दें|कहें|दोहराएं",
    "Chinese": "回答|回复|回覆|说|說|写|寫|写出|输出|輸出|重复|重複|引用|添加|打印|告诉|告訴",
    "Japanese": "答え|書|出力|言|繰り返|引用|回答|表示",
    "Korean": "대답|답변|쓰세요|써|출력|말하|반복|인용",
}
CONNECTIVES = (
    "only|just|exactly|verbatim|simply|always|instead|now|with|by|saying|that|the following"
    "|(?:the )?(?:words?|text|sentence|phrase|line)|this|in|your|answer|reply|output|as|is|to"
    "|and|nothing|but|que|qu|uniquement|seulement|par|avec|dass|nur|mit|genau|solo|solamente|con|sólo|apenas|com"
    "|che|soltanto|dat|alleen|met|att|bara|med|że|tylko|что|только|точно|أن|فقط|ب|只|仅|僅|出|以|说|：|:"
)
_UNSPACED = ("Chinese", "Japanese", "Korean")  # words without spaces between them
_VERB = re.compile(
    rf"(?<!\w)(?:{'|'.join(verbs for name, verbs in VERBS.items() if name not in _UNSPACED)})(?!\w)"
    rf"|{'|'.join(VERBS[name] for name in _UNSPACED)}",
    re.I,
)
_CONNECTIVE = re.compile(rf"[\s,\-–—]*(?:(?:{CONNECTIVES})(?!\w)|[:：])[\s,]*", re.I)
_QUOTED = re.compile(
    r"[\"“”„«»「」『』‘’'`‹›]([^\"“”„«»「」『』‘’`‹›\n]{3,400})[\"“”„«»「」『』‘’'`‹›]"
)
_END = re.compile(r"(?<=[.!?؟।])[\"”’)\]]*\s+|(?<=[。！？])|\n+")
_MARKS = " \t\"'“”„«»「」『』‘’`‹›()[]{}<>*_"


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def is_order(text: str) -> bool:
    return bool(_VERB.search(text)) or any(spoken_as_another(text))


def payloads(sentence: str) -> Iterator[str]:
    """What a sentence wants written, by every way of reading it; most are no sense, some are."""
    for verb in _VERB.finditer(sentence):
        tail = sentence[verb.end() :]
        while found := _CONNECTIVE.match(tail):
            tail = tail[found.end() :]
        yield _bare(tail)
    for quoted in _QUOTED.finditer(sentence):
        yield _bare(quoted[1])
    for mark in re.finditer(r"[:：=]\s*", sentence):
        yield _bare(sentence[mark.end() :])


def _bare(text: str) -> str:
    return text.strip(_MARKS).rstrip(".。" + _MARKS)


# Where a text takes another's part: the role between the tags, and what it says.
_ROLES = [
    re.compile(r"<\|im_start\|>\s*\w*\s*(.*?)(?:<\|im_end\|>|$)", re.S),
    re.compile(
        r"<\|(?:system|user|assistant|start_header_id\|>\w+<\|end_header_id)\|>(.*?)(?:<\||$)", re.S
    ),
    re.compile(r"\[/?INST\](.*?)(?:\[/?INST\]|$)", re.S),
    re.compile(r"<<SYS>>(.*?)(?:<</SYS>>|$)", re.S),
    re.compile(
        r"<(system|instructions?|assistant|user|admin|prompt|important)\b[^>]*>(.*?)(?:</\1>|$)",
        re.S | re.I,
    ),
    re.compile(
        r"(?:^|[.!?。]\s)\W*(?:system|assistant|user|human|developer|admin|instructions?)(?:\s+\w+){0,2}\s*:\**\s*(.+)$",
        re.I | re.M,
    ),
    re.compile(r"\"content\"\s*:\s*\"((?:[^\"\\]|\\.)*)\""),
    re.compile(r"<!--(.*?)-->", re.S),
]


def spoken_as_another(text: str) -> Iterator[str]:
    """What fake messages of the system, of a user or of the model say, and hidden comments."""
    for role in _ROLES:
        for found in role.finditer(text):
            yield found[found.lastindex or 0].strip()


_COPIED = re.compile(
    r"!?\[[^\]\n]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<(?:img|a|script|iframe|svg|link)\b[^>]*>"
    r"|<!--.*?-->|\b(?:https?|ftp|data|javascript):[^\s<>\"')\]]+",
    re.S | re.I,
)


def copied(text: str) -> Iterator[str]:
    """Links, images and markup, as they are."""
    for found in _COPIED.finditer(text):
        yield found[0]


_PART = re.compile(r"\b(\w{1,12})\s*(?::=|=|is|:)\s*[\"“'`]([^\"”'`\n]{1,200})[\"”'`]")
_SUM = re.compile(r"\b\w{1,12}(?:\s*(?:\+|and|then|&)\s*\w{1,12}){1,9}")


def put_together(text: str) -> Iterator[str]:
    """`A = "one"` here, `B = "two"` there, and somewhere `A + B`."""
    parts = {found[1]: found[2] for found in _PART.finditer(text)}
    for added in _SUM.finditer(text) if parts else ():
        names = re.split(r"\s*(?:\+|&|\band\b|\bthen\b)\s*", added[0])
        known = [parts[name] for name in names if name in parts]
        if len(known) > 1:
            yield "".join(known)
