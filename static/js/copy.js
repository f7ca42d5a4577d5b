/* 复制这段话: the button shows only where the browser lets a page copy. */
(function () {
  "use strict";

  function say(button, words) { button.parentNode.querySelector("[role=status]").textContent = words; }

  function copy(button) {
    var text = document.getElementById(button.getAttribute("data-copy")).textContent;
    navigator.clipboard.writeText(text).then(function () {
      say(button, "复制好了，可以去粘贴。");
    }, function () {
      say(button, "没有复制成，请用手选中这段话。");
    });
  }

  if (!navigator.clipboard) { return; }
  [].slice.call(document.querySelectorAll("[data-copy]")).forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { copy(button); });
  });
})();
