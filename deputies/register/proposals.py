"""建议 in the registries: its room, its cards on the home pages, its records and their verbs."""

from django.urls import reverse

from deputies.documents.taking import ANSWER_COLUMNS, REPLY_COLUMNS, proposal_folder, reply_folder
from deputies.permissions.proposals import may_see_list
from deputies.register import promises, ratings
from deputies.register.papers import PROPOSAL_PAPERS
from deputies.register.proposal_turns import TURN_VERBS
from deputies.selectors.proposal_home import (
    own_proposals_panel,
    proposal_matters,
    unit_panel,
)
from deputies.selectors.proposal_todos import wanted_todos
from deputies.selectors.proposals import (
    proposals_to_take,
    proposals_visible_to,
    replies_to_take,
    replies_visible_to,
)
from deputies.services.recount import OPINION_VERB, recount_proposals
from township_npc.office.choices import Role
from township_npc.office.policy import PUBLIC
from township_npc.office.registries import HomeCard, Room, Slot, Subject, Verb, register

_OFFICE = frozenset({Role.DIRECTOR, Role.STAFF, Role.CHAIR})
_PUBLISHED = "deputies:public-proposal-list"
_UNITS = frozenset({Role.HANDLER})
_DEPUTY = frozenset({Role.DEPUTY})
_ITS_RECORDS = frozenset({"deputies.Proposal", "deputies.CountyProposal"})
_ALL = _OFFICE | _UNITS | _DEPUTY
#: Who was asked and who declined stands on the lead's page alone; co-signers read the timeline too.
_NOBODY = frozenset()

VERBS = {
    "proposal.submitted": Verb("送给人大办", _ALL),
    "proposal.entered": Verb("办公室代为登记", _ALL),
    "proposal.withdrawn": Verb("代表撤回", _OFFICE | _DEPUTY),
    "proposal.returned": Verb("退回代表修改", _OFFICE | _DEPUTY),
    "proposal.suggested": Verb("拟办", _OFFICE),
    "proposal.accepted": Verb("受理", _ALL),
    "proposal.assigned": Verb("交办", _ALL),
    "proposal.signed": Verb("签收", _ALL),
    "proposal.contacted": Verb("与代表联系", _ALL),
    "proposal.contact_taken_back": Verb("更正：撤掉一次联系", _ALL),
    "deadline.recounted": Verb("期限重新计算", _ALL),
    OPINION_VERB: Verb("协办意见的期限重新计算", _OFFICE | _UNITS),
    "deadline.followed": Verb("期限重新计算", _OFFICE),
    "proposal.replied": Verb("书面答复", _ALL),
    "proposal.reply_returned": Verb("人大办退回答复", _OFFICE | _UNITS),
    "proposal.closed": Verb("办结", _ALL),
    "proposal.corrected": Verb("更正", _ALL),
    "proposal.cosigner_invited": Verb("邀请联名", _NOBODY),
    "proposal.cosigner_removed": Verb("不再邀请", _NOBODY),
    "proposal.cosigned": Verb("联名签名", _ALL),
    "proposal.cosigning_declined": Verb("不联名", _NOBODY),
    "proposal.signatures_void": Verb("内容改过，联名的代表要重新签", _OFFICE | _DEPUTY),
    "proposal.cosigned_on_paper": Verb("登记纸上的联名", _ALL),
    "proposal.cosigner_corrected": Verb("更正联名", _OFFICE | _DEPUTY),
    "proposal.seconded": Verb("附议，等领衔代表确认", _OFFICE | _DEPUTY),
    "proposal.second_confirmed": Verb("确认附议", _ALL),
    "proposal.second_dropped": Verb("附议没有算上", _OFFICE | _DEPUTY),
    "proposal.reassigned": Verb("改交", _ALL),
    "proposal.assisting_chosen": Verb("定协办单位", _OFFICE | _UNITS),
    "proposal.opinion_given": Verb("提出协办意见", _OFFICE | _UNITS),
    "proposal.opinion_changed": Verb("改了协办意见", _OFFICE | _UNITS),
    "proposal.contested": Verb("提出不属于本单位办", _OFFICE | _UNITS),
    "proposal.contest_taken_back": Verb("更正：撤回退件", _OFFICE | _UNITS),
    "proposal.contest_suggested": Verb("拟退件意见", _OFFICE),
    "proposal.contest_agreed": Verb("同意退件，重新交办", _ALL),
    "proposal.contest_refused": Verb("不同意退件", _OFFICE | _UNITS),
    "proposal.contest_reopened": Verb("更正：退件重新决定", _OFFICE | _UNITS),
    "proposal.extension_asked": Verb("申请延期", _OFFICE | _UNITS),
    "proposal.extension_taken_back": Verb("更正：撤回延期申请", _OFFICE | _UNITS),
    "proposal.extended": Verb("同意延期", _ALL),
    "proposal.extension_refused": Verb("不同意延期", _OFFICE | _UNITS),
    "proposal.extension_corrected": Verb("更正延期的决定", _ALL),
    "proposal.published": Verb("公开", _ALL),
    "proposal.taken_down": Verb("撤下公开", _OFFICE),
    "proposal.phone_seen": Verb("看了代表的电话", frozenset({Role.DIRECTOR, Role.CHAIR})),
    **TURN_VERBS,
    **ratings.VERBS,
    **promises.VERBS,
}


def entries() -> None:
    register(
        Room("proposals", "建议", "prop", "deputies:proposal-list", 30, may_see_list, _ITS_RECORDS),
        Slot("open", 20, PUBLIC, lambda user: ("建议和答复", reverse(_PUBLISHED))),
        HomeCard("proposals", "waiting", 30, frozenset({Role.DIRECTOR}), proposal_matters),
        HomeCard(
            "proposal-enter",
            "quick",
            10,
            frozenset({Role.DIRECTOR, Role.STAFF}),
            _nothing_to_read,
            "deputies/_proposal_enter_card.html",
        ),
        HomeCard(
            "proposals-unit",
            "main",
            30,
            _UNITS,
            unit_panel,
            "deputies/_proposal_unit_card.html",
        ),
        HomeCard(
            "proposals-own",
            "main",
            30,
            _DEPUTY,
            own_proposals_panel,
            "deputies/_proposal_own_card.html",
        ),
        Subject(
            "deputies.Proposal",
            "建议",
            proposals_visible_to,
            lambda proposal: reverse("deputies:proposal-detail", args=[proposal.pk]),
            str,
            VERBS,
            todos=wanted_todos,
            rows_for_export=proposals_to_take,
            columns_for_export=ANSWER_COLUMNS,
            folder_for_export=proposal_folder,
            recount=recount_proposals,
            papers=PROPOSAL_PAPERS,
        ),
        Subject(
            "deputies.Reply",
            "答复",
            replies_visible_to,
            lambda reply: reverse("deputies:proposal-detail", args=[reply.proposal_id]),
            lambda reply: f"{reply.proposal}的答复",
            rows_for_export=replies_to_take,
            columns_for_export=REPLY_COLUMNS,
            folder_for_export=reply_folder,
        ),
    )


def _nothing_to_read(user, today) -> dict:
    return {}
