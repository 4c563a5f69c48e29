// What a script adds to pages that work without one: answers as they come, a plot to choose a stretch of time on.
"use strict";

const told = document.body.dataset;

// ---- ask

function pending(question) {
  const turn = document.createElement("section");
  turn.className = "turn pending fresh";
  turn.setAttribute("aria-busy", "true");
  const asked = document.createElement("h2");
  asked.className = "asked";
  asked.dir = "auto";
  asked.textContent = question;
  const words = document.createElement("div");
  words.dir = "auto";
  const waiting = document.createElement("p");
  waiting.textContent = told.waiting;
  words.append(waiting);
  turn.append(asked, words);
  return turn;
}

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const whole = text.split("\n\n");
    text = whole.pop();
    for (const one of whole) {
      const name = /^event: (.*)$/m.exec(one), data = /^data: (.*)$/m.exec(one);
      if (name && data) yield [name[1], JSON.parse(data[1])];
    }
  }
}

class Wrong extends Error {}

async function ask(data, turn) {
  const response = await fetch("/ask", {
    method: "POST",
    headers: { Accept: "text/event-stream" },
    body: new URLSearchParams(data),
  });
  if (!(response.headers.get("content-type") || "").startsWith("text/event-stream")) {
    throw new Wrong(await problem(response));
  }
  let written = 0;
  for await (const [name, found] of events(response)) {
    if (name === "problem") throw new Wrong(found.text);
    if (name === "sentence") {
      const words = turn.querySelector("div"), one = document.createElement("p");
      one.className = "sentence";
      one.dir = "auto";
      one.textContent = found.text;
      if (!written++) words.replaceChildren();
      words.append(one);
    }
    if (name === "answer") return found;
  }
  throw new Error("the stream ended early");
}

async function problem(response) {
  const type = response.headers.get("content-type") || "";
  if (type.includes("json")) {
    const found = await response.json();
    return found.detail || found.title || told.lost;
  }
  return told.lost;
}

function show(found, turn, question) {
  const made = document.createElement("template");
  made.innerHTML = found.html; // made by our own template, in which all foreign text is escaped
  const section = made.content.querySelector("section");
  section.classList.add("fresh");
  turn.replaceWith(section);
  for (const field of document.querySelectorAll("input[name=conversation]")) field.value = found.conversation;
  for (const kept of document.querySelectorAll("[data-kept]")) kept.hidden = false;
  document.title = `${question} · Khabar`;
  document.body.className = "talk";
  history.pushState(null, "", `/c/${found.conversation}#t${found.turn}`);
}

let asking = false;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-ask]")) return;
  event.preventDefault();
  const data = new FormData(form), button = event.submitter;
  if (button && button.name) data.set(button.name, button.value);
  const question = (data.get("question") || "").trim();
  if (!question || asking) return;
  asking = true;
  const field = document.getElementById("question"), wrong = document.querySelector("[data-wrong]");
  const intro = document.querySelector("[data-intro]"), head = document.querySelector(".question-head");
  if (intro) intro.hidden = true;
  if (head) head.classList.add("unseen");
  wrong.hidden = true;
  field.value = "";
  for (const one of document.querySelectorAll(".turn.fresh")) one.classList.remove("fresh");
  const turn = pending(question), turns = document.getElementById("turns");
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  try {
    show(await ask(data, turn), turn, question);
  } catch (error) {
    turn.remove();
    wrong.textContent = error instanceof Wrong ? error.message : told.lost;
    wrong.hidden = false;
    field.value = question;
    field.focus();
  }
  asking = false;
});

// A page that has grown isn't the one that its first address had.
addEventListener("popstate", () => { if (!location.hash || location.pathname === "/") location.reload(); });

document.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  if (!form.matches("[data-rate]") || !button) return;
  event.preventDefault();
  const data = new FormData(form);
  data.set(button.name, button.value);
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) }).catch(() => null);
  if (!response || !response.ok) return;
  for (const one of form.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === button));
  form.querySelector("[role=status]").textContent = told.thanks;
});

// ---- read: an address that names a sentence behind # alone gets it marked by the server

const named = /^#s=(\d+-\d+)$/.exec(location.hash);
if (named && location.pathname.startsWith("/a/") && !document.getElementById(`s=${named[1]}`)) {
  const asked = new URLSearchParams(location.search);
  if (asked.get("s") !== named[1]) {
    asked.set("s", named[1]);
    location.replace(`${location.pathname}?${asked}#s=${named[1]}`);
  }
}

// ---- time: a stretch of it is chosen by dragging, or with the arrow keys and Enter

function operate(plot) {
  const bars = [...plot.querySelectorAll("rect.bar")], status = plot.querySelector("[role=status]");
  let from = 0, to = 0, dragging = false;
  const slider = plot.querySelector("[data-slider]");
  slider.setAttribute("role", "slider");
  slider.tabIndex = 0;
  slider.setAttribute("aria-valuemin", "1");
  slider.setAttribute("aria-valuemax", String(bars.length));
  function choose(first, last) {
    [from, to] = [first, last];
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    bars.forEach((bar, at) => bar.classList.toggle("on", at >= low && at <= high));
    const label = low === high ? bars[low].dataset.label : `${bars[low].dataset.name} – ${bars[high].dataset.name}`;
    slider.setAttribute("aria-valuenow", String(to + 1));
    slider.setAttribute("aria-valuetext", label);
    status.textContent = label;
  }
  function go() {
    const asked = new URLSearchParams(location.search);
    asked.set("since", bars[Math.min(from, to)].dataset.since);
    asked.set("until", bars[Math.max(from, to)].dataset.until);
    location.assign(`/t?${asked}`);
  }
  function at(event) {
    const box = slider.getBoundingClientRect(), place = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(bars.length - 1, Math.floor(place * bars.length)));
  }
  slider.setAttribute("aria-valuenow", "1");
  slider.setAttribute("aria-valuetext", bars[0].dataset.label);
  slider.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -bars.length, End: bars.length };
    if (event.key === "Enter") return go();
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(bars.length - 1, to + steps[event.key]));
    choose(event.shiftKey ? from : next, next);
  });
  slider.addEventListener("focus", () => choose(from, to));
  slider.addEventListener("pointerdown", (event) => { dragging = true; choose(at(event), at(event)); });
  slider.addEventListener("pointermove", (event) => { if (dragging) choose(from, at(event)); });
  slider.addEventListener("pointerup", () => { if (dragging) { dragging = false; go(); } });
  slider.addEventListener("pointercancel", () => { dragging = false; });
}

document.querySelectorAll("[data-plot]").forEach(operate);

// ---- what is there, while it grows

const live = document.querySelector("[data-live]");
if (live) {
  let last = "";
  setInterval(async () => {
    if (document.hidden || live.contains(document.activeElement)) return;
    const response = await fetch(location.href).catch(() => null);
    if (!response || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.querySelector("[data-live]");
    if (!now || now.innerHTML === last) return;
    last = now.innerHTML;
    live.replaceChildren(...now.childNodes);
    live.querySelectorAll("[data-plot]").forEach(operate);
  }, Number(live.dataset.live) * 1000);
}
