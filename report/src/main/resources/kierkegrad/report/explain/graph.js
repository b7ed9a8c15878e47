// The pictures: a forward graph, and the same boxes with the arrows turned as the gradient graph.

const SVG = 'http://www.w3.org/2000/svg';

function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// A node's name, with the operation where the name is only a number.
function label(node) {
  const numbered = /^\d+(_\d+)?$/.test(node.name);
  if (numbered) return `${node.op} ${node.name}`;
  return node.scope === 'loss' && node.name.startsWith('loss.') ? node.name.slice(5) : node.name;
}

const fit = (text, letters) => (text.length > letters ? '…' + text.slice(1 - letters) : text);

// Inside a picture of its layer, a leaf needs no path: `weight` stands beside its operation.
function leafName(node) {
  const { values } = tensor(node.value);
  return node.kind === 'CONSTANT' && values?.length === 1 ? short(values[0])
    : node.name.slice(node.name.lastIndexOf('.') + 1);
}

// One pane. side: forward or gradient; open(path) shows the inside of a layer; choose(node) goes to
// the node's step.
function pane(graph, number, side, { choose, open, formulas = false }) {
  const svg = draw('svg', { class: 'graph', role: 'group' });
  const canvas = make('div', { class: 'canvas' });
  canvas.append(svg);
  const crumbs = make('nav', { class: 'crumbs', 'aria-label': say('layers') });
  const element = make('section', { class: 'pane ' + side, id: `${side}-${number}` },
    make('h2', {}, title(graph, side)), crumbs, canvas);
  let view;
  let boxes = [];

  function show(next) {
    if (view === next) return;
    view = next;
    svg.replaceChildren();
    svg.setAttribute('viewBox', `0 0 ${view.width} ${view.height}`);
    svg.style.width = `${view.width}px`;
    svg.style.setProperty('--natural', `${view.width}px`);
    svg.setAttribute('aria-label', title(graph, side));
    svg.append(arrowhead(`${side}-${number}-head`));
    for (const edge of view.edges) {
      if (side === 'gradient' && !edge.gradient) continue;
      svg.append(line(edge, side, `${side}-${number}-head`));
    }
    boxes = view.boxes.map((box, i) => {
      const group = box.node < 0 ? layer(graph, box, open) : vertex(graph, box, side, formulas, choose);
      group.dataset.box = i;
      svg.append(group);
      return group;
    });
    path(crumbs, graph, view, open);
  }

  // Which boxes are done and which is current; `state(node)` says it of a node.
  function update(state, current) {
    const at = new Map();
    view.boxes.forEach((box, i) => {
      const inside = box.node >= 0 ? [box.node] : within(box.view);
      const states = inside.map(state).filter(s => s !== 'absent');
      const mine = inside.includes(current) ? 'current'
        : states.some(s => s === 'target') ? 'target'
        : states.length === 0 ? (inside.length ? 'absent' : 'done')
        : states.every(s => s === 'done') ? 'done'
        : states.some(s => s === 'done') ? 'begun' : 'todo';
      boxes[i].dataset.state = mine;
      boxes[i].querySelector('.button').setAttribute('tabindex', mine === 'current' ? 0 : -1);
      at.set(i, mine);
    });
    svg.querySelectorAll('.edge').forEach(edge => {
      const from = at.get(Number(edge.dataset.from));
      const to = at.get(Number(edge.dataset.to));
      const reader = side === 'forward' ? to : from;
      edge.dataset.state = reader === 'current' ? 'current' : reader === 'done' ? 'done' : 'todo';
      if (from === 'absent' || to === 'absent') edge.dataset.state = 'absent';
    });
    if (!svg.querySelector('.button[tabindex="0"]')) {
      boxes[0]?.querySelector('.button').setAttribute('tabindex', 0);
    }
  }

  // A closed layer is as far as its operations are; its weights are there from the beginning.
  function within(id) {
    const all = members(graph, id);
    const made = all.filter(n => graph.nodes[n].operands.length > 0);
    return side === 'forward' && made.length > 0 ? made : all;
  }

  // Brings the current box into sight, without moving the page.
  function follow() {
    const box = svg.querySelector('.node[data-state="current"]');
    if (!box) return;
    const frameBox = canvas.getBoundingClientRect();
    const place = box.getBoundingClientRect();
    canvas.scrollTop += (place.top + place.bottom) / 2 - (frameBox.top + frameBox.bottom) / 2;
    canvas.scrollLeft += (place.left + place.right) / 2 - (frameBox.left + frameBox.right) / 2;
  }

  svg.addEventListener('keydown', event => {
    const all = boxes.filter(b => b.dataset.state !== 'absent');
    const at = all.findIndex(b => b.contains(document.activeElement));
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    event.stopPropagation();
    const order = all.sort((a, b) => top(a) - top(b));
    order[Math.max(0, Math.min(all.length - 1, at + step))].querySelector('.button').focus();
  });
  const top = b => view.boxes[b.dataset.box].y * 1e4 + view.boxes[b.dataset.box].x;
  return { element, canvas, show, update, follow, get view() { return view; } };
}

function title(graph, side) {
  if (graph.title) return graph.title;
  return say('graph.' + side);
}

// The nodes within a closed layer: those of the picture of its inside.
const memberCache = new Map();
function members(graph, id) {
  const key = graph.title + '|' + id;
  if (!memberCache.has(key)) {
    const boxes = viewOf(graph, id)?.boxes ?? [];
    memberCache.set(key, boxes.filter(b => !b.outside)
      .flatMap(b => (b.node >= 0 ? [b.node] : members(graph, b.view))));
  }
  return memberCache.get(key);
}

const viewOf = (graph, id) => graph.views.find(v => v.id === id);

function arrowhead(id) {
  return draw('defs', {}, draw('marker', {
    id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse',
  }, draw('path', { d: 'M0 1 L7 4 L0 7 z', class: 'head' })));
}

function line(edge, side, head) {
  const points = [];
  for (let i = 0; i < edge.points.length; i += 2) points.push(edge.points[i] + ' ' + edge.points[i + 1]);
  if (side === 'gradient') points.reverse();
  return draw('path', {
    class: 'edge', d: 'M' + points.join('L'), 'marker-end': `url(#${head})`,
    'data-from': side === 'forward' ? edge.from : edge.to,
    'data-to': side === 'forward' ? edge.to : edge.from,
  });
}

function button(box, name, kind, action) {
  const group = draw('g', { class: 'button', role: 'button', tabindex: -1, 'aria-label': name },
    draw('rect', { x: box.x, y: box.y, width: box.width, height: box.height, rx: kind === 'leaf' ? 14 : 6 }));
  group.addEventListener('click', action);
  group.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      action();
    }
  });
  return group;
}

function vertex(graph, box, side, formulas, choose) {
  const id = box.node;
  const node = graph.nodes[id];
  const small = box.height < 36;
  const gradient = side === 'gradient';
  const shown = gradient ? node.gradient : node.value;
  const name = small ? leafName(node) : label(node);
  const group = button(box, (gradient ? 'dC/d ' : '') + label(node), small ? 'leaf' : 'operation', () => choose(id));
  const prefix = gradient ? 'dC/d ' : '';
  const one = shown !== null && tensor(shown).shape.every(n => n === 1) && tensor(shown).values;
  const scalar = one ? short(one[0]) : undefined;
  const y = box.y + (small ? box.height / 2 + 4 : 16);
  if (small) {
    const value = formulas && scalar && node.kind !== 'CONSTANT' ? ` = ${scalar}` : '';
    group.append(draw('text', { x: box.x + box.width / 2, y, class: 'name small', 'text-anchor': 'middle' },
      fit(prefix + name + value, formulas ? 19 : 12)));
  } else {
    const letters = (scalar === undefined ? 17 : 19) - prefix.length;
    group.append(draw('text', { x: box.x + 9, y, class: 'name' }, prefix + fit(name, letters)));
    const about = formulas && node.rule ? node.rule.forward : describe(node, name);
    group.append(draw('text', { x: box.x + 9, y: box.y + 31, class: 'about' }, fit(about, formulas ? 15 : 19)));
    if (shown !== null) group.append(scalar ? figureOf(box, scalar) : strip(box, tensor(shown)));
  }
  group.append(draw('title', {}, `${prefix}${node.name} · ${node.op} · ${shapeText(tensor(node.value).shape)}`));
  return draw('g', { class: 'node ' + node.kind.toLowerCase() + (box.outside ? ' outside' : ''), 'data-node': id }, group);
}

function describe(node, name) {
  const shape = shapeText(tensor(node.value).shape);
  return name.includes(node.op) ? shape : `${node.op} · ${shape}`;
}

const figureOf = (box, text) =>
  draw('text', { x: box.x + box.width - 8, y: box.y + 31, class: 'value', 'text-anchor': 'end' }, text);

// The value at a glance: a few tinted squares.
function strip(box, values) {
  const { rows, columns, data } = pixels(values);
  const across = Math.min(columns, 8);
  const down = Math.min(rows, 6);
  const size = Math.min(7, 36 / across, 26 / down);
  const scale = greatest(data);
  const group = draw('g', { class: 'strip', 'aria-hidden': 'true' });
  const left = box.x + box.width - 8 - across * size;
  const top = box.y + (box.height - down * size) / 2;
  for (let i = 0; i < down; i++) {
    for (let j = 0; j < across; j++) {
      const value = data[Math.floor((i * rows) / down) * columns + Math.floor((j * columns) / across)];
      const share = scale > 0 && Number.isFinite(Number(value)) ? Math.sqrt(Math.abs(value) / scale) : 0;
      group.append(draw('rect', {
        x: left + j * size, y: top + i * size, width: size - 0.6, height: size - 0.6,
        class: value < 0 ? 'minus' : 'plus', style: `fill-opacity: ${(0.08 + 0.92 * share).toFixed(2)}`,
      }));
    }
  }
  return group;
}

function layer(graph, box, open) {
  const [name, kind = ''] = box.lines;
  const group = button(box, say('open', { layer: name }), 'layer', () => open(box.view));
  group.append(
    draw('text', { x: box.x + 9, y: box.y + 16, class: 'name' }, fit(name, 18)),
    draw('text', { x: box.x + 9, y: box.y + 31, class: 'about' }, fit(kind, 19)),
    draw('text', { x: box.x + box.width - 9, y: box.y + 25, class: 'plus', 'text-anchor': 'end' }, '⊞'),
    draw('title', {}, say('open', { layer: box.lines.join(' · ') })));
  return draw('g', { class: 'node layer' + (box.outside ? ' outside' : ''), 'data-view': box.view }, group);
}

// Where the picture is: the layers around it, each a way out.
function path(crumbs, graph, view, open) {
  crumbs.replaceChildren();
  if (view.path.length < 2) return;
  view.path.forEach(({ id, title: name }) => {
    const link = make('button', { type: 'button', 'aria-current': id === view.id ? 'true' : undefined }, name || say('whole'));
    link.addEventListener('click', () => open(id));
    crumbs.append(link);
  });
}
