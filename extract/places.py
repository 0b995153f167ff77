"""Which places an article names, and what each is to the sentence: target, neighbourhood, launch area, dateline …

Only a target gets a mark on the map. The gazetteer settles which place a name means (`Gazetteer.resolve`); this module
finds the names, gives the gazetteer their surroundings, and reads their role from the words before them.

Example: in «أُطلقت من البادية باتجاه قاعدة الشدادي» (launched from the desert towards al-Shaddadi base) the base is
a target; in «جنوب شرقي مدينة الميادين» (south-east of the town of al-Mayadin) the town is a landmark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import Entry, Hit, Scanner
from extract.normalise import ReadText, Sentence
from geo.gazetteer import Gazetteer
from geo.places import AREA_KINDS, Place

PlaceRole = Literal["direct", "near", "inside", "between", "stationed", "launch", "flight", "dateline", "institution"]

_KIND_WORDS = (
    r"(?:ال)?(?:قاعده|قاعدتي|قاعدتين|قواعد|مطار|مطاري|حقل|حقلي|معمل|مدينه|مدينتي|بلده|بلدتي|قريه|قريتي|قري|بلدات|ناحيه|ناحيتي|قضاء|"
    r"منطقه|منطقتي|مناطق|ريف|باديه|باديتي|محافظه|محافظتي|مخيم|معسكر|معبر|سد|جبل|حي|حيي|شركه|مشارف|سماء|اجواء|ضاحيه|مصفاه|سجن|طريق|مجمع|حوض|اقليم|صحراء)"
)
_NEAR_WORDS = (
    r"(?:في سماء|في اجواء|فوق|قرب|بقرب|بالقرب من|قريب من|قريبه من|القريبه من|القريب من|محيط|بمحيط|جوار|بجوار|المجاوره? ?ل?|المحاذيه? ?ل?|بمحاذاه|اطراف|باطراف|مشارف|علي مقربه من|"
    r"المحيطه? ب|ضواحي|بضواحي|غير بعيد عن|تخوم|خارج|مقابل|نواحي)"
)
_DIRECTION = r"(?:ال|ب|الي ال)?(?:شمال|جنوب|شرق|غرب|وسط)ي?(?:[ ،]+(?:ال)?(?:شرق|غرب|شمال|جنوب)ي?)?(?: من)?"
_SHORT_GAP = r"(?:\W*" + _KIND_WORDS + r"\W+){0,3}\W*(?:و|ب|ل)?$"
_NEAR = re.compile(
    r"(?:^|[\W])(?:و|ب|ل|ف)?(?:" + _NEAR_WORDS + r"|علي (?:بعد|مسافه) [^،.]{0,25}? (?:من|عن|" + _DIRECTION + r")|(?:كم|كيلومترا?|كيلومترات) (?:من|عن|الي)?\W*(?:" + _DIRECTION + r")?)\s*"
    + _SHORT_GAP
)
# «بالقرب من» holds a «من» that is no origin
_NEAR_WITH_FROM = re.compile(r"\W(?:بالقرب|القريبه?|قريبه?|علي مقربه|(?:كم|كلم|كيلومترا?|كيلومترات|مترا?|امتار)(?: " + _DIRECTION + r")?|" + _DIRECTION + r") من\W")
_DIRECTED = re.compile(r"(?:^|\W)و?" + _DIRECTION + r"\s*" + _SHORT_GAP)
_BETWEEN = re.compile(r"(?:بين|الواصله? بين|الرابطه? بين)\W+" + r"(?:\W*" + _KIND_WORDS + r"\W+){0,2}\W*$")
_BETWEEN_SECOND = re.compile(r"\bبين\W[^.،]{2,40}\W$")
_INSIDE = re.compile(r"(?:^|\W)(?:و|ف)?(?:(?:في|ب|داخل|ضمن|عند|علي)\s*)?\W*(?:" + _KIND_WORDS + r"\W+){1,2}$|(?:^|\W)(?:في|داخل|ضمن|عند)\W+$")
_LAUNCH = re.compile(
    r"(?:^|\W)و?(?:(?:ا?طلقت?ه?ا?|اطلقوا|اطلقا|انطلقت?ا?|انطلقوا|انطلاقها?|انطلاقا|المنطلقه|منطلقه|المطلقه|تنطلق|قادمه?ا?|القادمه|اتيه|قدمت) من|مصدرها|مصدره|منص[هات]+ (?:ال)?(?:اطلاق|صواريخ)|(?:مكان|موقع|نقطه|مواقع) (?:ال)?(?:اطلاق|انطلاق)|من (?:داخل|جهه|ناحيه|اتجاه|فوق|مواقعها?|مواقعهم)|(?:ا?طلقت?|اطلقوا|انطلقت?|اغارت?)\w* [^.،]{0,40}من|عثر(?:ت)? علي)"
    r"(?:(?!باتجاه|نحو|صوب|استهدف|علي قاعد|الي قاعد|تجاه|[.،]\s*و?(?:استهدف|سقط|اصاب)).){0,70}$"
)
# «من السليمانية» (from Sulaymaniyah) is an origin; «بالقرب من», «شرقي من», «كل من», «كم من» and «اقترب من» are not
_FROM = re.compile(r"(\w+)\s+من\W+(?:(?:مدينه|قاعده|مطار|بلده|قريه|محافظه|ريف|منطقه|باديه)\W+){0,2}$")
_NOT_AN_ORIGIN = re.compile(r".*(?:قرب|قريب|كل|كلا|مقربه|كم|كيلومتر|كيلومترا|كيلومترات|شرق|غرب|شمال|جنوب|اقترا|مسافه|اكثر|عدد|محيط|امتار|متر|مترا|كلم|تقترب|يقترب|اقترب|قاب|اجزاء|جزء|مناطق|مواقع)")
_COUNTRYSIDE = re.compile(r"(?:ريف|ريفي|ارياف|باديه|مناطق)\W+(?:(?:مدينه|بلده|محافظه)\W+)?$")
# «مدفعية قسد المتمركزة في حقل العمر قصفت …»: where the attacker is based
_STATIONED = re.compile(r"(?:المتواجد|المتمركز|المنتشر|الموجود|المرابط|العامل)\w*\W+(?:\w+\W+){0,3}$")
_FLIGHT = re.compile(r"(?:تحليق|حلقت?|يحلق|تحلق|عبرت?|مرت|مرورا|عبور)\W[^.]{0,45}(?:سماء|اجواء|فوق|عبر)\W[^.،]{0,25}$|عبر (?:سماء|اجواء)\W+[^.،]{0,12}$")
_INSTITUTION = re.compile(
    r"(?:قياده عمليات|عمليات|محافظ|مجلس محافظه|مجلس|مدير|شرطه|قائممقام|قائمقام|صحه|دائره|نائب عن|نواب|اهالي|ابناء|جامعه|نادي|مستشفي|مستشفيات|شيوخ|عشائر|قائد عمليات|سفير|وجهاء|سكان|مراسلنا في|مراسل[هنا]* في|مراسلها في|مكتب|اعلام|اطباء|مطرانيه|قيادي في|(?:له|لها|لديه|لديها) قاعده في|ممثل|بلديه|محكمه|مراسل|مراسله|الي مستشفي|الي مشفي|مشفي|مكافحه الارهاب في|حكومه|بحسب|وفق|حسب|قالت|اعلنت|اكدت|نفت|طالبت|دعت|اتهمت|ابلغت|علاقات|وزاره \w+ في)\W+(?:ال)?(?:محافظه\W+|مدينه\W+)?$"
)
_DATELINE_TAIL = re.compile(
    r"^\W{0,3}(?:[/(:]|[^.\n،]{0,45}?\s[-–—]\s|[-–—]\s|\s*،?\s*(?:في )?\d{1,2} [^.\n]{3,40}[-–—(])"
)
_COORDINATION = re.compile(r"^[\s\"'”»)\]،,/-]*(?:و|او|ثم|،|الي جانب|فضلا عن|اضافه الي|وكذلك|بالاضافه الي|-)?[\s\"'“«(\[]*(?:" + _KIND_WORDS + r"[\s\"'“«(\[]+){0,2}(?:و|ب|ل|وب|ول)?$")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text. Offsets are folded, half open."""

    start: int
    """First character of the name's word, proclitics included."""
    end: int
    place: Place | None
    """The place; None for a name the gazetteer lacks."""
    name: str
    """The name in the article's own words."""
    role: PlaceRole
    """What the words before it make of it."""
    coordinated: bool
    """Whether it continues a list with the place before it («و…»)."""
    conjoined: bool = False
    """Whether an «and» is written onto it («وقاعدة كذا»)."""
    countryside: bool = False
    """Whether only the country around it is named («ريف القامشلي»)."""

    @property
    def is_area(self) -> bool:
        """Whether it is only a governorate, region or desert."""
        return self.place is not None and self.place.kind in AREA_KINDS


@cache
def place_scanner(gazetteer: Gazetteer) -> Scanner:
    """Return the scanner of every spelling of a gazetteer, built once."""
    return Scanner(Entry(surface, "place", surface, "fixed") for surface in gazetteer.surfaces())


def find_places(text: ReadText, hits: Sequence[Hit], sentence: Sentence, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Return the places that a sentence names, in order; empty when none.

    `hits` are the place hits of the whole text. A name that the gazetteer says is no place here (a channel, a
    company, an ordinary word) is left out.
    """
    here = _leftmost_longest([hit for hit in hits if sentence.start <= hit.start and hit.end <= sentence.end])
    found: list[PlaceMention] = []
    for hit in here:
        place = _resolve(text, hit, here, sentence, gazetteer)
        if place is None:
            continue
        before = text.folded[max(sentence.start, hit.word_start - 110) : hit.word_start]
        proclitic = hit.proclitic
        gap = text.folded[found[-1].end : hit.word_start] + proclitic.removesuffix("ل") if found else ""
        coordinated = bool(found) and bool(_COORDINATION.match(gap)) and _is_list(gap)
        role = _role(text, hit, before, sentence)
        if coordinated and role in ("direct", "inside"):
            role = found[-1].role
        name = text.quote(hit.start, hit.end)
        if found and found[-1].place is place and not text.folded[found[-1].end : hit.word_start].strip(" -–/()\"'«»“”،و"):
            continue  # two names of one place written side by side («مطار أبو حجر - خراب الجير»)
        countryside = bool(_COUNTRYSIDE.search(before)) or coordinated and found[-1].countryside
        found.append(PlaceMention(hit.word_start, hit.end, place, name, role, coordinated, proclitic.startswith("و"), countryside))
    return found


def _is_list(gap: str) -> bool:
    """Whether the words between two names make a list: an «and», a comma or a slash, not merely a kind word."""
    return any(mark in gap for mark in ("،", "/", "-", "او ", "ثم ", "جانب", "فضلا", "اضافه")) or bool(
        re.search(r"(?:^|[\s\"”»)])و", gap)
    )


def _leftmost_longest(hits: Sequence[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept


def _resolve(text: ReadText, hit: Hit, here: Sequence[Hit], sentence: Sentence, gazetteer: Gazetteer) -> Place | None:
    first, last = text.token_at(hit.word_start), text.token_at(hit.end - 1) + 1
    words_before = [
        token.text for token in text.tokens[max(sentence.first_token, first - 14) : first] if token.text[0].isalnum()
    ][::-1][:10]
    words_after = [token.text for token in text.tokens[last : last + 14] if token.text[0].isalnum()][:10]
    if hit.proclitic.strip("وف") in ("ب", "ل"):
        words_before.insert(0, hit.proclitic[-1])
    nearby = [
        place_id
        for other in here
        if other is not hit
        for place_id, needs_context in gazetteer.surfaces().get(other.entry.form, ())
        if not needs_context and len(gazetteer.surfaces()[other.entry.form]) == 1
    ]
    return gazetteer.resolve(hit.entry.form, words_before, words_after, nearby)


def _role(text: ReadText, hit: Hit, before: str, sentence: Sentence) -> PlaceRole:
    line_start = text.folded.rfind("\n", 0, hit.word_start) + 1
    lead = text.folded[line_start : hit.word_start].strip(" \"'*#«(-•|")
    if len(lead) <= 12 and not lead.startswith(("في", "قاعده", "مطار", "حقل")) and _DATELINE_TAIL.match(text.folded[hit.end : hit.end + 60]):
        return "dateline"
    if _LAUNCH.search(_NEAR_WITH_FROM.sub(" قرب ", before)):
        return "launch"
    if _FLIGHT.search(before):
        return "flight"
    origin = _FROM.search(before)
    if origin is not None and not _NOT_AN_ORIGIN.match(origin.group(1)):
        return "launch"
    if _INSTITUTION.search(before):
        return "institution"
    if _STATIONED.search(before):
        return "stationed"
    if _BETWEEN.search(before) or _BETWEEN_SECOND.search(before):
        return "between"
    if _NEAR.search(before + hit.proclitic):
        return "near"
    if _DIRECTED.search(before):
        return "near"
    if hit.proclitic.endswith("ب") or _INSIDE.search(before):
        return "inside"
    return "direct"
