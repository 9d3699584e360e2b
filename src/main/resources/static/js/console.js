// What the pages gain from a browser that runs scripts. Everything here has a plain form or link below it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const csrf = () => one('meta[name="csrf-token"]').content;
const here = url => new URL(url, location.href).origin === location.origin;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Handles an event of the page's elements, those that htmx adds later included. */
const on = (type, selector, handle) =>
  document.addEventListener(type, event => {
    const element = event.target.closest?.(selector);
    if (element) handle(element, event);
  });

// --- Dialogs: browsers without invoker commands

if (!('commandForElement' in HTMLButtonElement.prototype)) {
  on('click', 'button[commandfor]', button => {
    const dialog = document.getElementById(button.getAttribute('commandfor'));
    button.getAttribute('command') === 'close' ? dialog.close() : dialog.showModal();
  });
}

// --- Command palette

const palette = one('#palette');
const places = all('.rail .nav a').map(link => ({
  title: one('span', link).textContent,
  kind: link.closest('.nav').querySelector('h2')?.textContent || 'Go to',
  url: link.getAttribute('href'),
  hint: link.dataset.key ? `g ${link.dataset.key}` : '',
  icon: one('use', link)?.getAttribute('href'),
}));

function openPalette() {
  if (!palette || palette.open) return;
  one('#rail:popover-open')?.hidePopover();
  palette.showModal();
  const input = one('input', palette);
  input.select();
  search(input.value);
}

let asked;
async function search(text) {
  asked?.abort();
  const query = text.trim();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const near = places.filter(place => words.every(word => `${place.title} ${place.kind}`.toLowerCase().includes(word)));
  show(near, query);
  if (query.length < 2) return;

  const asking = (asked = new AbortController());
  try {
    await new Promise(resolve => setTimeout(resolve, 160));
    if (asking.signal.aborted) return;
    say('Searching');
    const answer = await fetch(`/search.json?q=${encodeURIComponent(query)}`, {
      signal: asking.signal,
      headers: { Accept: 'application/json' },
    });
    if (!answer.ok) throw new Error(`search answered ${answer.status}`);
    show([...near, ...(await answer.json()).items.filter(item => here(item.url))], query);
  } catch {
    if (!asking.signal.aborted) say('Search does not answer; pages only');
  }
}

const say = text => (one('[data-found]', palette).textContent = text);

function show(items, query) {
  const list = one('[role="listbox"]', palette);
  const chosen = one('[aria-selected="true"]', list)?.dataset.url;
  list.replaceChildren();
  let kind;
  items.forEach((item, index) => {
    if (item.kind !== kind) {
      kind = item.kind;
      list.append(make('div', { class: 'kind', role: 'presentation' }, kind));
    }
    list.append(
      make(
        'div',
        { role: 'option', id: `palette-${index}`, 'aria-selected': 'false', 'data-url': item.url },
        icon(item.icon),
        make('span', {}, ...marked(item.title, query)),
        make('span', { class: 'hint' }, item.hint ?? ''),
      ),
    );
  });
  if (!items.length) {
    list.append(make('p', { class: 'empty muted' }, `Nothing here is called “${query}”. Enter searches inside documents too.`));
  }
  const options = all('[role="option"]', list);
  choose(options.find(option => option.dataset.url === chosen && query.length > 1) ?? options[0]);
  say(items.length === 1 ? '1 result' : `${items.length} results`);
}

function icon(href = '/img/icons.svg#place') {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', href);
  svg.append(use);
  return svg;
}

function marked(title, query) {
  const at = query ? title.toLowerCase().indexOf(query.toLowerCase()) : -1;
  if (at < 0) return [title];
  const end = at + query.length;
  return [title.slice(0, at), make('mark', {}, title.slice(at, end)), title.slice(end)];
}

function choose(option) {
  all('[aria-selected="true"]', palette).forEach(other => other.setAttribute('aria-selected', 'false'));
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  one('input', palette).setAttribute('aria-activedescendant', option?.id ?? '');
}

if (palette) {
  const input = one('input', palette);
  input.addEventListener('input', () => search(input.value));
  input.addEventListener('keydown', event => {
    const options = all('[role="option"]', palette);
    const at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      choose(options[(at + step + options.length) % options.length]);
    } else if (event.key === 'Enter' && options[at]) {
      event.preventDefault();
      location.assign(options[at].dataset.url);
    }
  });
  on('mousemove', '#palette [role="option"]', option => choose(option));
  on('click', '#palette [role="option"]', option => location.assign(option.dataset.url));
  on('click', '[data-palette]', (link, event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    openPalette();
  });
}

// --- Keys

const keys = one('#keys');
const rows = () => all('table[data-list] > tbody > tr, [data-list]:not(table) > *').filter(row => row.checkVisibility());

function openKeys() {
  one('[data-go-keys]', keys).replaceChildren(
    ...all('.rail [data-key]').map(link =>
      make('div', {}, make('dt', {}, one('span', link).textContent),
        make('dd', {}, make('kbd', {}, 'g'), ' ', make('kbd', {}, link.dataset.key)))));
  one('#me:popover-open')?.hidePopover();
  keys.showModal();
}

/** Moves the focus, so that Enter opens the row and a screen reader says it. */
function step(by) {
  const list = rows();
  const at = list.findIndex(row => row.contains(document.activeElement));
  const row = list[Math.max(0, Math.min(list.length - 1, at < 0 && by < 0 ? list.length - 1 : at + by))];
  const link = row && (one('a.open, summary', row) ?? one('a, button', row));
  link?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

let going = 0;
document.addEventListener('keydown', event => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    palette?.open ? palette.close() : openPalette();
    return;
  }
  const writing = event.target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]');
  if (writing || event.metaKey || event.ctrlKey || event.altKey || event.isComposing || one('dialog[open]')) return;

  if (Date.now() - going < 1200) {
    going = 0;
    const link = one(`.rail [data-key="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      location.assign(link.href);
    }
    return;
  }
  const act = {
    g: () => (going = Date.now()),
    j: () => step(1),
    k: () => step(-1),
    o: () => one('[data-open-key]')?.click(),
    '/': () => (one('[data-filter]') ? one('[data-filter]').select() : openPalette()),
    '?': () => keys && openKeys(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

on('click', '[data-keys]', openKeys);
if (mac) all('[data-mod]').forEach(kbd => (kbd.textContent = kbd.textContent.replace('Ctrl ', '⌘')));

// --- Theme

on('submit', '[data-theme-form]', async (form, event) => {
  const theme = event.submitter?.value;
  if (!theme) return;
  event.preventDefault();
  document.documentElement.dataset.theme = theme;
  all('button[name="theme"]', form).forEach(button => button.setAttribute('aria-pressed', String(button.value === theme)));
  const body = new URLSearchParams({ theme });
  const kept = await fetch(form.action, { method: 'POST', body, redirect: 'manual', headers: { 'X-CSRF-Token': csrf() } }).catch(() => null);
  if (kept?.type !== 'opaqueredirect') document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
});

// --- Copy, back, names typed to confirm

on('click', '[data-copy]', async button => {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Copy it by hand';
  }
  setTimeout(() => (button.textContent = before), 1600);
});

on('click', '[data-print]', () => print());
on('click', '[data-back]', () => (history.length > 1 ? history.back() : location.assign('/')));

const agree = form => {
  const submit = one('button:not([type="button"])', form);
  submit.disabled = one('input[name="confirm"]', form).value.trim() !== form.dataset.confirmName;
};
on('input', '[data-confirm-name]', agree);
new MutationObserver(() => all('[data-confirm-name]').forEach(agree)).observe(document.body, { childList: true, subtree: true });
all('[data-confirm-name]').forEach(agree);

// --- Uploads: one request a file, so that each has its own number and its own fate

const size = bytes => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function send(form, file, line) {
  const bar = one('progress', line);
  const note = one('small', line);
  const fields = new FormData();
  for (const [name, value] of new FormData(form)) if (!(value instanceof File)) fields.append(name, value);
  fields.append(one('input[type="file"]', form).name, file);

  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    const settle = (good, text) => {
      line.className = good ? 'good' : 'bad';
      note.textContent = text;
      bar.remove();
      resolve(good ? request.getResponseHeader('Location') ?? request.responseURL : null);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = loaded / total;
      note.textContent = loaded < total
        ? `${size(loaded)} of ${size(total)}, ${Math.floor((100 * loaded) / total)} %`
        : 'Received, being checked';
    };
    request.onload = () =>
      request.status < 300 ? settle(true, `${size(file.size)}, stored`) : settle(false, reason(request));
    request.onerror = () => settle(false, 'The connection broke. Nothing was stored; choose the file again.');
    request.open('POST', form.action);
    request.setRequestHeader('X-CSRF-Token', csrf());
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.send(fields);
  });
}

function reason(request) {
  try {
    const problem = JSON.parse(request.responseText);
    return [problem.detail || problem.title, problem.mend].filter(Boolean).join(' ');
  } catch {
    return `Refused with ${request.status}`;
  }
}

on('submit', '[data-upload]', async (form, event) => {
  event.preventDefault();
  const submit = one('button:not([type="button"])', form);
  const files = [...one('input[type="file"]', form).files];
  const lines = files.map(file =>
    make('li', {}, make('span', {}, file.name), make('small', {}, size(file.size)), make('progress', { value: 0, 'aria-label': file.name })));
  one('.uploads', form).replaceChildren(...lines);
  submit.disabled = true;
  const ends = [];
  for (const [index, file] of files.entries()) ends.push(await send(form, file, lines[index]));
  submit.disabled = false;
  if (!ends.every(Boolean)) return;
  const end = ends.length > 1 && form.dataset.then ? new URL(form.dataset.then, location.href).href : ends.at(-1);
  end === form.action || !here(end) ? location.reload() : location.assign(end);
});

for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  on(type, '.drop', (zone, event) => {
    event.preventDefault();
    zone.classList.toggle('over', type === 'dragenter' || type === 'dragover');
    if (type === 'drop' && event.dataTransfer.files.length) one('input[type="file"]', zone).files = event.dataTransfer.files;
  });
}

// --- A form sent twice by a double click is sent once

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'true';
  setTimeout(() => delete form.dataset.sent, 8000);
});
addEventListener('pageshow', () => all('form[data-sent]').forEach(form => delete form.dataset.sent));

// --- Toasts: gone after a while, not while somebody reads them; bad news stays until dismissed

function time(toast) {
  if (one('.dot.bad', toast)) return;
  const patience = one('form', toast) ? 12_000 : 6_000;
  let timer;
  const start = () => (timer = setTimeout(() => toast.remove(), patience));
  const stop = () => clearTimeout(timer);
  toast.addEventListener('pointerenter', stop);
  toast.addEventListener('focusin', stop);
  toast.addEventListener('pointerleave', start);
  toast.addEventListener('focusout', start);
  start();
}

const toasts = one('#toasts');
if (toasts) {
  all('[data-toast]', toasts).forEach(time);
  new MutationObserver(changes =>
    changes.flatMap(change => [...change.addedNodes]).filter(node => node.matches?.('[data-toast]')).forEach(time),
  ).observe(toasts, { childList: true });
  on('click', '[data-dismiss]', button => button.closest('[data-toast]').remove());
}

// --- Times, in the words of Moment.java

function distance(instant) {
  const minutes = Math.trunc((Date.now() - instant) / 60_000);
  const length = Math.abs(minutes);
  const days = Math.trunc(length / 1440);
  if (length === 0) return 'just now';
  const amount = length < 60 ? `${length} min` : days === 0 ? `${Math.trunc(length / 60)} h` : days === 1 ? '1 day' : `${days} days`;
  return minutes < 0 ? `in ${amount}` : `${amount} ago`;
}

setInterval(() => {
  for (const time of all('time[data-relative="true"]')) {
    const instant = Date.parse(time.dateTime);
    if (Math.abs(Date.now() - instant) < 7 * 86_400_000) time.textContent = distance(instant);
  }
}, 30_000);

// --- The status line says when it is no longer true

const status = one('#status');
if (status) {
  const stale = () => {
    const asOf = one('.asof', status);
    if (!asOf || status.classList.contains('stale')) return;
    status.classList.add('stale');
    asOf.firstChild.textContent = 'no answer since ';
  };
  status.addEventListener('htmx:error', stale);
  status.addEventListener('htmx:response:error', stale);
  status.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx.response.status < 400) status.classList.remove('stale');
  });
}
