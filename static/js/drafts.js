/* Drafts kept on this phone. Each belongs to one person: whoever else uses the phone is shown
   nothing of it. A draft: {fields, at, base, dirty, unsent, unanswered}; base is the saved_at
   of the server's copy it grew from, dirty says that the server does not have it yet, unsent that
   its writer tried to send it, unanswered what was posted without an answer. */
(function () {
  "use strict";

  function draftKey(user, id) { return "draft:" + user + ":" + id; }
  function photoPrefix(user, id) { return "photo:" + user + ":" + id + ":"; }

  function put(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch (full) {
      return false;
    }
  }

  function get(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch (unreadable) {
      return null;
    }
  }

  function keys(prefix) {
    var found = [], i;
    try {
      for (i = 0; i < localStorage.length; i += 1) {
        if (localStorage.key(i).indexOf(prefix) === 0) { found.push(localStorage.key(i)); }
      }
    } catch (closed) {
      return [];
    }
    return found;
  }

  function drop(key) {
    try { localStorage.removeItem(key); } catch (closed) { /* nothing was kept either */ }
  }

  function list(user) {
    return keys(draftKey(user, "")).map(function (key) {
      return { id: key.split(":")[2], draft: get(key) };
    }).filter(function (row) {
      return row.draft;
    }).sort(function (a, b) {
      return b.draft.at - a.draft.at;
    });
  }

  function forget(user, id) {
    drop(draftKey(user, id));
    keys(photoPrefix(user, id)).forEach(drop);
  }

  window.drafts = {
    read: function (user, id) { return get(draftKey(user, id)); },
    keep: function (user, id, draft) { return put(draftKey(user, id), draft); },
    list: list,
    forget: forget,
    photos: function (user, id) {
      return keys(photoPrefix(user, id)).sort().map(function (key) {
        return { key: key, data: get(key) };
      });
    },
    keepPhoto: function (user, id, data) {
      var key = photoPrefix(user, id) + Date.now() + Math.random().toString(36).slice(2);
      return put(key, data) ? key : "";
    },
    dropPhoto: drop
  };

  // The sent page: what has arrived need not stay on the phone.
  var sent = document.querySelector("[data-forget-draft]");
  if (sent) { forget(sent.getAttribute("data-user"), sent.getAttribute("data-forget-draft")); }
})();
