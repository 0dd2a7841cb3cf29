(function () {
  "use strict";
  var tools = document.getElementById("tools");
  if (!tools) { return; }
  tools.hidden = false;
  function fold(s) {
    return s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d");
  }
  var rows = Array.prototype.slice.call(document.querySelectorAll("table.main tbody tr:not(.group)"));
  var groups = document.querySelectorAll("table.main tbody tr.group");
  var words = rows.map(function (r) { return fold(r.textContent); });
  var box = document.getElementById("filter");
  var count = document.getElementById("count");
  function show() {
    var wanted = fold(box.value).split(/\s+/).filter(Boolean), n = 0;
    rows.forEach(function (r, i) {
      var hit = wanted.every(function (w) { return words[i].indexOf(w) >= 0; });
      r.hidden = !hit;
      if (hit) { n++; }
    });
    groups.forEach(function (g) {
      var r = g.nextElementSibling;
      while (r && r.hidden && !r.classList.contains("group")) { r = r.nextElementSibling; }
      g.hidden = !r || r.classList.contains("group");
    });
    count.textContent = n;
  }
  box.addEventListener("input", show);
  ["open", "close"].forEach(function (id) {
    document.getElementById(id).addEventListener("click", function () {
      document.querySelectorAll("table.main details").forEach(function (d) { d.open = id === "open"; });
    });
  });
  show();
})();
