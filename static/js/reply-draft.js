/* 书面答复: what is written is kept as the unit's draft; a colleague's words are never overwritten. */
(function () {
  "use strict";

  var button = document.querySelector("[data-draft]"), words = document.querySelector("[data-words]");
  if (!button) { return; }
  var form = button.form, url = button.getAttribute("formaction");
  var names = ["result", "text", "essence", "promised_by", "number", "no_contact_reason"];
  var timer = null, running = false, dirty = false, stopped = false, pressed = null;

  function say(text, isWarning) {
    words.textContent = text;
    words.className = isWarning ? "note is-soon" : "meta is-kept";
  }

  function typed() {
    var all = new FormData(form), body = new FormData();
    names.concat("seen", "csrfmiddlewaretoken").forEach(function (name) {
      body.append(name, all.get(name) || "");
    });
    return body;
  }

  function save() {
    clearTimeout(timer);
    if (running || !dirty || stopped) { return; }
    var request = new XMLHttpRequest();
    running = true;
    dirty = false;
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 15000;
    request.onloadend = function () {
      var answer = null;
      running = false;
      try { answer = JSON.parse(request.responseText); } catch (page) { /* a page, no answer */ }
      if (request.status === 200 && answer) { isKept(answer); }
      else if (request.status === 409 && answer) { wentOn(answer); }
      else { isNotKept(answer); }
      if (pressed) { form.requestSubmit(pressed); }
    };
    request.send(typed());
  }

  function isKept(answer) {
    form.elements.seen.value = answer.seen;
    say("草稿已存好，" + answer.at, false);
    if (dirty) { later(); }
  }

  function isNotKept(answer) {
    dirty = true;
    say((answer && answer.says) || "没有存上，写的还在这一页，请先别关。", true);
    if (!answer) { later(10000); }
  }

  /* Nothing is kept any more until the person has looked at both. */
  function wentOn(answer) {
    stopped = dirty = true;
    say(answer.by + " " + answer.at + " 也存过这份草稿。您写的还在这一页，没有盖掉那一份。那一份写的是：", true);
    var theirs = document.createElement("div");
    theirs.className = "as-written my-2";
    theirs.textContent = answer.fields.text || "（还没有写答复内容）";
    words.appendChild(theirs);
    choice("用我写的", function () {});
    choice("用那一份", function () { fill(answer.fields); });

    function choice(label, then) {
      var pick = document.createElement("button");
      pick.type = "button";
      pick.className = "btn btn-second me-2";
      pick.textContent = label;
      pick.addEventListener("click", function () {
        form.elements.seen.value = answer.seen;
        stopped = false;
        dirty = true;
        then();
        save();
      });
      words.appendChild(pick);
    }
  }

  function fill(fields) {
    names.forEach(function (name) {
      var field = form.elements[name];
      if (field) { field.value = fields[name] || ""; }
    });
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait || 3000);
  }

  /* What is being kept right now counts as seen: the form goes when its answer is here. */
  form.addEventListener("submit", function (event) {
    clearTimeout(timer);
    stopped = true;
    pressed = running ? event.submitter : null;
    if (running) { event.preventDefault(); }
  });

  form.addEventListener("input", function (event) {
    if (names.indexOf(event.target.name) < 0) { return; }
    dirty = true;
    later();
  });
  document.addEventListener("visibilitychange", save);
})();
