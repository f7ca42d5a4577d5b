/* 提建议: once the text is written, what others have brought that is like it. Without a signal
   nothing is shown, and nothing waits for it. */
(function () {
  "use strict";

  var FIRST_STEP = 3, WAIT = 400;
  var propose = window.propose, form = propose.form;
  var box = form.querySelector("[data-likeness]");
  var asked = words(), timer = null, request = null;

  function words() { return propose.value("title") + "\n" + propose.value("text"); }

  function ask() {
    var body = new FormData(), now = words();
    if (now === asked || !now.trim()) { return; }
    body.append("title", propose.value("title"));
    body.append("text", propose.value("text"));
    body.append("csrfmiddlewaretoken", propose.value("csrfmiddlewaretoken"));
    if (request) { request.abort(); }
    request = new XMLHttpRequest();
    request.open("POST", box.getAttribute("data-url"));
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 8000;
    request.onload = function () { if (request.status === 200) { show(request.responseText, now); } };
    request.send(body);
  }

  function show(answer, about) {
    var found;
    try { found = JSON.parse(answer); } catch (page) { return; /* signed out: a page, no answer */ }
    asked = about;
    box.innerHTML = found.html;
  }

  /* Above the question of the step that is open, from the one after the text on. */
  function stand() {
    var step = Number(form.elements.step.value), section = document.getElementById("step-" + step);
    box.hidden = step < FIRST_STEP;
    if (!box.hidden) { section.insertBefore(box, section.children[1]); }
  }

  form.addEventListener("step", function () {
    stand();
    clearTimeout(timer);
    if (!box.hidden) { timer = setTimeout(ask, WAIT); }
  });
})();
