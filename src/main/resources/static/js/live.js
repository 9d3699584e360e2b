// New entries of the trail at the top of the explorer's list while "Live" is on.

const button = document.querySelector('[data-live]');
const panel = document.querySelector('.panel.trail');
const MOST_LINES = 500;
let source;
let came = 0;

const element = html => {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
};

function status() {
  let line = panel.querySelector('.live-line');
  if (!line) {
    line = element('<p class="live-line" role="status"><span class="dot" aria-hidden="true"></span><span></span></p>');
    panel.prepend(line);
  }
  return line;
}

function say(text, state) {
  const line = status();
  line.firstElementChild.className = `dot ${state}`;
  line.lastElementChild.textContent = text;
}

/** The list of the entry's day, made where it is the first of its day. */
function list(day, title) {
  const first = panel.querySelector('.day');
  if (first?.dataset.day === day) return first.querySelector('ol');
  const section = element('<section class="day"><h2></h2><ol data-list></ol></section>');
  section.dataset.day = day;
  section.setAttribute('aria-label', title);
  section.firstElementChild.textContent = title;
  if (first) first.before(section);
  else panel.append(section);
  panel.querySelector('.empty')?.remove();
  return section.querySelector('ol');
}

function show(event) {
  const { day, title, html } = JSON.parse(event.data);
  const line = element(html);
  line.classList.add('fresh');
  list(day, title).prepend(line);
  htmx.process(line);
  const lines = panel.querySelectorAll('.happened');
  if (lines.length > MOST_LINES) lines[lines.length - 1].remove();
  came += 1;
  say(came === 1 ? 'Live: 1 new entry' : `Live: ${came} new entries`, 'good');
}

function stop(text, state) {
  source?.close();
  source = undefined;
  button.setAttribute('aria-pressed', 'false');
  say(text, state);
}

function start() {
  source = new EventSource(button.dataset.live);
  button.setAttribute('aria-pressed', 'true');
  say('Connecting', 'unknown');
  source.onopen = () => say(came ? `Live: ${came} new entries` : 'Live: new entries appear here as they are sealed', 'good');
  source.addEventListener('entry', show);
  source.addEventListener('end', () => stop('No longer live: your session ended. Load the page to sign in again.', 'bad'));
  // A connection that broke comes back by itself, from where it was; one that was refused does not.
  source.onerror = () =>
    source.readyState === EventSource.CLOSED
      ? stop('No longer live: the server refused. Load the page again.', 'bad')
      : say('The connection broke; trying again', 'warn');
}

if (button && panel) {
  button.hidden = false;
  button.addEventListener('click', () => (source ? stop('Not live any more', 'unknown') : start()));
}
