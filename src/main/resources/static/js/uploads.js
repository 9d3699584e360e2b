// Bringing in many files or a whole folder: said first what is to come, then sent one request a file, a few at once.
// The server's list is the truth: a folder chosen again after a break sends only what is missing there. A single file
// goes as console.js sends it.

const LANES = 3;
const ANNOUNCED = 500;
const TRIES = 5;
const HASHED = 256 * 1024 * 1024; // Digests are not streamed in browsers: a larger file is told by its time.

const one = (selector, root = document) => root.querySelector(selector);
const csrf = () => one('meta[name="csrf-token"]').content;
const harmless = text => text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
const number = value => value.toLocaleString('en-US');
const size = bytes => (bytes < 1e6 ? `${number(Math.ceil(bytes / 1e3))} KB` : `${number(+(bytes / 1e6).toFixed(1))} MB`);
const files = count => (count === 1 ? '1 file' : `${number(count)} files`);
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// --- What was chosen

/** Without the folder's own name when all are of one: it is the name of the batch. */
function chosen(list) {
  const roots = new Set(list.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const root = roots.size === 1 ? [...roots][0] : '';
  return {
    name: root || 'Files',
    isFolder: root !== '',
    files: list.map(({ path, file }) => ({ file, path: root ? path.slice(root.length + 1) : path })),
  };
}

const ofInput = input => chosen([...input.files].map(file => ({ file, path: file.webkitRelativePath || file.name })));

async function ofDrop(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = [];
  for (const entry of entries) await walk(entry, '', found);
  return chosen(found);
}

async function walk(entry, above, found) {
  const path = above + entry.name;
  if (entry.isFile) {
    found.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return;
    for (const inner of some) await walk(inner, `${path}/`, found);
  }
}

// --- The server

class Refused extends Error {
  constructor(text, again) {
    super(text);
    this.again = again;
  }
}

function reason(status, text) {
  try {
    const problem = JSON.parse(text);
    return [problem.detail || problem.title, problem.mend].filter(Boolean).join(' ');
  } catch {
    return `Refused with ${status}`;
  }
}

const worthAgain = status => status === 0 || status === 429 || status >= 502;

async function ask(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': csrf() },
    body: JSON.stringify(body),
  }).catch(() => ({ ok: false, status: 0, text: async () => '{"detail":"The server does not answer."}' }));
  if (!answer.ok) throw new Refused(reason(answer.status, await answer.text()), worthAgain(answer.status));
  return answer.json();
}

function put(url, file, onProgress) {
  return new Promise((resolve, reject) => {
    const fields = new FormData();
    fields.append('file', file);
    const request = new XMLHttpRequest();
    request.upload.onprogress = event => onProgress(event.loaded);
    request.onload = () =>
      request.status < 300
        ? resolve(JSON.parse(request.responseText))
        : reject(new Refused(reason(request.status, request.responseText), worthAgain(request.status)));
    request.onerror = () => reject(new Refused('The connection broke.', true));
    request.open('PUT', url);
    request.setRequestHeader('X-CSRF-Token', csrf());
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.send(fields);
  });
}

async function persistent(attempt) {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (failure) {
      if (!failure.again || tries === TRIES) throw failure;
      await pause(500 * 2 ** tries);
    }
  }
}

/** Whether this is what the server has from there: by its digest, or where that cannot be had by its time. */
async function isStored(entry, known) {
  if (known.state !== 'STORED' || known.size !== entry.file.size) return false;
  if (!crypto.subtle || entry.file.size > HASHED) return known.modified === entry.file.lastModified;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await entry.file.arrayBuffer()));
  return known.sha256 === [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

// --- A batch under way

class Batch {
  constructor(form, id, entries) {
    this.form = form;
    this.id = id;
    this.api = `/api/v1/document-batches/${id}`;
    this.entries = entries.map(entry => ({ ...entry, state: 'MISSING', why: '', sent: 0 }));
    this.view = one('.sending', form);
    this.view.hidden = false;
    one('[data-again]', form).onclick = () => this.again();
  }

  async run() {
    this.leaving = event => event.preventDefault();
    addEventListener('beforeunload', this.leaving);
    try {
      await this.announce();
      const waiting = this.entries.filter(entry => entry.state === 'MISSING');
      await Promise.all(Array.from({ length: LANES }, () => this.lane(waiting)));
    } finally {
      removeEventListener('beforeunload', this.leaving);
      this.show();
    }
    if (this.entries.every(entry => entry.state === 'STORED')) location.assign(`/documents/batches/${this.id}`);
  }

  async announce() {
    for (let at = 0; at < this.entries.length; at += ANNOUNCED) {
      const some = this.entries.slice(at, at + ANNOUNCED);
      const coming = some.map(({ path, file }) => ({ path, size: file.size, modified: file.lastModified }));
      const { items } = await persistent(() => ask(`${this.api}/files`, { files: coming }));
      const known = new Map(items.map(item => [item.path, item]));
      for (const entry of some) await this.compare(entry, known.get(entry.path.replaceAll('\\', '/')));
      this.show();
    }
  }

  async compare(entry, known) {
    if (!known) return; // its document is closed to whoever sends: the server says so of the file
    if (known.state === 'REFUSED') {
      this.settle(entry, 'REFUSED', known.why);
    } else if (await isStored(entry, known)) {
      this.settle(entry, 'STORED');
    } else if (known.state === 'STORED') {
      this.settle(entry, 'REFUSED', 'It has changed since it was stored. Open its document and add it as a version.');
    }
  }

  async lane(waiting) {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) await this.send(entry);
  }

  async send(entry) {
    const bar = make('progress', { value: 0, max: entry.file.size || 1, 'aria-label': harmless(entry.path) });
    const line = make('li', {}, make('bdi', {}, harmless(entry.path)), make('small', {}, size(entry.file.size)), bar);
    one('[data-active]', this.view).append(line);
    try {
      const url = `${this.api}/files?path=${encodeURIComponent(entry.path)}`;
      await persistent(() =>
        put(url, entry.file, loaded => {
          entry.sent = bar.value = Math.min(loaded, entry.file.size);
          this.show();
        }));
      this.settle(entry, 'STORED');
    } catch (failure) {
      this.settle(entry, 'REFUSED', failure.message);
    } finally {
      line.remove();
      this.show();
    }
  }

  settle(entry, state, why = '') {
    entry.state = state;
    entry.why = why;
    entry.sent = state === 'STORED' ? entry.file.size : 0;
  }

  async again() {
    this.entries.filter(entry => entry.state === 'REFUSED').forEach(entry => this.settle(entry, 'MISSING'));
    this.show();
    await guarded(this.form, () => this.run());
  }

  show() {
    const sum = amounts => amounts.reduce((all, amount) => all + amount, 0);
    const done = this.entries.filter(entry => entry.state === 'STORED').length;
    const refused = this.entries.filter(entry => entry.state === 'REFUSED');
    const bytes = sum(this.entries.map(entry => entry.file.size));
    const sent = sum(this.entries.map(entry => entry.sent));
    one('[data-count]', this.view).textContent = `${number(done)} of ${files(this.entries.length)}`;
    one('[data-rest]', this.view).textContent = `${size(sent)} of ${size(bytes)}`;
    const bar = one('.sending > progress', this.form);
    bar.max = bytes || 1;
    bar.value = sent;
    const failed = one('[data-failed]', this.view);
    failed.hidden = !refused.length;
    if (failed.dataset.shown === String(refused.length)) return;
    failed.dataset.shown = String(refused.length);
    one('[data-failed-count]', failed).textContent = `${files(refused.length)} not stored`;
    one('ul', failed).replaceChildren(
      ...refused.slice(0, 200).map(entry =>
        make('li', { class: 'bad' }, make('bdi', {}, harmless(entry.path)), make('small', {}, entry.why))));
  }
}

// --- The forms

async function guarded(form, work) {
  const buttons = form.querySelectorAll('button');
  buttons.forEach(button => (button.disabled = true));
  try {
    await work();
  } catch (failure) {
    one('[data-rest]', form).textContent = `${failure.message} Choose the folder again to go on.`;
    one('.drop', form).hidden = false;
  } finally {
    buttons.forEach(button => (button.disabled = false));
  }
}

async function started(form, { name }) {
  const fields = new FormData(form);
  const text = field => String(fields.get(field) ?? '');
  const tags = text('tags').split(',').map(tag => tag.trim()).filter(Boolean);
  const batch = await ask('/api/v1/document-batches', {
    client: text('client'), name, folder: text('folder'), category: text('category'),
    classification: text('classification'), year: text('year'), tags,
  });
  // From here on, loading the page again leads to where it can be taken up.
  history.replaceState(null, '', `/documents/batches/${batch.id}`);
  return batch.id;
}

function begin(form, selection) {
  for (const part of form.querySelectorAll('.drop, .filing, :scope > .actions')) part.hidden = true;
  one('.sending', form).hidden = false;
  return guarded(form, async () => {
    const id = form.dataset.batch || (await started(form, selection));
    form.dataset.batch = id;
    await new Batch(form, id, selection.files).run();
  });
}

function prepare(form) {
  const zone = one('.drop', form);
  const plain = one('input[type="file"][name]', form);
  const folder = one('[data-folder]', form);
  let selection;
  zone.hidden = false;
  one('.pick', form).hidden = false;

  const choose = found => {
    selection = found;
    if (!found.files.length) return;
    const all = found.files.reduce((sum, { file }) => sum + file.size, 0);
    const note = one('[data-chosen]', form);
    if (note) {
      note.hidden = false;
      note.textContent = `${files(found.files.length)}, ${size(all)}${found.isFolder ? ` of “${harmless(found.name)}”` : ''}`;
    }
    if (plain && found.isFolder) plain.required = false;
    if (form.dataset.batch) begin(form, found);
  };
  one('[data-pick-folder]', form).onclick = () => folder.click();
  const loose = one('[data-loose]', form);
  if (loose) {
    one('[data-pick-files]', form).onclick = () => loose.click();
    loose.onchange = () => choose(ofInput(loose));
  }
  folder.onchange = () => choose(ofInput(folder));
  if (plain) {
    plain.onchange = () => {
      plain.required = true;
      choose(ofInput(plain));
    };
  }
  zone.addEventListener('drop', async event => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove('over');
    choose(await ofDrop(event.dataTransfer));
    if (plain && selection.files.length) plain.required = false;
  });
  form.addEventListener('submit', event => {
    const isSingle = plain?.files.length === 1 && selection?.files.length === 1 && !selection.isFolder;
    if (isSingle) return;
    event.preventDefault();
    event.stopPropagation();
    if (selection?.files.length) begin(form, selection);
  });
}

document.querySelectorAll('form[data-batch]').forEach(prepare);

// A download leaves the page where it is, and its form free for the next act.
document.addEventListener('submit', event => {
  if (event.submitter?.hasAttribute('data-stays')) setTimeout(() => delete event.target.dataset.sent);
});

// --- Several documents of a list at once: x chooses the row in hand

const boxes = () => [...document.querySelectorAll('input[data-select]')];

function count() {
  const all = boxes();
  const checked = all.filter(box => box.checked).length;
  for (const bar of document.querySelectorAll('[data-selection]')) {
    const note = one('[data-selected]', bar);
    note.textContent = checked ? `${number(checked)} chosen` : '';
    bar.querySelectorAll('button:not([data-all])').forEach(button => (button.disabled = !checked));
  }
  const whole = one('input[data-select-all]');
  if (whole) {
    whole.checked = all.length > 0 && checked === all.length;
    whole.indeterminate = checked > 0 && checked < all.length;
  }
}

document.addEventListener('change', event => {
  if (event.target.matches?.('[data-select-all]')) boxes().forEach(box => (box.checked = event.target.checked));
  if (event.target.matches?.('[data-select], [data-select-all]')) count();
});
document.addEventListener('keydown', event => {
  const writing = event.target.closest?.('input:not([type="checkbox"]), textarea, select, [contenteditable]');
  if (event.key !== 'x' || writing || event.metaKey || event.ctrlKey || event.altKey || one('dialog[open]')) return;
  const box = one('input[data-select]', document.activeElement?.closest('tr') ?? make('tr'));
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  count();
});
document.addEventListener('htmx:after:swap', count);
addEventListener('pageshow', count);
count();
