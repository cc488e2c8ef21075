// The sandbox's control API: requests, and the stream of events with its reconnection.

export class Refused extends Error {}

async function request(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

const get = (path) => request(path);
const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const api = {
  state: () => get("sandbox/state"),
  messages: (chat) => get(`sandbox/chats/${chat}/messages`),
  say: (chat, person, text, replyTo) =>
    post(`sandbox/chats/${chat}/say`, replyTo ? { person, text, reply_to: replyTo } : { person, text }),
  edit: (chat, person, message, text) => post(`sandbox/chats/${chat}/edit`, { person, message_id: message, text }),
  tap: (chat, person, message, data) =>
    // As in Telegram, what the person saw counts: a button that was edited away a moment ago may still be tapped.
    post(`sandbox/chats/${chat}/tap`, { person, message_id: message, data, outdated: true }),
  send: (chat, person, kind) => post(`sandbox/chats/${chat}/send`, { person, kind }),
  upload: (chat, person, kind, file, caption) => {
    const form = new FormData();
    form.append("person", String(person));
    form.append("kind", kind);
    if (caption) form.append("caption", caption);
    form.append("file", file, file.name);
    return request(`sandbox/chats/${chat}/send`, { method: "POST", body: form });
  },
  addPerson: (wishes) => post("sandbox/people", wishes),
  setBlocked: (person, blocked) => post(`sandbox/people/${person}/${blocked ? "block" : "unblock"}`),
  setFaults: (faults) => post("sandbox/faults", faults),
  forward: (step) => post("sandbox/clock", step),
};

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/** Listens for ever: `onUp` at every (re)connection, `onEvent` per event, `onDown` when the line is lost. */
export function listen({ onUp, onEvent, onDown }) {
  let pause = FIRST_PAUSE;
  function connect() {
    const source = new EventSource("sandbox/events");
    source.onopen = () => {
      pause = FIRST_PAUSE;
      onUp();
    };
    source.onmessage = (event) => onEvent(JSON.parse(event.data));
    source.onerror = () => {
      source.close(); // the browser's own retry gives up after an HTTP error: this one does not
      onDown();
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  }
  connect();
}
