"""Checks of the document as a whole: is it the right one, whose is it, of which year."""

from collections.abc import Iterator

from tracker.documents.parsing.draft import Draft
from tracker.documents.parsing.flags import flag
from tracker.documents.reading import ReadFlag

_PROVINCIAL = "องค์การบริหารส่วนจังหวัด"


def flags(draft: Draft) -> Iterator[ReadFlag]:
    """Yield the flags about the document as a whole."""
    if not draft.measures:
        yield flag(
            "no_measures_table",
            "ไม่พบตารางมาตรการในเอกสารนี้ ให้ตรวจว่าเลือกไฟล์ถูกต้อง และตารางมีหัวคอลัมน์ เช่น มาตรการ ขั้นตอน ผู้รับผิดชอบ",
            where="ทั้งเอกสาร",
        )
    yield from _organisation(draft)
    yield from _measures_year(draft)
    if draft.fiscal_year is None and draft.measures_fiscal_year is None:
        yield flag("fiscal_year_unknown", "เอกสารไม่ได้ระบุปีงบประมาณ ให้ระบุปีก่อนอนุมัติมาตรการ", where="ทั้งเอกสาร")


def _measures_year(draft: Draft) -> Iterator[ReadFlag]:
    """The text announces measures of one year, and their periods lie in another."""
    said = draft.announced_year
    if said is not None and draft.measures_fiscal_year is not None and said != draft.measures_fiscal_year:
        yield flag(
            "measures_year_differs",
            f"ข้อความระบุมาตรการของปี {said} แต่ระยะเวลาส่วนใหญ่อยู่ในปี {draft.measures_fiscal_year} ให้ตรวจว่าปีใดถูกต้อง",
            where="ปีงบประมาณของมาตรการ",
            raw=str(said),
            expected=str(draft.measures_fiscal_year),
        )


def _organisation(draft: Draft) -> Iterator[ReadFlag]:
    own = draft.organisation
    if own.name is None:
        yield flag("organisation_unknown", "ไม่พบชื่อหน่วยงานในเอกสาร ให้ตรวจว่าเป็นเอกสารของหน่วยงานท่าน", where="ทั้งเอกสาร")
        return
    for alias in own.aliases:
        yield flag(
            "organisation_spelt_two_ways",
            f"ชื่อหน่วยงานเขียนไม่ตรงกัน พบทั้ง “{alias.full_name}” และ “{own.name}” ให้ตรวจว่าชื่อใดถูกต้อง",
            where="ชื่อหน่วยงาน",
            line=alias.line,
            raw=alias.full_name,
            expected=own.name,
        )
    for other in own.others:
        if other.kind != _PROVINCIAL:  # A small office rightly names the อบจ. it works with.
            yield flag(
                "foreign_organisation",
                f"พบชื่อหน่วยงานอื่น “{other.full_name}” ในเอกสาร อาจคัดลอกข้อความมา ให้แก้ก่อนเผยแพร่",
                where="ชื่อหน่วยงาน",
                line=other.line,
                raw=other.full_name,
                expected=own.name,
            )
