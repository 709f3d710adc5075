"""Each shared component, rendered by the small application; the browser checks the page as a whole."""

import pytest

from tests.browser import Browser


def test_every_component_stands_on_a_page_without_a_fault(visitor: Browser) -> None:
    page = visitor.visit("/?flash=1")
    assert page.h1 == "กระดานสถานะการดำเนินงานตามมาตรการ"
    assert "ยังเปิดปีงบประมาณไม่ได้" in page.text


def test_a_flash_is_good_news_unless_it_names_another_tone(visitor: Browser) -> None:
    page = visitor.visit("/?flash=1")
    assert page.find(".notice-good").get_text(strip=True) == "บันทึกความคืบหน้าแล้ว"
    assert page.find(".notice-warn").get_text(strip=True) == "ระวังวันหยุดยาว"


def test_a_status_tag_has_a_word_and_a_shape(visitor: Browser) -> None:
    for tag in visitor.visit("/").all(".status-tag"):
        assert tag.get_text(strip=True)
        assert tag.select_one("svg path") is not None


def test_tones_differ_in_shape_as_well_as_in_colour(visitor: Browser) -> None:
    tags = visitor.visit("/").all(".status-tag")
    assert len({str(tag.svg) for tag in tags}) == len({str(tag["class"]) for tag in tags}) == 5


def test_a_count_opens_the_list_behind_it(visitor: Browser) -> None:
    tile = visitor.visit("/").find(".count-bad")
    assert tile["href"] == "/list"
    assert "5" in tile.get_text()


def test_a_bar_is_as_long_as_its_share_of_the_longest(visitor: Browser) -> None:
    bars = visitor.visit("/").all(".bars-table tbody tr")
    lengths = [
        sum(float(str(part["width"]).rstrip("%")) for part in bar.select("rect:not(.bar-track)")) for bar in bars
    ]
    totals = [int(bar.select_one(".bars-total").get_text()) for bar in bars]  # type: ignore[union-attr]
    assert lengths == pytest.approx([100 * total / max(totals) for total in totals], abs=0.05)


def test_progress_says_its_number_to_those_who_cannot_see_the_bar(visitor: Browser) -> None:
    bars = visitor.visit("/").all(".progress-bar-track")
    assert bars[0]["aria-label"] == "เวลาที่ผ่านไป 49.9%"


def test_each_cell_of_a_table_carries_its_heading_for_a_phone(visitor: Browser) -> None:
    row = visitor.visit("/").all(".table-cards tbody tr")[0]
    assert [cell.get("data-label") for cell in row.select("td")][:3] == ["กำหนด", "สถานะ", "คืบหน้า"]


def test_a_post_button_carries_its_fields_and_token(visitor: Browser) -> None:
    form = visitor.visit("/").all(".post-button")[0]
    names = [item["name"] for item in form.select("input")]
    assert names == ["csrf_token", "version"]


def test_paging_keeps_the_search_in_its_links(visitor: Browser) -> None:
    page = visitor.visit("/list?page=5")
    assert page.links["ถัดไป"] == "/list?state=late&page=6"
    assert page.find('.paging a[aria-current="page"]').get_text() == "5"
    assert "รายการที่ 81–100 จาก 195" in page.text


def test_the_frame_names_the_office_the_person_and_the_current_page(visitor: Browser) -> None:
    page = visitor.visit("/")
    assert "องค์การบริหารส่วนตำบลตัวอย่างพัฒนา" in page.find(".site-header").get_text()
    assert "นางสาวสมหญิง สมมติ" in page.find(".user-menu").get_text()
    assert [link.get_text(strip=True) for link in page.all('.navigation-wide a[aria-current="page"]')] == [
        "กระดานสถานะ"
    ]


def test_nobody_signed_in_sees_no_menu(visitor: Browser) -> None:
    page = visitor.visit("/?nobody=1")
    assert not page.all("nav[aria-label^=เมนู], .user-menu")


def test_the_demo_bar_shows_its_day_and_goes_forward(visitor: Browser) -> None:
    form = visitor.visit("/").form("/demo/forward")
    assert [button["value"] for button in form.select("button")] == ["hour", "day", "week", "year-end"]
    assert "วันอังคารที่ 31 มีนาคม 2569 เวลา 09.00 น." in visitor.visit("/").text


def test_an_installation_that_is_no_demo_has_no_bar(visitor: Browser) -> None:
    assert not visitor.visit("/?nobody=1").all(".demo-bar")
