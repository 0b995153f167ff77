"""Expressions that are tried only where one of their words stands: they find what they would find everywhere."""

import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.wording import Wording

_MODULES = [importlib.import_module(f"extract.{module.name}") for module in pkgutil.iter_modules(extract.__path__)]
_WORDINGS = {
    f"{module.__name__}.{name}": found
    for module in _MODULES
    for name, found in vars(module).items()
    if isinstance(found, Wording)
}


@pytest.mark.parametrize("name", sorted(_WORDINGS))
@given(data=st.data())
def test_every_match_holds_one_of_the_words(name: str, data: st.DataObject) -> None:
    wording = _WORDINGS[name]
    folded = data.draw(st.from_regex(wording.pattern))
    match = wording.pattern.search(folded)
    assert match is not None
    assert any(word in match.group() for word in wording.words)


def test_a_word_alone_is_no_match() -> None:
    wording = Wording(r"(?<!\w)عثر على (\w+)", "عثر")
    assert wording.search("عثر الجنود على صاروخ") is None
    assert wording.search("وقد عثر على صاروخ") is not None
    assert wording.search("وقد عثر على صاروخ", 0, 6) is None


def test_matches_are_found_in_order_around_the_words() -> None:
    wording = Wording(r"(?<!\w)(?:\w+ ){3}عثر(?!\w)", "عثر")
    far = "كلمات " * 100
    folded = f"{far}قال مصدر امني عثر {far}قال شاهد عيان عثر عثر"
    assert [match.span() for match in wording.finditer(folded)] == [m.span() for m in wording.pattern.finditer(folded)]
    assert [match.span() for match in wording.finditer(folded, 700)] == [
        match.span() for match in wording.pattern.finditer(folded, 0, 700)
    ]
    assert list(wording.finditer("قال شاهد عيان عثر", 10_000))
