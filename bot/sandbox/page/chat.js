// A column: one chat as one person sees it.

import { api } from "./api.js";
import { Bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { languageOf } from "./rich.js";
import { Stick } from "./scroll.js";
import { START, translate, word, written } from "./words.js";

const JOINED_WITHIN = 300; // seconds between messages of one sender that stand together
const TYPING_LASTS = 5000; // milliseconds, as in Telegram
const TOAST_LASTS = 3500;
const PATIENCE = 20000; // after this a tapped button stops spinning, answered or not

export class ChatColumn {
  /** `shared`: {store, attempt(promise), enlarge(image), alert(text)}. */
  constructor(kind, shared) {
    Object.assign(this, { kind, shared, store: shared.store, chat: null, viewer: null });
    this.bubbles = new Map();
    this.waiting = new Map(); // query id → stops the spinner
    this.answered = new Set(); // query ids that were answered before the tap's own response came
    this.tapping = 0; // taps on their way
    this.missed = 0;
    this.drafts = new Map();
    this.root = document.getElementById("column").content.firstElementChild.cloneNode(true);
    Object.assign(this.root.dataset, { kind, testid: `chat-${kind}` });
    this.find = (selector) => this.root.querySelector(selector);
    this.list = this.find(".list");
    this.stick = new Stick(this.find(".messages"), this.list, (atEnd) => this.showPill(atEnd));
    this.composer = new Composer(this.find(".composer"), this.deeds());
    this.find(".pill").addEventListener("click", () => this.stick.toEnd());
    this.find(".start").addEventListener("click", () => this.say("/start"));
    this.find(".unblock").addEventListener("click", () => this.shared.attempt(api.setBlocked(this.viewer.id, false)));
    this.relabel();
  }

  deeds() {
    return {
      say: (text, replyTo) => this.say(text, replyTo),
      edit: (message, text) => this.shared.attempt(api.edit(this.chat.id, this.viewer.id, message.message_id, text)),
      attach: (kind, file, caption) => this.attach(kind, file, caption),
      lastOwn: () => this.store.messages(this.chat.id).findLast((message) => this.mayEdit(message)),
    };
  }

  /** Draws what depends on the page's language. */
  relabel() {
    translate(this.root);
    this.composer.relabel();
    if (this.chat) this.redraw();
  }

  /** Shows `chat` with the eyes of `viewer`; a second call with the same two only refreshes names and standing. */
  async show(chat, viewer) {
    const same = this.chat?.id === chat.id && this.viewer?.id === viewer.id;
    if (!same) this.leave(chat);
    this.chat = chat;
    this.viewer = viewer;
    this.describe();
    if (same) return;
    this.redraw();
    if (!this.store.isOpened(chat.id)) await this.shared.attempt(this.store.load(chat.id));
  }

  leave(next) {
    if (this.chat) this.drafts.set(this.chat.id, this.composer.box.value);
    this.composer.leaveMode();
    this.composer.write(this.drafts.get(next.id) ?? "");
    this.root.classList.remove("is-typing");
  }

  describe() {
    const { type } = this.chat;
    const isPrivate = type === "private";
    const count = { n: this.chat.members.length };
    const about = isPrivate ? word("privateAbout", { role: word(this.kind) }) : word(type === "channel" ? "channelAbout" : "groupAbout", count);
    const title = isPrivate ? this.viewer.first_name : this.chat.title;
    this.root.dataset.type = type;
    this.root.classList.toggle("is-readonly", type === "channel" && this.viewer.role !== "moderator");
    this.root.classList.toggle("is-blocked", isPrivate && this.viewer.blocked);
    this.composer.setEnabled(!(isPrivate && this.viewer.blocked));
    this.find(".peer h2").textContent = title;
    this.find(".peer p").textContent = about;
    this.find(".avatar").textContent = [...title][0] ?? "";
    this.find(".peer h2").lang = languageOf(title);
    this.find(".messages").setAttribute("aria-label", title);
    this.find(".empty p").textContent = word(isPrivate ? "emptyPrivate" : type === "channel" ? "emptyChannel" : "emptyGroup");
    const start = this.find(".start");
    start.lang = this.viewer.language_code in START ? this.viewer.language_code : "en";
    start.textContent = START[start.lang];
    start.hidden = !isPrivate;
  }

  // -- messages ------------------------------------------------------------------------------------------------

  redraw() {
    this.describe();
    this.bubbles.clear();
    this.list.replaceChildren();
    for (const message of this.store.messages(this.chat.id)) this.put(message);
    this.arrange();
    this.missed = 0;
    this.stick.toEnd();
  }

  /** The store's chat changed. */
  changed(change) {
    this.stick.look(); // the reader may have scrolled in this very moment
    if (change.kind === "loaded") this.reconcile();
    if (change.kind === "deleted") this.drop(change.message_id);
    if (change.kind === "edited") this.put(change.message);
    if (change.kind === "message") this.arrive(change.message);
    this.arrange();
  }

  reconcile() {
    const messages = this.store.messages(this.chat.id);
    const kept = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.bubbles.keys()]) if (!kept.has(id)) this.drop(id);
    for (const message of messages) this.put(message);
  }

  arrive(message) {
    const isNew = !this.bubbles.has(message.message_id);
    this.put(message);
    if (message.from_bot) this.root.classList.remove("is-typing");
    if (!isNew) return;
    this.bubbles.get(message.message_id).node.classList.add("fresh");
    if (this.isOwn(message)) this.stick.toEnd();
    else if (!this.stick.atEnd) this.missed += 1;
    this.showPill(this.stick.atEnd);
  }

  put(message) {
    const known = this.bubbles.get(message.message_id);
    if (known) {
      known.update(message);
      return;
    }
    const bubble = new Bubble(message, this);
    const after = [...this.bubbles.values()].find((other) => other.message.message_id > message.message_id);
    this.list.insertBefore(bubble.node, after?.node ?? null);
    this.bubbles.set(message.message_id, bubble);
  }

  drop(messageId) {
    this.bubbles.get(messageId)?.node.remove();
    this.bubbles.delete(messageId);
  }

  /** Days and groups, which depend on neighbours. */
  arrange() {
    let above = null;
    let own = null;
    for (const { message_id: id } of this.store.messages(this.chat.id)) {
      const bubble = this.bubbles.get(id);
      if (!bubble) continue;
      const day = dayOf(bubble.message);
      const isNewDay = !above || dayOf(above) !== day;
      bubble.place(isNewDay ? day : "", !isNewDay && standTogether(above, bubble.message));
      above = bubble.message;
      bubble.node.classList.remove("latest");
      if (this.isOwn(above)) own = bubble;
    }
    own?.node.classList.add("latest"); // on a touch screen its pencil shows without hovering
    this.root.classList.toggle("is-empty", this.bubbles.size === 0 && this.store.isKnown(this.chat.id));
    if (this.stick.atEnd) this.stick.toEnd();
  }

  showPill(atEnd) {
    if (atEnd) this.missed = 0;
    this.root.classList.toggle("is-scrolled", !atEnd);
    this.find(".pill").classList.toggle("counts", this.missed > 0);
    this.find(".pill span").textContent = this.missed ? word("newMessages", { n: this.missed }) : "";
    this.find(".pill").setAttribute("aria-label", this.missed ? word("newMessages", { n: this.missed }) : word("toBottom"));
  }

  // -- what a bubble asks of its room --------------------------------------------------------------------------

  get showsNames() {
    return this.chat.type === "group";
  }

  isOwn(message) {
    return !message.from_bot && message.from?.id === this.viewer.id;
  }

  nameOf(message) {
    return message.from_bot ? word("fromBot") : (message.from?.first_name ?? this.chat.title ?? "");
  }

  quoted(message) {
    const original = message.reply_to ? this.store.message(this.chat.id, message.reply_to) : null;
    return original ? { name: this.nameOf(original), text: original.text } : null;
  }

  mayEdit(message) {
    return this.isOwn(message) && Boolean(message.text) && !message.photo && !message.document;
  }

  mayReply() {
    return this.chat.type === "group";
  }

  edit(message) {
    this.composer.enterMode("edit", message);
  }

  reply(message) {
    this.composer.enterMode("reply", message);
  }

  enlarge(image) {
    this.shared.enlarge(image);
  }

  // -- what the person does ------------------------------------------------------------------------------------

  async say(text, replyTo) {
    const answer = await this.shared.attempt(api.say(this.chat.id, this.viewer.id, text, replyTo));
    if (answer) this.store.takeAnswer(answer.message);
    return answer;
  }

  /** What a link to the bot itself asks for: the word after `?start=`; null for any other link. */
  startOf(url) {
    const found = /^https:\/\/t\.me\/(\w+)\?start=([\w-]{1,64})$/.exec(url ?? "");
    return found && found[1] === this.store.state.bot.username ? found[2] : null;
  }

  /** Telegram opens the private chat at such a link and says /start there; so does this page. */
  async begin(parameter) {
    const { store, viewer, shared } = this;
    const answer = await shared.attempt(api.say(store.privateChat(viewer.id).id, viewer.id, `/start ${parameter}`));
    if (!answer) return;
    store.takeAnswer(answer.message);
    shared.visit(viewer);
  }

  async attach(kind, file, caption) {
    const { chat, viewer } = this;
    const sending = file ? api.upload(chat.id, viewer.id, kind, file, caption) : api.send(chat.id, viewer.id, kind);
    const answer = await this.shared.attempt(sending);
    if (answer?.message) this.store.takeAnswer(answer.message);
  }

  async tap(bubble, data) {
    const stop = () => bubble.setWaiting(data, false);
    bubble.setWaiting(data, true);
    setTimeout(stop, PATIENCE);
    this.tapping += 1;
    const answer = await this.shared.attempt(api.tap(this.chat.id, this.viewer.id, bubble.message.message_id, data));
    this.tapping -= 1;
    if (!answer || this.answered.delete(answer.query_id)) stop();
    else this.waiting.set(answer.query_id, stop);
  }

  // -- what the bot does besides messages ----------------------------------------------------------------------

  /** answerCallbackQuery: the button rests; words come as a toast or an alert. */
  answer({ query_id: id, text, alert }) {
    if (this.waiting.has(id)) this.waiting.get(id)();
    else if (this.tapping) this.answered.add(id);
    this.waiting.delete(id);
    if (text && alert) this.shared.alert(text);
    else if (text) this.toast(text);
  }

  toast(text) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => toast.classList.remove("shown"), TOAST_LASTS);
  }

  typing() {
    this.root.classList.add("is-typing");
    if (this.stick.atEnd) this.stick.toEnd();
    clearTimeout(this.typist);
    this.typist = setTimeout(() => this.root.classList.remove("is-typing"), TYPING_LASTS);
  }
}

function standTogether(above, message) {
  const sender = (one) => (one.from_bot ? "bot" : (one.from?.id ?? "channel"));
  const soonAfter = message.date - above.date < JOINED_WITHIN;
  return soonAfter && !above.keyboard?.length && sender(above) === sender(message);
}

function dayOf(message) {
  const date = new Date(message.date * 1000);
  const sameYear = date.getFullYear() === new Date().getFullYear();
  return written(date, sameYear ? "day" : "dayWithYear");
}

