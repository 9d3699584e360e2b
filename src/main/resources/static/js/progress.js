// How far a document is, as it goes. The page that is through is loaded anew, in place.

const panel = document.querySelector('[data-progress]');

async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#document');
  const stale = document.querySelector('#document');
  if (!fresh || !stale) return;
  stale.replaceWith(document.importNode(fresh, true));
  htmx.process(document.querySelector('#document'));
}

if (panel) {
  const source = new EventSource(panel.dataset.progress);
  source.addEventListener('stages', event => {
    const stages = document.querySelector('#processing [data-stages]');
    if (stages) stages.innerHTML = event.data;
  });
  source.addEventListener('end', () => {
    source.close();
    refresh();
  });
}
