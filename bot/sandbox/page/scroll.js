// Keeps a list of messages at its end, unless the reader scrolled up.

const NEAR_THE_END = 60; // pixels

export class Stick {
  constructor(box, list, onChange) {
    this.box = box;
    this.atEnd = true;
    this.last = 0;
    this.onChange = onChange;
    box.addEventListener("scroll", () => this.look(), { passive: true });
    const watcher = new ResizeObserver(() => this.atEnd && this.toEnd());
    watcher.observe(list);
    watcher.observe(box);
  }

  look() {
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    if (clientHeight === 0) return; // the column is not shown
    if (scrollHeight - scrollTop - clientHeight < NEAR_THE_END) this.settle(true);
    else if (scrollTop < this.last - 1) this.settle(false); // only a reader moves up
    this.last = scrollTop;
  }

  settle(atEnd) {
    if (this.atEnd === atEnd) return;
    this.atEnd = atEnd;
    this.onChange(atEnd);
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.last = this.box.scrollTop;
    this.settle(true);
  }
}
