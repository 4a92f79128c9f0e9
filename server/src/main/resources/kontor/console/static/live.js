// Keeps the part of the page that is live up to date: when the server says that it has moved,
// htmx fetches that part again. Without this file the page is whole, only not live.
(function () {
  "use strict";
  var QUIET_MS = 1000;
  var state = document.getElementById("live-state");
  var waiting = null;
  var last = 0;

  function show(on) {
    if (state) {
      state.textContent = state.dataset[on ? "on" : "off"];
      state.classList.toggle("is-on", on);
    }
  }

  function refresh() {
    waiting = null;
    last = Date.now();
    document.body.dispatchEvent(new CustomEvent("kontor:moved"));
  }

  // A reader who has opened a message keeps it open.
  var open = [];
  document.addEventListener("htmx:beforeSwap", function () {
    open = Array.from(document.querySelectorAll("#live details[open]"), function (d) {
      return d.id;
    });
  });
  document.addEventListener("htmx:afterSettle", function () {
    open.forEach(function (id) {
      var details = document.getElementById(id);
      if (details) {
        details.open = true;
      }
    });
  });

  // Who follows a link to something closed finds it open.
  function openTarget() {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") {
      target.open = true;
    }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();

  if (!document.getElementById("live") || !window.EventSource) {
    return;
  }
  var events = new EventSource("/events");
  events.addEventListener("ready", function () {
    show(true);
  });
  events.addEventListener("moved", function (event) {
    var position = document.getElementById("position");
    if (position) {
      position.textContent = event.data;
    }
    if (waiting === null) {
      waiting = setTimeout(refresh, Math.max(0, QUIET_MS - (Date.now() - last)));
    }
  });
  events.onerror = function () {
    show(false);
  };
})();
