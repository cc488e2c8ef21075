// What the page knows: the sandbox's state and the messages of every chat that was opened.

import { api } from "./api.js";

const CONTENT = new Set(["message", "edited", "deleted"]);

export class Store {
  /** `onChange(chatId, change)`: change.kind is "loaded", "message", "edited" or "deleted". */
  constructor(onChange) {
    this.state = null;
    this.unread = new Set();
    this.chats = new Map(); // chat id → {messages: Map, known, loading: requests under way, late: events that came meanwhile}
    this.onChange = onChange;
  }

  async refresh() {
    this.state = await api.state();
  }

  person(id) {
    return this.state.people.find((person) => person.id === id);
  }

  people(role) {
    return this.state.people.filter((person) => person.role === role);
  }

  privateChat(personId) {
    return this.state.chats.find((chat) => chat.type === "private" && chat.person === personId);
  }

  sharedChats() {
    const rank = (chat) => (chat.type === "channel" ? 0 : 1);
    return this.state.chats.filter((chat) => chat.type !== "private").sort((a, b) => rank(a) - rank(b));
  }

  /** The chat's messages, oldest first. */
  messages(chatId) {
    const known = this.chats.get(chatId);
    return known ? [...known.messages.values()].sort((a, b) => a.message_id - b.message_id) : [];
  }

  message(chatId, messageId) {
    return this.chats.get(chatId)?.messages.get(messageId);
  }

  /** Whether somebody asked for the chat's messages; they may still be on their way. */
  isOpened(chatId) {
    return this.chats.has(chatId);
  }

  /** Whether the chat's messages have come. */
  isKnown(chatId) {
    return this.chats.get(chatId)?.known ?? false;
  }

  async load(chatId) {
    const room = this.chats.get(chatId) ?? { messages: new Map(), known: false, loading: 0, late: [] };
    this.chats.set(chatId, room);
    room.loading += 1;
    try {
      const { messages } = await api.messages(chatId);
      room.messages = new Map(messages.map((message) => [message.message_id, message]));
      room.known = true;
      for (const event of room.late) settle(room, event);
    } finally {
      room.loading -= 1;
      if (!room.loading) room.late = [];
    }
    this.onChange(chatId, { kind: "loaded" });
  }

  reload() {
    return Promise.all([...this.chats.keys()].map((chatId) => this.load(chatId)));
  }

  /** Takes an event of the stream in; others than message, edited and deleted are not its business. */
  take(event) {
    if (!CONTENT.has(event.kind)) return;
    const chatId = event.chat_id ?? event.message.chat_id;
    const room = this.chats.get(chatId);
    if (room?.loading) room.late.push(event);
    if (room) settle(room, event);
    this.onChange(chatId, event);
  }

  /** Takes in what a request answered, unless the stream was faster. */
  takeAnswer(message) {
    if (!this.message(message.chat_id, message.message_id)) this.take({ kind: "message", chat_id: message.chat_id, message });
  }
}

function settle(room, event) {
  if (event.kind === "deleted") room.messages.delete(event.message_id);
  else room.messages.set(event.message.message_id, event.message);
}
