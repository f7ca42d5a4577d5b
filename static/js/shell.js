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
