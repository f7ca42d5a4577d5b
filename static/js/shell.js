// 大字 without leaving the page, so that nothing typed is lost. Without scripts the form does it.
(function () {
  "use strict";
  var form = document.querySelector("form.big-switch");
  if (!form || !window.FormData) return;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.onload = function () {
      if (request.status !== 204) return form.submit();
      var big = document.documentElement.classList.toggle("big");
      form.querySelector("button").setAttribute("aria-pressed", String(big));
    };
    request.onerror = function () { form.submit(); };
    request.send(new FormData(form));
  });
})();

// A form is not sent where there is no signal: the browser's own page for that loses what is typed.
(function () {
  "use strict";
  var note = document.createElement("div"), reachable = null;
  note.className = "note is-soon mb-3";
  note.setAttribute("role", "alert");

  // A machine that works for itself alone is called offline too: the office is asked.
  function ask(then) {
    var request = new XMLHttpRequest();
    request.open("GET", "/healthz");
    request.timeout = 8000;
    request.onloadend = function () { then(request.status === 200); };
    request.send();
  }

  function tell(button) {
    note.textContent = "没有信号，还没有送出。填的都还在这一页，先别关；有信号了再点一次。";
    button.parentNode.insertBefore(note, button);
    note.scrollIntoView({ block: "nearest" });
  }

  // The way back leads to the page itself, never to the browser's question whether to send again.
  function forgetThePost(form) {
    var isOwn = form.action.split("#")[0] === location.href.split("#")[0];
    if (isOwn) { history.replaceState(history.state, "", location.href); }
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter || form.querySelector("button");
    if (form.method !== "post" || !form.closest("main")) { return; }
    if (navigator.onLine !== false || reachable === form) { forgetThePost(form); return; }
    event.preventDefault();
    event.stopPropagation();
    ask(function (isThere) {
      if (!isThere) { tell(button); return; }
      reachable = form;
      form.requestSubmit(event.submitter);
      reachable = null;
    });
  }, true);

  window.addEventListener("online", function () {
    if (note.parentNode) { note.textContent = "有信号了，请再点一次。"; }
  });
})();
