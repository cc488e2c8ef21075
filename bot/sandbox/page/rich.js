// Rich text of messages: the server's HTML passes an allow-list once more before it reaches the page.

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "DEL", "STRIKE", "CODE", "PRE", "BLOCKQUOTE"]);
const SAFE_LINK = /^(https?:|tg:|mailto:|tel:)/i;

export const isSafeLink = (url) => SAFE_LINK.test(url ?? "");

/** A document fragment of `html` that holds allowed elements and text only. */
export function rich(html) {
  const template = document.createElement("template"); // inert: nothing in it loads or runs
  template.innerHTML = html;
  const result = document.createDocumentFragment();
  copy(template.content, result);
  return result;
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const twin = counterpart(node);
    if (twin) to.append(twin);
    copy(node, twin ?? to);
  }
}

function counterpart(node) {
  if (PLAIN.has(node.tagName)) return document.createElement(node.tagName);
  if (node.tagName === "A" && isSafeLink(node.getAttribute("href"))) return link(node.getAttribute("href"));
  if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) return spoiler();
  return null;
}

function link(url) {
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: url, target: "_blank", rel: "noopener noreferrer" });
  return anchor;
}

function spoiler() {
  const cover = document.createElement("span");
  cover.className = "spoiler";
  cover.tabIndex = 0;
  cover.setAttribute("role", "button");
  const reveal = () => cover.classList.add("seen");
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return cover;
}

/** The language a text is written in, by its script: "ko", "zh" or "en". Bounded, so that a huge text costs nothing. */
export function languageOf(text) {
  const sample = text.slice(0, 600);
  const hangul = (sample.match(/[가-힣]/g) ?? []).length;
  const han = (sample.match(/[一-鿿]/g) ?? []).length;
  if (hangul && hangul * 2 >= han) return "ko";
  return han ? "zh" : "en";
}
