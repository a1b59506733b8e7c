"""What makes an edge."""

from __future__ import annotations

from tests.unit.align.articles import COST, HISTORY, LEAD, QUOTE, RETOLD, UNION, aligned

FILLER = [
    "Anglers caught forty mackerel off the breakwater on Sunday, and gulls took most of them.",
    "A choir from the valley rehearsed all evening in the disused customs house.",
    "Bees have settled beneath the organ loft, where nobody dares to disturb them.",
    "The tide gauge was mended twice last winter and broke a third time in spring.",
]
SCRAP = (
    "Anglers will carry forty mackerel from the breakwater to the county hall next week, with gulls "
    "behind them and bees above, as they have done every summer since the customs house closed."
)


def partners(source: list[str], target: list[str]) -> list[tuple[int, ...]]:
    return [paragraph.partners for paragraph in aligned(source, target).target]


def test_a_second_source_counts_only_for_what_it_adds() -> None:
    again = "The northern ferry terminal in October is where anglers caught most of forty mackerel."
    assert partners([LEAD, again, COST], [LEAD, COST]) == [(0,), (2,)]


def test_a_source_that_stands_whole_in_a_target_is_matched_with_it() -> None:
    assert partners([f"{UNION} {HISTORY}", UNION], [f"{UNION} {HISTORY}"]) == [(0, 1)]


def test_a_few_words_make_an_edge_beside_another_one_and_nowhere_else() -> None:
    beside = [LEAD, COST, UNION]
    assert partners(beside, [LEAD, COST, SCRAP])[-1] == (2,)
    far = [UNION, *FILLER[1:], LEAD, COST]
    assert partners(far, [LEAD, COST, SCRAP])[-1] == ()


def test_a_retold_sentence_is_found() -> None:
    assert partners([LEAD, COST, UNION], [LEAD, COST, RETOLD]) == [(0,), (1,), (2,)]


def test_a_phrase_that_both_repeat_says_little() -> None:
    name = "the northern islands ferry company"
    about = [f"{one[:-1]}, wrote {name}." for one in FILLER]
    other = f"Nothing was heard of {name} yesterday; the office of {name} stays closed."
    assert partners([*about, LEAD, COST, UNION], [LEAD, COST, UNION, other])[-1] == ()


def test_one_word_of_a_very_short_paragraph_is_chance() -> None:
    told = "The driver told it to the Ledger, and to nobody else in Port Hallam that day."
    assert partners([LEAD, told, COST], [LEAD, "According to the Ledger:", COST])[1] == ()


def test_the_words_of_a_quotation_count_more() -> None:
    quoted = "“We will march until somebody listens to us,” the driver told a reporter at the gate."
    assert partners([LEAD, QUOTE], [quoted, LEAD])[0] == (1,)


def test_out_of_order_and_far_from_what_is_carried_it_takes_more() -> None:
    tourists = f"{FILLER[0][:-1]} until hungry tourists had bought whatever was left for twice its usual worth."
    sailed = (
        "Nobody caught forty mackerel off the breakwater since the war, an old man remembers, and few boats came "
        "home with more than crabs, weed and broken nets."
    )
    body = [LEAD, COST, UNION, HISTORY]
    assert partners([tourists, *FILLER[1:], *body], [*body, *FILLER[2:], sailed])[-1] == ()
    assert partners([*body, *FILLER[1:], tourists], [*body, *FILLER[2:], sailed])[-1] == (7,)
