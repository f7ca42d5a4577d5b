/* 提建议: what is written is kept on the phone and on the server, and sent once. */
(function () {
  "use strict";

  var propose = window.propose, form = propose.form, user = propose.user, id = propose.id;
  var words = form.querySelector("[data-words]"), sendButton = form.querySelector("[data-send]");
  var base = form.getAttribute("data-saved-at");
  var renderedAt = Date.parse(form.getAttribute("data-now")), skew = renderedAt - Date.now();
  var changedAt = Date.now() + skew;
  var version = 0, stored = 0, timer = null, running = false, waiting = [], unsent = false;
  var unanswered = [];  // what was posted and may have arrived: the answer got lost on its way

  function say(text, tone, link) {
    words.textContent = text;
    words.className = tone || "meta";
    if (!link) { return; }
    var a = document.createElement("a");
    a.href = link.url;
    a.textContent = link.text;
    words.appendChild(a);
  }

  function sayKept() { say("已存好，关掉也不会丢", "meta is-kept"); }
  function isDirty() { return version > stored; }

  function keepHere() {
    return drafts.keep(user, id, {
      fields: propose.all(), at: changedAt, base: base, dirty: isDirty(), unsent: unsent,
      unanswered: unanswered
    });
  }

  /* done(where): "server", "phone" or "nowhere", and "sent" when it has left already. */
  function save(done) {
    if (done) { waiting.push(done); }
    clearTimeout(timer);
    var isHere = keepHere();
    if (running) { return; }
    if (isDirty()) { post(version, isHere); } else { finish("server"); }
  }

  function post(posted, isHere) {
    var body = new FormData(), request = new XMLHttpRequest(), answers = propose.all();
    propose.names.forEach(function (name) { body.append(name, answers[name]); });
    body.append("base", base);
    body.append("csrfmiddlewaretoken", propose.value("csrfmiddlewaretoken"));
    request.open("POST", form.getAttribute("data-save-url"));
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 15000;
    request.onloadend = function () {
      var answer = null;
      running = false;
      try { answer = JSON.parse(request.responseText); } catch (page) { /* a page, no answer */ }
      if (request.status === 200 && answer) { isStored(answer, posted); }
      else if (request.status === 412 && answer) { wentOnElsewhere(answer); }
      else if (request.status === 409 && answer) { hasLeft(answer); }
      else { isNotStored(request.status, answer, isHere); }
    };
    running = true;
    unanswered = unanswered.slice(-4).concat(answers);
    keepHere();
    request.send(body);
  }

  function isStored(answer, posted) {
    base = answer.saved_at;
    stored = posted;
    unanswered = [];
    keepHere();
    form.setAttribute("data-title", answer.title);
    propose.tell("saved");
    if (isDirty()) { save(); return; }
    sayKept();
    finish("server");
  }

  function hasLeft(answer) {
    drafts.forget(user, id);
    stored = version;
    say("这件建议已经送出了。", "note", { url: answer.url, text: "看送到的那一件" });
    finish("sent", answer.url);
  }

  function wentOnElsewhere(there) {
    var mine = propose.all();
    base = there.saved_at;
    if (!propose.isSame(mine, there.fields) && !isOwn(there.fields)) {
      choose(mine, changedAt, there.fields);
      finish("phone", "", true);  // nothing is sent that its writer has not looked through
    }
    version += 1;
    save();
  }

  function isNotStored(status, answer, isHere) {
    var where = isHere ? "先存在这部手机里。" : "这部手机也存不下，请先别关掉这一页。";
    var isSignedOut = status > 0 && status < 500 && !answer;
    if (status === 410) { base = ""; }
    say(reason(status, answer) + where, "note is-soon",
      isSignedOut ? { url: location.pathname, text: "重新登录，接着写" } : null);
    finish(isHere ? "phone" : "nowhere", "", status > 0 && status < 500);
  }

  function reason(status, answer) {
    if (answer && answer.says) { return answer.says; }
    if (status === 0) { return "没有信号，"; }
    return status >= 500 ? "人大办的机器没有回应，" : "登录已经过期，";
  }

  function finish(where, url, isRefused) {
    waiting.splice(0).forEach(function (done) { done(where, url, isRefused); });
  }

  function changed() {
    changedAt = Date.now() + skew;
    version += 1;
    if (words.textContent) { say(""); }
    keepHere();
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  }

  /* First the draft must reach the server, then the browser itself posts the form, so that the
     answer is an ordinary page. Until that page is seen the draft counts as not sent. */
  function send(event) {
    var note = form.querySelector("[data-unsent]");
    event.preventDefault();
    if (sendButton.disabled) { return; }
    sendButton.disabled = unsent = true;
    version += 1;
    save(function (where, url, isRefused) {
      if (where === "server") { form.submit(); return; }
      if (where === "sent") { location.replace(url); return; }
      sendButton.disabled = false;
      note.hidden = isRefused || where !== "phone";
      (form.querySelector("[data-offer]") || (note.hidden ? words : note)).scrollIntoView();
    });
  }

  /* What the server has came from this phone, whose signal failed before the answer; or nobody has
     written a word there: a photo that came first began the draft. */
  function isOwn(there) {
    return propose.isEmpty(there) || unanswered.some(function (sent) { return propose.isSame(sent, there); });
  }

  /* The page left the server before the words did arrive that this phone had sent there. */
  function isOlderThan(stored) {
    return base ? stored > base : Date.parse(stored) > renderedAt;
  }

  /* What this phone has and the server has not, when the page opens. */
  function restore() {
    var local = drafts.read(user, id);
    if (!local || form.hasAttribute("data-refused")) { return; }
    if (isOlderThan(local.base)) {
      base = local.base;
      propose.fill(local.fields);
    }
    if (!local.dirty && !base) { drafts.forget(user, id); return; }
    unsent = local.unsent;
    if (!local.dirty) { return; }
    if (propose.isSame(local.fields, propose.all())) { sayKept(); return; }
    changedAt = local.at;
    unanswered = local.unanswered || [];
    if (local.base === base || isOwn(propose.all())) { propose.fill(local.fields); }
    else { choose(local.fields, local.at, propose.all()); }
    version += 1;
  }

  /* Of two copies that both went on the newer stands, and the other is one tap away. */
  function choose(mine, mineAt, theirs) {
    var isMineNewer = !base || mineAt > Date.parse(base);
    propose.fill(isMineNewer ? mine : theirs);
    propose.tell("filled");
    if (isMineNewer) {
      offer("这部手机上写的比较新，用的是手机上的这一份。", "换成别处写的", theirs);
    } else {
      offer("在别处写的比这部手机上的新，用的是新的那一份。", "换成手机上的", mine);
    }
  }

  function offer(text, label, other) {
    var note = document.createElement("div"), button = document.createElement("button");
    var earlier = form.querySelector("[data-offer]");
    if (earlier) { form.removeChild(earlier); }
    note.setAttribute("data-offer", "");
    note.className = "note mb-3";
    note.setAttribute("role", "status");
    note.textContent = text;
    button.type = "button";
    button.className = "btn btn-second mt-2";
    button.textContent = label;
    button.addEventListener("click", function () {
      propose.fill(other);
      form.removeChild(note);
      changed();
      propose.tell("filled");
    });
    note.appendChild(button);
    form.insertBefore(note, form.firstChild);
  }

  function saveIfDirty() { if (isDirty()) { save(); } }

  restore();
  form.addEventListener("input", function (event) {
    if (propose.names.indexOf(event.target.name) >= 0) { changed(); }
  });
  form.addEventListener("change", function (event) {
    if (/^(radio|checkbox)$/.test(event.target.type)) { changed(); }
  });
  form.addEventListener("step", saveIfDirty);
  window.addEventListener("online", saveIfDirty);
  window.addEventListener("pageshow", function (event) {
    if (sendButton) { sendButton.disabled = false; }
    if (event.persisted) { version += 1; save(); }
  });
  if (sendButton) { sendButton.addEventListener("click", send); }
})();
