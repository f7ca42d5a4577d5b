/* 提建议: the answers in the form, read and written as plain words. */
(function () {
  "use strict";

  var form = document.querySelector("[data-propose]");
  var NAMES = ["category", "text", "title", "place", "is_plain", "unfit_reason", "is_confidential",
    "step"];

  function value(name) {
    var input = form.elements[name], i;
    if (input.type === "checkbox") { return input.checked ? "on" : ""; }
    if (!input.length || input.tagName) { return input.value; }
    for (i = 0; i < input.length; i += 1) {
      if (input[i].checked) { return input[i].value; }
    }
    return "";
  }

  function setValue(name, words) {
    var input = form.elements[name], i;
    if (input.type === "checkbox") { input.checked = words === "on"; return; }
    if (!input.length || input.tagName) { input.value = words; return; }
    for (i = 0; i < input.length; i += 1) { input[i].checked = input[i].value === words; }
  }

  window.propose = {
    form: form,
    user: form.getAttribute("data-user"),
    id: form.getAttribute("data-draft"),
    value: value,
    names: NAMES,

    all: function () {
      var answers = {};
      NAMES.forEach(function (name) { answers[name] = value(name); });
      return answers;
    },

    fill: function (answers) {
      NAMES.forEach(function (name) { setValue(name, answers[name] || ""); });
    },

    /* The same words; the server keeps them without the blanks around them. */
    isSame: function (one, other) {
      return NAMES.every(function (name) {
        return name === "step" || (one[name] || "").trim() === (other[name] || "").trim();
      });
    },

    isEmpty: function (answers) {
      return NAMES.every(function (name) {
        return name === "step" || !(answers[name] || "").trim();
      });
    },

    /* The parts of the page speak to each other through events of the form. */
    tell: function (name) {
      var event = document.createEvent("Event");
      event.initEvent(name, false, false);
      form.dispatchEvent(event);
    }
  };
})();
