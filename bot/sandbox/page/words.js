// Every word the page itself says, in three languages, and the choice between them.

export const TABLE = {
  ko: {
    sandbox: "연습장", workbench: "작업대", pageLanguage: "화면 언어", chats: "대화",
    doctor: "의사", moderator: "운영자", channel: "채널", group: "그룹",
    connected: "연결됨", reconnecting: "다시 잇는 중",
    write: "메시지", send: "보내기", attach: "첨부", photo: "사진", document: "파일", sticker: "스티커",
    voice: "음성", location: "위치", contact: "연락처", other: "다른 종류의 메시지", fromBot: "길잡이",
    edit: "고치기", reply: "답장", cancel: "그만두기", editing: "메시지 고치기", replying: "{name}님께 답장", edited: "수정됨",
    newMessages: "새 메시지 {n}", toBottom: "맨 아래로", typing: "길잡이가 쓰고 있어요", unread: "안 읽은 메시지 있음",
    emptyPrivate: "아직 나눈 이야기가 없어요.", emptyChannel: "아직 올라온 글이 없어요.", emptyGroup: "아직 아무도 말하지 않았어요.",
    privateAbout: "{role} · 길잡이와 나누는 대화", channelAbout: "구독자 {n}명", groupAbout: "참여 {n}명",
    channelReadonly: "채널에는 길잡이와 운영자가 글을 올려요.", actingAs: "누구로 참여할까요", whose: "누구의 대화인가요",
    blockedNote: "이 의사는 길잡이를 차단했어요.", block: "{name}님이 길잡이를 차단", unblock: "차단 풀기", isBlocked: "차단함",
    doctors: "의사", newDoctor: "의사 더하기", name: "이름", nameHint: "이름(비워도 돼요)", doctorLanguage: "의사의 언어",
    clock: "시계", forwardHour: "+1시간", forwardDay: "+1일", forwardWeek: "+1주", forwardMonth: "+30일",
    aheadDays: "실제보다 {n}일 앞", aheadHours: "실제보다 {n}시간 앞",
    faults: "장애 연습", floodLimits: "전송 한도 지키기", slowAnswers: "느린 답(1.5초)", failNext: "다음 호출 실패", dropNext: "다음 전송 끊김",
    armed: "기다리는 장애: {list}", failCount: "실패 {n}번", dropCount: "끊김 {n}번",
    aboutSandbox: "텔레그램 없이 이 컴퓨터에서만 도는 연습장이에요. 여기서 보낸 글은 밖으로 나가지 않아요.",
    download: "내려받기", enlarge: "사진 크게 보기", close: "닫기", ok: "확인",
    failed: "하지 못했어요: {error}", unreachable: "연습장에 닿지 못했어요.", opensTab: "새 탭에서 열려요",
  },
  en: {
    sandbox: "Sandbox", workbench: "Workbench", pageLanguage: "Page language", chats: "Chats",
    doctor: "Doctor", moderator: "Moderator", channel: "Channel", group: "Group",
    connected: "Connected", reconnecting: "Reconnecting",
    write: "Message", send: "Send", attach: "Attach", photo: "Photo", document: "File", sticker: "Sticker",
    voice: "Voice", location: "Location", contact: "Contact", other: "Another kind of message", fromBot: "Giljabi",
    edit: "Edit", reply: "Reply", cancel: "Cancel", editing: "Edit message", replying: "Reply to {name}", edited: "edited",
    newMessages: "New messages: {n}", toBottom: "To the end", typing: "Giljabi is typing", unread: "Unread messages",
    emptyPrivate: "Nothing has been said yet.", emptyChannel: "Nothing has been posted yet.", emptyGroup: "Nobody has said anything yet.",
    privateAbout: "{role} · with Giljabi", channelAbout: "Subscribers: {n}", groupAbout: "Members: {n}",
    channelReadonly: "Giljabi and the moderators post in the channel.", actingAs: "Take part as", whose: "Whose chat",
    blockedNote: "This doctor has blocked Giljabi.", block: "{name} blocks Giljabi", unblock: "Unblock", isBlocked: "blocked",
    doctors: "Doctors", newDoctor: "Add a doctor", name: "Name", nameHint: "Name (optional)", doctorLanguage: "The doctor's language",
    clock: "Clock", forwardHour: "+1 hour", forwardDay: "+1 day", forwardWeek: "+1 week", forwardMonth: "+30 days",
    aheadDays: "ahead by {n} d", aheadHours: "ahead by {n} h",
    faults: "Faults", floodLimits: "Enforce flood limits", slowAnswers: "Slow answers (1.5 s)", failNext: "Next call fails", dropNext: "Next sending is cut off",
    armed: "Waiting: {list}", failCount: "failures {n}", dropCount: "cut-offs {n}",
    aboutSandbox: "A rehearsal room without Telegram. It runs on this computer; nothing you write here leaves it.",
    download: "Download", enlarge: "Enlarge the photo", close: "Close", ok: "OK",
    failed: "That did not work: {error}", unreachable: "The sandbox cannot be reached.", opensTab: "opens in a new tab",
  },
  zh: {
    sandbox: "演练场", workbench: "工作台", pageLanguage: "页面语言", chats: "对话",
    doctor: "医生", moderator: "管理员", channel: "频道", group: "群组",
    connected: "已连接", reconnecting: "正在重新连接",
    write: "消息", send: "发送", attach: "附件", photo: "照片", document: "文件", sticker: "贴纸",
    voice: "语音", location: "位置", contact: "联系人", other: "其他类型的消息", fromBot: "Giljabi",
    edit: "修改", reply: "回复", cancel: "取消", editing: "修改消息", replying: "回复{name}", edited: "已修改",
    newMessages: "新消息 {n}", toBottom: "回到底部", typing: "Giljabi 正在输入", unread: "有未读消息",
    emptyPrivate: "还没有对话。", emptyChannel: "还没有内容。", emptyGroup: "还没有人发言。",
    privateAbout: "{role} · 与 Giljabi 的对话", channelAbout: "{n} 位订阅者", groupAbout: "{n} 位成员",
    channelReadonly: "频道由 Giljabi 和管理员发布内容。", actingAs: "以谁的身份参与", whose: "谁的对话",
    blockedNote: "这位医生已屏蔽 Giljabi。", block: "{name}屏蔽 Giljabi", unblock: "取消屏蔽", isBlocked: "已屏蔽",
    doctors: "医生", newDoctor: "添加医生", name: "姓名", nameHint: "姓名（可不填）", doctorLanguage: "医生的语言",
    clock: "时钟", forwardHour: "+1 小时", forwardDay: "+1 天", forwardWeek: "+1 周", forwardMonth: "+30 天",
    aheadDays: "快了 {n} 天", aheadHours: "快了 {n} 小时",
    faults: "故障演练", floodLimits: "启用发送限额", slowAnswers: "慢速应答（1.5 秒）", failNext: "下次调用失败", dropNext: "下次发送中断",
    armed: "待发生：{list}", failCount: "失败 {n} 次", dropCount: "中断 {n} 次",
    aboutSandbox: "不经过 Telegram、只在这台电脑上运行的演练场。这里写的内容不会传出去。",
    download: "下载", enlarge: "放大照片", close: "关闭", ok: "好的",
    failed: "没有成功：{error}", unreachable: "无法连接演练场。", opensTab: "在新标签页打开",
  },
};

/** The word on the Start button, by the language of the person who presses it. */
export const START = { ko: "시작", en: "Start", zh: "开始" };

const NAMES = { ko: "한국어", en: "English", zh: "中文" };

/** A language's own name, or its code where the page does not know it. */
export const languageName = (code) => NAMES[code] ?? code;

const KEEP = "giljabi-page-language";
let language = firstLanguage();

function firstLanguage() {
  const wished = [remembered(), ...(navigator.languages ?? [navigator.language])];
  return wished.map((tag) => String(tag ?? "").slice(0, 2)).find((tag) => tag in TABLE) ?? "en";
}

function remembered() {
  try {
    return localStorage.getItem(KEEP);
  } catch {
    return null; // storage is switched off: the browser's language serves
  }
}

export const languages = Object.keys(TABLE);
export const current = () => language;

export function choose(next) {
  language = next;
  try {
    localStorage.setItem(KEEP, next);
  } catch {
    // storage is switched off: the choice lasts until the page is closed
  }
}

/** The word for `key` in the page's language, `{name}` filled from `values`. */
export function word(key, values = {}) {
  return TABLE[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Fills every element below `root` that names its word in data-word, data-word-label or data-word-placeholder. */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of root.querySelectorAll("[data-word-label]")) {
    node.setAttribute("aria-label", word(node.dataset.wordLabel));
    if (node.matches("button.round, button.send")) node.title = word(node.dataset.wordLabel);
  }
  for (const node of root.querySelectorAll("[data-word-placeholder]")) node.placeholder = word(node.dataset.wordPlaceholder);
}

const formats = {
  time: { hour: "numeric", minute: "2-digit" },
  day: { month: "long", day: "numeric", weekday: "short" },
  dayWithYear: { year: "numeric", month: "long", day: "numeric", weekday: "long" },
  moment: { month: "short", day: "numeric", weekday: "short", hour: "numeric", minute: "2-digit" },
  momentWithYear: { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
};

/** A `Date` written in the page's language; `format` is one of those above. */
export const written = (date, format) => new Intl.DateTimeFormat(language, formats[format]).format(date);
