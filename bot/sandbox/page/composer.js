// The place to write: text, edits, replies, and what is attached.

import { el, icon } from "./dom.js";
import { word } from "./words.js";

const TALLEST = 168; // pixels, about seven lines
const PICKED = { photo: "image/*", document: "" };
const SAMPLES = ["sticker", "voice", "location", "contact"];

export class Composer {
  /** `deeds`: say(text, replyTo), edit(message, text), attach(kind, file, caption), lastOwn(); the first three return promises. */
  constructor(form, deeds) {
    this.form = form;
    this.deeds = deeds;
    this.box = form.querySelector("textarea");
    this.context = form.querySelector(".context");
    this.menu = form.querySelector(".menu");
    this.opener = form.querySelector(".attach");
    this.picker = form.querySelector("input[type=file]");
    this.mode = null; // {kind: "edit" | "reply", message}
    this.queue = Promise.resolve(); // what is sent quickly one after the other arrives in that order
    this.listen();
    this.relabel();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.form.querySelector(".send").addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays open
    this.box.addEventListener("input", () => this.fit());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.form.querySelector(".context button").addEventListener("click", () => this.leaveMode());
    this.opener.addEventListener("click", () => this.showMenu(this.menu.hidden));
    this.picker.addEventListener("change", () => this.picked());
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    document.addEventListener("pointerdown", (event) => this.form.contains(event.target) || this.showMenu(false));
  }

  /** Draws what depends on the page's language. */
  relabel() {
    const entries = [...Object.keys(PICKED), ...SAMPLES].map((kind) => {
      const drawing = kind === "document" ? "file" : kind;
      const entry = el("button", { type: "button", role: "menuitem", dataset: { testid: `attach-${kind}` } }, icon(drawing), word(kind));
      entry.addEventListener("click", () => this.attach(kind));
      return entry;
    });
    this.menu.replaceChildren(...entries);
    this.showMenu(false);
    this.showMode();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is still putting a syllable together
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "ArrowUp" && !this.box.value && !this.mode) {
      const message = this.deeds.lastOwn();
      if (message) {
        event.preventDefault();
        this.enterMode("edit", message);
      }
    }
  }

  submit() {
    const text = this.box.value.trim();
    if (!text) return;
    const mode = this.mode;
    this.write("");
    this.leaveMode();
    this.queue = this.queue.then(() => this.deliver(mode, text));
    this.box.focus();
  }

  async deliver(mode, text) {
    const sent = mode?.kind === "edit" ? await this.deeds.edit(mode.message, text) : await this.deeds.say(text, mode?.message.message_id);
    if (!sent && !this.box.value) this.write(text); // nothing that was written is lost
  }

  write(text) {
    this.box.value = text;
    this.fit();
  }

  fit() {
    this.box.style.height = "auto";
    const frame = this.box.offsetHeight - this.box.clientHeight;
    this.box.style.height = `${Math.min(this.box.scrollHeight + frame, TALLEST)}px`;
    this.box.style.overflowY = this.box.scrollHeight > TALLEST ? "auto" : "hidden";
    this.form.classList.toggle("ready", Boolean(this.box.value.trim()));
  }

  enterMode(kind, message) {
    this.mode = { kind, message };
    if (kind === "edit") this.write(message.text);
    this.showMode();
    this.box.focus();
  }

  leaveMode() {
    if (this.mode?.kind === "edit") this.write("");
    this.mode = null;
    this.showMode();
  }

  showMode() {
    this.context.hidden = !this.mode;
    if (!this.mode) return;
    const isEdit = this.mode.kind === "edit";
    const name = this.mode.message.from?.first_name ?? word("fromBot");
    this.context.querySelector("use").setAttribute("href", `page/icons.svg#${isEdit ? "pencil" : "reply"}`);
    this.context.querySelector("strong").textContent = isEdit ? word("editing") : word("replying", { name });
    this.context.querySelector("p span").textContent = this.mode.message.text;
  }

  escape() {
    if (!this.menu.hidden) {
      this.showMenu(false);
      this.opener.focus();
    } else this.leaveMode();
  }

  showMenu(open) {
    this.menu.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.menu.querySelector("button").focus();
  }

  attach(kind) {
    this.showMenu(false);
    if (!(kind in PICKED)) {
      this.deeds.attach(kind);
      return;
    }
    this.picking = kind;
    this.picker.accept = PICKED[kind];
    this.picker.click();
  }

  picked() {
    const [file] = this.picker.files;
    if (!file) return;
    this.deeds.attach(this.picking, file, this.box.value.trim());
    this.write("");
    this.picker.value = "";
  }

  setEnabled(enabled) {
    for (const control of [this.box, this.opener, this.form.querySelector(".send")]) control.disabled = !enabled;
  }
}
