"""Two invented measures that show how a row is filled in; marked, so that nobody imports them."""

from tracker.measures.spreadsheet.layout import EVERY_UNIT, EXAMPLE, RECURRENCES, Column, Plan, PlanRow

TITLES = ("ตัวอย่าง: ปรับปรุงคู่มือการให้บริการประชาชน", "ตัวอย่าง: ติดตามผลการใช้จ่ายงบประมาณ")


def examples(plan: Plan) -> list[PlanRow]:
    """Return the rows: one by days and with an office that helps, one by words that recurs."""
    lead = plan.units[0] if plan.units else EVERY_UNIT[0]
    once = {
        Column.CODE: EXAMPLE,
        Column.TITLE: TITLES[0],
        Column.KIND: "มาตรการ",
        Column.INDICATORS: "6",
        Column.STEPS: "1. ทบทวนคู่มือเดิม\n2. จัดทำคู่มือฉบับใหม่\n3. เผยแพร่บนเว็บไซต์",
        Column.LEAD: lead,
        Column.OTHERS: EVERY_UNIT[1],
        Column.STARTS_ON: plan.first_day.isoformat(),
        Column.ENDS_ON: plan.last_day.isoformat(),
    }
    recurring = {
        Column.CODE: EXAMPLE,
        Column.TITLE: TITLES[1],
        Column.KIND: "กิจกรรม",
        Column.INDICATORS: "1, 2",
        Column.STEPS: "1. รวบรวมผลการใช้จ่าย\n2. รายงานผู้บริหาร",
        Column.LEAD: EVERY_UNIT[0],
        Column.PERIOD: "ทุกไตรมาส ตลอดปีงบประมาณ",
        Column.RECURRENCE: RECURRENCES["quarterly"],
    }
    return [PlanRow(once), PlanRow(recurring)]
