// One message: drawn once, afterwards only the parts that changed are drawn anew.

import { el, icon, size } from "./dom.js";
import { isSafeLink, languageOf, rich } from "./rich.js";
import { word, written } from "./words.js";

const LONGEST_QUOTE = 90;

// Each part: its place in the bubble, what it is drawn from (null: nothing to draw), and how.
const PARTS = [
  ["sender", (message, room) => (room.showsNames && !room.isOwn(message) ? room.nameOf(message) : null), (name) => [name]],
  ["quote", (message, room) => room.quoted(message), drawQuote],
  ["photo", (message) => message.photo, drawPhoto],
  ["file", (message) => message.document, drawFile],
  ["sticker", (message) => message.sticker, (sticker) => [sticker.emoji ?? "🙂"]],
  ["text", (message) => message.html || (isBare(message) ? word("other") : null), drawText],
  ["meta", (message) => ({ date: message.date, edited: Boolean(message.edit_date) }), drawMeta],
  ["keys", (message) => (message.keyboard?.length ? message.keyboard : null), drawKeys],
  ["actions", (message, room) => ({ edit: room.mayEdit(message), reply: room.mayReply(message) }), drawActions],
];

const isBare = (message) => !message.photo && !message.document && !message.sticker;

export class Bubble {
  constructor(message, room) {
    this.room = room;
    this.drawn = {};
    this.waiting = new Set(); // callback data of buttons whose tap is not answered yet
    this.day = el("div", { className: "day" });
    this.places = Object.fromEntries(PARTS.map(([name]) => [name, el("div", { className: name, hidden: true })]));
    const { keys, actions, ...inside } = this.places;
    this.body = el("div", { className: "bubble" }, ...Object.values(inside));
    this.article = el("article", { className: "message", tabIndex: -1 }, this.body, keys, actions);
    this.node = el("li", { className: "row" }, this.day, this.article);
    this.update(message);
  }

  update(message) {
    this.message = message;
    this.node.classList.toggle("own", this.room.isOwn(message));
    this.article.classList.toggle("keyed", Boolean(message.keyboard?.length));
    this.article.classList.toggle("framed", Boolean(message.photo));
    this.article.classList.toggle("loose", Boolean(message.sticker));
    this.article.dataset.messageId = message.message_id;
    this.article.dataset.from = message.from_bot ? "bot" : this.room.isOwn(message) ? "me" : "other";
    this.article.setAttribute("aria-label", this.room.nameOf(message));
    for (const part of PARTS) this.draw(part);
  }

  draw([name, read, paint]) {
    const source = read(this.message, this.room);
    const key = JSON.stringify(source);
    if (this.drawn[name] === key) return;
    const place = this.places[name];
    const focused = place.contains(document.activeElement) ? [...place.querySelectorAll("button, a")].indexOf(document.activeElement) : -1;
    place.hidden = source === null;
    place.replaceChildren(...(source === null ? [] : paint(source, this)));
    this.drawn[name] = key;
    if (focused >= 0) this.refocus(place, focused);
  }

  refocus(place, index) {
    const buttons = place.querySelectorAll("button, a");
    (buttons[Math.min(index, buttons.length - 1)] ?? this.article).focus({ preventScroll: true });
  }

  setWaiting(data, isWaiting) {
    if (isWaiting) this.waiting.add(data);
    else this.waiting.delete(data);
    for (const button of this.places.keys.querySelectorAll("button")) {
      button.setAttribute("aria-busy", String(this.waiting.has(button.dataset.callback)));
    }
  }

  /** Dates and grouping depend on the neighbour above; `dayText` is empty unless a new day begins here. */
  place(dayText, joined) {
    if (this.day.textContent !== dayText) this.day.textContent = dayText;
    this.node.classList.toggle("joined", joined);
  }
}

function drawQuote(quoted) {
  return [el("strong", { textContent: quoted.name }), el("span", { textContent: quoted.text.slice(0, LONGEST_QUOTE) })];
}

function drawPhoto(photo, bubble) {
  const image = el("img", { src: photo.url, width: photo.width, height: photo.height, alt: bubble.message.text || word("photo"), decoding: "async" });
  const button = el("button", { type: "button", "aria-label": word("enlarge"), dataset: { testid: "photo" } }, image);
  button.addEventListener("click", () => bubble.room.enlarge(image));
  return [button];
}

function drawFile(file) {
  const about = el("span", { className: "size", textContent: file.size ? size(file.size) : "" });
  const names = el("span", { className: "names" }, el("span", { className: "name", textContent: file.name }), about);
  const link = el("a", { href: file.url, download: file.name, dataset: { testid: "document" }, title: word("download") });
  link.append(el("span", { className: "sheet" }, icon("file")), names, icon("download"));
  return [link];
}

function drawText(html, bubble) {
  const text = el("span", { className: bubble.message.html ? "words" : "words other", dataset: { testid: "text" } });
  text.lang = languageOf(bubble.message.text || html);
  text.append(rich(html));
  return [text];
}

function drawMeta(meta) {
  const date = new Date(meta.date * 1000);
  const time = el("time", { dateTime: date.toISOString(), textContent: written(date, "time") });
  return meta.edited ? [el("span", { className: "edited", textContent: word("edited") }), time] : [time];
}

function drawKeys(keyboard, bubble) {
  return keyboard.map((row) => el("div", { className: row.length > 3 ? "keyrow tight" : "keyrow" }, ...row.map((key) => drawKey(key, bubble))));
}

function drawKey(key, bubble) {
  const label = el("span", { textContent: key.text, lang: languageOf(key.text) });
  const parameter = bubble.room.startOf(key.url);
  if (parameter) {
    const inside = el("button", { className: "key", type: "button" }, label);
    inside.addEventListener("click", () => bubble.room.begin(parameter));
    return inside;
  }
  if (isSafeLink(key.url)) {
    const link = el("a", { className: "key", href: key.url, target: "_blank", rel: "noopener noreferrer" }, label, icon("out"));
    link.append(el("span", { className: "unseen", textContent: word("opensTab") }));
    return link;
  }
  const button = el("button", { className: "key", type: "button" }, label);
  if (key.callback_data === null || key.callback_data === undefined) {
    button.disabled = true;
    return button;
  }
  button.dataset.callback = key.callback_data;
  button.setAttribute("aria-busy", String(bubble.waiting.has(key.callback_data)));
  button.addEventListener("click", () => bubble.waiting.has(key.callback_data) || bubble.room.tap(bubble, key.callback_data));
  return button;
}

function drawActions(may, bubble) {
  const make = (name, act) => {
    const button = el("button", { type: "button", className: "round small", title: word(name), "aria-label": word(name), dataset: { testid: name } }, icon(name === "edit" ? "pencil" : name));
    button.addEventListener("click", () => act(bubble.message));
    return button;
  };
  const actions = [];
  if (may.reply) actions.push(make("reply", (message) => bubble.room.reply(message)));
  if (may.edit) actions.push(make("edit", (message) => bubble.room.edit(message)));
  return actions;
}
