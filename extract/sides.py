"""Who attacked whom: on which side of an act the parties named stand.

Each party stands in a phrase (`extract.phrases`): as owner of arms that act for it, of a site that is struck, among
people, or bare. The phrase's place tells its side: behind «من قبل» or «نفّذه» (by; carried it out) stands who did it;
the owner of a site is struck; arms attack; a bare name behind an active verb or before it is its subject, the next one
its object; behind «على» (on) it is struck. Whoever only speaks, or is named for something else, is on neither side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.actors import NOBODY, ActorMention, actors_between
from extract.blame import GUESSED, blamed, unique
from extract.bystanders import only_speaks, stays_out, tells_of_itself
from extract.ends import LOADED_WITH, Ends, is_doing_verb
from extract.fallen import are_fallen
from extract.findings import Findings
from extract.lexicon import Hit
from extract.ordered import within
from extract.phrases import Phrase, phrase_of
from extract.references import agrees
from extract.victims import AN_OBJECT

_BY = re.compile(
    r"(?<!\w)و?(?:من قبل|من جانب|علي يد|علي ايدي|بواسطه|بنيران|برصاص"
    r"|(?:ا?طلق|زرع|نصب|القي?|رم[يا]|شن|نفذ|فجر|ركن|وضع|دس|قام ب|امر ب|تبن[يت]?)(?:ت)?(?:ه|ها|هما))\W*(?:\w+\W+){0,3}$"
)
# «مسيّرة قادمة من مواقع الميليشيات»، «أُطلقت من مناطق سيطرة …»: whose ground it came from
_FROM = frozenset({"من"})
# «صاروخين أُطلقا من إيران»: a state whose ground it came from
_FIRED_FROM = re.compile(
    r"(?<!\w)[وف]?(?:اطلق|انطلق|قادم|اتي)(?:ت|ا|تا|وا|ه|ين|تين)?\W+من\W+(?:داخل\W+|اراضي\W+|جهه\W+)?$"
)
_ABROAD = frozenset({"iran", "irgc", "israel", "turkey", "jordan"})
_SOURCE = re.compile(r"(?<!\w)مصدر(?:ه|ها|هما)?\W+(?:\w+\W+)?$")
_BESIDE = frozenset({"قرب", "بجوار", "بجانب", "حول", "امام", "خلف", "قباله"})
# «مستودعات تُستخدم من قبل الحرس الثوري»: whose they are
_USED_BY = re.compile(r"(?<!\w)(?:[تي]ستخدم|مستخدمه|[تي]شغل|[تي]دار) (?:من قبل|من جانب|بواسطه)\W*(?:\w+\W+){0,2}$")
# «شاحنات تنقل مؤن التحالف»، «محمّلتين بمعدات للتحالف»
_SUPPLIES_OF = re.compile(
    r"(?<!\w)(?:[تي]نقل|[تي]حمل|[تي]قل|محمل\w*)\W+ب?(?:ال)?(?:مون|معدات|امدادات|مواد|وقود|مستلزمات|ذخيره|ذخائر|عتاد)ا?\W+(?:لوجستيه\W+|تموينيه\W+)?(?:قوات\W+|لقوات\W+)?$"
)
# «بالاشتراك مع قوات النظام»، «وبإسناد من»: on the same side
_TOGETHER = re.compile(
    r"[\s،]*و?(?:ب(?:ال)?(?:اشتراك|مشاركه|تعاون|مسانده|اسناد|دعم|تنسيق|رفقه)\w*|مدعومه|مدعومين|مدعوما)"
    r"(?:\s(?:جوي|ناري|مدفعي))?\s(?:مع|من|ب)?\s?"
)
_HELP = re.compile(r"(?<!\w)ب(?:اسناد|غطاء|دعم|مسانده|مشاركه)(?:\s\w+)?\s$")
# «داعش يقتل ثلاثة من …»: a verb of killing right behind its subject
_KILLS = re.compile(
    r"[\s\"'»”]{1,2}(?:[تي]قتل|قتلت|[تي]صيب|اردت|[تي]ردي|[تي]غتال|اغتالت|[تي]فجر|[تي]ستهدف|[تي]قصف)(?:وا|ون)?\s"
)
# «وكان التنظيم قد قتل خمسة من …»
_HAD_KILLED = re.compile(r"\W{1,2}قد\W(?:قتل|اصاب|جرح|اعدم|اغتال)(?:ت)?\W")
# «في 8 آذار قتل التنظيم 18 من …»: nobody kills an organisation
_KILLED_BY = re.compile(r"(?<!\w)[وف]?(?:قتلت?|اعدمت?|اغتالت?)\W+$")
# «جاء رد طهران بصواريخ …»، «وجاء الرد الأميركي على مواقع …»، «الرد الأميركي جاء بغارات»
_ANSWER_OF = re.compile(r"(?<!\w)[وف]?(?:جاء|اتي|كان|يكون)(?:ت)?\W+(?:ال)?رد\W+$")
_ANSWER = re.compile(r"(?<!\w)[وف]?(?:ال)?رد\W+$")
_COMES = re.compile(r"\W+(?:جاء|اتي|كان|تمثل)(?!\w)")
# «دمّرتها مضادات التحالف في الجو»
_DEFENCES_OF = re.compile(r"(?<!\w)[وف]?(?:ال)?(?:مضادات|دفاعات|منظومه|منظومات|باتريوت)\W+(?:\w+\W+)?$")
# «سبق للتنظيم أن استهدف …»
_EVER = re.compile(r"(?<!\w)[وف]?(?:سبق|يسبق)\W+$")
_HURT_WITHIN = 90
"""Folded characters before a party in which people of it are told as hurt."""
# «الجولان السوري»، «الأراضي العراقية»: where it lies
_LAND = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:جولان|ساحل|شمال|جنوب|شرق|غرب|شطر|باديه|حدود|اراضي|اجواء|سماء|داخل|عمق|عاصمه|مدن|مياه|جانب"
    r"|بلدات|محافظات)(?:\s(?:ال)?(?:شرقي|غربي|جنوبي|شمالي)ه?)?\s$"
)
_PRESS = re.compile(r"(?<!\w)(?:ال)?(?:مركز|مكتب) (?:ال)?(?:اعلام|صحف|توثيق)\w*\W+$")
"""A site that only speaks: «المركز الإعلامي لقسد»."""
_WHO_THEY_ARE = re.compile(
    r"[وف]?(?:يعتقد|يرجح|يشتبه|يظن|مرجحه?ا?)\W+(?:ب?انه(?:م|ما|ا)?\W+(?:من|ينتمون|ينتمي|تابع\w*)|انتما\w+\W+(?:الي|ل)?)\W*(?:\w+\W+){0,2}(?:ل)?$"
)
_AT_HOME = frozenset({"syrian-army", "iraqi-forces", "jordan"})
_NEVER_ATTACK = frozenset({"civilians", "energy-facility"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands on which side of one act."""

    attackers: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]


def sides_of(found: Findings, start: int, end: int, acts: Sequence[Hit], places: Sequence[int]) -> Sides:
    """Return the attackers and targets among the parties inside the folded range of one event.

    `acts` are its act words and `places` the folded starts of its places. A party that stands on neither side (who
    merely reports, or is named for something else) is left out.
    """
    reader = _Reader(found, start, end, acts, places)
    here = actors_between(found.actors, start, end)
    for actor in here:
        reader.read(actor)
    attackers, targets = reader.ends.attackers, reader.ends.targets or reader.beside
    if not attackers and acts and found.text.folded[acts[0].start : acts[0].end].endswith("وا"):
        attackers = reader.subject_before(targets)
    if not attackers:
        attackers = blamed(found.text, start, end, [actor for actor in here if actor not in targets])
    return Sides(unique(attackers), unique([target for target in targets if target not in attackers]))


class _Reader:
    """Reads the parties of one event in order; those with a side stand in `ends`, or `beside`."""

    def __init__(self, found: Findings, start: int, end: int, acts: Sequence[Hit], places: Sequence[int]) -> None:
        self._found, self._text, self._folded = found, found.text, found.text.folded
        self._start, self._end, self._acts = start, end, acts
        self.ends = Ends(found, start, acts, places)
        self.beside: list[ActorMention] = []
        """Whose site was not struck itself: what fell near it was meant for them where nobody else is named."""
        self._last: tuple[ActorMention, str | None] | None = None
        """The party read last, and its side."""

    def read(self, actor: ActorMention) -> None:
        first, told = self._last or (None, None)
        # «هاجم مسلحون من داعش نقطة للبيشمركة»: the attacker's words are no part of the phrase of the attacked
        closed = first is not None and told == "attacker" and not first.adjective
        floor = first.end if closed and first is not None else self._start
        phrase = phrase_of(self._text, actor, floor, self._acts, self._found.heads)
        if actor.rule == "possessive" and phrase.head == "site":
            actor = self._other_owner(actor)
            phrase = replace(phrase, actor=actor)
        joined = first is not None and self._joined(first, phrase)
        side = told if joined and told is not None else self._side(phrase)
        if side == "attacker" and self._is_hurt(actor):
            side = None  # «الهجوم الذي أودى بثلاثة من جنودها»
        self._last = (actor, side)
        if side is None:
            return
        if side == "attacker" and first is not None and joined and told is None and not first.adjective:
            self.ends.attackers.append(first)  # «واصل الجيش التركي ومرتزقته، لليوم الثالث، عدوانهم»
        rule = {"defender": "defends", "claimant": "blamed"}.get(side, actor.rule)
        sides = {"attacker": self.ends.attackers, "claimant": self.ends.attackers, "beside": self.beside}
        if (
            self.ends.targets
            and phrase.start <= self.ends.targets[-1].start
            and self.ends.targets[-1].actor == "civilians"
        ):
            self.ends.targets.pop()  # «منزل قيادي في قسد»
        sides.get(side, self.ends.targets).append(replace(actor, rule=rule))
        self._last = (actor, side)

    def _other_owner(self, site: ActorMention) -> ActorMention:
        """Return «نقطة لها» as of a party that did not attack, where one was named: nobody attacks their own."""
        doers = {attacker.actor for attacker in self.ends.attackers}
        if site.actor not in doers:
            return site
        words = self._folded[site.start : site.end]
        named = actors_between(self._found.actors, self._start, site.start)
        others = [
            a
            for a in named
            if a.actor not in doers and not a.adjective and a.actor not in NOBODY and agrees(words, self._folded, a)
        ]
        return replace(site, actor=others[-1].actor) if others else site

    def _is_hurt(self, actor: ActorMention) -> bool:
        """Whether a party is named as whose people were hurt."""
        near = within(self._found.casualties, max(self._start, actor.start - _HURT_WITHIN), actor.end + 1)
        return any((c.group == actor.actor or actor.rule == "own") and c.start <= actor.start < c.end for c in near)

    def subject_before(self, targets: Sequence[ActorMention]) -> list[ActorMention]:
        """Return who «وهاجموا» goes on telling of: the men named last before it in the sentence; empty for nobody."""
        sentence = self._text.sentences[self._text.sentence_at(self._start)]
        for actor in reversed(actors_between(self._found.actors, sentence.start, self._start)):
            phrase = phrase_of(self._text, actor, sentence.start, (), self._found.heads)
            free = not phrase.preposition and phrase.head in (None, "people") and not actor.adjective
            if free and actor.rule != "speaks" and actor.actor not in _NEVER_ATTACK:
                self.ends.targets[:] = [t for t in targets if t.rule != "possessive" or t.actor != actor.actor]
                return [actor]
        return []

    def _joined(self, first: ActorMention, second: Phrase) -> bool:
        """Whether two parties stand side by side («الحرس الثوري ومجموعات مرتبطة به»)."""
        between = self._folded[first.end : second.actor.start]
        if _TOGETHER.fullmatch(between):
            return True
        if first.actor == second.actor.actor and not second.actor.adjective and not between.strip(' "«»“”('):
            return True  # «مقراً لميليشيا لواء فاطميون»، «القيادة المركزية (سنتكوم)»: its name
        return (
            not second.actor.adjective
            and between.strip(' "«»“”') in ("", "و")
            and (
                between.strip().startswith("و")
                or second.actor.proclitic.startswith("و")
                or self._folded[second.actor.start] == "و"
            )
        )

    def _side(self, phrase: Phrase) -> str | None:
        """Return the side a party stands on, `attacker`, `claimant`, `target`, `defender`; None for none."""
        actor = phrase.actor
        if _PRESS.search(self._folded, phrase.start, actor.start):
            return None
        owns = phrase.head in ("site", "arms") and (
            actor.proclitic.endswith("ل")
            or phrase.preposition not in ("", "من", "عن", "الي")
            or "متعاقد" in self._folded[phrase.start : actor.start]
        )
        if actor.rule == "speaks" and not owns:
            lost = any(c.group == actor.actor for c in within(self._found.casualties, actor.end, self._end))
            # «أعلنت أنقرة مقتل أحد جنودها» tells of no attack of its own
            return "attacker" if not lost and tells_of_itself(self._folded, self._acts, actor) else None
        before = self._folded[max(self._start, actor.start - 70) : actor.start]
        if actor.actor in _NEVER_ATTACK:
            return "target" if self.ends.is_aimed_at(phrase) else None
        guess = GUESSED.search(self._folded[max(0, actor.start - 90) : actor.start])
        if guess is not None and actors_between(self._found.actors, actor.start - len(guess.group()), actor.start):
            guess = None  # it was of somebody named before
        told = guess is not None and any(
            is_doing_verb(act) and actor.start - len(guess.group()) <= act.start < actor.start for act in self._acts
        )  # «يُرجح أنها إسرائيلية استهدفت الميليشيات»: whom it struck is no guess
        if guess is not None and _WHO_THEY_ARE.match(guess.group()):
            # «مسلحان يُرجح أنهما من خلايا التنظيم» are told as theirs, «مجهولان» are not
            sentence = self._text.sentences[self._text.sentence_at(actor.start)]
            unknown = within(self._found.actors, sentence.start, actor.start)
            return None if any(a.actor == "unknown" for a in unknown) else "attacker"
        if guess is not None and not told:  # «غارة يُعتقد أنها روسية» is told as theirs, «يرجح أن الفصائل خلفها» is not
            return "attacker" if actor.adjective and len(guess.group().split()) <= 3 else None
        if only_speaks(self._folded, self._start, actor):
            return None
        if _USED_BY.search(before) or _SUPPLIES_OF.search(before):
            return "target"
        killer = phrase.head is None and not actor.adjective and _KILLED_BY.search(before)
        if killer and AN_OBJECT.match(self._folded, actor.start - 1):
            return "target"
        had_killed = killer or (before.endswith(("كان ", "كانت ")) and _HAD_KILLED.match(self._folded, actor.end))
        answered = _ANSWER.search(before) and _COMES.match(self._folded, actor.end)
        if _ANSWER_OF.search(before) or answered or had_killed:
            return "attacker"
        if _DEFENCES_OF.search(before):
            return "defender"
        if actor.proclitic.endswith("ل") and _EVER.search(before):
            return "attacker"
        by = _BY.search(before)
        if by is not None and not any(actor.start - len(before) + by.start() <= a.start for a in self.ends.attackers):
            return self.ends.doer("claimant" if "تبن" in by.group() else "attacker", actor)
        if actor.actor in _ABROAD and not actor.adjective and _FIRED_FROM.search(before):
            return "attacker"
        if actor.adjective and actor.actor in _AT_HOME and _LAND.search(before):
            return None  # «صواريخ من اتجاه الجولان السوري المحتل»
        if stays_out(self._folded, self._start, actor):
            return None
        hurt = bool(within(self._found.casualties, self._start, actor.start))
        if are_fallen(self._folded, self._start, phrase, hurt_before=hurt):
            return "target"
        if phrase.head == "civil" or (phrase.head == "site" and actor.adjective and actor.actor in _AT_HOME):
            return None  # «قاعدة التنف السورية» tells where it lies
        if phrase.head in ("site", "territory"):
            if phrase.preposition in _FROM or _SOURCE.search(self._folded[max(0, phrase.start - 25) : phrase.start]):
                return "attacker" if self.ends.launched_before(phrase) else None
            if phrase.preposition in _BESIDE:
                return "beside"
            if phrase.preposition == "عن":
                return None  # «فضلاً عن منشأة إسرائيلية في البحر»: something else
            if actor.rule == "possessive" and (not self._acts or actor.actor in {a.actor for a in self.ends.attackers}):
                return None  # «هجوماً أطلقه الحزب على قاعدته»: of somebody named further off
            return "target" if phrase.head == "site" else None
        if phrase.head == "act":
            return self.ends.behind_an_act(phrase)
        if phrase.head == "people" and self._acts and LOADED_WITH.search(self._folded, self._start, phrase.start):
            return "target"  # «انفجرت عبوة بعجلة تقل ضابطاً في البيشمركة»
        if _HELP.search(before) or (not phrase.preposition and _KILLS.match(self._folded, actor.end)):
            return "attacker"
        if phrase.head == "arms":
            return self.ends.by_its_arms(phrase)
        if actor.adjective and phrase.head is None:
            return None
        return self.ends.beside_an_act(phrase)
