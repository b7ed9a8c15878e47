'use strict';

// Shows one view of each graph: that which the address names, or the whole.
(() => {
  const graphs = [...document.querySelectorAll('.views')];
  const views = new Map([...document.querySelectorAll('.view')].map(view => [view.id, view]));

  // A picture that is too wide begins in its middle, where most of it is.
  function centre(frame) {
    if (frame) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  }

  function show(moved) {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const graph of graphs) {
      const own = id === graph.dataset.graph || id.startsWith(graph.dataset.graph + '/');
      const wanted = own && views.has(id) ? id : graph.dataset.graph;
      for (const view of graph.querySelectorAll('.view')) view.hidden = view.id !== wanted;
      centre(views.get(wanted)?.querySelector('.scroll'));
      if (own && moved) views.get(wanted)?.focus();
    }
  }

  // Escape leads to the group around.
  addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const view = document.activeElement?.closest('.view') ?? document.querySelector('.view:not([hidden])');
    const up = [...(view?.querySelectorAll('.crumbs a') ?? [])].at(-1);
    if (up) location.hash = up.getAttribute('href');
  });
  addEventListener('hashchange', () => show(true));
  show(false);
})();
