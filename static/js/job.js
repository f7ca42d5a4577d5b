// Shows how far the job is without reloading, and says aloud when its state changes. Looks for
// twenty minutes, then leaves it to the link: a forgotten page must not keep a sign-in alive.
(function () {
  "use strict";
  var section = document.getElementById("job");
  var said = document.getElementById("job-said");
  var link = document.getElementById("job-look");
  if (!section || !link || !window.DOMParser) return;
  link.hidden = true;
  var looks = 600;
  function show(page) {
    var fresh = page.getElementById("job");
    if (!fresh) return location.reload();
    var state = fresh.getAttribute("data-state");
    if (state !== section.getAttribute("data-state")) {
      section.setAttribute("data-state", state);
      said.textContent = fresh.querySelector("h2").textContent;
      document.title = page.title;
    }
    section.innerHTML = fresh.innerHTML;
    if (state === "pending" || state === "running") wait();
  }
  function look() {
    var request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.onload = function () {
      if (request.status !== 200) return wait();
      show(new DOMParser().parseFromString(request.responseText, "text/html"));
    };
    request.onerror = wait;
    request.send();
  }
  function wait() {
    looks -= 1;
    if (looks > 0) setTimeout(look, 2000);
    else link.hidden = false;
  }
  wait();
})();
