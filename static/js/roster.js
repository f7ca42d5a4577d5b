// The number on 导入 N 行 follows the choices on the page. Without scripts the server counts.
(function () {
  "use strict";
  var form = document.getElementById("roster");
  var number = form && form.querySelector("[data-waiting]");
  if (!number) return;
  var selects = form.querySelectorAll("select");
  function chosen() {
    var count = 0;
    for (var i = 0; i < selects.length; i += 1) if (selects[i].value !== "skip") count += 1;
    return count;
  }
  var onOtherPages = Number(number.getAttribute("data-waiting")) - chosen();
  function show() { number.textContent = String(onOtherPages + chosen()); }
  form.addEventListener("change", show);
  window.addEventListener("pageshow", show);
})();
