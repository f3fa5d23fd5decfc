// What makes the console handier; everything works without it.
"use strict";

// `/` goes to the search.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at instanceof Element && at.closest("input, select, textarea, [contenteditable]")) return;
  const find = document.getElementById("find");
  if (find instanceof HTMLInputElement) {
    event.preventDefault();
    find.focus();
    find.select();
  }
});

// The tree opens and closes in place, and the arrow keys move in it.
const tree = document.getElementById("tree");
if (tree) {
  const branch = tree.dataset.branch;

  // The part of a page behind a link, as nodes. The server escapes every text in it.
  const fetched = async (link) => {
    const from = new URL(link, location.href);
    const wanted = new URL(branch, location.href);
    for (const name of ["org", "domain", "from"]) {
      const value = from.searchParams.get(name);
      if (value !== null) wanted.searchParams.set(name, value);
    }
    const answer = await fetch(wanted, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.body.querySelector("ul");
  };

  const name = (row) => row.querySelector(".node").textContent;

  const toggle = async (twisty) => {
    const item = twisty.closest("li");
    const open = twisty.getAttribute("aria-expanded") !== "true";
    let list = item.querySelector(":scope > ul");
    if (open && !list) {
      try {
        list = await fetched(item.querySelector(".node").href);
      } catch {
        location.href = twisty.href;
        return;
      }
      if (!list) return;
      item.append(list);
    }
    if (list) list.hidden = !open;
    twisty.setAttribute("aria-expanded", String(open));
    twisty.setAttribute("aria-label", `${open ? tree.dataset.close : tree.dataset.open} ${name(item)}`);
  };

  tree.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link) return;
    if (link.classList.contains("twisty")) {
      event.preventDefault();
      await toggle(link);
    } else if ("shift" in link.dataset) {
      event.preventDefault();
      try {
        const list = await fetched(link.href);
        const old = link.closest("ul");
        if (!list || !old) return;
        old.replaceWith(list);
        list.querySelector("a.node")?.focus();
      } catch {
        location.href = link.href;
      }
    }
  });

  const visible = () => [...tree.querySelectorAll("a.node, a[data-shift]")].filter((link) => !link.closest("ul[hidden]"));

  tree.addEventListener("keydown", async (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const item = document.activeElement?.closest("li");
    if (!item || !tree.contains(item)) return;
    const links = visible();
    const node = item.querySelector(":scope > .row > .node, :scope > a");
    const twisty = item.querySelector(":scope > .row > a.twisty");
    const at = links.indexOf(node);
    const open = twisty?.getAttribute("aria-expanded") === "true";
    const go = (link) => {
      event.preventDefault();
      link?.focus();
    };
    switch (event.key) {
      case "ArrowDown": return go(links[at + 1]);
      case "ArrowUp": return go(links[at - 1]);
      case "Home": return go(links[0]);
      case "End": return go(links[links.length - 1]);
      case "ArrowRight":
        if (twisty && !open) {
          event.preventDefault();
          await toggle(twisty);
          return;
        }
        return go(open ? item.querySelector(":scope > ul a.node") : null);
      case "ArrowLeft":
        if (twisty && open) {
          event.preventDefault();
          await toggle(twisty);
          return;
        }
        return go(item.parentElement?.closest("li")?.querySelector(":scope > .row > .node"));
    }
  });

  // Not by scrollIntoView: that would take the start of Tab along.
  const current = tree.querySelector(".node[aria-current]")?.getBoundingClientRect();
  const room = tree.getBoundingClientRect();
  if (current && current.bottom > room.bottom) tree.scrollTop += current.top - room.top - room.height / 3;
}

// What is live is fetched every second, while somebody can see it.
for (const place of document.querySelectorAll("[data-live]")) {
  let waiting = false;
  const refresh = async () => {
    if (document.hidden || waiting || place.contains(document.activeElement)) return;
    waiting = true;
    try {
      const answer = await fetch(place.dataset.live, { credentials: "same-origin" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        place.replaceChildren(...page.body.childNodes);
      }
    } catch {
      // The sandbox has stopped; what was seen last stays.
    } finally {
      waiting = false;
    }
  };
  setInterval(refresh, 1000);
}

// A folded form that is opened takes the focus to its first field.
for (const act of document.querySelectorAll("details.act")) {
  act.addEventListener("toggle", () => {
    if (!act.open) return;
    for (const other of document.querySelectorAll("details.act[open]")) if (other !== act) other.open = false;
    const field = act.querySelector("input:not([type=hidden]), button");
    field?.focus();
    if (field instanceof HTMLInputElement && field.type === "text") field.select();
  });
}

// Escape folds it again, and the focus stays where it was opened.
document.addEventListener("keydown", (event) => {
  const act = event.key === "Escape" && document.querySelector("details.act[open]");
  if (!act) return;
  act.open = false;
  act.querySelector("summary").focus();
});
