"""What was used and how many: «بـ6 صواريخ», «طائرتين مسيّرتين», «قصف مدفعي»."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.ordered import within
from incidents.types import Weapon

# What a word means depends on its neighbours: a shell is a rocket beside a rocket attack, warplanes carry out air
# strikes, a car that blows up was made to. Such words only count where nothing more exact stands in the event.
_STANDS_FOR: dict[str, Weapon] = {
    "warplane": "airstrike",
    "shell": "unknown",
    "small_arms_weak": "small_arms",
    "vehicle": "ied",
}

_SHOT_AT = re.compile(
    r"(?<!\w)[وف]?[بل]?(?:(?:[يت]?سقط|اسقط|اسقاط|تدمير|دمر|تحييد|حيد|تفجير)ت?(?:ها|هما)|اعتراض\w*|اعترض\w*|التصدي"
    r"|قصفت|استهدفت|(?:القت|رمت|اطلقت) (?:\w+ )?(?:قنبل\w*|قنابل|صاروخ\w*|صواريخ|قذيف\w*|قذائف))(?!\w)"
)
_SHOT_WITHIN = 130
"""Folded characters behind an aircraft that flies over in which it is shot down or strikes: no mere flight."""
_FLIGHT_REACH = 40
"""Folded characters before an aircraft in which a word of flying («تحليق مكثف للطيران») makes it no weapon."""


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon named in a text. Offsets are folded, half open."""

    start: int
    end: int
    weapon: Weapon
    """What it is."""
    exact: bool
    """False for words that only imply it (warplanes, shells)."""
    count: int | None
    """How many munitions; None when not told."""
    rule: str
    ordinal: int = 0
    """Its place in a row («صاروخاً ثالثاً»: 3); 0 when it is not told so."""
    single: bool = False
    """Whether it is one told as known («الطائرة المسيّرة»): its number is 1 where no other is told."""
    instead_of: int | None = None
    """The count that it corrects («مسيّرتان، لا ثلاث»: 3); None when it corrects none."""


# What stands before a weapon that nobody used: air defences, stores, works, units («سرية المدفعية»), launch sites
_STORES = (
    "(?:دفاع|دفاعات|منصه|منصات|مضاد|مضادات|مضاده|مستودع|مستودعات|مستودعا|مخزن|مخزنا|مخازن|منظومه|منظومات|برنامج|ورشه|ورش|مصنع"
    "|مصانع|معمل|شحنه|شحنات|سريه|فوج|كتيبه|لواء|قائد|مواقع انطلاق|مواقع|موقع)"
)
_NOT_USED = re.compile(
    r"(?<!\w)[وفبل]?(?:حادث|حادثه|تعرضت له|تعرضت لها|تحطم|هبوط|طاقم|متن|حطام)\W(?:ال)?$|"
    rf"(?<!\w)[وفبل]?(?:{_STORES}\W(?:ل?(?:اطلاق|انتاج|تصنيع|تجميع|تخزين)\W)?(?:ال|لل|ل)?|(?:ال|لل){_STORES}\W(?:ال|لل|ل))$"
)
# «تصدت الدفاعات لمسيّرات مجهولة»: no defences of drones
_MET_BY = re.compile(
    r"(?:[وفت]?تصد\w*|[يت]تصدي|التصدي|[وف]?تعامل\w*|[يت]تعامل)\W(?:ال)?(?:دفاعات?|مضادات|منظوم\w+)"
    r"\W(?:\w+\W){0,2}(?:ل|مع )(?:ال|عده |عدد من )?$"
)
# «مسيّرة تابعة لسلاح الجو»: whose it is
_OWNER = re.compile(r"(?<!\w)(?:تابع\w{0,3}|عائد\w{0,3}|[يت]عود|[يت]تبع) ?ل?(?:ال)?$")
# «أطلقت عليها منظومة الدفاع صاروخاً أسقطها»، «صاروخ اعتراضي»: fired by who was attacked
_INTERCEPTS = re.compile(r"\s(?:\w+ )?(?:اعتراضي|دفاعي|مضاد|اسقط\w*|فاسقط\w*|لاعتراض\w*|لاسقاط\w*|للتصدي)(?!\w)")
_DEFENCE_FIRES = re.compile(
    r"(?<!\w)[وف]?(?:اطلقت|[يت]طلق)\W(?:\w+\W){0,5}?(?:ال)?(?:دفاع|مضاد|منظوم)\w*\W(?:\w+\W){0,4}$"
)
_INTERCEPTOR_REACH = 80
"""Folded characters before a rocket in which the defence fires it."""
# «صاروخ يحمل قمراً صناعياً»، «مسيرة حاشدة»، «عبوات المياه»
_HARMLESS = re.compile(
    r"\s(?:ال)?(?:ورقي|فضائي|[يت]حمل (?:\w+ )?(?:قمر|اقمار)|رمضان|عثماني|مياه|ماء|دواء|ادويه|غذائي|حليب|من الكحول"
    r"|من الحبوب|حاشد|سلمي|مهني|فني|تعليمي|احتجاجي|لرش|لتصوير|دخان|غاز|مسيل|مضيء|مضيئ|ضوئي"
    r"|موقوت|ركاب|مدني|تدريب صغير)"
)
# «وبداخلها صاروخ رابع تعطّل ولم ينطلق»
_NEVER_FIRED = re.compile(
    r"(?:\s\w+){0,2}?\s[وف]?(?:تعطل\w{0,2}|لم [يت](?:نطلق|طلق)|معده? للاطلاق|جاهزه? للاطلاق)(?!\w)"
)
# «صاروخاً ثالثاً»، «المسيّرة الثالثة»: one more than told before
_ORDINAL = {"ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8, "تاسع": 9, "عاشر": 10}
_NTH = re.compile(r"\s?(?:ال)?(" + "|".join(_ORDINAL) + r")(?:ا|ه)?(?!\w)")
_COUNTED_ON: frozenset[Weapon] = frozenset({"drone", "rocket"})
_ANOTHER = re.compile(
    r"(?<!\w)[وف]?(?:ا?سقطت?|اعترضت?|انفجرت?|تحطمت?|دمرت?|ضربت?|بلغت?|وصلت?|حطت?|ارتطمت?|اصطدمت?|هوت|وقعت?|انقضت?|اصابت|اصاب)"
    r"\s(?P<which>ثاني?ه?|اخري?|ثالثه?|رابعه?|خامسه?|سادسه?)(?=\W|$)(?! (?:من|منه)\w*)"
)
_OTHERS_REACH = 160
"""Folded characters behind a munition in which others of its kind are told without their noun."""
# «سقط صاروخا كاتيوشا»: the dual drops its last letter before a name
_DUAL_BEFORE_NAME = re.compile(r"\s[\"«“]?(?:كاتيوشا|غراد|هاون|كروز|ارض|بدر|فتح|فجر|جولان|سكود|توماهوك|الارقب)(?!\w)")
# «مسيّرتان مفخختان، لا ثلاث»، «صاروخان وليس أربعة»: a count told before is taken back
_INSTEAD_OF = re.compile(r"(?: \w+){0,2}\W{1,3}(?:لا|و?ليس|و?ليست|و?لا) $")
_CORRECTION_REACH = 40
_ONE = re.compile(
    r"(?P<the>ال)?(?:صاروخ|قذيفه|طائره(?: (?:ال)?(?:مسيره|(?:من |ب)?دون طيار|مفخخه|انتحاريه))?|مسيره(?: \w+ه)?"
    r"|عبوه(?: (?:ال)?ناسفه)?|لغم)$"
)
_THE_ONLY = re.compile(r"\s(?:ال)?وحيده?(?!\w)")
# «عشرون صاروخاً من أصل ثلاثين»
_OUT_OF = re.compile(r"\W(?:\w+\W){0,3}?من (?:اصل|مجموع|بين) ?$")

# «ستة صواريخ أطلقتها طائرات»، «طائرة حربية تضرب بصاروخ»: what an aircraft fires is an air strike
_FIRED_BY = re.compile(r"\W(?:\w+\W){0,4}?(?:من|من علي متن|من متن|اطلق\w*|القت\w*|القا\w*)\W$")
_FIRES = re.compile(r"(?:[^\w،]+(?!و)\w+){0,4}?[^\w،]+$")

_DRONE_FIRES = re.compile(r"(?:\W(?!و|،)\w+){0,4}?\W(?:[يت]?طلق|اطلق|القت|رمت|[يت]طلق)\w*\W(?:\w+\W){0,2}?")
# «ألقت مسيّرة قنبلتين»
_DROPPED = re.compile(r"(?<!\w)[وف]?(?:القت|رمت|اطلقت|اسقطت|[يت]لقي|[يت]رمي|[يت]طلق|القاء|القا)\s$")
_DROP_REACH = 12
# «سقطت صواريخ على القاعدة، وقال مراسلنا إن عددها خمسة»
_NUMBERED = re.compile(
    r"[^\n]{0,160}?(?<!\w)(?:و|ف)?(?:عددها|عددهما|عدد (?:ال)?(?:صواريخ|قذائف|مسيرات))(?: بلغ| يبلغ| هو| كان)?\W+$"
)
_NUMBERED_REACH = 190
# «الطائرة»، «طائرتان أخريان» behind «طائرات مسيّرة» are drones too
_AIRCRAFT = re.compile(r"الطائر(?:ه|تان|تين)(?!\w)|(?:ال)?طائر(?:ه|تان|تين|ات) (?:اخر|ثان|ثالث|رابع|نفس|ذات|مماثل)")
_SAME_AIRCRAFT = 500
"""Folded characters behind a drone in which an aircraft of no other kind is one."""

_SINGULAR = ("طياره ", "شاحنه ", "سياره ", "دراجه ", "عربه ", "حزام ", "صهريج ", "زورق ")
"""Words that begin the name of one weapon («شاحنة مفخخة»), besides the nouns that numbers count."""


def find_weapons(text: ReadText, hits: Hits, numbers: Numbers) -> list[WeaponMention]:
    """Return the weapons used, in order; aircraft that only fly over are left out. Empty when none is named."""
    flights = [hit for hit in hits.of("structure") if hit.value == "flight"]
    found: list[WeaponMention] = []
    unused: int | None = None
    for hit in longest(hits.of("weapon")):
        before = text.folded[max(0, hit.word_start - _FLIGHT_REACH) : hit.start]
        if hit.value in ("drone", "warplane") and _only_flies(text, flights, hit):
            continue
        if hit.proclitic.lstrip("وف").startswith("ك"):
            continue  # «كالصواريخ»: a simile
        if _HARMLESS.match(text.folded, hit.end) or _NEVER_FIRED.match(text.folded, hit.end) or _OWNER.search(before):
            continue
        if hit.value == "rocket" and _intercepts(text, hit):
            continue
        if hit.value.startswith("small_arms") and before.endswith(("تحت ", "تحت ال")):
            continue  # «القاعدة تحت النار»: whatever it is struck with
        listed = unused is not None and hit.proclitic.startswith("و") and 0 <= hit.word_start - unused <= 1
        if listed or (_NOT_USED.search(before) and not _MET_BY.search(before)):
            unused = hit.end  # «مخازن صواريخ ومسيّرات»
            continue
        weapon = _STANDS_FOR.get(hit.value) or hit.value
        exact = hit.value not in _STANDS_FOR
        if _AIRCRAFT.match(text.folded, hit.start) and _drone_before(found, hit):
            weapon, exact = "drone", True
        nth = _NTH.match(text.folded, hit.end)
        found.append(
            WeaponMention(
                hit.word_start,
                hit.end,
                weapon,  # type: ignore[arg-type]
                exact,
                None if nth else _count(text, hit, numbers),
                f"weapon:{hit.entry.form}",
                _ORDINAL[nth.group(1)] if nth else 0,
                single=_is_single(text, hit),
                instead_of=_corrected(text, hit, numbers),
            )
        )
    found = _with_others(text, _numbered(text, found, numbers))
    return [_as_fired(text, found, index) for index in range(len(found))]


def _is_single(text: ReadText, hit: Hit) -> bool:
    """Whether a weapon is one told as known («الصاروخ»، «الطائرة المسيّرة»)."""
    one = _ONE.match(text.folded, hit.start, hit.end)
    return one is not None and (one["the"] is not None or hit.proclitic.endswith(("ال", "لل")))


def _intercepts(text: ReadText, hit: Hit) -> bool:
    """Whether a rocket is one of the defence's («أطلقت عليها منظومة الدفاع صاروخاً أسقطها»)."""
    fired = _DEFENCE_FIRES.search(text.folded, max(0, hit.start - _INTERCEPTOR_REACH), hit.start)
    return fired is not None or _INTERCEPTS.match(text.folded, hit.end) is not None


def _drone_before(found: Sequence[WeaponMention], hit: Hit) -> bool:
    """Whether the aircraft told of last is a drone."""
    aircraft = next((m for m in reversed(found) if m.weapon in ("drone", "airstrike")), None)
    return aircraft is not None and aircraft.weapon == "drone" and hit.word_start - aircraft.end <= _SAME_AIRCRAFT


def _numbered(text: ReadText, found: list[WeaponMention], numbers: Numbers) -> list[WeaponMention]:
    """Give weapons the count that a later clause tells of them; no other weapon may stand between."""
    for index, mention in enumerate(found):
        if mention.count is not None:
            continue
        end = found[index + 1].start if index + 1 < len(found) else len(text.folded)
        for number in within(numbers, mention.end, min(end, mention.end + _NUMBERED_REACH)):
            if _NUMBERED.fullmatch(text.folded, mention.end, number.start):
                found[index] = replace(mention, count=number.value)
                break
    return found


def _with_others(text: ReadText, found: list[WeaponMention]) -> list[WeaponMention]:
    """Add those told without their noun: «أُسقطت مسيّرة … ثم أُسقطت أخرى»، «هاجمت مسيّرتان القاعدة وسقطت ثالثة»."""
    told = list(found)
    for index, mention in enumerate(found):
        if mention.weapon not in _COUNTED_ON or mention.ordinal or mention.count is None:
            continue
        end = min(text.sentences[text.sentence_at(mention.start)].end, mention.end + _OTHERS_REACH)
        if index + 1 < len(found):
            end = min(end, found[index + 1].start)
        count = mention.count
        for other in _ANOTHER.finditer(text.folded, mention.end, end):
            feminine = other["which"].endswith(("ه", "ري"))
            nth = next((n for word, n in _ORDINAL.items() if other["which"].startswith(word)), count + 1)
            if feminine == (mention.weapon == "drone") and nth == count + 1:
                count += 1
                told.append(replace(mention, start=other.start("which"), end=other.end(), count=None, ordinal=nth))
    return sorted(told, key=lambda mention: mention.start)


def _as_fired(text: ReadText, found: Sequence[WeaponMention], index: int) -> WeaponMention:
    """Return a mention as what it is: a rocket fired by the aircraft named beside it is an air strike, or a drone's.

    «مسيّرة أطلقت صاروخين»، «ألقت مسيّرة قنبلتين»: what was fired counts, not the drone.
    """
    mention = found[index]
    beside = [*found[max(0, index - 1) : index], *found[index + 1 : index + 2]]
    if mention.weapon == "drone" and any(_is_carried(o) and _is_fired(text, o, mention, True) for o in beside):
        return replace(mention, count=None)
    if not _is_carried(mention):
        return mention
    for plane in beside:
        if plane.weapon == "airstrike" and mention.weapon == "rocket" and _is_fired(text, mention, plane, False):
            return replace(mention, weapon="airstrike")
        if plane.weapon == "drone" and _is_fired(text, mention, plane, True):
            return replace(mention, weapon="drone", exact=True)
    return mention


def _is_carried(mention: WeaponMention) -> bool:
    """Whether a drone may have fired or dropped it: a rocket, a bomb, a shell."""
    return mention.weapon == "rocket" or (mention.weapon == "unknown" and not mention.exact)


def _is_fired(text: ReadText, fired: WeaponMention, plane: WeaponMention, by_drone: bool) -> bool:
    """Whether words around an aircraft say that it fired what is named beside it."""
    if plane.start > fired.start:
        of_it = plane.start - fired.end == 1 and fired.count == 1  # «بصاروخ مسيّرة»
        by_it = of_it or _FIRED_BY.fullmatch(text.folded, fired.end, plane.start) is not None
        return by_it and (by_drone or not plane.exact)
    if by_drone:
        dropped = _DROPPED.search(text.folded, max(0, plane.start - _DROP_REACH), plane.start) is not None
        between = _FIRES if dropped else _DRONE_FIRES
        return between.fullmatch(text.folded, plane.end, fired.start) is not None
    return text.folded[fired.start] == "ب" and _FIRES.fullmatch(text.folded, plane.end, fired.start) is not None


def _only_flies(text: ReadText, flights: Sequence[Hit], hit: Hit) -> bool:
    """Whether a word of flying stands right before an aircraft («تحليق مكثف للطيران المسيّر»)."""
    last = bisect.bisect_right(flights, hit.word_start, key=lambda flight: flight.end) - 1
    if last < 0 or hit.word_start - flights[last].end >= _FLIGHT_REACH:
        return False
    between = text.folded[flights[last].end : hit.word_start]
    paragraph = text.folded.find("\n", hit.end, hit.end + _SHOT_WITHIN)  # another tells of another aircraft
    shot = _SHOT_AT.search(text.folded, hit.end, hit.end + _SHOT_WITHIN if paragraph < 0 else paragraph) is not None
    return "." not in between and "،" not in between and not shot


def _count(text: ReadText, hit: Hit, numbers: Numbers) -> int | None:
    """Return how many a mention tells, of «أكثر من 30» the 30; None when it tells none."""
    form = text.folded[hit.start : hit.end]
    if form in ("صاروخا", "صاروخي") and _DUAL_BEFORE_NAME.match(text.folded, hit.end) and not _is_nunated(text, hit):
        return 2
    if hit.value.startswith("small_arms") and not form.startswith("قنبل"):
        return None  # nobody counts bullets, and an armed assault is no munition
    if _THE_ONLY.match(text.folded, hit.end):
        return 1
    whole = next(iter(within(numbers, hit.end, hit.end + _CORRECTION_REACH)), None)
    if whole is not None and _OUT_OF.fullmatch(text.folded, hit.end, whole.start):
        return whole.value
    count = numbers.of_noun(hit.start, hit.end)
    if count.rule == "none" and form.startswith(_SINGULAR) and not hit.proclitic.endswith("ال"):
        return 1
    return count.value


def _corrected(text: ReadText, hit: Hit, numbers: Numbers) -> int | None:
    """Return the count that stands behind «لا» right after a weapon; None when none does."""
    wrong = next(iter(within(numbers, hit.end, hit.end + _CORRECTION_REACH)), None)
    if wrong is None or _INSTEAD_OF.fullmatch(text.folded, hit.end, wrong.start) is None:
        return None
    return wrong.value


def _is_nunated(text: ReadText, hit: Hit) -> bool:
    """Whether the word is vowelled «صاروخاً», one rocket, not «صاروخا», the two rockets of."""
    return "\u064b" in text.quote(hit.start, min(hit.end + 1, len(text.folded)))


_MISSILES = frozenset({"mortar", "ballistic_missile", "cruise_missile"})


def weapons_of(mentions: Sequence[WeaponMention], flown: bool = False) -> tuple[Weapon, ...]:
    """Return the weapons of one event in the order told: implied ones only where no exact one says more.

    `flown` says that aircraft struck: what they fire makes an air strike, and so do drones that are told to have
    carried out a raid («غارات نفذتها مسيّرات»); drones that simply strike stay drones.
    """
    exact = [mention for mention in mentions if mention.exact]
    told = [m for m in mentions if m.exact or (flown and m.weapon == "airstrike")] or mentions
    weapons = [mention.weapon for mention in told]
    if any(weapon in _MISSILES for weapon in weapons):
        # «صاروخ» beside «صاروخ باليستي» is the same missile told shorter, «قصف صاروخي وقذائف هاون» is two things
        others = any(mention.rule.endswith("أخرى") for mention in exact)
        weapons = [w for w in weapons if w != "rocket" or others or "mortar" in weapons]
    if flown:
        carrier: Weapon | None = next((w for w in ("airstrike", "drone") if w in weapons), None)
        weapons = [carrier if carrier and w in ("drone", "rocket", "unknown") else w for w in weapons]
    return tuple(dict.fromkeys(weapons))


def munition_count(mentions: Sequence[WeaponMention], flown: bool = False) -> int | None:
    """Return how many munitions the mentions of one event tell; None when none tells or they differ.

    Several weapons add up, each told once or alike; «طائرة مسيّرة» and later «طائرتين» are one telling made exact, and
    of «خمسة صواريخ» a later «صاروخين» are two of them. A raid counts itself («غارتين»: 2), unless its missiles are
    counted; «صاروخاً ثالثاً» is one more than told before. What a later telling takes back («لا ثلاث») was not told.
    """
    wrong = {mention.instead_of for mention in mentions}
    counts: dict[Weapon, list[int]] = {}
    missiles = [mention.weapon for mention in mentions if mention.weapon in ("ballistic_missile", "cruise_missile")]
    missile = missiles[0] if missiles and not any(m.rule.endswith("أخرى") for m in mentions) else None
    for mention in mentions:
        if mention.count is not None and not mention.ordinal and mention.count not in wrong:
            weapon = missile if missile is not None and mention.weapon == "rocket" else mention.weapon
            counts.setdefault(weapon, []).append(mention.count)
    if "drone" in counts and any(m.weapon == "unknown" and not m.exact and m.count for m in mentions):
        del counts["drone"]  # what it dropped counts
    if flown:  # the missiles count, not the aircraft that fired them
        counts = {"rocket": counts["rocket"]} if "rocket" in counts else counts
        if "airstrike" in weapons_of(mentions, flown):
            counts.pop("drone", None)
    exact = {m.weapon for m in mentions if m.exact and not m.ordinal and (m.weapon != "rocket" or missile is None)}
    if not flown and len(exact) > 1 and exact - set(counts):
        return None  # how many of one weapon is told, of another not
    total = 0
    for told in counts.values():
        if any(count > told[0] and told[0] > 1 for count in told):
            return None
        total += max(told)
    further = {mention.ordinal for mention in mentions if mention.ordinal}
    if not counts:
        return 1 if len(further) == 1 or any(mention.single for mention in mentions) else None
    return total + sum(1 for ordinal in further if ordinal == total + 1)
