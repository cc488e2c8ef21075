// The workbench: doctors, clock and faults.

import { api } from "./api.js";
import { el, redraw } from "./dom.js";
import { languageName, word, written } from "./words.js";

const SLOW = 1500; // milliseconds
const HOUR = 3600;
const DAY = 24 * HOUR;
const CLOCK_TICK = 5000; // milliseconds between two looks at the clock

const roomForFour = matchMedia("(min-width: 1360px)"); // as in panel.css: below this the workbench is a drawer

const at = (id) => document.getElementById(id);

export class Workbench {
  /** `deeds`: attempt(promise), refresh(), doctor() → the doctor shown, choose(personId). */
  constructor(store, deeds) {
    this.store = store;
    this.deeds = deeds;
    this.lead = 0; // milliseconds by which the sandbox's clock is ahead of the browser's
    this.root = at("workbench");
    this.openers();
    at("block").addEventListener("click", () => this.block());
    at("newcomer").addEventListener("submit", (event) => this.add(event));
    at("fault-flood").addEventListener("change", (event) => this.fault({ flood_limits: event.target.checked }));
    at("fault-slow").addEventListener("change", (event) => this.fault({ delay_ms: event.target.checked ? SLOW : 0 }));
    at("fault-fail").addEventListener("click", () => this.fault({ fail_next: this.store.state.faults.fail_next + 1 }));
    at("fault-drop").addEventListener("click", () => this.fault({ drop_next: this.store.state.faults.drop_next + 1 }));
    for (const button of at("forward").children) button.addEventListener("click", () => this.forward(button.dataset));
    setInterval(() => this.tick(), CLOCK_TICK);
  }

  openers() {
    at("tools").addEventListener("click", () => this.open(!this.isOpen));
    at("now").addEventListener("click", () => this.open(true));
    at("tools-close").addEventListener("click", () => this.open(false));
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false));
    document.addEventListener("pointerdown", (event) => {
      const outside = !event.target.closest("#workbench, #tools, #now");
      if (outside && !roomForFour.matches && this.isOpen) this.open(false);
    });
    roomForFour.addEventListener("change", () => this.setOpen(roomForFour.matches));
    this.setOpen(roomForFour.matches);
  }

  get isOpen() {
    return document.body.classList.contains("workbench-open");
  }

  open(open) {
    const had = this.root.contains(document.activeElement);
    this.setOpen(open);
    if (open) this.root.focus({ preventScroll: true });
    else if (had) at("tools").focus();
  }

  setOpen(open) {
    document.body.classList.toggle("workbench-open", open);
    this.root.inert = !open;
    at("tools").setAttribute("aria-expanded", String(open));
  }

  /** Draws the state that was fetched. */
  render() {
    const { faults, clock } = this.store.state;
    const doctor = this.deeds.doctor();
    const entries = this.store.people("doctor").map((person) => this.entry(person, doctor));
    redraw(at("doctors"), entries, () => entries.map((entry) => this.line(entry)));
    at("block").textContent = doctor.blocked ? word("unblock") : word("block", { name: doctor.first_name });
    at("block").setAttribute("aria-pressed", String(doctor.blocked));
    at("fault-flood").checked = faults.flood_limits;
    at("fault-slow").checked = faults.delay_ms > 0;
    const armed = [["failCount", faults.fail_next], ["dropCount", faults.drop_next]].filter(([, n]) => n > 0);
    at("armed").textContent = armed.length ? word("armed", { list: armed.map(([key, n]) => word(key, { n })).join(", ") }) : "";
    at("forward").hidden = !clock.movable;
    this.lead = Date.parse(clock.now) - Date.now();
    this.tick();
  }

  entry(person, shown) {
    const chat = this.store.privateChat(person.id);
    const unread = chat && this.store.unread.has(chat.id) ? word("unread") : "";
    const about = person.blocked ? word("isBlocked") : languageName(person.language_code);
    return { id: person.id, name: person.first_name, about, shown: person.id === shown.id, unread };
  }

  line({ id, name, about, shown, unread }) {
    const button = el("button", { type: "button", "aria-pressed": String(shown), dataset: { person: id, testid: "doctor" } });
    button.append(el("span", { className: "avatar", textContent: [...name][0] ?? "", "aria-hidden": "true" }));
    button.append(el("span", { className: "name", textContent: name }), el("span", { className: "about", textContent: about }));
    if (unread) button.append(el("span", { className: "dot", role: "img", "aria-label": unread }));
    button.addEventListener("click", () => this.deeds.choose(id));
    return el("li", {}, button);
  }

  tick() {
    const now = new Date(Date.now() + this.lead);
    const text = written(now, now.getFullYear() === new Date().getFullYear() ? "moment" : "momentWithYear");
    for (const time of [at("now").querySelector("time"), at("reading")]) if (time.textContent !== text) time.textContent = text;
    const shift = this.store.state?.clock.shift_seconds ?? 0;
    const [key, unit] = shift >= DAY ? ["aheadDays", DAY] : ["aheadHours", HOUR];
    at("ahead").textContent = shift >= HOUR ? word(key, { n: Math.floor(shift / unit) }) : "";
    at("now").classList.toggle("moved", shift >= HOUR);
  }

  async block() {
    const doctor = this.deeds.doctor();
    if (await this.deeds.attempt(api.setBlocked(doctor.id, !doctor.blocked))) await this.deeds.refresh();
  }

  async add(event) {
    event.preventDefault();
    const name = at("newcomer-name").value.trim();
    const wishes = { language_code: at("newcomer-language").value, role: "doctor" };
    const person = await this.deeds.attempt(api.addPerson(name ? { ...wishes, first_name: name } : wishes));
    if (!person) return;
    at("newcomer-name").value = "";
    await this.deeds.refresh();
    this.deeds.choose(person.id);
  }

  async fault(change) {
    if (await this.deeds.attempt(api.setFaults(change))) await this.deeds.refresh();
  }

  async forward({ days, hours }) {
    if (await this.deeds.attempt(api.forward(days ? { days: Number(days) } : { hours: Number(hours) }))) await this.deeds.refresh();
  }
}
