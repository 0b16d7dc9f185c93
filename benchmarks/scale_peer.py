"""The peer of the whole-library search: splink 5, set up with care. Needs the package splink."""

from collections.abc import Sequence

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.crowd import Row
from benchmarks.crowd_truth import Pair
from cardscan.folding import fold, fold_company

COLUMNS = ("family", "given", "name", "company", "phone", "mobile", "email")
RECALL = 0.8  # of what the exact rules find, as the prior needs it
TRAINING_PAIRS = 5e6  # of which the chance agreements are learned; the default is too few


def predicted(table: pa.Table) -> list[tuple[float, Pair]]:
    """Return pairs with the weight that speaks for one person, by places in the table.

    Frequent names, companies and numbers count less; the rules to block on are what cards share.
    Addresses are left out: they go with the company, and weighing both joins colleagues.
    """
    rules = [
        block_on("email"),
        block_on("phone"),
        block_on("mobile"),
        block_on("name"),
        block_on("family", "company"),
        block_on("given", "company"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="place",
        comparisons=[
            _frequent(cl.JaroWinklerAtThresholds("family", [0.9])),
            _frequent(cl.JaroWinklerAtThresholds("given", [0.9])),
            _frequent(cl.JaroWinklerAtThresholds("company", [0.9])),
            _frequent(cl.ExactMatch("phone")),
            cl.ExactMatch("mobile"),
            cl.LevenshteinAtThresholds("email", [2]),
        ],
        blocking_rules_to_generate_predictions=rules,
        max_iterations=15,
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    training = linker.training
    exact = [block_on("email"), block_on("mobile"), block_on("name", "company")]
    training.estimate_probability_two_random_records_match(exact, recall=RECALL)
    training.estimate_u_using_random_sampling(max_pairs=TRAINING_PAIRS)
    for rule in (block_on("email"), block_on("family", "given")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01).as_pyarrow_table()
    columns = (found["match_weight"], found["place_l"], found["place_r"])
    listed = zip(*(column.to_pylist() for column in columns), strict=True)
    return [(weight, (min(a, b), max(a, b))) for weight, a, b in listed]


def _frequent(comparison: cl.ExactMatch) -> cl.ExactMatch:
    return comparison.configure(term_frequency_adjustments=True)


def table_of(rows: Sequence[Row]) -> pa.Table:
    """Return the rows as the peer takes them: folded as ours are, so both weigh the same facts."""
    columns: dict[str, list[object]] = {"place": list(range(len(rows)))}
    for name in COLUMNS:
        columns[name] = [_value(row, name) or None for row in rows]
    return pa.table(columns)


def _value(row: Row, column: str) -> str:
    match column:
        case "family":
            return fold(row.name.family)
        case "given":
            return fold(row.name.given)
        case "name":
            return fold(row.name.family + row.name.given)
        case "company":
            return fold_company(row.company)
        case _:
            return str(getattr(row, column))
