// The page: three columns, their tabs, the workbench, and the stream of events that keeps them true.

import { listen, Refused } from "./api.js";
import { ChatColumn } from "./chat.js";
import { el, icon, redraw } from "./dom.js";
import { Workbench } from "./panel.js";
import { Store } from "./store.js";
import { choose, current, translate, word } from "./words.js";

const KINDS = ["doctor", "moderator", "channel"];
const NOTICE_LASTS = 6000; // milliseconds
const LONGEST_SPOKEN = 600; // characters read out by a screen reader

const at = (id) => document.getElementById(id);
const store = new Store((chatId, change) => contentChanged(chatId, change));
const shared = { store, attempt, enlarge, alert: showAlert, visit: visitPrivately };
const columns = Object.fromEntries(KINDS.map((kind) => [kind, new ChatColumn(kind, shared)]));
const chosen = { doctor: null, moderator: null, room: null, actor: null }; // ids; null: the first there is
const workbench = new Workbench(store, { attempt, refresh, doctor: () => viewerOf("doctor"), choose: chooseDoctor });

// -- who and what is shown ---------------------------------------------------------------------------------------

function viewerOf(role) {
  return store.people(role).find((person) => person.id === chosen[role]) ?? store.people(role)[0];
}

function sharedRoom() {
  return store.sharedChats().find((chat) => chat.id === chosen.room) ?? store.sharedChats()[0];
}

function membersOf(chat) {
  const members = store.state.people.filter((person) => chat.members.includes(person.id));
  return members.length ? members : [viewerOf("doctor")];
}

async function refresh() {
  if (await attempt(store.refresh().then(() => true))) render();
}

function render() {
  for (const role of ["doctor", "moderator"]) {
    const viewer = viewerOf(role);
    columns[role].show(store.privateChat(viewer.id), viewer);
    offer(columns[role], store.people(role), viewer, word("whose"), (id) => pick(role, id));
  }
  const room = sharedRoom();
  const members = membersOf(room);
  const actor = members.find((person) => person.id === chosen.actor) ?? members[0];
  columns.channel.show(room, actor);
  offer(columns.channel, members, actor, word("actingAs"), (id) => pick("actor", id));
  offerRooms(room);
  settleUnread();
  workbench.render();
}

function pick(what, id) {
  chosen[what] = id;
  render();
}

function chooseDoctor(id) {
  pick("doctor", id);
  showTab("doctor");
}

/** The small menu of people in a column's header; not shown where there is nobody to choose. */
function offer(column, people, viewer, label, onPick) {
  const menu = column.find(".pick");
  const select = menu.querySelector("select");
  menu.hidden = people.length < 2;
  menu.querySelector("span").textContent = label;
  const options = people.map((person) => ({ value: person.id, textContent: person.first_name }));
  redraw(select, options, () => options.map((option) => el("option", option)));
  select.value = viewer.id;
  select.onchange = () => onPick(Number(select.value));
}

function offerRooms(room) {
  const doors = store.sharedChats().map(({ id, type, title }) => {
    const drawing = type === "channel" ? "channel" : "group";
    return { id, title, drawing, name: word(drawing), open: id === room.id, unread: store.unread.has(id) };
  });
  redraw(columns.channel.find(".rooms"), doors, () => doors.map(door));
}

function door({ id, title, drawing, name, open, unread }) {
  const look = { type: "button", className: unread ? "unread" : "", title, "aria-pressed": String(open) };
  const button = el("button", { ...look, dataset: { testid: `room-${drawing}` } }, icon(drawing), name);
  button.addEventListener("click", () => pick("room", id));
  return button;
}

// -- tabs and unread marks -----------------------------------------------------------------------------------------

function showTab(kind) {
  document.body.dataset.tab = kind;
  for (const tab of document.querySelectorAll("[data-show]")) tab.setAttribute("aria-pressed", String(tab.dataset.show === kind));
  columns[kind].stick.toEnd();
  if (store.state) settleUnread();
}

const isSeen = (column) => column.root.checkVisibility();
const columnOf = (chatId) => KINDS.map((kind) => columns[kind]).find((column) => column.chat?.id === chatId);

function kindOf(chatId) {
  const chat = store.state.chats.find((one) => one.id === chatId);
  if (chat?.type === "private") return store.person(chat.person)?.role;
  return chat && "channel"; // a chat that the state does not name yet has no tab
}

function settleUnread() {
  for (const column of Object.values(columns)) if (isSeen(column)) store.unread.delete(column.chat.id);
  const marked = new Set([...store.unread].map(kindOf));
  for (const tab of document.querySelectorAll("[data-show]")) tab.classList.toggle("unread", marked.has(tab.dataset.show));
  if (columns.channel.chat) offerRooms(columns.channel.chat);
}

function contentChanged(chatId, change) {
  const column = columnOf(chatId);
  column?.changed(change);
  if (change.kind !== "message" && change.kind !== "edited") return;
  if (change.kind === "message" && !(column && isSeen(column))) {
    store.unread.add(chatId);
    settleUnread();
    workbench.render();
  }
  if (change.message.from_bot && column && isSeen(column)) speak(change.message.text);
}

// -- words that come and go ------------------------------------------------------------------------------------------

function speak(text) {
  const line = el("p", { textContent: `${word("fromBot")}: ${text.slice(0, LONGEST_SPOKEN)}` });
  at("spoken").append(line);
  setTimeout(() => line.remove(), NOTICE_LASTS);
}

/** The promise's value, or null after telling the reader what went wrong. */
async function attempt(promise) {
  try {
    return await promise;
  } catch (error) {
    notify(error instanceof Refused ? word("failed", { error: error.message }) : word("unreachable"));
    return null;
  }
}

let hiding;

function notify(text) {
  at("notice").textContent = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => at("notice").replaceChildren(), NOTICE_LASTS);
}

function showAlert(text) {
  at("alert-text").textContent = text;
  if (!at("alert").open) at("alert").showModal();
}

/** Shows the private chat of a person, whichever column it has. */
function visitPrivately(person) {
  pick(person.role, person.id);
  showTab(person.role);
}

function enlarge(image) {
  const large = at("lightbox").querySelector("img");
  large.src = image.src;
  large.alt = image.alt;
  at("lightbox").classList.remove("close-up");
  at("lightbox").showModal();
}

// -- the stream ------------------------------------------------------------------------------------------------------

function showLink(up) {
  at("link").dataset.up = String(up);
  at("link").textContent = word(up ? "connected" : "reconnecting");
}

async function connected() {
  showLink(true);
  await refresh();
  await attempt(store.reload());
}

function happened(event) {
  if (event.kind === "state") refresh();
  else if (event.kind === "answer") answered(event);
  else if (event.kind === "typing") columnOf(event.chat_id)?.typing();
  else if (store.state) store.take(event);
}

function answered(event) {
  const column = event.chat_id ? columnOf(event.chat_id) : Object.values(columns).find((one) => one.waiting.has(event.query_id));
  if (column && (!event.person || column.viewer.id === event.person)) column.answer(event);
}

// -- the frame ---------------------------------------------------------------------------------------------------------

function setLanguage() {
  document.documentElement.lang = current();
  at("language").value = current();
  translate(document);
  for (const column of Object.values(columns)) column.relabel();
  showLink(at("link").dataset.up === "true");
  if (store.state) render();
}

/** On a phone the screen keyboard covers the page's lower part: the page takes only what is left. */
function fitAboveKeyboard() {
  const view = window.visualViewport;
  const covered = window.innerHeight - view.height > 120;
  document.documentElement.style.setProperty("--height", covered ? `${view.height}px` : "100dvh");
  document.body.classList.toggle("keyboard", covered);
}

at("stage").append(...KINDS.map((kind) => columns[kind].root));
at("language").addEventListener("change", (event) => {
  choose(event.target.value);
  setLanguage();
});
for (const tab of document.querySelectorAll("[data-show]")) tab.addEventListener("click", () => showTab(tab.dataset.show));
at("lightbox").querySelector("img").addEventListener("click", () => at("lightbox").classList.toggle("close-up"));
at("lightbox").addEventListener("click", (event) => event.target === at("lightbox") && at("lightbox").close());
window.visualViewport?.addEventListener("resize", fitAboveKeyboard);
window.addEventListener("resize", () => store.state && settleUnread());
at("newcomer-language").value = current();
setLanguage();
showTab("doctor");
listen({ onUp: connected, onEvent: happened, onDown: () => showLink(false) });
