"""What never stands in a published text is taken out, and everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deputies.rules.personal import HIDDEN, Stripped, Taken, strip_personal


@pytest.mark.parametrize(
    ("text", "kept", "kind"),
    [
        ("请打13800001234。", "请打（略）。", "手机号"),
        ("138 0000 1234", "（略）", "手机号"),
        ("１３８－００００－１２３４", "（略）", "手机号"),
        ("138 - 0000 - 1234", "（略）", "手机号"),
        ("138.0000.1234", "（略）", "手机号"),
        ("138\u200b00001234", "（略）", "手机号"),
        ("+86 138-00001234", "（略）", "手机号"),
        ("1 3 8 0 0 0 0 1 2 3 4", "（略）", "手机号"),
        ("138\n00001234", "（略）", "手机号"),
        ("一三八零零零零一二三四", "（略）", "电话号码"),
        ("138****1234", "（略）", "遮过的号码"),
        ("0791-85700001", "（略）", "电话号码"),
        ("（0791）8570 0001转802", "（略）", "电话号码"),
        ("联系电话：０７９１—８５７００００１，", "联系电话：（略），", "电话号码"),
        ("电话：李医生 8570001", "电话：李医生 （略）", "电话号码"),
        ("手机短号661234", "手机短号（略）", "电话号码"),
        ("请拨打85700001", "请拨打（略）", "电话号码"),
        ("身份证号：360199197503010026", "身份证号：（略）", "身份证号"),
        ("36019919750301002X", "（略）", "身份证号"),
        ("３６０１９９　１９７５０３０１　００２ｘ", "（略）", "身份证号"),
        ("360199-19750301-0026", "（略）", "身份证号"),
        ("360199750301002", "（略）", "身份证号"),
        ("身份证360199", "身份证（略）", "身份证号"),
        ("6222021380000123456", "（略）", "银行卡号"),
        ("6222 0213 8000 0123 456", "（略）", "银行卡号"),
        ("账号 36 0199 1234", "账号 （略）", "银行卡号"),
        ("住址：小蓝村8号，盼复", "住址：（略），盼复", "住址"),
        ("住址小蓝村8号", "住址（略）", "住址"),
        ("家庭地址是莲北小区，", "家庭地址是（略），", "住址"),
        ("家住陈家岭村三组12号的老人", "家住（略）的老人", "住址"),
        ("家住莲北小区3栋2单元501室", "家住（略）", "住址"),
        ("微信号lian_tang88", "微信号（略）", "微信、QQ"),
        ("写信到a.b@example.com", "写信到（略）", "邮箱"),
    ],
)
def test_it_is_taken_out(text, kept, kind):
    stripped = strip_personal(text)
    assert stripped.text == kept
    assert [one.kind for one in stripped.taken] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-11",
        "2026年6月11日至2026年12月31日",
        "20260611",
        "2026.06.11-2026.12.31",
        "2026-06-11 2026-06-12",
        "1998-10-12 100户",
        "1998-2003 200户",
        "二〇二六年十二月三十一日",
        "2021 2022 2023 2024 年",
        "上午8:00-11:30，下午14:00-17:30",
        "莲建办〔2026〕22号",
        "莲府发〔2026〕105号文",
        "《代表法》第五十一条第二款",
        "投资12,000,000元",
        "13800000000元",
        "拨款1200000元",
        "电话费1200000元",
        "1234567.89元",
        "面积12345678平方米",
        "12345热线",
        "拨打电话12345、110",
        "电话联系 2026-06-11",
        "项目代码2020-360121-78-01-123456",
        "K12+300到K15+800",
        "15.8 3.2 1.1 6.5 4.3 2.2",
        "核实住址后再说",
        "家住山下的群众出行难",
        "手机信号不好，2026年6月以前修",
        "S101省道、G60高速、380伏",
    ],
)
def test_dates_numbers_of_papers_money_and_articles_stay(text):
    assert strip_personal(text).text == text
    assert strip_personal(text).taken == ()


def test_it_says_in_their_order_what_it_took_out():
    text = "张某电话13800001234，身份证号360199197503010026，住址：小蓝村8号。"
    stripped = strip_personal(text)
    assert stripped.text == "张某电话（略），身份证号（略），住址：（略）。"
    assert stripped.taken == (
        Taken("手机号", "13800001234"),
        Taken("身份证号", "360199197503010026"),
        Taken("住址", "小蓝村8号"),
    )


_DIGITS = st.text("0123456789", min_size=9, max_size=9)
_GAPS = st.lists(st.sampled_from(["", "", " ", "-", "　", "－"]), min_size=10, max_size=10)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(st.sampled_from("3456789"), _DIGITS, _GAPS, st.booleans())
def test_a_mobile_number_is_found_however_it_is_typed(second, rest, gaps, is_wide):
    digits = f"1{second}{rest}"
    typed = "".join(digit + gap for digit, gap in zip(digits, [*gaps, ""], strict=True))
    if typed.startswith("19") and "-" in typed.replace("－", "-"):
        return  # may be a day or two years
    typed = typed.translate(_WIDE) if is_wide else typed
    assert strip_personal(f"请找{typed}，谢谢").text == f"请找{HIDDEN}，谢谢"


_DAYS = st.dates().filter(lambda on: on.year > 1899)


@given(st.text("0123456789", min_size=3, max_size=3), _DAYS, st.sampled_from("0123456789Xx"))
def test_an_id_number_is_found(order, born, check):
    number = f"360199{born:%Y%m%d}{order}{check}"
    assert strip_personal(f"证号{number}。").text == f"证号{HIDDEN}。"


@given(
    st.text(
        st.characters(
            exclude_categories=["Nd", "Cs"], exclude_characters="零〇○一二三四五六七八九幺*@址住微Q"
        )
    )
)
def test_a_text_without_a_digit_stays_as_it_is(text):
    assert strip_personal(text).text == text


@given(st.text("0123456789-*Xx 电话身份证号住址：，。（）略家室元@a一", max_size=60))
def test_what_is_stripped_once_holds_nothing_more(text):
    once = strip_personal(text).text
    assert strip_personal(once) == Stripped(once, ())
