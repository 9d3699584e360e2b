// A figure and its place on the page light up together; Enter goes from one doubtful figure to the next.

const root = document.querySelector('[data-review]');
const inputs = [...root.querySelectorAll('input[data-field]')];
const doubtful = inputs.filter(input => input.dataset.doubtful === 'true');

function mark(name) {
  for (const rect of root.querySelectorAll('rect[data-field]')) {
    rect.classList.toggle('on', rect.dataset.field === name);
  }
}

function go(input) {
  input?.focus();
  input?.select();
}

for (const input of inputs) {
  input.addEventListener('focus', () => mark(input.dataset.field));
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing) return;
    const next = inputs.slice(inputs.indexOf(input) + 1).find(each => doubtful.includes(each));
    if (next) {
      event.preventDefault();
      go(next);
    }
  });
}

for (const rect of root.querySelectorAll('rect[data-field]')) {
  rect.addEventListener('click', () => go(inputs.find(input => input.dataset.field === rect.dataset.field)));
}

document.addEventListener('keydown', event => {
  if (event.target.closest('input, select, textarea, button, a') && event.key !== 'Escape') return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const marked = root.querySelector('rect.on')?.dataset.field;
  const at = inputs.findIndex(input => input.dataset.field === marked);
  if (event.key === 'j' || event.key === 'k') {
    const to = inputs[Math.max(0, Math.min(inputs.length - 1, at + (event.key === 'j' ? 1 : -1)))];
    mark(to?.dataset.field);
    to?.scrollIntoView({ block: 'nearest' });
    event.stopImmediatePropagation();
  } else if (event.key === 'Enter' && inputs[at]) {
    event.preventDefault();
    go(inputs[at]);
  } else if (event.key === 'Escape') {
    event.target.blur?.();
  }
}, true);

go(doubtful[0] ?? inputs[0]);
