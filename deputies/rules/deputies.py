"""The states of a seat, the kinds of a dossier. Nothing here ends a seat: a person does."""

from datetime import date

from deputies.choices import DeputyState as S
from deputies.choices import DutyState, EndReason

#: 暂停、恢复、终止（《代表法》第六十一条、第六十二条）。更正 goes back, by its own service.
NEXT_STATES = {
    S.ACTIVE: {S.SUSPENDED, S.ENDED},
    S.SUSPENDED: {S.ACTIVE, S.ENDED},
    S.ENDED: set(),
}

#: Where each ground is written (rules D-02).
END_SOURCES = {
    EndReason.MOVED: "《代表法》第六十二条第一款第一项",
    EndReason.RESIGNED: "《代表法》第六十二条第一款第二项",
    EndReason.ABSENT: "《代表法》第六十二条第一款第三项",
    EndReason.RECALLED: "《代表法》第六十二条第一款第四项",
    EndReason.NATIONALITY: "《代表法》第六十二条第一款第五项",
    EndReason.RIGHTS: "《代表法》第六十二条第一款第六项",
    EndReason.CAPACITY: "《代表法》第六十二条第一款第七项",
    EndReason.DEATH: "《代表法》第六十二条第二款",
    EndReason.TERM: "《代表法》第二条",
}

#: Offered when an act on a seat is put right; anything else may be written too.
CORRECTION_REASONS = ("点错了人", "日期或原因填错了", "决定后来被撤销")

#: The eight kinds of a deputy's dossier (rules D-13), in the order of the paper form.
DOSSIER_KINDS = (
    ("basic", "基本情况"),
    ("meeting", "会议"),
    ("inspection", "视察调研"),
    ("training", "培训"),
    ("group", "小组活动"),
    ("proposal", "建议"),
    ("report", "述职"),
    ("honour", "表彰"),
)


#: Until the deputy has spoken the office puts its own line right; afterwards it answers (D-13).
_SETTLED = {
    DutyState.CONFIRMED: "本人已经确认。有错请本人在手机上提出异议，再由办公室核实。",
    DutyState.OBJECTED: "本人提了异议，请去核实。",
    DutyState.WITHDRAWN: "这一条已经撤销。",
}


def duty_correction_fault(state: str, *, is_typed: bool) -> str:
    """Why the office cannot put a line of the dossier right by itself, or the empty text."""
    if not is_typed:
        return "这一条是从别处自动记进来的，要改就改那一处。"
    return _SETTLED.get(state, "")


def vacancies(quota: int | None, seats_in_office: int) -> int:
    """缺额: what the quota has more than seats in office; 0 where no quota is known."""
    return max(0, (quota or 0) - seats_in_office)


def day_fault(
    act: str, on: date, *, since: date | None, term_began_on: date | None, today: date
) -> str:
    """Why an act on a seat cannot be of this day, or the empty text: what was decided has happened
    (《代表法》第六十一条、第六十三条), and to a seat that was held."""
    if on > today:
        return f"{act}日期不能晚于今天，决定作出以后再记。"
    if since and on < since:
        return f"{act}日期不能早于任职日期 {since.isoformat()}。"
    if not since and term_began_on and on < term_began_on:
        began = f"{act}日期不能早于本届开始的日子 {term_began_on.isoformat()}"
        return f"{began}；任职更早的，先在资料里填任职日期。"
    return ""


def state_before(state: str, *, was_suspended: bool) -> str:
    """Where a correction leads back: an end to what stood before it, a suspension to 在任."""
    return S.SUSPENDED if state == S.ENDED and was_suspended else S.ACTIVE
