import urllib.error
import urllib.parse
import urllib.request

import pytest
from linebot.v3.messaging import (
    ApiException,
    CreateRichMenuAliasRequest,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    RichMenuBulkLinkRequest,
    RichMenuRequest,
    ShowLoadingAnimationRequest,
    UpdateRichMenuAliasRequest,
)
from linebot.v3.messaging.exceptions import NotFoundException
from linebot.v3.oauth import ApiClient as TokenClient
from linebot.v3.oauth import ChannelAccessToken
from linebot.v3.oauth import Configuration as TokenConfiguration

from tests.simulator.cards import push, words
from tests.simulator.conftest import client_of
from tests.simulator.listening import Listener
from tests.simulator.running import BASIC_ID, OFFICE, SECRET, SimulatorControl, user_id

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def visited(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def link_address(simulator: SimulatorControl, token: str, **more: str) -> str:
    given = {"linkToken": token, "nonce": "bm9uY2Utb2YtYS10ZXN0", **more}
    return f"{simulator.host}/dialog/bot/accountLink?{urllib.parse.urlencode(given)}"


def test_a_profile_is_a_friends_own_name(api: MessagingApi, person: str):
    assert api.get_profile(person).display_name == "นางสาวทดสอบ สมมติ"


def test_the_profile_of_a_person_who_blocked_cannot_be_found(simulator: SimulatorControl, api: MessagingApi):
    blocked = simulator.person(user_id(2), state="blocked")
    with pytest.raises(NotFoundException):
        api.get_profile(blocked)


def test_the_account_tells_who_it_is(api: MessagingApi):
    info = api.get_bot_info()
    assert (info.basic_id, info.display_name, info.chat_mode) == (BASIC_ID, OFFICE, "bot")


def test_accounts_are_linked_by_token_and_nonce(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    token = api.issue_link_token(person).link_token
    status, page = visited(link_address(simulator, token))
    event = listener.next_event()
    assert (status, event["link"]["result"], event["source"]["userId"]) == (200, "ok", person)
    assert event["link"]["nonce"] == "bm9uY2Utb2YtYS10ZXN0"
    assert "เชื่อมบัญชี LINE แล้ว" in page
    assert visited(link_address(simulator, token))[0] == 400


def test_a_link_opened_by_somebody_else_fails_without_a_source(
    simulator: SimulatorControl, api: MessagingApi, listener: Listener, person: str
):
    token = api.issue_link_token(person).link_token
    visited(link_address(simulator, token, **{"as": user_id(7)}))
    event = listener.next_event()
    assert event["link"]["result"] == "failed"
    assert "source" not in event
    assert "replyToken" not in event


def test_a_link_token_lives_ten_minutes(simulator: SimulatorControl, api: MessagingApi, person: str):
    token = api.issue_link_token(person).link_token
    simulator.advance(601)
    assert visited(link_address(simulator, token))[0] == 400
    assert simulator.webhooks() == []


def test_the_loading_sign_shows_until_a_message_comes(simulator: SimulatorControl, api: MessagingApi, person: str):
    api.show_loading_animation(ShowLoadingAnimationRequest(chatId=person, loadingSeconds=10))
    assert "กำลังพิมพ์" in visited(simulator.phone(person))[1]
    api.push_message(push(person, words()))
    assert "กำลังพิมพ์" not in visited(simulator.phone(person))[1]


def test_loading_seconds_go_in_fives(api: MessagingApi, person: str):
    with pytest.raises(ApiException) as caught:
        api.show_loading_animation(ShowLoadingAnimationRequest(chatId=person, loadingSeconds=7))
    assert caught.value.status == 400


def test_a_photo_from_the_phone_can_be_fetched(
    simulator: SimulatorControl, blobs: MessagingApiBlob, listener: Listener, person: str
):
    simulator.attach(person, b"\xff\xd8\xff the photo")
    message = listener.next_event()["message"]
    assert (message["type"], message["contentProvider"]) == ("image", {"type": "line"})
    assert bytes(blobs.get_message_content(message["id"])) == b"\xff\xd8\xff the photo"
    assert blobs.get_message_content_transcoding_by_message_id(message["id"]).status == "succeeded"


def test_a_pdf_from_the_phone_is_a_file_message(
    simulator: SimulatorControl, blobs: MessagingApiBlob, listener: Listener, person: str
):
    simulator.attach(person, b"%PDF-1.7", name="คำสั่ง.pdf")
    message = listener.next_event()["message"]
    assert (message["type"], message["fileName"], message["fileSize"]) == ("file", "คำสั่ง.pdf", 8)
    assert bytes(blobs.get_message_content(message["id"])) == b"%PDF-1.7"


@pytest.mark.parametrize(("state", "status"), [("gone", 410), ("processing", 202)])
def test_a_content_can_be_gone_or_not_ready(
    simulator: SimulatorControl, blobs: MessagingApiBlob, state: str, status: int
):
    simulator.content("123", state=state)
    try:
        seen = blobs.get_message_content_with_http_info("123").status_code
    except ApiException as problem:
        seen = problem.status
    assert seen == status


def test_a_content_nobody_sent_is_not_found(blobs: MessagingApiBlob):
    with pytest.raises(NotFoundException):
        blobs.get_message_content("999")


def a_menu() -> RichMenuRequest:
    area = {
        "bounds": {"x": 0, "y": 0, "width": 1250, "height": 843},
        "action": {"type": "postback", "label": "งานของฉัน", "data": "a=mine", "displayText": "งานของฉัน"},
    }
    size = {"width": 2500, "height": 843}
    return RichMenuRequest.from_dict(
        {"size": size, "selected": True, "name": "เจ้าหน้าที่", "chatBarText": "เมนู", "areas": [area]}
    )


def test_a_rich_menu_is_made_given_a_picture_and_linked(
    simulator: SimulatorControl, api: MessagingApi, blobs: MessagingApiBlob, person: str
):
    menu = api.create_rich_menu(a_menu()).rich_menu_id
    with pytest.raises(ApiException, match="must upload richmenu image"):
        api.link_rich_menu_id_to_user(person, menu)
    blobs.set_rich_menu_image(menu, body=PNG, _headers={"Content-Type": "image/png"})
    api.link_rich_menu_id_to_user(person, menu)
    assert api.get_rich_menu_id_of_user(person).rich_menu_id == menu
    assert bytes(blobs.get_rich_menu_image(menu)) == PNG
    assert "rich-menu-area-0" in visited(simulator.phone(person))[1]
    api.unlink_rich_menu_id_from_user(person)
    with pytest.raises(NotFoundException):
        api.get_rich_menu_id_of_user(person)


def test_a_default_menu_and_its_alias_are_for_everybody(api: MessagingApi, blobs: MessagingApiBlob, person: str):
    first, second = (api.create_rich_menu(a_menu()).rich_menu_id for _ in range(2))
    for menu in (first, second):
        blobs.set_rich_menu_image(menu, body=PNG, _headers={"Content-Type": "image/png"})
    api.set_default_rich_menu(first)
    assert api.get_default_rich_menu_id().rich_menu_id == first
    api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="staff", richMenuId=first))
    api.update_rich_menu_alias("staff", UpdateRichMenuAliasRequest(richMenuId=second))
    assert api.get_rich_menu_alias("staff").rich_menu_id == second
    api.link_rich_menu_id_to_users(RichMenuBulkLinkRequest(richMenuId=second, userIds=[person]))
    assert api.get_rich_menu_id_of_user(person).rich_menu_id == second
    api.delete_rich_menu(first)
    assert [menu.rich_menu_id for menu in api.get_rich_menu_list().richmenus] == [second]
    with pytest.raises(NotFoundException):
        api.get_default_rich_menu_id()


def test_a_menu_outside_the_limits_is_refused(api: MessagingApi):
    menu = a_menu()
    menu.size.height = 2000
    with pytest.raises(ApiException, match="aspect ratio"):
        api.create_rich_menu(menu)


def test_a_short_lived_token_is_issued_used_and_expires(simulator: SimulatorControl, person: str):
    number = simulator.channel(basic_id=BASIC_ID)["channel_id"]
    tokens = ChannelAccessToken(TokenClient(TokenConfiguration(host=simulator.host)))
    issued = tokens.issue_stateless_channel_token(
        grant_type="client_credentials", client_id=number, client_secret=SECRET
    )
    api = MessagingApi(client_of(simulator, issued.access_token))
    assert api.get_profile(person).user_id == person
    simulator.advance(issued.expires_in + 1)
    with pytest.raises(ApiException) as caught:
        api.get_profile(person)
    assert caught.value.status == 401


def test_a_message_is_marked_as_read_by_the_token_it_came_with(
    simulator: SimulatorControl, api: MessagingApi, person: str
):
    (event,) = simulator.webhook({"to_user": person, "message": {"type": "text", "text": "สวัสดี"}})["events"]
    api.mark_messages_as_read_by_token(
        MarkMessagesAsReadByTokenRequest(markAsReadToken=event["message"]["markAsReadToken"])
    )
    with pytest.raises(ApiException) as refused:
        api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken="somebody else's"))
    assert refused.value.status == 400
