import pytest

from tracker.documents.parsing.offices import likeness

OWN = "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([OWN], "same"),
        (["องค์การบริหารส่วนตำบล ตัวอย่างพัฒนา"], "same"),
        (["อบต.ตัวอย่างพัฒนา"], "same"),
        (["องค์การบริหารส่วนตำบลตัวอยางพัฒนา"], "spelling"),
        (["องค์การบริหารส่วนตำบลตัวอย่างพัฒณา"], "spelling"),
        (["องค์การบริหารส่วนตำบลตัวอย่างใหม่", OWN], "same"),
        (["องค์การบริหารส่วนตำบลตัวอย่างใหม่"], "other"),
        (["เทศบาลตำบลตัวอย่างพัฒนา"], "other"),
        ([""], "unstated"),
        ([], "unstated"),
    ],
)
def test_an_office_is_told_from_another_however_it_is_spelt(printed: list[str], expected: str) -> None:
    assert likeness(printed, OWN) == expected
