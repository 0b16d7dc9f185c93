"""What two outlines share."""

import numpy as np
import pytest

from cardscan.ocr.quads import intersection_share


def test_outlines_with_sides_on_nearly_one_line_share_what_they_cover() -> None:
    """OpenCV finds half of it: a card of a sheet was given twice."""
    one = [(9.607e-07, 550.399030), (316.650, 549.158980), (316.627, 736.217665), (0.0002, 735.185)]
    other = [(9.618e-07, 550.40007), (314.148, 549.174985), (313.0877, 736.2078), (0.0002, 735.173)]

    shares = intersection_share(np.array(one), np.array(other))

    assert shares == pytest.approx((0.99, 1.0), abs=0.01)
