/* 「1 件未送出 · 现在送出」 on the home page and above 我的草稿, and the drafts that only this phone
   has. */
(function () {
  "use strict";

  var banner = document.querySelector("[data-unsent-banner]");
  var user = banner.getAttribute("data-user"), list = document.querySelector("[data-drafts]");
  var propose = document.querySelector("[data-propose-link]");  // one red button is enough
  var NOBODY = "00000000-0000-0000-0000-000000000000";

  function writeUrl(id, step) {
    return banner.getAttribute("data-write-url").replace(NOBODY, id) + (step || "");
  }

  function isUnsent(row) { return row.draft.unsent; }

  function showBanner() {
    var unsent = drafts.list(user).filter(isUnsent), link = banner.querySelector("a");
    var words = (navigator.onLine === false ? "没有信号，" : "") + unsent.length + " 件还没送出。";
    banner.querySelector("[data-unsent-words]").textContent = words;
    banner.hidden = unsent.length === 0;
    if (propose && unsent.length) { propose.className = propose.className.replace("primary", "second"); }
    if (unsent.length === 1) { link.href = writeUrl(unsent[0].id, "#step-4"); }
    if (unsent.length > 1) { link.hidden = Boolean(list); }
  }

  function titleOf(draft) {
    return draft.fields.title || draft.fields.text.slice(0, 20) || "没有标题的草稿";
  }

  function whenOf(draft) {
    var at = new Date(draft.at), time = [at.getHours(), at.getMinutes()].map(function (part) {
      return ("0" + part).slice(-2);
    });
    return (at.getMonth() + 1) + " 月 " + at.getDate() + " 日 " + time.join(":");
  }

  function fillCard(card, row) {
    var title = titleOf(row.draft);
    card.querySelector("[data-title]").textContent = title;
    card.querySelector("[data-when]").textContent = (row.draft.unsent
      ? "写完了，还没送出 · " : "只在这部手机里 · ") + whenOf(row.draft);
    card.querySelector("[data-open]").href = writeUrl(row.id);
    card.querySelector("[data-drop]").addEventListener("click", function () {
      throwAway(card, row, title);
    });
  }

  /* Gone from the phone, with the way back standing in its place. */
  function throwAway(card, row, title) {
    var note = document.createElement("div"), back = document.createElement("button");
    drafts.forget(user, row.id);
    note.className = "note mb-3";
    note.textContent = "删掉了：" + title + "。";
    back.type = "button";
    back.className = "btn btn-second mt-2";
    back.textContent = "放回来";
    back.addEventListener("click", function () {
      drafts.keep(user, row.id, row.draft);
      list.replaceChild(card, note);
      showBanner();
    });
    note.appendChild(back);
    list.replaceChild(note, card);
    showBanner();
    back.focus();
  }

  function mark(card, row) {
    if (row.draft.dirty || row.draft.unsent) {
      card.querySelector(".meta").textContent = (row.draft.unsent
        ? "写完了，还没送出 · " : "这部手机上还有没存上的 · ") + whenOf(row.draft);
    }
  }

  function showLocal(row) {
    var known = list.querySelector("[data-draft=\"" + row.id + "\"]"), card;
    if (known) { mark(known, row); return; }
    if (!row.draft.dirty && !row.draft.unsent) { drafts.forget(user, row.id); return; }
    card = document.querySelector("[data-card]").content.firstElementChild.cloneNode(true);
    fillCard(card, row);
    list.insertBefore(card, list.firstChild);
    document.querySelector("[data-empty]").hidden = true;
  }

  /* The home page knows the server's drafts; those of this phone alone must be found too. */
  function showLink() {
    var link = document.querySelector("[data-drafts-link]");
    var isHere = drafts.list(user).some(function (row) { return row.draft.dirty; });
    if (link && isHere) { link.hidden = false; }
  }

  if (list) { drafts.list(user).forEach(showLocal); }
  showBanner();
  showLink();
})();
