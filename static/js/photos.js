/* Photos of a proposal: made small on the phone, sent one by one, kept on the phone until then. */
(function () {
  "use strict";

  var propose = window.propose, form = propose.form, box = form.querySelector("[data-photo-box]");
  var input = box.querySelector("input[type=file]"), list = box.querySelector("[data-photos]");
  var words = box.querySelector("[data-photo-words]");
  var MOST = Number(box.getAttribute("data-most")), SIDE = 1280, BYTES = 200 * 1024;
  var QUALITIES = [0.82, 0.7, 0.58, 0.46, 0.34];
  var waiting = [], busy = false;

  function say(text) { words.textContent = text; }

  function bytesOf(data) { return Math.floor((data.length - data.indexOf(",") - 1) * 3 / 4); }

  /* A JPEG of at most 200 KB as a data URL; smaller and plainer until it fits. */
  function shrink(image) {
    var side = SIDE, canvas = document.createElement("canvas"), scale, data, i;
    for (; side >= 320; side = Math.round(side * 0.75)) {
      scale = Math.min(1, side / Math.max(image.width, image.height));
      canvas.width = Math.max(1, Math.round(image.width * scale));
      canvas.height = Math.max(1, Math.round(image.height * scale));
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      for (i = 0; i < QUALITIES.length; i += 1) {
        data = canvas.toDataURL("image/jpeg", QUALITIES[i]);
        if (bytesOf(data) <= BYTES) { return data; }
      }
    }
    return data;
  }

  function open(file, done) {
    var image = new Image(), url = URL.createObjectURL(file);
    image.onload = function () { URL.revokeObjectURL(url); done(shrink(image)); };
    image.onerror = function () { URL.revokeObjectURL(url); done(""); };
    image.src = url;
  }

  function blobOf(data) {
    var plain = atob(data.split(",")[1]), bytes = new Uint8Array(plain.length), i;
    for (i = 0; i < plain.length; i += 1) { bytes[i] = plain.charCodeAt(i); }
    return new Blob([bytes], { type: "image/jpeg" });
  }

  function add(data, key) {
    var item = box.querySelector("template").content.firstElementChild.cloneNode(true);
    item.querySelector("img").src = data;
    list.appendChild(item);
    number();
    waiting.push({ data: data, key: key, item: item });
  }

  function number() {
    [].slice.call(list.children).forEach(function (item, index) {
      item.querySelector("img").alt = "第 " + (index + 1) + " 张照片";
      item.querySelector("[data-nth]").textContent = "第 " + (index + 1) + " 张";
    });
    box.querySelector("[data-add]").hidden = list.children.length >= MOST;
  }

  function remove(item) {
    list.removeChild(item);
    number();
  }

  function post(url, body, done) {
    var request = new XMLHttpRequest();
    body.append("csrfmiddlewaretoken", propose.value("csrfmiddlewaretoken"));
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 60000;
    request.onloadend = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (page) { /* not an answer */ }
      done(request.status, answer);
    };
    request.send(body);
  }

  /* One after the other; the first that finds no signal leaves the rest waiting. */
  function sendNext() {
    if (busy || !waiting.length) { return; }
    busy = true;
    var photo = waiting[0], body = new FormData();
    say("正在传照片，还有 " + waiting.length + " 张…");
    body.append("photo", blobOf(photo.data), "photo.jpg");
    post(box.getAttribute("data-url"), body, function (status, answer) {
      busy = false;
      if (waiting.indexOf(photo) < 0) { arrivedLate(answer); return; }
      if (answer) { settle(photo, answer); return; }
      say("照片还没传上去，有信号后会再传。"
        + (photo.key ? "先存在这部手机里。" : "请先别关掉这一页。"));
    });
  }

  function arrivedLate(answer) {
    if (answer && answer.drop_url) { post(answer.drop_url, new FormData(), sendNext); }
  }

  function settle(photo, answer) {
    waiting.splice(waiting.indexOf(photo), 1);
    if (photo.key) { drafts.dropPhoto(photo.key); }
    if (answer.says) {
      remove(photo.item);
      say(answer.says);
    } else {
      photo.item.setAttribute("data-drop-url", answer.drop_url);
      say("照片都传好了。");
    }
    sendNext();
  }

  function drop(item) {
    var url = item.getAttribute("data-drop-url");
    if (url) {
      post(url, new FormData(), function (status) {
        if (status === 200) { remove(item); say("删掉了 1 张。"); } else { say("没有信号，还没删掉。"); }
      });
      return;
    }
    waiting = waiting.filter(function (photo) {
      if (photo.item === item && photo.key) { drafts.dropPhoto(photo.key); }
      return photo.item !== item;
    });
    remove(item);
  }

  function take(files) {
    if (!files.length) { sendNext(); return; }
    if (list.children.length >= MOST) { say("最多 " + MOST + " 张，多的没有加。"); sendNext(); return; }
    open(files[0], function (data) {
      if (data) { add(data, drafts.keepPhoto(propose.user, propose.id, data)); }
      else { say("有 1 张照片打不开，没有加。请换一张，或者用相机重新拍。"); }
      take(files.slice(1));
    });
  }

  input.addEventListener("change", function () {
    var files = [].slice.call(input.files);
    input.value = "";
    take(files);
  });
  list.addEventListener("click", function (event) {
    if (!event.target.hasAttribute("data-drop")) { return; }
    event.preventDefault();
    drop(event.target.parentNode);
  });
  window.addEventListener("online", sendNext);

  input.removeAttribute("name");
  input.classList.add("visually-hidden");
  box.querySelector("[data-add]").hidden = false;
  drafts.photos(propose.user, propose.id).forEach(function (photo) { add(photo.data, photo.key); });
  number();
  sendNext();
})();
