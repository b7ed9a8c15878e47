// Puts the page together: overview, panes, detail, and what keys and clicks do.

const steps = stepsOf(page.graphs);
const element = id => document.getElementById(id);
const stage = element('stage');
const detail = make('section', { id: 'detail', tabindex: -1, 'aria-label': say('detail') });
const panes = [];
let current = -1;

const alone = page.graphs.length === 1;
const hasGradient = alone && steps.some(s => s.phase === 'backward');
stage.className = alone ? 'step-page' : 'derivatives';
stage.style.setProperty('--columns', page.graphs.map(g => `minmax(0, ${Math.round(g.views[0].width)}fr)`).join(' '));

page.graphs.forEach((graph, number) => {
  const sides = hasGradient ? ['forward', 'gradient'] : ['forward'];
  sides.forEach(side => {
    const view = pane(graph, number, side, {
      formulas: !alone,
      choose: id => go(stepFor(steps, number, id, side)),
      open: path => openLayer(number, path),
    });
    panes.push({ ...view, pane: view, number, side, graph });
  });
});
panes.forEach(p => stage.append(p.element));
stage.insertBefore(detail, alone ? panes[0].element.nextSibling : null);

// Scrolling one graph scrolls the other: node stays beside node.
if (hasGradient) {
  const [a, b] = panes.map(p => p.canvas);
  const couple = (from, to) => from.addEventListener('scroll', () => {
    to.scrollTop = from.scrollTop;
    to.scrollLeft = from.scrollLeft;
  });
  couple(a, b);
  couple(b, a);
}

function openLayer(number, path) {
  const view = viewOf(page.graphs[number], path);
  if (!view) return;
  panes.filter(p => p.number === number).forEach(p => p.pane.show(view));
  refresh();
}

// The outermost picture that shows a node as itself.
function viewFor(graph, id) {
  return graph.views.find(v => v.boxes.some(b => b.node === id && !b.outside)) ?? graph.views[0];
}

function refresh() {
  const state = stateAt(steps, current);
  const step = steps[current];
  panes.forEach(p => {
    const here = p.number === step.graph && (p.side === 'gradient') === (step.phase === 'backward');
    const at = here || (step.phase === 'update' && p.side === 'forward') ? nodeOf(step) : -1;
    p.pane.update(p.side === 'forward' ? state.forward(p.number) : state.gradient, at);
    p.element.classList.toggle('active', here || step.phase === 'update');
  });
}

function show(step) {
  stage.dataset.phase = step.phase;
  document.body.dataset.phase = step.phase;
  element('progress').textContent = progressText(step);
  detail.replaceChildren(detailOf(step));
  panes.filter(p => p.number === step.graph).forEach(p => p.pane.show(viewFor(p.graph, nodeOf(step))));
  panes.filter(p => p.number !== step.graph && !p.pane.view).forEach(p => p.pane.show(p.graph.views[0]));
  refresh();
  panes.filter(p => p.number === step.graph).forEach(p => p.pane.follow());
  mark(current);
  element('back').disabled = current === 0;
  element('next').disabled = current === steps.length - 1;
  if (hasGradient) selectTab(step.phase === 'backward' ? 1 : 0);
}

function detailOf(step) {
  const graph = page.graphs[step.graph];
  if (step.phase === 'update') return updateDetail(graph, step.id);
  return step.phase === 'forward' ? forwardDetail(graph, step.id) : backwardDetail(graph, step.id);
}

// Shows a step. The address names it, so that a link opens there; going back in the browser goes
// back to where one was before a jump.
function go(to, jump = true) {
  const next = Math.max(0, Math.min(steps.length - 1, to));
  if (to < 0 && current >= 0 || next === current) return;
  const first = current < 0;
  current = next;
  const address = '#step-' + (current + 1);
  if (location.hash !== address) {
    history[first || !jump ? 'replaceState' : 'pushState'](null, '', address);
  }
  show(steps[current]);
}

const mark = track(element('track'), steps);
element('back').addEventListener('click', () => go(Math.max(0, current - 1), false));
element('next').addEventListener('click', () => go(current + 1, false));
element('digits').addEventListener('click', event => {
  numbers.full = !numbers.full;
  event.currentTarget.setAttribute('aria-pressed', numbers.full);
  document.body.classList.toggle('full', numbers.full);
  element('overview').replaceChildren(...overview());
  show(steps[current]);
});

// Keys step, unless something with the focus has a use for them (it stops them from coming here).
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, [role=tab]')) return;
  const to = { ArrowLeft: Math.max(0, current - 1), ArrowRight: current + 1, Home: 0, End: steps.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  go(to, event.key === 'Home' || event.key === 'End');
});

// A finger that sweeps across the detail steps, unless it scrolls a matrix.
let touch;
detail.addEventListener('touchstart', event => {
  const scrolls = event.target.closest('.scroll');
  touch = scrolls && scrolls.scrollWidth > scrolls.clientWidth ? undefined : event.touches[0];
}, { passive: true });
detail.addEventListener('touchend', event => {
  if (!touch) return;
  const x = event.changedTouches[0].clientX - touch.clientX;
  const y = event.changedTouches[0].clientY - touch.clientY;
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(Math.max(0, current + (x < 0 ? 1 : -1)), false);
}, { passive: true });

// On a telephone one graph is seen at a time; derivatives stand below each other.
element('tabs').hidden = !hasGradient;
const tabs = panes.map((p, i) => {
  const tab = make('button', { type: 'button', role: 'tab', 'aria-controls': p.element.id }, title(p.graph, p.side));
  tab.addEventListener('click', () => selectTab(i));
  tab.addEventListener('keydown', event => {
    const to = { ArrowLeft: i - 1, ArrowRight: i + 1 }[event.key];
    if (tabs[to]) {
      selectTab(to);
      tabs[to].focus();
    }
  });
  element('tabs').append(tab);
  return tab;
});

function selectTab(number) {
  tabs.forEach((tab, i) => {
    tab.setAttribute('aria-selected', i === number);
    tab.setAttribute('tabindex', i === number ? 0 : -1);
    panes[i].element.classList.toggle('selected', i === number);
  });
  panes[number].pane.follow();
}

// Loss, truth and probabilities of the row, and its features before and after normalisation.
function overview() {
  const parts = [];
  const graph = page.graphs[0];
  if (!alone) return parts;
  const result = tensor(graph.nodes[graph.result].value);
  if (result.values?.length === 1) {
    parts.push(make('div', { class: 'fact loss' }, make('span', {}, say(graph.updates.length ? 'loss' : 'value')), make('strong', {}, number(result.values[0]))));
  }
  const row = page.row;
  if (!row) return [...parts, ...bars(graph)];
  if (row.truth !== null) parts.push(make('div', { class: 'fact' }, make('span', {}, say('truth')), make('strong', {}, row.truth)));
  parts.push(...bars(graph, row));
  if (row.raw.length && row.raw.length <= 12) parts.push(features(row, graph));
  return parts;
}

// Of many classes the true one and the likeliest are shown.
function bars(graph, row) {
  const p = graph.probabilities;
  const rank = i => (row && row.classes[i] === row.truth ? 2 : p[i]);
  const shown = p.map((_, i) => i).sort((a, b) => rank(b) - rank(a)).slice(0, 3).sort((a, b) => a - b);
  if (shown.length === 0) return [];
  const list = make('dl', { class: 'probabilities', 'aria-label': say('probabilities') });
  shown.forEach(i => {
    const name = row?.classes[i] ?? String(i);
    list.append(make('div', { class: name === row?.truth ? 'true' : '' }, make('dt', {}, name),
      make('dd', {}, make('span', { class: 'bar', style: `--p: ${p[i]}` }), make('span', {}, number(p[i])))));
  });
  return [list];
}

function features(row, graph) {
  const input = graph.nodes.find(node => node.kind === 'INPUT');
  const normal = tensor(input.value).values;
  const line = (word, cells) => make('tr', {}, make('th', { scope: 'row' }, word), ...cells.map(c => make('td', {}, c)));
  return make('div', { class: 'scroll features' }, make('table', {},
    make('thead', {}, make('tr', {}, make('td'), ...row.features.map(f => make('th', { scope: 'col' }, f)))),
    make('tbody', {}, line(say('raw'), row.raw), line(say('input'), normal.map(v => number(v))))));
}

// In print every step stands below the other, if they are not too many.
addEventListener('beforeprint', () => {
  if (steps.length > 80) return;
  const all = make('div', { id: 'print' });
  steps.forEach(step => all.append(make('article', {}, make('p', { class: 'progress' }, progressText(step)), detailOf(step))));
  stage.after(all);
});
addEventListener('afterprint', () => element('print')?.remove());

const asked = () => Number(location.hash.match(/^#step-(\d+)$/)?.[1] ?? 0);
addEventListener('hashchange', () => go(asked() - 1));
addEventListener('popstate', () => go(asked() - 1, false));
element('overview').append(...overview());
const start = page.graphs[0].nodes.findIndex(node => node.name === page.start);
go(asked() ? asked() - 1 : start < 0 ? 0 : Math.max(0, stepFor(steps, 0, start, 'forward')));
