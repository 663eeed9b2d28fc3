"""Orders to a machine in other languages than English."""

import re
from collections.abc import Set

# Per language: verbs that make void, as an order has them; what they make void; and verbs that
# tell to answer, in the imperative. An order has the first and the second, or the third at its
# beginning with a word for the answer itself.
_VOID = (
    r"ignor[ea]z?|ignorer|ignorier\w*|oublie[zr]?|vergiss|vergessen sie|missachten? sie|ignora"
    r"|olvida|ignorad|esqueça|desconsidere|dimentica|negeer|vergeet|ignorera|glöm|ignorér|glem"
    r"|zignoruj\w*|zapomnij|ignoruj\w*|zapomeň\w*|игнорируй\w*|проигнорируй\w*|забудь\w*"
    r"|ігноруй\w*|αγνόησε|αγνοήστε|ξέχασε|تجاهل\w*|انس|התעלם|התעלמו|שכח|bỏ qua|abaikan|lupakan"
    r"|neglege|obliviscere|ignorați|unohda|ohita"
)
# Verbs that stand behind.
_VOID_LAST = r"yok say\w*|görmezden gel\w*|unut\w*|نادیده|فراموش|figyelmen kívül"
_ALL = (
    r"alles|alt|allt|todo|tout|tutto|tudo|wszystko|vše|všechno|всё|все|усе|попередні|όλα|كل ما"
    r"|הכל|omnia|semua|mọi"
)
_FIRST = (
    r"(?:^|[.!?:;,\"“”«(—–-]\s*)[^\w]*(?:(?:bitte|por favor|per favore|s['’]il vous plaît|hãy"
    r"|lütfen"
    r"|пожалуйста|будь ласка|негайно|alsjeblieft|proszę|prosím) )?"
)
_RULES = (
    r"instructions?|consignes|règles|anweisung\w*|vorgaben|regeln|instrucciones|órdenes|reglas"
    r"|instruç\w+|regras|istruzion\w+|regole|instructies|regels|instruktion\w*|regler|polece\w+"
    r"|instrukcj\w+|zasad\w*|pokyn\w*|instrukc\w+|talimat\w*|kurallar\w*|инструкци\w+|указани\w+"
    r"|правила|інструкці\w+|вказівк\w+|οδηγίες|κανόνες|التعليمات|الأوامر|تعليمات|ההוראות|הוראות"
    r"|دستور\w*|निर्देश\w*|hướng dẫn|chỉ dẫn|instruksi|perintah|mandata|utasítás\w*|instrucțiun\w+"
    r"|ohjeet|ohjeita"
)
_TELL = (
    r"réponds|répondez|écris|écrivez|dis|dites|terminez?|ajoutez?|antworte\w*|schreib\w*|sag|sage"
    r"|beende\w*|füge|gib|responde|responda|escribe|escriba|escreva|diga|di|termina|termine"
    r"|rispondi|scrivi|aggiungi|antwoord|schrijf|zeg|svara|skriv|svar|odpowiedz|napisz|odpověz"
    r"|napiš|yaz|yanıtla|cevapla|ответь\w*|отвечай\w*|напиши\w*|скажи\w*|відповідай\w*|напиши"
    r"|απάντησε|γράψε|πες|اكتب|أجب|قل|כתוב|כתבו|ענה|אמור|بنویس\w*|بگو|लिखें|लिखो|कहें|trả lời|viết"
    r"|jawab|tulis|responde|válaszolj\w*|írd|răspunde|scrie|vastaa|kirjoita"
)
_ANSWER = (
    r"réponse|antwort|respuesta|resposta|risposta|antwoord|svar|svaret|odpowied\w+|odpověd\w*"
    r"|yanıt\w*|cevab\w*|ответ\w*|відповід\w*|απάντησ\w+|إجابت\w*|جوابك|תשובת\w*|پاسخ\w*|उत्तर"
    r"|câu trả lời|jawaban\w*|vastau\w+|válasz\w*|răspuns\w*"
)
_ONLY = (
    r"uniquement|seulement|que|par|nur|dass|ausschließlich|solo|sólo|solamente|únicamente|apenas|só"
    r"|somente|che|soltanto|alleen|dat|bara|endast|att|kun|at|tylko|że|jen|pouze|že|yalnızca|sadece"
    r"|только|лишь|что|лише|тільки|що|μόνο|ότι|فقط|أن|רק|ש|rằng|hanya|bahwa|csak|doar|numai|vain"
)
_MACHINE = (
    r"ki-modell\w*|sprachmodell\w*|modèles? de langage|modelos? de (?:lenguaje|linguagem)"
    r"|modell[oi] linguistic[oi]|taalmodel\w*|språkmodell\w*|modele językowe|языков\w+ модел\w+"
    r"|нейросет\w+"
)
# Without spaces between words, or with vowels that are no letters by themselves.
_EASTERN = re.compile(
    r"(?:忽略|无视|無視|忘记|忘記|不要理会).{0,20}(?:指令|指示|规则|規則|提示|命令|以上|上面|之前)"
    r"|(?:上記|以上|上の内容).{0,8}無視|只输出|只輸出|请在?(?:回答|回复|答案|输出)中|請在?(?:回答"
    r"|回覆|答案)中|위의? .{0,12}무시"
    r"|(?:指示|命令|ルール|プロンプト).{0,12}(?:無視|忘れ)"
    r"|(?:지시|명령|규칙|지침|프롬프트).{0,12}(?:무시|잊)"
    r"|(?:请|請|必须|必須)?(?:回答|回复|回覆|输出|輸出|写出|寫出)[：:「“]"
    r"|答えて(?:ください|下さい)|と(?:回答|出力)し(?:て|なさい)|답(?:하세요|변하세요|하라)"
    r"|출력하세요"
    r"|निर्देश.{0,20}(?:अनदेखा|भूल|नज़रअंदाज़)|(?:উপেক্ষা|ভুলে).{0,40}নির্দেশ|নির্দেশ.{0,40}উপেক্ষা"
    r"|(?:ละเว้น|เพิกเฉย|ลืม).{0,20}(?:คำสั่ง|คำแนะนำ)"
)
_WEST = re.compile(
    rf"{_FIRST}(?:{_VOID})(?!\w).{{0,60}}(?<!\w)(?:{_RULES})(?!\w)"
    rf"|{_FIRST}(?:{_VOID}),? (?:{_ALL})(?!\w)"
    rf"|(?<!\w)(?:{_RULES})(?!\w).{{0,30}}(?<!\w)(?:{_VOID_LAST})(?!\w)"
    rf"|{_FIRST}(?:{_TELL}) (?:{_ONLY})(?!\w)"
    rf"|(?:^|[,;:]|(?<!\w)(?:et|und|y|e|i|og|och|en|ve|и|та|і|a|و|और|và|dan))"
    rf" ?(?:{_TELL})(?!\w).{{0,80}}"
    rf"(?<!\w)(?:{_ANSWER})(?!\w)"
    rf"|(?<!\w)(?:votre|ta|deine|ihre|su|tu|sua|tua|je|uw|din|ditt|twoja|twoją|tvoji|vaš\w*|твой"
    rf"|твоем"
    rf"|ваш)(?!\w) (?:{_ANSWER})(?!\w)(?=.*(?<!\w)(?:muss|soll|doit|debe|deve|moet|ska|par|mit"
    rf"|con|com)"
    rf"(?!\w))"
    rf"|(?:devez|dois|müssen|musst|debes|devi|deve) .{{0,30}}(?:{_ANSWER})(?!\w)"
    rf"|(?<!\w)(?:{_MACHINE})(?!\w).{{0,60}}(?<!\w)(?:{_TELL})(?!\w)",
    re.IGNORECASE,
)
_STEM = 5  # letters by which words of rules, answers and machines are looked for first
_STEMS = frozenset(
    stem[:_STEM]
    for stem in re.findall(r"[^\W\d_]+", f"{_RULES}|{_ANSWER}|{_MACHINE}|{_ALL}|{_ONLY}")
    if len(stem) > 2
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u0900-\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_foreign_order(text: str, words: Set[str]) -> bool:
    """Whether a sentence of another language, in small letters, tells a machine what to answer.

    `words` are its runs of letters from a to z.
    """
    if not text.isascii() and _WIDE.search(text) and _EASTERN.search(text):
        return True
    found = words if text.isascii() else _LETTERS.findall(text)
    return not _STEMS.isdisjoint(word[:_STEM] for word in found) and bool(_WEST.search(text))
