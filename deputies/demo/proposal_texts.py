"""What the demo's deputies ask for and what units answer: read from ``proposals.toml``."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from deputies.demo import names

_DATA = tomllib.loads(Path(__file__).with_name("proposals.toml").read_text(encoding="utf-8"))
_VILLAGES = names.DISTRICTS[:18]


class Matter(NamedTuple):
    title: str
    category: str
    unit: str
    place: str
    wrong: str
    ask: str

    @property
    def text(self) -> str:
        return f"{self.wrong}\n\n建议：{self.ask}"


def _of_village(n: int, village: str) -> str:
    """One of the passages of the long proposal, of about 2,000 characters in all."""
    return (
        f"{village}村有污水处理终端 {1 + n % 3} 座、管网约 {n + 2}.{n % 9} 公里，今年走访时看到"
        f" {2 + n % 4} 处检查井堵塞、{n % 3 + 1} 台提升泵停转，下游 {12 + 3 * n} 户人家门前的水沟"
        f"夏天发臭，村民打过 {n + 1} 次电话，多数说不清由谁来修，设备一停就是十天半个月"
    )


_SEWAGE = "；".join(_of_village(n, village) for n, village in enumerate(_VILLAGES)) + "。"
_WRITTEN = [Matter(**row) for row in _DATA["matter"]]

#: In the order of their numbers, 1 to 45; the last one has none yet.
MATTERS = [matter._replace(wrong=matter.wrong.format(sewage=_SEWAGE)) for matter in _WRITTEN]
RETURNED = Matter("几件事一起说", "other", "", "各村", "路灯、水沟、垃圾都有问题。", "都管一管。")
DRAFT = Matter("塘南排灌站水泵", "water", "", "塘南排灌站", "两台水泵只有一台能转。", "")
PAPER = Matter("魏坊村口减速带", "traffic", "", "魏坊村口", "下坡车快。", "装两条减速带。")

#: By class: the text of the reply and what its class has to say.
ANSWERS = {result: (row["text"], row["essence"]) for result, row in _DATA["answer"].items()}
#: By number: what a reply of class B promises, where it is more than the words of its class.
PROMISES = {int(number): words for number, words in _DATA["promise"].items()}
