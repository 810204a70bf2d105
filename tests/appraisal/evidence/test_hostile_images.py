"""Pictures that are small as files and would fill the memory once they are unpacked."""

import resource
from io import BytesIO

import pytest
from PIL import Image

from appraisal.files.kept_file import kept_file
from appraisal.files.refusal import EvidenceRefusedError


def written(width: int, height: int, kind: str = "PNG", mode: str = "RGBA") -> bytes:
    """A picture of one colour, packed to next to nothing."""
    content = BytesIO()
    Image.new(mode, (width, height)).save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize(
    ("width", "height", "kind"), [(1, 3_000_000, "PNG"), (6000, 6000, "PNG"), (6000, 6000, "WEBP")]
)
def test_a_picture_that_takes_a_gigabyte_to_draw_is_refused(width: int, height: int, kind: str) -> None:
    with pytest.raises(EvidenceRefusedError, match="megapiksel"):
        kept_file(written(width, height, kind))


def test_the_largest_drawing_is_made_smaller_before_anything_else() -> None:
    content = written(4400, 4400)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert kept_file(content).width == 1600
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < 400
