// A tensor as a matrix of numbers, with a faint tint: one colour above zero, one below.

const MOST_ROWS = 12;
const MOST_COLUMNS = 12;

// How a tensor lies on paper: matrices of rows and columns, one per leading index.
function frame(shape) {
  const columns = shape.length ? shape[shape.length - 1] : 1;
  const rows = shape.length > 1 ? shape[shape.length - 2] : 1;
  const slices = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return { rows, columns, slices };
}

function fitsAsNumbers(values) {
  const { rows, columns, slices } = frame(values.shape);
  return Boolean(values.values) && columns <= MOST_COLUMNS && rows * slices <= MOST_ROWS;
}

const greatest = values =>
  values.reduce((most, v) => Math.max(most, Number.isFinite(Number(v)) ? Math.abs(v) : 0), 0);

function tint(value, scale) {
  const share = scale > 0 && Number.isFinite(Number(value)) ? Math.abs(value) / scale : 0;
  const colour = value < 0 ? 'var(--minus)' : 'var(--plus)';
  return `color-mix(in srgb, ${colour} ${Math.round(share * 42)}%, transparent)`;
}

// options: caption (an element), about (text for the ear), key, columns and rows (names),
// tone (forward, gradient, update), pick(entry) when an entry is pointed at.
function matrix(index, options) {
  const values = tensor(index);
  const figure = make('figure', { class: 'matrix ' + (options.tone ?? ''), 'data-key': options.key });
  figure.append(make('figcaption', {}, options.caption));
  const body = fitsAsNumbers(values) ? numberTable(values, options) : heatMap(values, options);
  figure.append(body);
  return figure;
}

function numberTable(values, options) {
  const { rows, columns, slices } = frame(values.shape);
  const decimals = decimalsOf(values.values);
  const scale = greatest(values.values);
  const table = make('table', {
    role: 'grid', 'aria-label': options.about, class: columns > 6 ? 'dense' : undefined,
  });
  const named = options.columns?.length === columns;
  if (columns > 1 || named) {
    const head = make('tr', {}, make('td', { class: 'index' }));
    for (let j = 0; j < columns; j++) {
      head.append(make('th', { scope: 'col' }, named ? options.columns[j] : String(j)));
    }
    table.append(make('thead', { class: named ? 'named' : '' }, head));
  }
  const cells = [];
  for (let slice = 0; slice < slices; slice++) {
    const body = make('tbody');
    for (let i = 0; i < rows; i++) {
      const name = options.rows?.length === rows ? options.rows[i] : rows > 1 ? String(i) : '';
      const line = make('tr', {}, make('th', { scope: 'row', class: 'index' }, name));
      for (let j = 0; j < columns; j++) {
        const entry = (slice * rows + i) * columns + j;
        const value = values.values[entry];
        const cell = make('td', {
          role: 'gridcell', tabindex: entry === 0 ? 0 : -1, 'data-entry': entry,
          style: values.values.length > 1 ? `--tint: ${tint(value, scale)}` : undefined,
        }, number(value, decimals));
        cells.push(cell);
        line.append(cell);
      }
      body.append(line);
    }
    table.append(body);
  }
  listen(table, cells, columns, options);
  return make('div', { class: 'scroll brackets' }, table);
}

// Pointing, touching and the keyboard all pick an entry. Arrow keys within a matrix move from entry
// to entry and do not step; Escape gives them back to the steps.
function listen(table, cells, columns, { pick, about }) {
  const chosen = event => event.target.closest('[data-entry]');
  const show = cell => pick && pick(Number(cell.dataset.entry));
  table.addEventListener('pointerover', event => {
    const cell = chosen(event);
    if (cell) show(cell);
  });
  table.addEventListener('focusin', event => {
    const cell = chosen(event);
    if (!cell) return;
    cells.forEach(other => other.setAttribute('tabindex', other === cell ? 0 : -1));
    show(cell);
  });
  table.addEventListener('click', event => chosen(event)?.focus());
  table.addEventListener('keydown', event => {
    const at = cells.indexOf(chosen(event));
    if (at < 0) return;
    if (event.key === 'Escape') {
      cells[at].blur();
      return;
    }
    const start = at - (at % columns);
    const next = {
      ArrowLeft: Math.max(start, at - 1),
      ArrowRight: Math.min(start + columns - 1, at + 1),
      ArrowUp: at - columns,
      ArrowDown: at + columns,
      Home: start,
      End: start + columns - 1,
    }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    cells[next]?.focus();
  });
}
