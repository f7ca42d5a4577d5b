/* 复制链接。没有脚本时，网址就在框里，可以自己选中复制。 */
(function () {
  "use strict";
  var button = document.querySelector("[data-copy]");
  if (!button) return;
  button.classList.remove("d-none");
  button.addEventListener("click", function () {
    var box = document.getElementById(button.getAttribute("data-copy"));
    box.select();
    var done = document.execCommand("copy");
    document.getElementById("copied").textContent = done ? "复制好了，去微信里粘贴。" : "请按住网址，选“复制”。";
  });
})();
