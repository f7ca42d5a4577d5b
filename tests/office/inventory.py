"""The people and records of the inventory test."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from deputies.choices import ProposalState as S
from deputies.models import (
    CustodyReport,
    Deputy,
    DeputyGroup,
    DutyRecord,
    Proposal,
    RosterImport,
    UnitMember,
)
from deputies.services.assisting import choose_assisting
from deputies.services.cosigners import invite_cosigner
from deputies.services.handover import Choice, hand_over
from deputies.services.key_proposals import set_key
from deputies.services.key_visits import log_visit
from deputies.services.merge_suggestions import suggest_merge
from deputies.services.paper_signatures import enter_signature
from deputies.services.publication import publish_proposal
from deputies.services.ratings import enter_rating
from deputies.services.seconding import second_proposal
from deputies.services.withdrawals import ask_withdrawal
from tests.deputies.proposal_steps import ASSIGNED, CLOSED, REPLIED, brought_to, talk
from tests.deputies.rating_steps import BAD, RATED, promised, rate, rework
from tests.deputies.unit_steps import CONTESTED, ask, contest
from tests.factories import (
    make_county,
    make_county_seat,
    make_deputy,
    make_handler,
    make_office,
    make_session,
    make_unit,
    make_user,
    moment,
)
from tests.office.sample_jobs import ask_and_run
from township_npc.office.choices import Role
from township_npc.office.models import Digest
from township_npc.office.services.files import Prepared, files_of, store_document
from township_npc.office.services.papers.drafting import draft_paper
from township_npc.office.services.papers.incoming import receive_paper
from township_npc.office.services.papers.moves import decide_proof, send_to_proof
from township_npc.office.services.papers.numbers import reserve_number
from township_npc.office.services.papers.phrases import add_phrase
from township_npc.office.services.papers.reviews import ask_county

#: Who asks: nobody is signed out, owner is the deputy the records are about, handler's unit has the
#: proposals, head is a station's; the job is the staff's.
CAST = (
    "nobody", "owner", "deputy", "handler", "other_handler", "head",
    "staff", "director", "chair", "sysadmin",
)  # fmt: skip

_PROPOSAL = {
    "write": "draft", "draft-save": "draft", "photo-add": "draft", "photo-drop": "draft",
    "draft-delete": "draft", "sent": "submitted", "withdraw": "submitted",
    "accept": "submitted", "return": "submitted", "suggest": "submitted", "assign": "accepted",
    "sign": "assigned", "contact": "signed", "reply": "signed", "reply-return": "replied",
    "close": "replied", "correct": "assigned", "detail": "signed", "print": "signed",
    "phone": "signed", "cosign": "submitted", "second": "signed", "second-drop": "replied",
    "reassign": "signed", "assisting": "signed", "opinion": "assisted",
    "contest": "signed", "contest-take-back": "asked", "contest-suggest": "asked",
    "contest-decide": "asked", "contest-reopen": "signed", "extension": "signed",
    "extension-take-back": "asked", "extension-grant": "signed", "extension-decide": "asked",
    "extension-correct": "signed", "reply-draft": "signed",
    "merge": "accepted", "merge-suggest": "accepted", "merge-decline": "to_merge",
    "merge-take-back": "to_merge", "split": "accepted", "separate": "merged",
    "key": "signed", "confidential": "signed", "confidence-lift": "hidden",
    "withdrawal": "signed",
    "publish": "replied", "take-down": "published",
}  # fmt: skip


def _address(act: str) -> str:
    return f"deputies:{act}" if act.startswith(("draft", "photo")) else f"deputies:proposal-{act}"


#: Which record fills an address; an argument not named here is a key that nobody has.
OBJECTS = {
    **{_address(act): {"pk": thing} for act, thing in _PROPOSAL.items()},
    "office:entrance": {"pk": "owner_key"},
    "office:account-detail": {"pk": "owner_key"},
    "office:account-roles": {"pk": "owner_key"},
    "office:account-reset": {"pk": "owner_key"},
    "office:account-disable": {"pk": "owner_key"},
    "office:account-enable": {"pk": "owner_key"},
    "office:account-second-factor": {"pk": "owner_key"},
    **{
        f"deputies:{name}": {"pk": "seat"}
        for name in (
            "deputy-detail", "deputy-edit", "deputy-end", "deputy-suspend", "deputy-restore",
            "deputy-correct", "deputy-phone", "deputy-id-number", "seat-new",
            "public-deputy-detail",
        )
    },
    "deputies:term-edit": {"pk": "term"},
    "deputies:session-new": {"pk": "term"},
    "deputies:session-edit": {"pk": "meeting"},
    "deputies:district-edit": {"pk": "district"},
    "deputies:group-detail": {"pk": "group"},
    "deputies:group-edit": {"pk": "group"},
    "deputies:group-members": {"pk": "group"},
    "deputies:unit-detail": {"pk": "unit"},
    "deputies:unit-edit": {"pk": "unit"},
    "deputies:unit-member-new": {"pk": "unit"},
    "deputies:unit-member-remove": {"pk": "member"},
    "deputies:duty-confirm": {"pk": "duty"},
    "deputies:duty-detail": {"pk": "duty"},
    "deputies:duty-correct": {"pk": "duty"},
    "deputies:duty-withdraw": {"pk": "duty"},
    "deputies:duty-object": {"pk": "duty"},
    "deputies:duty-answer": {"pk": "objected_duty"},
    "deputies:custody-detail": {"pk": "custody"},
    "deputies:custody-correct": {"pk": "custody"},
    **{
        f"deputies:roster-{act}": {"pk": "batch"}
        for act in ("preview", "choose", "write", "drop", "undo")
    },
    "office:file-detail": {"pk": "file"},
    "office:digest-seen": {"pk": "digest"},
    **{f"office:job-{act}": {"pk": "job"} for act in ("detail", "file", "again")},
    **{f"office:rule-{act}": {"key": "rule"} for act in ("detail", "set", "return")},
    "office:manual-page": {"slug": "task"},
    **{
        f"office:paper-{act}": {"pk": "paper"}
        for act in (
            "detail", "print", "pdf", "docx", "write", "dates", "to-proof", "proof", "take-back",
            "drop", "take-up", "issue", "filed", "unfile", "versions", "upload",
            "correct",
        )
    },
    "office:paper-sign": {"pk": "reviewed_paper"},
    **{
        f"office:incoming-{act}": {"pk": "incoming"}
        for act in ("detail", "change", "instruct", "finish", "reopen", "files")
    },
    "office:incoming-file-drop": {"pk": "incoming", "file": "scan"},
    "office:county-ask": {"pk": "paper"},
    "office:county-answered": {"pk": "paper", "review": "review"},
    "office:series-edit": {"kind": "series"},
    "office:phrase-detail": {"line": "phrase"},
    "office:phrase-use": {"line": "phrase"},
    "office:template-detail": {"key": "template"},
    "office:template-edit": {"key": "template"},
    "office:template-version": {"key": "template", "number": "own_wording"},
    "office:number-void": {"pk": "number"},
    "office:number-restore": {"pk": "number"},
    **{
        f"office:{act}": {"pk": "paper"}
        for act in (
            "finding-accept",
            "finding-accept-sure",
            "finding-stand",
            "finding-again",
            "gate-tick",
        )
    },
    "office:paper-new": {"key": "template"},
    "deputies:proposal-contact-take-back": {"pk": "signed", "contact": "contact"},
    "deputies:public-proposal-detail": {"pk": "published"},
    "deputies:cosigner-list": {"pk": "signed"},
    "deputies:cosigner-invite": {"pk": "submitted"},
    "deputies:cosigner-paper": {"pk": "submitted"},
    "deputies:cosigner-remove": {"pk": "submitted", "cosigner": "invited"},
    "deputies:cosigner-confirm": {"pk": "replied", "cosigner": "second"},
    "deputies:cosigner-correct": {"pk": "submitted", "cosigner": "on_paper"},
    "deputies:withdrawal-ask": {"pk": "accepted"},
    **{f"deputies:withdrawal-{act}": {"pk": "wish"} for act in ("confirm", "take-back", "strike")},
    **{
        f"deputies:{act}": {"pk": "key"}
        for act in ("key-change", "key-end", "key-take-back", "visit-new")
    },
    "deputies:visit-take-back": {"pk": "visit"},
    "deputies:handover-look": {"pk": "meeting"},
    "deputies:handover-hand": {"pk": "meeting"},
    "deputies:handover-detail": {"pk": "handover"},
    "deputies:handover-print": {"pk": "handover"},
    **{
        f"deputies:county-{act}": {"pk": "county"}
        for act in ("detail", "edit", "drop", "correct", "answer")
    },
    "deputies:proposal-rate": {"pk": S.REPLIED},
    "deputies:proposal-rate-correct": {"pk": "rated"},
    "deputies:proposal-rework": {"pk": "rated"},
    "deputies:rating-enter": {"pk": S.REPLIED},
    **{
        f"deputies:rating-{act}": {"pk": "rated", "rating": "rating"}
        for act in ("correct", "take-back")
    },
    "deputies:rework-print": {"pk": "reworked", "rework": "rework"},
    **{
        f"deputies:promise-{act}": {"pk": "promise"} for act in ("report", "settle", "put-back")
    },
}  # fmt: skip


def a_paper_of(proposal_key, by):
    upload = SimpleUploadedFile("说明.txt", "路口在莲南小学门口。".encode())
    subject = Proposal.objects.get(pk=proposal_key)
    return store_document(upload, subject=subject, by=by, at=ASSIGNED).pk


def deputy_beside(proposals: dict, people: dict) -> dict:
    """The other deputy is asked to sign one and has seconded another; a third signed on paper."""
    seat = Deputy.objects.get(person=people["deputy"].person)
    sent, replied = (
        Proposal.objects.get(pk=proposals[state]) for state in ("submitted", "replied")
    )
    on, at = date(2026, 6, 11), ASSIGNED
    paper = enter_signature(sent, make_deputy("陈桂兰"), by=people["staff"], on=on, at=at)
    return {
        "invited": invite_cosigner(sent, seat, by=people["owner"], at=at).pk,
        "second": second_proposal(replied, seat=seat, by=people["deputy"], at=REPLIED).pk,
        "on_paper": paper.pk,
    }


def turned(lead, director, unit, handler, other_handler) -> dict:
    """A proposal with which another unit assists, and one whose unit has asked for everything."""
    crew = {"lead": lead, "director": director, "unit": unit, "handler": handler}
    assisted, asked = brought_to(S.SIGNED, **crew), brought_to(S.SIGNED, **crew)
    units = [other_handler.unit_posts.get().unit]
    choose_assisting(assisted, by=director, units=units, at=CONTESTED)
    contest(asked, handler)
    ask(asked, handler)
    return {"assisted": assisted.pk, "asked": asked.pk}


def turns(seat, people, crew) -> dict:
    """What the hard turns leave behind: all about proposals of the owner and the handler's unit."""
    by, pressed = people["director"], brought_to(S.SIGNED, lead=seat, **crew)
    post = {"leader": None, "leader_name": "熊建平", "leader_post": "镇人大主席"}
    on, at = REPLIED.date(), REPLIED
    key = set_key(pressed, by=by, on=on, reason="多名代表提出。", at=at, **post)
    visit = log_visit(key, by=people["staff"], on=on, came="熊建平", found="还没动工。", at=at)
    hidden = brought_to(S.SIGNED, lead=seat, is_confidential=True, **crew)
    withdrawn = brought_to(S.SIGNED, lead=seat, **crew)
    asked = ask_withdrawal(withdrawn, by=people["owner"], reason="修好了。", at=at)
    main, other, waiting = (brought_to(S.ACCEPTED, lead=seat, **crew) for _ in range(3))
    suggest_merge(main, [other], by=people["staff"], at=at)
    choices = [Choice(waiting.pk, crew["unit"])]
    batch = hand_over(waiting.congress_session, choices, by=by, on=on, at=at)
    return {
        "hidden": hidden.pk,
        "to_merge": main.pk,
        "wish": asked.pk,
        "key": key.pk,
        "visit": visit.pk,
        "handover": batch.pk,
        "county": make_county(make_county_seat(people["owner"]), by=people["owner"]).pk,
    }


def after_the_reply(seat, staff, crew) -> dict:
    """One rated on paper and not satisfied, one handled again, one with a promise."""

    def bring(state):
        return brought_to(state, lead=seat, **crew)

    rated, again = bring(S.REPLIED), bring(S.REPLIED)
    sheet = {"deputy": seat, "by": staff, "signed_on": RATED.date(), "at": RATED}
    rate(again, BAD)
    return {
        "rated": rated.pk,
        "rating": enter_rating(rated, **sheet, **BAD).pk,
        "reworked": again.pk,
        "rework": rework(again, crew["director"]).pk,
        "promise": promised(bring, crew["handler"]).pk,
    }


def papers_of(director) -> dict:
    """A draft of the office, one that waits for the chairman, a number that is kept, and a paper
    that came in."""
    paper, reviewed = (draft_paper("notice", by=director, at=ASSIGNED) for _ in range(2))
    send_to_proof(reviewed, by=director)
    decide_proof(reviewed, verdict="passed", comment="急件", by=director, at=ASSIGNED)
    number = reserve_number("congress", 2026, by=director, at=ASSIGNED)
    scan = Prepared("扫描件.txt", "text/plain", "通知".encode())
    facts = {"received_on": ASSIGNED.date(), "sender": "某县人大", "title": "关于开会的通知"}
    phrase = add_phrase(kind="banned", wrong="最强乡镇", by=director, at=ASSIGNED)
    came = receive_paper(by=director, at=ASSIGNED, attachments=[scan], **facts)
    return {
        "paper": paper.pk,
        "reviewed_paper": reviewed.pk,
        "template": "notice",
        "review": ask_county(
            paper, asked_of="县人大", question="引得对不对", on=ASSIGNED.date(), by=director
        ).pk,
        "number": number.pk,
        "own_wording": 0,
        "phrase": phrase.line,
        "series": number.series_id,
        "incoming": came.pk,
        "scan": files_of(came).get().pk,
    }


def published_one(director, **crew) -> Proposal:
    proposal = brought_to(S.CLOSED, director=director, **crew)
    words = {"title": "人行横道", "text": "请画斑马线。", "reply": "已经画好。"}
    publish_proposal(proposal, by=director, at=CLOSED, **words)
    return proposal


def world() -> dict:
    """Everybody of CAST, and the keys that OBJECTS names."""
    make_office()
    meeting, unit, station = make_session(), make_unit(), make_unit("莲南派出所", kind="station")
    people = {
        "nobody": None,
        "director": make_user(Role.DIRECTOR),
        "staff": make_user(Role.STAFF),
        "chair": make_user(Role.CHAIR),
        "sysadmin": make_user(Role.SYSADMIN),
        "handler": make_handler(unit),
        "other_handler": make_handler(make_unit("农业农村办"), name="别人"),
        "head": make_user(Role.STATION_HEAD),
        "owner": make_user(Role.DEPUTY),
        "deputy": make_user(Role.DEPUTY),
    }
    UnitMember.objects.create(unit=station, user=people["head"], post="head")
    seat = make_deputy(user=people["owner"])
    make_deputy(user=people["deputy"])
    crew = {"director": people["director"], "unit": unit, "handler": people["handler"]}
    proposals = {state: brought_to(state, lead=seat, **crew).pk for state in (
        S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.SIGNED, S.REPLIED, S.MERGED
    )}  # fmt: skip
    beside = deputy_beside(proposals, people)
    day = {"deputy": seat, "kind": "study", "title": "学习", "done_on": date(2026, 5, 6)}
    objected = {"state": "objected", "objection": "那天请了假"}
    return {
        **people,
        **proposals,
        **beside,
        "published": published_one(lead=seat, **crew).pk,
        **turned(seat, other_handler=people["other_handler"], **crew),
        **turns(seat, people, crew),
        **after_the_reply(seat, people["staff"], crew),
        **papers_of(people["director"]),
        "owner_key": people["owner"].pk,
        "rule": "reply_months",
        "task": "propose",
        "seat": seat.pk,
        "term": meeting.term_id,
        "meeting": meeting.pk,
        "district": seat.district_id,
        "group": DeputyGroup.objects.create(term=meeting.term, name="小蓝小组").pk,
        "unit": unit.pk,
        "member": unit.members.get().pk,
        "duty": DutyRecord.objects.create(source="manual:1", **day).pk,
        "objected_duty": DutyRecord.objects.create(source="manual:2", **day, **objected).pk,
        "batch": RosterImport.objects.create(
            term=meeting.term, file_name="名册.xlsx", file_sha256="0" * 64, made_at=ASSIGNED
        ).pk,
        "contact": talk(Proposal.objects.get(pk=proposals[S.SIGNED]), people["handler"]).pk,
        "file": a_paper_of(proposals[S.SIGNED], people["owner"]),
        "digest": Digest.objects.create(
            recipient=people["owner"], on=date(2026, 6, 1), state="failed", claimed_at=ASSIGNED
        ).pk,
        "job": ask_and_run(people["staff"]).pk,
        "custody": CustodyReport.objects.create(
            deputy=seat,
            authority="某县公安局",
            measure="刑事拘留",
            received_at=moment(2026, 5, 6),
            registered_by=people["director"],
        ).pk,
    }
