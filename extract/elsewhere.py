"""Words of war that tell of none here: everyday meanings, and wars in other countries.

«عاصفة ضربت المدينة», «هجوم حاد على الوزير» and «تستهدف الخطة رفع الإنتاج» are no attacks; «تنديداً بقصف المستشفى في غزة»
(against the shelling of the hospital in Gaza) is one, elsewhere. The words stand in `seeds/lexicon/everyday.csv` and
`elsewhere.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.lexicon import Hit
from extract.normalise import ReadText
from extract.ordered import Ordered, within

_AIMING = ("استهدف", "يستهدف", "استهداف")
_BEHIND = 45
"""Folded characters behind an act in which what it does is named."""
_BEFORE = 25
"""Folded characters before a verb in which its subject stands."""
_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.،؛:\n]|(?<!\w)(?:علي|بعد|اثر|ردا|رغم|عقب|قبل|وسط|مع|بسبب|و\w+)(?!\w)")
"""What stands between an act and words that are not its object."""
_BACKGROUND = re.compile(r"(?<!\w)(?:خلفيه|ال?حرب|حرب|العدوان|عدوان|منذ|بعد|ردا|تضامنا|دعما|نصره|اسنادا)(?!\w)|[.؛\n]")
_PLACED = re.compile(
    r"(?:^|\W)[وف]?(?:في|داخل|علي|قرب|باتجاه|نحو|شمالي?|جنوبي?|شرقي?|غربي?|وسط|مدينه|قطاع|مخيم|بلده|سواحل|ساحل|بين)\s$"
)
_PEOPLE_OF = re.compile(r"(?<!\w)[ولب]{0,2}(?:اهالي|سكان|ابناء|اهل)\s$")
_COUNTRY = re.compile(r"(?<!\w)[وف]?(?:ب|ل)?(?:العراق|سوريا|سوريه|الاردن)(?!\w)")
_OURS = re.compile(r"(?<!\w)(?:المقاومه الاسلاميه|الدوله الاسلاميه|الدوله|قوات|جيش|حكومه) في $")
_LISTED = re.compile(r"\W*و\w*(?:\W+\w+){0,3}")
"""«في لبنان ومحيط دمشق»: what stands between two places of one list, and the first letter of the second."""
_ABOUT = re.compile(r"(?<!\w)(?:عن|حول)(?!\w)")
_NEAR_WORDS = 3
"""Words between an act and where it was, elsewhere («بقصف المستشفى في غزة»)."""
# A kind word and what follows it. The article before a kind word («القاعدة الشعبية») makes an adjective of that.
NAMED_KINDS = ("بلده", "قريه", "مدينه", "معسكر", "مخيم", "ناحيه", "قضاء", "حقل", "مطار", "قاعده")
"""Kind words, folded, behind which a place is named that the gazetteer may lack."""
_NAMED = re.compile(
    rf"(?<!\w)[وفبل]?(?:{'|'.join(NAMED_KINDS)})\s+[\"'«“]?"
    r"((?:ال)?[\u0621-\u064a]{3,20}(?:\s+ال[\u0621-\u064a]{3,20})?)"
)
_DESCRIPTION = re.compile(
    r"(?:ال)?(?:عسكري|جوي|امريكي|اميركي|عراقي|سوري|تركي|روسي|ايراني|تابع|تستضيف|يستضيف|نفط|غاز|دولي|مدني|تحالف|قوات|"
    r"احتلال|جديد|مذكور|حدودي|رئيسي|كبير|بحري|واقع|كردي|عربي|الغام|رمايه|تدريب|بيانات)"
    r"|(?:للقوات|لقوات|للتحالف|للغاز|للنفط|للجيش|للحشد|كان|هناك|تضم|يضم|تحمل|تقع|يقع|ذات|نفس)"
    r"|(?:في|من|علي|الي|قرب|شمال|جنوب|شرق|غرب|شرقي|غربي|شمالي|جنوبي|اخري|اخر|ثاني|ثانيه|يوم|امس|اليوم|فجر|مساء)(?:\s|$)"
    r"|(?!ال)\w+(?:ي|يه)(?:\s|$)"  # «مطار سري», «بلدة حدودية»: an adjective
)


def is_everyday(text: ReadText, act: Hit, everyday: Ordered[Hit]) -> bool:
    """Return whether a word of attack stands in an everyday meaning, told by what does it or what it is done to."""
    if not everyday:
        return False
    verb = act.entry.inflection in ("perfect", "imperfect")
    for hit in within(everyday, act.word_start - _BEFORE, act.end + _BEHIND):
        if hit.end <= act.word_start:
            before = _words_between(text, hit.end, act.word_start)
            if hit.value == "nature" and verb and before in (0, 1):
                return True  # «عاصفة رملية ضربت»
            if hit.value == "work" and before is not None and _ABOUT.search(text.folded, hit.end, act.word_start):
                return True  # «رواية عن قصف المدينة»
            continue
        apart = _words_between(text, act.end, hit.word_start)
        if apart is None or hit.proclitic.startswith(("و", "ف")):
            continue
        if hit.value == "nature" and apart <= verb:
            return True
        if hit.value == "talk" and apart <= 2:
            return True
        if hit.value == "aim" and apart <= (2 if verb else 0) and act.entry.form in _AIMING:
            return True
    return False


def _words_between(text: ReadText, start: int, end: int) -> int | None:
    """Return how many words stand between two offsets; None where something ends there or the second comes first."""
    if end < start or _ENDS.search(text.folded, start, end):
        return None
    return len(_WORD.findall(text.folded, start, end))


def struck_elsewhere(text: ReadText, countries: Ordered[Hit], acts: Sequence[Hit]) -> bool:
    """Return whether acts struck a place in another country, told right behind one of them."""
    return next(_told_behind(text, countries, acts), None) is not None


def not_struck(text: ReadText, countries: Ordered[Hit], acts: Sequence[Hit], places: Iterable[int]) -> set[int]:
    """Return those of the places of the map, by their folded offsets, that acts did not strike: it was elsewhere.

    A place that stands between an act and the other country was struck all the same, or one that goes on the list
    («في لبنان ومحيط دمشق»).
    """
    if not countries or not acts:
        return set()
    behind = list(_told_behind(text, countries, acts))
    last = max(act.word_start for act in acts)
    return {
        place
        for place in places
        if any(
            not act.end <= place < hit.word_start and not _LISTED.fullmatch(text.folded, hit.end, place + 1)
            for act, hit in behind
        )
        or any(
            _PEOPLE_OF.search(text.folded, max(0, hit.word_start - 12), hit.word_start)
            for hit in within(countries, place, last)  # «وصلت إلى بغداد مساعدات لأهالي غزة، بعد قصف استمر أسابيع»
        )
    }


def _told_behind(text: ReadText, countries: Ordered[Hit], acts: Sequence[Hit]) -> Iterator[tuple[Hit, Hit]]:
    """Yield each act right behind which a place in another country is told as where it was, with that place."""
    if not countries:
        return
    for act in acts:
        for hit in within(countries, act.end, act.end + 2 * _BEHIND):
            if not _is_placed(text, hit):
                continue
            between = text.folded[act.end : hit.word_start]
            if not _BACKGROUND.search(between) and len(_WORD.findall(between)) <= _NEAR_WORDS:
                yield act, hit


def _is_placed(text: ReadText, hit: Hit) -> bool:
    """Whether a country or city stands as where something was, not as who did it."""
    if hit.proclitic in ("ب", "وب"):
        return True
    return _PLACED.search(text.folded, max(0, hit.word_start - 12), hit.word_start) is not None


def is_here(text: ReadText, countries: Ordered[Hit], acts: Sequence[Hit], start: int, end: int, stop: int) -> bool:
    """Return whether an event that names no place of the map is one of Syria, Iraq or Jordan as far as its words say.

    Its sentence `start:stop` names the country, or its own words `start:end` a village that the gazetteer lacks.
    """
    if struck_elsewhere(text, countries, acts):
        return False
    for country in _COUNTRY.finditer(text.folded, start, stop):
        if not _OURS.search(text.folded, max(0, country.start() - 30), country.start()):
            return True
    return not within(countries, start, stop) and next(unknown_names(text, start, end), None) is not None


def unknown_names(text: ReadText, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the names behind kind words in a folded range, in group 1; descriptions of a place are none."""
    return (match for match in _NAMED.finditer(text.folded, start, end) if not _DESCRIPTION.match(match.group(1)))
