from cardscan.tui.plain import plain


def test_half_of_a_surrogate_pair_which_no_database_takes_is_spelled_out() -> None:
    assert plain("\ud83d") == r"\ud83d"
