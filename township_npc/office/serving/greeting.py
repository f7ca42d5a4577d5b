"""What ``./run`` prints once the first page answers."""

from django.conf import settings

DEMO_ACCOUNTS = (
    ("主任", "zhuren"),
    ("工作人员", "ganshi"),
    ("主席", "zhuxi"),
    ("代表", "daibiao01 … daibiao71"),
    ("承办单位", "danwei01 … danwei12"),
    ("站所", "zhansuo01 … zhansuo06"),
    ("系统管理员", "xitong"),
)
HOW_TO_STOP = "停止：按 Ctrl-C。"


def demo(url: str, entrance_code: str | None) -> str:
    accounts = "\n".join(f"    {role}：{names}" for role, names in DEMO_ACCOUNTS)
    lines = [
        "",
        "演示打开了，人和事都是编的：",
        f"    {url}",
        f"账号（密码都是 {settings.DEMO_PASSWORD}，也可以在首页点一下直接进）：",
        accounts,
    ]
    if entrance_code:
        lines.append(f"别的机器打开时要输入口令：{entrance_code}")
    return "\n".join([*lines, HOW_TO_STOP])


def office(url: str, setup_code: str | None) -> str:
    lines = ["", "办公室打开了：", f"    {url}"]
    if setup_code:
        lines.append(f"第一次使用，请打开上面的网址，开门口令：{setup_code}")
    return "\n".join([*lines, HOW_TO_STOP])
