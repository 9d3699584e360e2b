// What the viewer gains from a browser that runs scripts: words to select over the pictures, keys, size, marks.
// Without it pages are pictures, found and noted on through forms and links.

const viewer = document.querySelector('[data-viewer]');
const all = (selector, root = viewer) => [...root.querySelectorAll(selector)];
const one = (selector, root = viewer) => root.querySelector(selector);
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 1000;
const PAPER = 820;
const sheets = all('.sheet[data-page]');
const number = sheet => Number(sheet.dataset.page);
const svg = (tag, attributes = {}) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// --- Pages

function current() {
  const line = innerHeight * 0.35;
  return sheets.find(sheet => sheet.getBoundingClientRect().bottom > line) ?? sheets.at(-1);
}

function address(page) {
  const find = viewer.dataset.find ? `&q=${encodeURIComponent(viewer.dataset.find)}` : '';
  return `${viewer.dataset.here}&page=${page}${find}#page-${page}`;
}

function go(page) {
  const wanted = Math.max(1, Math.min(Number(viewer.dataset.pages), page));
  const sheet = sheets.find(each => number(each) === wanted);
  if (!sheet) return location.assign(address(wanted));
  sheet.scrollIntoView({ block: 'start' });
  sheet.focus({ preventScroll: true });
  say();
}

let told;
function say() {
  const sheet = current();
  if (!sheet || told === sheet) return;
  told = sheet;
  const input = one('#viewer-page');
  if (input !== document.activeElement) input.value = number(sheet);
  const note = one('#note-page');
  if (note && !one('[name="boxes"]').value) note.value = number(sheet);
  all('[data-thumb]').forEach(link => {
    const here = Number(link.dataset.thumb) === number(sheet);
    link.toggleAttribute('aria-current', here);
    if (here) {
      link.setAttribute('aria-current', 'page');
      const rail = link.parentElement;
      const up = link.offsetTop - rail.offsetTop;
      if (up < rail.scrollTop || up + link.offsetHeight > rail.scrollTop + rail.clientHeight) rail.scrollTop = up - rail.clientHeight / 3;
    }
  });
  all('[data-hit]').forEach(link => {
    if (Number(link.dataset.hit) === number(sheet)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
}

let saying;
addEventListener('scroll', () => {
  if (saying) return;
  saying = requestAnimationFrame(() => {
    saying = 0;
    say();
  });
}, { passive: true });

// --- Words over the pictures

const words = new Map();

function lines(list, height) {
  const found = [];
  let last;
  for (const [text, x, y, w, h] of list) {
    const box = { text, x: x * WIDTH, y: y * height, w: w * WIDTH, h: h * height };
    const line = found.at(-1);
    const middle = box.y + box.h / 2;
    const goesOn = last && middle > last.y && middle < last.y + last.h && box.x > last.x;
    if (goesOn) line.push(box);
    else found.push([box]);
    last = box;
  }
  return found;
}

async function layer(sheet) {
  if (sheet.dataset.layer) return;
  sheet.dataset.layer = 'asked';
  const answer = await fetch(`${viewer.dataset.viewer}/pages/${number(sheet)}/words`, { headers: { Accept: 'application/json' } }).catch(() => null);
  if (!answer?.ok) {
    delete sheet.dataset.layer;
    return;
  }
  const { words: list, complete } = await answer.json();
  const height = Number(sheet.dataset.height);
  const root = svg('svg', { class: 'text-layer', viewBox: `0 0 ${WIDTH} ${height}` });
  const boxes = [];
  for (const line of lines(list, height)) {
    const element = svg('text');
    line.forEach((box, index) => {
      const span = svg('tspan', { x: box.x, y: box.y + box.h * 0.8, 'font-size': box.h * 0.82, textLength: box.w, lengthAdjust: 'spacingAndGlyphs' });
      span.textContent = box.text;
      words.set(span, box);
      boxes.push(box);
      element.append(...(index ? [' ', span] : [span]));
    });
    root.append(element);
  }
  showFound(root, boxes);
  one('.marks', sheet).before(root);
  if (!complete) {
    const line = document.createElement('p');
    line.className = 'trouble-line';
    line.textContent = 'Part of this page cannot be shown here. It is in the original.';
    sheet.append(line);
  }
  sheet.dataset.layer = 'there';
}

function showFound(root, boxes) {
  const wanted = viewer.dataset.find.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return;
  const has = (box, index) => {
    const text = box.text.toLowerCase();
    if (wanted.length === 1) return text.includes(wanted[0]);
    if (index === 0) return text.endsWith(wanted[0]);
    return index === wanted.length - 1 ? text.startsWith(wanted[index]) : text === wanted[index];
  };
  for (let at = 0; at + wanted.length <= boxes.length; at++) {
    const run = boxes.slice(at, at + wanted.length);
    if (!run.every(has)) continue;
    for (const box of run) root.prepend(svg('rect', { class: 'found-word', x: box.x, y: box.y, width: box.w, height: box.h, rx: 2 }));
  }
}

/** The words of a page once its picture is there, so that the pictures come first. */
for (const sheet of sheets) {
  const image = one('img', sheet);
  const there = () => layer(sheet);
  if (image.complete && image.naturalWidth) there();
  else image.addEventListener('load', there, { once: true });
  image.addEventListener('error', () => sheet.classList.add('failed'));
}

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return [];
  return all('.text-layer tspan').filter(span => selection.containsNode(span, true) && !endsBefore(selection, span));
}

/** A selection that only touches the edge of a word does not hold it. */
function endsBefore(selection, span) {
  const range = selection.getRangeAt(0);
  const text = span.firstChild;
  return (range.startContainer === text && range.startOffset === text.length) || (range.endContainer === text && range.endOffset === 0);
}

document.addEventListener('copy', event => {
  const spans = selected();
  if (!spans.length) return;
  const range = getSelection().getRangeAt(0);
  let text = '';
  let last;
  for (const span of spans) {
    const node = span.firstChild;
    const from = range.startContainer === node ? range.startOffset : 0;
    const to = range.endContainer === node ? range.endOffset : node.length;
    text += (last ? (last.parentNode === span.parentNode ? ' ' : '\n') : '') + node.data.slice(from, to);
    last = span;
  }
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
});

// --- Size

let zoom = 1;
function size(to) {
  const sheet = current();
  const before = sheet?.getBoundingClientRect();
  zoom = Math.max(0.5, Math.min(3, Math.round(to * 20) / 20));
  viewer.style.setProperty('--zoom', zoom);
  one('[data-zoom-now]').textContent = `${Math.round(zoom * 100)} %`;
  for (const each of sheets) one('img', each).sizes = `${Math.round(PAPER * zoom)}px`;
  if (!before) return;
  const after = sheet.getBoundingClientRect();
  scrollBy(0, after.top - before.top + (after.height - before.height) * Math.max(0, -before.top) / before.height);
}

// --- Marks

const adding = one('[data-add-note]');
const button = one('[data-mark]');

function note(page, boxes, quote) {
  const form = one('form', adding);
  adding.open = true;
  one('[name="boxes"]', form).value = boxes.map(box => box.map(part => part.toFixed(5)).join(' ')).join(' ');
  one('[name="quote"]', form).value = quote;
  one('#note-page', form).value = page;
  const quoted = one('[data-quoted]', form);
  quoted.hidden = false;
  quoted.textContent = quote || 'The frame you drew';
  one('textarea', form).focus();
  one('textarea', form).scrollIntoView({ block: 'nearest' });
}

/** One box for each line of the words, in parts of the page. */
function boxes(spans, height) {
  const found = new Map();
  for (const span of spans) {
    const { x, y, w, h } = words.get(span);
    const box = found.get(span.parentNode);
    if (!box) found.set(span.parentNode, { left: x, top: y, right: x + w, bottom: y + h });
    else Object.assign(box, { left: Math.min(box.left, x), top: Math.min(box.top, y), right: Math.max(box.right, x + w), bottom: Math.max(box.bottom, y + h) });
  }
  return [...found.values()].slice(0, 200).map(box => [box.left / WIDTH, box.top / height, (box.right - box.left) / WIDTH, (box.bottom - box.top) / height]);
}

function mark() {
  const spans = selected();
  if (!spans.length) return frame(!viewer.classList.contains('framing-mode'));
  const sheet = spans[0].closest('.sheet');
  const own = spans.filter(span => span.closest('.sheet') === sheet);
  const quote = own.map(span => span.textContent).join(' ').slice(0, 4000);
  note(number(sheet), boxes(own, Number(sheet.dataset.height)), quote);
  getSelection().removeAllRanges();
}

function frame(on) {
  viewer.classList.toggle('framing-mode', on);
  button.setAttribute('aria-pressed', String(on));
}

let drawing;
const part = (sheet, event) => {
  const paper = sheet.getBoundingClientRect();
  const within = value => Math.max(0, Math.min(1, value));
  return [within((event.clientX - paper.left) / paper.width), within((event.clientY - paper.top) / paper.height)];
};
const framed = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.abs(u - x), Math.abs(v - y)];

viewer.addEventListener('pointerdown', event => {
  const sheet = event.target.closest('.sheet[data-page]');
  if (!sheet || !viewer.classList.contains('framing-mode')) return;
  event.preventDefault();
  const rect = svg('rect', { class: 'framing' });
  one('.marks', sheet).append(rect);
  drawing = { sheet, rect, from: part(sheet, event) };
  sheet.setPointerCapture(event.pointerId);
});
viewer.addEventListener('pointermove', event => {
  if (!drawing) return;
  const [x, y, w, h] = framed(drawing.from, part(drawing.sheet, event));
  const height = Number(drawing.sheet.dataset.height);
  const attributes = { x: x * WIDTH, y: y * height, width: w * WIDTH, height: h * height };
  for (const [name, value] of Object.entries(attributes)) drawing.rect.setAttribute(name, value);
});
viewer.addEventListener('pointerup', event => {
  if (!drawing) return;
  const { sheet, rect, from } = drawing;
  drawing = undefined;
  const box = framed(from, part(sheet, event));
  all('.framing').filter(other => other !== rect).forEach(other => other.remove());
  if (box[2] < 0.01 || box[3] < 0.005) return rect.remove();
  frame(false);
  note(number(sheet), [box], '');
});
viewer.addEventListener('pointercancel', () => {
  drawing?.rect.remove();
  drawing = undefined;
});

// --- From a mark to its note, and back

function choose() {
  const thread = location.hash.startsWith('#note-') && document.getElementById(location.hash.slice(1));
  if (!thread) return;
  const place = one(`.marks a[href="${location.hash}"] rect`) ?? sheets.find(sheet => number(sheet) === Number(thread.dataset.notePage));
  if (!place) return;
  const beside = getComputedStyle(thread.closest('.threads')).position === 'sticky';
  if (beside) scrollTo(0, scrollY + place.getBoundingClientRect().top - innerHeight * 0.35);
  else thread.scrollIntoView({ block: 'center' });
  if (beside) thread.closest('.threads').scrollTop = thread.offsetTop - 60;
}
addEventListener('load', choose);
addEventListener('hashchange', choose);

// --- Keys

function nextHit(step) {
  const pages = all('[data-hit]').map(link => Number(link.dataset.hit));
  const now = number(current());
  const next = step > 0 ? pages.find(page => page > now) ?? pages[0] : pages.findLast(page => page < now) ?? pages.at(-1);
  if (next) go(next);
}

const acts = {
  j: () => go(number(current()) + 1),
  k: () => go(number(current()) - 1),
  ArrowRight: () => go(number(current()) + 1),
  ArrowLeft: () => go(number(current()) - 1),
  '+': () => size(zoom + 0.25),
  '=': () => size(zoom + 0.25),
  '-': () => size(zoom - 0.25),
  0: () => size(1),
  g: () => one('#viewer-page').select(),
  n: () => nextHit(1),
  N: () => nextHit(-1),
  m: () => button && mark(),
  Escape: () => button && frame(false),
};

/** Before console.js, whose j, k and g are for lists and places. */
addEventListener('keydown', event => {
  const writing = event.target.closest?.('input, textarea, select');
  if (writing || event.metaKey || event.ctrlKey || event.altKey || event.isComposing || document.querySelector('dialog[open]')) return;
  const act = sheets.length && acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);

// --- Begin

if (sheets.length) {
  all('[data-scripted]').forEach(element => (element.hidden = false));
  one('[data-page-form]').addEventListener('submit', event => {
    event.preventDefault();
    const page = Number(one('#viewer-page').value);
    if (page) go(page);
  });
  one('[data-zoom="in"]').addEventListener('click', () => size(zoom + 0.25));
  one('[data-zoom="out"]').addEventListener('click', () => size(zoom - 0.25));
  one('[data-zoom="reset"]').addEventListener('click', () => size(1));
  button?.addEventListener('pointerdown', event => event.preventDefault());
  button?.addEventListener('click', mark);
  viewer.addEventListener('click', event => {
    const link = event.target.closest('[data-to-page], [data-thumb], [data-hit]');
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.toPage ?? link.dataset.thumb ?? link.dataset.hit));
  });
  const keys = one('[data-page-keys]');
  document.querySelector('#keys dl').replaceWith(keys);
  keys.hidden = false;
  const at = Number(viewer.dataset.at);
  if (location.hash) choose();
  else if (at !== number(sheets[0])) go(at);
  say();
}
