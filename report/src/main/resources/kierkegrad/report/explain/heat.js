// A tensor as a picture, for what is too large to read.

const HEAT_WIDTH = 560;
const HEAT_HEIGHT = 260;
const GAP = 4;

// What there is to draw: all entries, or means over blocks.
function pixels(values) {
  if (values.values) {
    const { rows, columns, slices } = frame(values.shape);
    return { rows, columns, tiles: slices, of: slices, data: values.values, exact: true };
  }
  const { rows, columns, tiles, of, values: data } = values.summary.heat;
  return { rows, columns, tiles, of, data, exact: false };
}

function heatMap(values, options) {
  const picture = pixels(values);
  const { rows, columns, tiles } = picture;
  const across = Math.max(1, Math.min(tiles, Math.round(Math.sqrt((tiles * rows * 2) / columns))));
  const down = Math.ceil(tiles / across);
  const size = Math.max(2, Math.min(20,
    Math.floor((HEAT_WIDTH - GAP * across) / (across * columns)),
    Math.floor((HEAT_HEIGHT - GAP * down) / (down * rows))));
  const tileWidth = columns * size + GAP;
  const tileHeight = rows * size + GAP;
  const wide = across * tileWidth - GAP;
  const high = down * tileHeight - GAP;
  const canvas = make('canvas', {
    width: wide, height: high, tabindex: 0, role: 'img', 'aria-label': options.about,
  });
  const scale = greatest(picture.data);
  const cellAt = (x, y) => {
    const column = Math.floor((x % tileWidth) / size);
    const row = Math.floor((y % tileHeight) / size);
    const tile = Math.floor(y / tileHeight) * across + Math.floor(x / tileWidth);
    if (column >= columns || row >= rows || tile >= tiles) return undefined;
    return (tile * rows + row) * columns + column;
  };
  const spot = entry => {
    const tile = Math.floor(entry / (rows * columns));
    return {
      x: (tile % across) * tileWidth + (entry % columns) * size,
      y: Math.floor(tile / across) * tileHeight + (Math.floor(entry / columns) % rows) * size,
    };
  };
  let marked = new Set();
  const draw = () => paint(canvas, picture.data, scale, spot, size, marked);
  canvas.mark = entries => {
    marked = picture.exact ? entries : new Set();
    draw();
  };
  repaint.add(canvas, draw);
  const readout = make('p', { class: 'readout', 'aria-live': 'polite' });
  const show = entry => {
    readout.textContent = picture.exact
      ? `${place(values.shape, entry)} = ${number(picture.data[entry])}`
      : say('block', { value: number(picture.data[entry]) });
    if (picture.exact && options.pick) options.pick(entry);
  };
  canvas.addEventListener('pointermove', event => {
    const box = canvas.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * wide);
    const y = Math.floor(((event.clientY - box.top) / box.height) * high);
    const entry = cellAt(x, y);
    if (entry !== undefined) show(entry);
  });
  let cursor = 0;
  canvas.addEventListener('keydown', event => {
    if (event.key === 'Escape') canvas.blur();
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    cursor = Math.max(0, Math.min(picture.data.length - 1, cursor + move));
    show(cursor);
  });
  return make('div', { class: 'heat' }, canvas, legend(scale), readout, ...about(values));
}

// Colours are read from the page, so that a picture follows light and dark.
function paint(canvas, data, scale, spot, size, marked) {
  const context = canvas.getContext('2d');
  const [above, below, zero, mark] = ['plus', 'minus', 'zero', 'mark'].map(kierkegrad.colour);
  context.clearRect(0, 0, canvas.width, canvas.height);
  data.forEach((value, entry) => {
    const v = Number(value);
    const { x, y } = spot(entry);
    context.globalAlpha = 1;
    context.fillStyle = zero;
    context.fillRect(x, y, size, size);
    // The root shows small values too.
    context.globalAlpha = Number.isFinite(v) && scale > 0 ? Math.sqrt(Math.abs(v) / scale) : 0;
    context.fillStyle = v < 0 ? below : above;
    context.fillRect(x, y, size, size);
    if (marked.has(entry)) {
      context.globalAlpha = 1;
      context.strokeStyle = mark;
      context.lineWidth = size > 10 ? 2 : 1;
      const inset = context.lineWidth / 2;
      context.strokeRect(x + inset, y + inset, size - 2 * inset, size - 2 * inset);
    }
  });
  context.globalAlpha = 1;
}

function legend(scale) {
  return make('p', { class: 'legend' },
    make('span', {}, number(-scale)), make('span', { class: 'ramp' }), make('span', {}, number(scale)));
}

// What is said about a tensor that is not there in full.
function about(values) {
  if (!values.summary) return [];
  const { min, mean, max, norm, corner, heat } = values.summary;
  const facts = make('dl', { class: 'summary' });
  for (const [word, value] of [['min', min], ['mean', mean], ['max', max], ['norm', norm]]) {
    facts.append(make('div', {}, make('dt', {}, say(word)), make('dd', {}, number(value))));
  }
  const details = make('details', {}, make('summary', {}, say('corner')));
  const table = make('table', { class: 'plain' });
  const decimals = decimalsOf(corner.values);
  for (let i = 0; i < corner.rows; i++) {
    const line = make('tr');
    for (let j = 0; j < corner.columns; j++) {
      line.append(make('td', {}, number(corner.values[i * corner.columns + j], decimals)));
    }
    table.append(line);
  }
  details.append(make('div', { class: 'scroll' }, table));
  const shown = heat.tiles < heat.of ? [make('p', { class: 'note' }, say('tiles', { shown: heat.tiles, of: heat.of }))] : [];
  return [facts, ...shown, details];
}

// Pictures that are drawn anew when the colour scheme changes.
const repaint = (() => {
  const all = new Map();
  const drawAll = () => all.forEach((draw, canvas) => (canvas.isConnected ? draw() : all.delete(canvas)));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  addEventListener('beforeprint', drawAll);
  addEventListener('afterprint', drawAll);
  return {
    add(canvas, draw) {
      all.set(canvas, draw);
      draw();
    },
  };
})();
