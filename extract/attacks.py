"""Whether words of attack make an attack: some always do, others only beside a weapon, a party or a base.

«سقط» is a fall until a rocket falls, «ضرب» strikes a bargain, a base is «targeted» by critics; «قصف» needs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors import NOBODY
from extract.findings import Findings
from extract.grouping import MILITARY_SITES
from extract.lexicon import Hit
from extract.ordered import within
from extract.places import PlaceMention
from extract.weapons import WeaponMention
from language.arabic import fold

_UNMISTAKABLE = frozenset(
    {"قصف", "يقصف", "غارة", "غارات", "أغار", "يغير", "دك", "دكت", "دكوا", "رشقة", "رشقات", "عاد القصف", "يعود القصف"}
    | {"تجدد القصف", "تحت القصف", "عادت الغارات", "تجددت الغارات"}
)
_HELPERS = frozenset({"sound", "undergo", "attempt", "light", "reach", "impact_noun", "head_for"})
"""Acts that only support another («نفّذت هجوماً», «تعرضت لقصف»)."""
MURDERS = frozenset({"اغتال", "يغتال", "اغتيل", "اغتيال", "تصفية", "صفى", "تحييد", "حيد", "يحيد"})
"""Killings that nothing but an attack is; «مقتل» may be that of an accident."""
_ON = re.compile(r"(?:\W+\w+){0,2}?\W+(علي)\W+")
_CHECKPOINT = re.compile(r"(?<!\w)(?:قرب|عند|علي|امام|استهداف|تفجير)\W$")
"""What stands before «سيطرة» where it is a checkpoint, not control."""
_NEXT_WORD = 25
"""Folded characters in which the words right behind «على» stand."""
_ON_THE_ROAD = frozenset(
    {"سيارة", "آلية", "آليات", "عربة", "عربات", "رتل", "رتلا", "دورية", "دوريات", "حاجز", "حاجزا", "حواجز", "صهريج"}
    | {"صهاريج", "شاحنة", "شاحنات", "دراجة", "قافلة", "مركبة", "مركبات", "مدرعة", "حافلة", "موكب"}
    | {"نقطة تفتيش", "ثكنة", "مخفر"}
)
"""What nobody attacks but with arms, where a plan, a critic or a market may aim at a site."""
_HELD = frozenset({"مقر", "مقرات", "مقار", "مجمع", "معسكر", "ثكنة", "نقطة", "موقع", "مواقع", "حاجز", "مركز", "معسكرات"})
"""Sites of an armed party, at which blasts need no further sign, as at a base."""
_SITE_BEHIND = 60
"""Folded characters behind a blast in which the site is named."""
_HOLDER_BEHIND = 12
"""Folded characters between the site and its party."""
_RIGHT_BEHIND = 12
"""Folded characters in which that is told."""
_LED_TO = re.compile(r"\W*م?ما (?:ادي|ادت|اسفر|اسفرت|تسبب|تسببت|خلف|اوقع|نجم|نتج)(?!\w)")
_BOMB_AT_A_HOUSE = re.compile(
    r"\W+(?:قنبله|عبوه)(?:\W+(?!من)\w+){0,2}?\W+(?:امام|علي باب|عند باب|داخل|اسفل|تحت|بجانب|قرب) "
    r"(?:بوابه |مدخل |سياره |سور )?"
    r"(?:منزل|بيت|محل|مقر|متجر|مكتب|صيدليه|عياده|مسجد|كنيسه|مضافه|ديوان|مخفر|سياره)"
    r"|(?:\W+(?!من|ب?(?:ال)?(?:اطار|اسطوان|محل|محول|سخان|مولد|خزان|غاز|بطاري|صهريج|مخلف|الغام|لغم))\w+){0,4}?"
    r" (?:قرب|جنب|عند|امام|بجانب|بجوار) (?:ال)?(?:حاجز|دوريه|سيطره|مفرزه|مخفر)"
)
_THROWS = re.compile(r"[وف]?(?:ا?لق[اي]|رم|[يت]رم|[يت]لق)\w{0,3}\W+(?:\w+\W+){0,2}?(?:قنبل|قنابل|رمان)")
_DEBRIS = re.compile(
    r"(?<!\w)[وب]?(?:ال)?(?:حطام|شظايا|بقايا)\w{0,3}(?!\w)(?:\W+\w+){0,4}?\W*$|(?:حطام|شظايا|بقايا)\w{0,3}(?!\w)"
)
_DEBRIS_REACH = 45
"""Folded characters before a fall in which is said that debris fell."""
_TOLL_REACH = 60
"""Folded characters behind «ما أدى» in which the toll is told."""
NEEDS_A_WEAPON = frozenset({"impact", "launch", "intercept", "salvo", "kill"}) | _HELPERS
"""Acts that make an attack only beside a weapon: «أطلقت», «شهدت», «سقط»."""


def is_attack(
    found: Findings,
    acts: Sequence[Hit],
    places: Sequence[PlaceMention],
    weapons: Sequence[WeaponMention],
    start: int,
    end: int,
    *,
    base_meant: bool,
    told_before: bool,
) -> bool:
    """Return whether the acts of a folded stretch tell of an attack.

    `base_meant` says whether a word points back to a base («القاعدة»), `told_before` whether an attack was told just
    before, which short words then go on telling of («كما طال حقول السويدية»).
    """
    values = {act.value for act in acts}
    if "raid" in values and not (values := values - {"raid"}) - _HELPERS - {"kill"}:
        # «مداهمة انتهت بمقتل مطلوب», not one that ended with arrests
        killed = any(loss.value == "killed" for loss in within(found.hits.of("casualty"), start, end))
        return (bool(places) or base_meant) and killed
    if "reach" in values and told_before and places:
        return True
    if values <= _HELPERS:
        # «تعرض موقعهما لقذائف هاون»، «مسيّرة اتجهت إلى القاعدة»: the weapon stands where the attack would
        carried = {"undergo", "head_for", "reach"} & values
        fired = any(w.exact and w.weapon != "airstrike" for w in weapons)
        return bool(carried) and (fired or ("undergo" in values and any(w.weapon == "unknown" for w in weapons)))
    military = base_meant or any(p.place is not None and p.place.kind in MILITARY_SITES for p in places)
    hurt = bool(within(found.hits.of("casualty"), start, _with_its_toll(found, end)))
    parties = any(a.actor != "civilians" for a in within(found.actors, start, end))
    if values <= {"blast"} | _HELPERS:
        # An old mine kills without being an attack, unless somebody laid it for somebody
        military = military or any(_at_a_partys_site(found, act) for act in acts)
        planted = [w for w in weapons if "لغم" not in w.rule and "ألغام" not in w.rule]
        killing = bool(places) and hurt and any(w.weapon == "ied" for w in planted)  # «انفجرت سيارة، فقُتل ثلاثة»
        laid = killing or any(w.exact for w in planted) or (bool(places) and any(_at_a_house(found, a) for a in acts))
        return military or laid or (bool(weapons) and (parties or (told_before and bool(places))))
    if values <= {"impact"} and told_before and all(_is_debris(found, act) for act in acts):
        return False  # «وسقط حطام إحدى المسيّرات على منزل»: of the attack told before
    if (places or base_meant) and any(_throws_a_bomb(found, act) for act in acts):
        return True
    if values <= NEEDS_A_WEAPON:
        # «الرشقة التي طالت المعسكر»: what is a weapon's by its name
        rained = "salvo" in values and not values.isdisjoint({"reach", "undergo", "impact"})
        return bool(weapons) or (bool(places) and (rained or any(act.entry.form in MURDERS for act in acts)))
    if values <= {"strike"} | (_HELPERS - {"light"}):
        hits = any(act.entry.inflection != "noun" for act in acts)  # «ضُربت القاعدة», not «ضربة للقاعدة»
        told_on = (told_before and places and (military or hits)) or (military and hits)
        on_a_site = any(_struck(found, act, military=military, hurt=hurt, parties=parties) for act in acts)
        suffered = "undergo" in values and bool(places)  # «تعرضت المدينة لضربات أميركية»
        return bool(weapons or told_on) or (parties and (military or hurt or suffered)) or (bool(places) and on_a_site)
    if values <= {"destroy"} | _HELPERS:
        return military or parties or any(w.exact or w.weapon in ("airstrike", "rocket", "artillery") for w in weapons)
    if values <= {"clash"}:
        flies = any(w.weapon == "drone" for w in weapons)  # «مسيّرة تتسلل إلى القاعدة»
        return bool(places) and (parties or flies or hurt)
    on_a_base = any(hit.value == "unnamed_base" for hit in within(found.structure, start, end))
    blown_up = "bomb" in values and any(_names_a_site(found, act.end, act.end + _NEXT_WORD) for act in acts)
    aimed = blown_up or any(_is_on_the_road(found, act) for act in acts)
    if military or parties or weapons or on_a_base or (places and (hurt or told_before or aimed)):
        return True
    return any(act.entry.form in _UNMISTAKABLE for act in acts)


def _at_a_house(found: Findings, act: Hit) -> bool:
    """Whether a bomb went off at a house or a post: «انفجرت قنبلة أمام منزل ناشط», not «قنبلة من مخلفات الحرب»."""
    return _BOMB_AT_A_HOUSE.match(found.text.folded, act.end) is not None


def _throws_a_bomb(found: Findings, act: Hit) -> bool:
    """Whether somebody threw a bomb: «رموا قنبلة على بيت المختار»."""
    return (
        act.value in ("attack", "launch")
        and _THROWS.match(found.text.folded[act.start : act.end + _NEXT_WORD]) is not None
    )


def _at_a_partys_site(found: Findings, act: Hit) -> bool:
    """Whether blasts are told at what a party holds: «خمسة انفجارات في مجمّع الحزب الديمقراطي بكويسنجق»."""
    near = within(found.structure, act.end, act.end + _SITE_BEHIND)
    sites = [site for site in near if site.value == "target_noun" and site.entry.form in _HELD]
    return any(
        holder.actor not in NOBODY and holder.start <= site.end + _HOLDER_BEHIND
        for site in sites
        for holder in within(found.actors, site.end, site.end + 2 * _SITE_BEHIND)
    )


def _is_debris(found: Findings, act: Hit) -> bool:
    """Whether what fell is only what was shot down: «حطام إحدى المسيّرات سقط»، «سقط حطامها»."""
    before = found.text.folded[max(0, act.word_start - _DEBRIS_REACH) : act.word_start]
    return _DEBRIS.search(before) is not None or _DEBRIS.match(found.text.folded, act.end + 1) is not None


def _with_its_toll(found: Findings, end: int) -> int:
    """Return the end of a stretch together with what it led to, told right behind: «…، ما أدى إلى مقتل صاحبه»."""
    return end + _TOLL_REACH if _LED_TO.match(found.text.folded, end) else end


def _struck(found: Findings, act: Hit, *, military: bool, hurt: bool, parties: bool) -> bool:
    """Whether a strike is «on» a site: «ضربتان متتاليتان على معمل غاز السويدية», not a strike of the market.

    With a verb somebody has to do it («ضربت إسرائيل مستودعات»): weather strikes depots, too.
    """
    if act.value != "strike":
        return False
    if act.entry.inflection != "noun":
        bare = found.text.folded[act.start : act.end] == fold(act.entry.form)  # «تشمل ضرب مواقع»: may be the noun
        named = bool(within(found.actors, act.end, act.end + _NEXT_WORD)) if bare else parties
        return named and _names_a_site(found, act.end, act.end + 2 * _NEXT_WORD)
    on = _ON.match(found.text.folded, act.end)
    return on is not None and (military or hurt or _names_a_site(found, on.end(), on.end() + _NEXT_WORD))


def _names_a_site(found: Findings, start: int, end: int) -> bool:
    """Whether a range names what may be struck («مستودعات»), before any comma."""
    stop = found.text.folded.find("،", start, end)
    reach = within(found.structure, start, end if stop < 0 else stop)
    return any(hit.value == "target_noun" for hit in reach)


def _is_on_the_road(found: Findings, act: Hit) -> bool:
    """Whether what is told right behind an attack is what stands guard or drives: «استهداف سيارة على طريق المطار»."""
    return act.value == "attack" and any(
        hit.value == "target_noun" and hit.entry.form in _ON_THE_ROAD
        for hit in within(found.structure, act.end, act.end + _RIGHT_BEHIND)
    )


def is_reference(found: Findings, acts: Sequence[Hit], places: Sequence[PlaceMention], start: int) -> bool:
    """Return whether the act is only referred to and something else was done at the place.

    «ردّت على الهجوم بفرض حصار على مواقع في القامشلي» (answered the attack with a siege) tells of no attack on Qamishli.
    """
    if not places:
        return False
    first = min(place.start for place in places)
    act = max((act for act in acts if act.end <= first), key=lambda act: act.end, default=None)
    if act is None:
        return False
    moved = within(found.modality, act.end, first) if act.proclitic.endswith("ال") else []
    blockers = [hit for hit in within(found.structure, max(start, act.end), first) if hit.value == "blocker"]
    return not all(_CHECKPOINT.search(found.text.folded, 0, hit.word_start) for hit in blockers) or any(
        hit.value == "reinforcement"
        for hit in moved  # «دفعت قبل الهجوم بساعات بتعزيزات إلى جديد عكيدات»
    )
