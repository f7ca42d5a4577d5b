/* 评价: what comes next moves into view when a question is answered. */
(function () {
  "use strict";
  var form = document.querySelector(".rate");
  var NEXT = { process: ".after-process", result: ".after-result" };

  form.addEventListener("change", function (event) {
    var part = NEXT[event.target.name] && form.querySelector(NEXT[event.target.name]);
    if (part) { part.scrollIntoView({ block: "nearest" }); }
  });
})();
