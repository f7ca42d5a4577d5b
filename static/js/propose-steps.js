/* 提建议: one question at a time. All of them stand in the page; without scripts it is one form. */
(function () {
  "use strict";

  var propose = window.propose, form = propose.form;
  var steps = [].slice.call(form.querySelectorAll("[data-step]"));
  var next = form.querySelector("[data-next]"), counter = form.querySelector("[data-left]");
  var text = form.elements.text, wrong = form.querySelector(".wrong");
  var here = 0, mending = false, byHand = false;

  function stepOf(element) {
    while (element && element.hasAttribute && element !== form) {
      if (element.hasAttribute("data-step")) { return steps.indexOf(element) + 1; }
      element = element.parentNode;
    }
    return 0;
  }

  function asked() {
    var id = location.hash.slice(1);
    return id ? stepOf(document.getElementById(id)) : 0;
  }

  function group(name) { return form.querySelector("[data-field='" + name + "']"); }

  function isMissing(name) {
    if (name === "unfit_reason" && propose.value("is_plain") !== "no") { return false; }
    return !propose.value(name).trim();
  }

  /* The questions of a step that still need an answer; their sentences come with the page. */
  function missing(step) {
    return [].slice.call(steps[step - 1].querySelectorAll("[data-required]")).map(function (box) {
      return box.getAttribute("data-field");
    }).filter(isMissing);
  }

  function isTooLong() { return charsLeft() < 0; }
  function charsLeft() { return Number(text.getAttribute("data-max")) - text.value.length; }

  function mark(name) {
    var box = group(name), line = document.createElement("p");
    unmark(name);
    line.className = "wrong-text";
    line.setAttribute("role", "alert");
    line.textContent = box.getAttribute("data-required");
    box.classList.add("wrong");
    box.insertBefore(line, box.querySelector("[data-input]"));
    box.querySelector("input, textarea").focus();
  }

  function unmark(name) {
    var box = group(name), line = box && box.querySelector(".wrong-text");
    if (line) { line.parentNode.removeChild(line); }
    if (box) { box.classList.remove("wrong"); }
  }

  function go(step) {
    if (location.hash === "#step-" + step) { show(step); } else { location.hash = "step-" + step; }
  }

  function goOn() {
    var names = missing(here);
    if (names.length) { mark(names[0]); return; }
    if (here === 2 && isTooLong()) { text.focus(); return; }
    go(mending ? steps.length : here + 1);
  }

  function show(step) {
    var first = 1, heading;
    while (first < step && !missing(first).length) { first += 1; }
    here = first;
    steps.forEach(function (section, index) { section.hidden = index + 1 !== here; });
    form.elements.step.value = here;
    next.hidden = here === steps.length;
    if (here === steps.length) { mending = false; fillCheck(); }
    heading = steps[here - 1].querySelector("[data-ask]");
    heading.setAttribute("tabindex", "-1");
    heading.focus();
    window.scrollTo(0, 0);
    propose.tell("step");
  }

  function fillCheck() {
    [].slice.call(form.querySelectorAll("[data-answer]")).forEach(function (cell) {
      cell.textContent = answer(cell.getAttribute("data-answer"));
    });
  }

  function photoCount() { return form.querySelectorAll("[data-photos] li").length; }

  function answer(name) {
    var chosen = form.querySelector("input[name=" + name + "]:checked");
    if (name === "photos") { return photoCount() ? photoCount() + " 张" : "没有加"; }
    if (name === "is_plain" && propose.value(name) === "no") {
      return "有其中一种。理由：" + propose.value("unfit_reason");
    }
    if (name === "title" && !propose.value("title")) {
      return form.getAttribute("data-title") || "没有写，送出时用第一句话";
    }
    if (chosen) { return chosen.parentNode.textContent.trim(); }
    return propose.value(name).trim() || "没有写";
  }

  function count() {
    var left = charsLeft();
    counter.hidden = left > 300;
    counter.className = left < 0 ? "wrong-text" : "meta";
    counter.textContent = left < 0
      ? "多了 " + (-left) + " 个字，请删短些。" : "还可以写 " + left + " 个字。";
  }

  function showReason() {
    form.querySelector("[data-when-unfit]").hidden = propose.value("is_plain") !== "no";
  }

  form.addEventListener("input", function (event) { unmark(event.target.name); count(); });
  form.addEventListener("change", function (event) { unmark(event.target.name); showReason(); });
  form.addEventListener("saved", function () { if (here === steps.length) { fillCheck(); } });
  form.addEventListener("filled", function () { count(); showReason(); fillCheck(); });
  form.addEventListener("keydown", function (event) {
    var isLine = event.target.tagName === "INPUT" && here < steps.length;
    if (event.key === "Enter" && isLine) { event.preventDefault(); goOn(); }
  });
  next.addEventListener("click", goOn);

  // A choice by hand moves on by itself; the arrow keys only choose.
  ["mousedown", "touchstart"].forEach(function (kind) {
    steps[0].addEventListener(kind, function () { byHand = true; }, { passive: true });
  });
  steps[0].addEventListener("click", function (event) {
    if (byHand && event.target.type === "radio") { byHand = false; goOn(); }
  });

  form.addEventListener("click", function (event) {
    if (event.target.hasAttribute("data-mend")) { mending = true; }
  });
  document.querySelector(".topbar a").addEventListener("click", function (event) {
    if (here > 1) { event.preventDefault(); go(here - 1); }
  });
  window.addEventListener("hashchange", function () { if (asked()) { show(asked()); } });

  document.documentElement.classList.add("stepwise");
  document.querySelector("[data-long-title]").classList.add("visually-hidden");
  next.hidden = false;
  count();
  showReason();
  show(stepOf(wrong) || asked() || Number(form.elements.step.value) || 1);
  history.replaceState(null, "", "#step-" + here);
  if (wrong && wrong.querySelector("input, textarea")) {
    wrong.querySelector("input, textarea").focus();
  }
})();
