// Mark words that were missed: with the mouse, or word by word with the keyboard. Places are counted in code points.
(() => {
  const text = document.querySelector("[data-text]");
  const add = document.querySelector("[data-add]");
  if (!text || !add) return;
  const WORD = /[\p{L}\p{N}]+(?:['’.,–-][\p{L}\p{N}]+)*/gu;
  const pieces = [...text.querySelectorAll("[data-at]")];
  const selection = () => window.getSelection();
  const points = (words) => [...words].length;

  // The place of a point in the text, in code points.
  const placeIn = (piece, node, offset, atEnd) => {
    const inside = piece.contains(node) && node.nodeType === Node.TEXT_NODE;
    const words = piece.textContent;
    return Number(piece.dataset.at) + points(inside ? words.slice(0, offset) : atEnd ? words : "");
  };
  const chosen = () => {
    const found = selection();
    if (!found.rangeCount || found.isCollapsed) return null;
    const range = found.getRangeAt(0);
    const touched = pieces.filter((piece) => range.intersectsNode(piece));
    if (!touched.length || !text.contains(range.commonAncestorContainer)) return null;
    const start = placeIn(touched[0], range.startContainer, range.startOffset, false);
    const end = placeIn(touched.at(-1), range.endContainer, range.endOffset, true);
    const words = range.toString();
    const left = points(words) - points(words.trimStart());
    const right = points(words) - points(words.trimEnd());
    return words.trim() ? { words: words.trim(), start: start + left, end: end - right } : null;
  };

  const take = ({ focus }) => {
    const marked = chosen();
    if (!marked) return;
    add.querySelector(".chosen").hidden = false;
    add.querySelector("[data-chosen]").textContent = marked.words;
    for (const form of add.querySelectorAll("form")) {
      form.elements.words.value = marked.words;
      form.elements.start.value = marked.start;
      form.elements.end.value = marked.end;
    }
    add.classList.add("is-ready");
    if (focus) { add.scrollIntoView({ block: "nearest" }); add.querySelector("h3").focus(); }
  };
  text.addEventListener("mouseup", () => setTimeout(() => take({ focus: false })));
  // What is typed over was not marked.
  add.addEventListener("input", (event) => {
    if (event.target.name !== "words") return;
    event.target.form.elements.start.value = "";
    event.target.form.elements.end.value = "";
  });

  // Word by word.
  const words = pieces.flatMap((piece) => {
    const node = piece.firstChild;
    return node ? [...node.data.matchAll(WORD)].map((word) => [node, word.index, word.index + word[0].length]) : [];
  });
  let first = 0;
  let last = 0;
  const show = () => {
    const range = document.createRange();
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    range.setStart(words[from][0], words[from][1]);
    range.setEnd(words[to][0], words[to][2]);
    selection().removeAllRanges();
    selection().addRange(range);
    words[last][0].parentElement.scrollIntoView({ block: "nearest" });
  };
  const stop = () => text.removeAttribute("data-drawing");
  const begin = () => {
    if (!words.length) return;
    text.setAttribute("data-drawing", "");
    text.focus();
    const lit = text.querySelector(".is-lit");
    first = last = Math.max(0, lit ? words.findIndex(([node]) => lit.contains(node)) : 0);
    show();
  };
  const LINE = 12;
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: LINE, ArrowUp: -LINE };
  text.addEventListener("keydown", (event) => {
    if (!text.hasAttribute("data-drawing")) return;
    if (event.key in steps) {
      event.preventDefault();
      last = Math.min(words.length - 1, Math.max(0, last + steps[event.key]));
      if (!event.shiftKey) first = last;
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take({ focus: true });
      stop();
    } else if (event.key === "Escape") {
      selection().removeAllRanges();
      stop();
    }
  });
  text.addEventListener("blur", stop);
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select, dialog, [data-drawing]");
    let off = false;
    try { off = localStorage.getItem("sayso-keys-off") === "1"; } catch { /* a browser that keeps nothing */ }
    if (event.key === "d" && !busy && !off && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      begin();
    }
  });

  // A mark and its card light each other.
  const light = (thing) => {
    for (const piece of pieces) {
      piece.classList.toggle("is-lit", (piece.dataset.things ?? "").split(" ").includes(thing));
    }
    text.querySelector(".is-lit")?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("sayso:card", (event) => {
    const name = event.detail.querySelector("[name=thing]")?.value ?? "";
    light(name.split(":").pop());
  });
  text.addEventListener("click", (event) => {
    const things = event.target.closest("[data-things]")?.dataset.things.split(" ");
    if (!things || !selection().isCollapsed) return;
    const named = document.querySelector(`[data-card] [name=thing][value$=":${things.at(-1)}"]`);
    named?.closest("[data-card]").focus();
  });
})();
