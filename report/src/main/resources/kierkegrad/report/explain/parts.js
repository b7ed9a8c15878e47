// Pieces of the detail: captions, the working of an entry, Jacobians.

// What the rule calls the result and the operands.
const letters = node => ({ result: node.letter, operands: node.operands.map(o => o.letter) });

// What a matrix is: a letter, a name and a shape.
function caption(letter, name, index) {
  const parts = make('span', { class: 'caption' });
  if (letter) parts.append(make('span', { class: 'letter' }, letter), ' ');
  if (name) parts.append(make('span', { class: 'of' }, name), ' ');
  parts.append(make('span', { class: 'shape' }, shapeText(tensor(index).shape)));
  return parts;
}

// Names of rows and columns that are known: the data's features, and its classes.
function columnNames(graph, id) {
  const row = page.row;
  if (!row) return undefined;
  const shape = tensor(graph.nodes[id].value).shape;
  if (graph.nodes[id].kind === 'INPUT') return row.features;
  const scores = graph.nodes[id].uses.some(use => graph.nodes[use.node].scope === 'loss');
  return scores && shape[shape.length - 1] === row.classes.length ? row.classes : undefined;
}

// e^(−x) with the exponent raised; terms break only between each other.
function inNumbers(text) {
  const line = make('span', { class: 'numbers' });
  let depth = 0;
  let term = '';
  const flush = () => {
    if (term) line.append(raised(term));
    term = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (depth === 0 && c === ' ' && '+−'.includes(text[i + 1]) && text[i + 2] === ' ') {
      flush();
      line.append(' ');
      continue;
    }
    term += c;
  }
  flush();
  return line;
}

function raised(term) {
  // A long one, such as the sum under a softmax, breaks inside too.
  const span = make('span', { class: term.length < 60 ? 'term' : undefined });
  let rest = inText(term);
  for (let at = rest.indexOf('^'); at >= 0; at = rest.indexOf('^')) {
    let end = at + 1;
    if (rest[end] === '(') {
      let depth = 0;
      do {
        if (rest[end] === '(') depth++;
        if (rest[end] === ')') depth--;
        end++;
      } while (depth > 0 && end < rest.length);
    } else {
      while (end < rest.length && /[\d.−]/.test(rest[end])) end++;
    }
    const exponent = rest.slice(at + 1, end).replace(/^\((.*)\)$/s, '$1');
    span.append(rest.slice(0, at), make('sup', {}, exponent));
    rest = rest.slice(end);
  }
  span.append(rest);
  return span;
}

// name = symbols = numbers = result, and before it the results that it builds on.
function workingLine(line) {
  const parts = line.given.map(workingLine);
  const text = make('p', { class: 'line' },
    make('span', { class: 'symbols' }, `${line.name} = ${inRule(line.symbols)}`));
  const plain = inText(line.numbers);
  if (plain && plain !== number(line.result)) text.append(make('span', { class: 'equals' }, '= '), inNumbers(line.numbers));
  text.append(make('span', { class: 'equals' }, '= '), make('strong', {}, number(line.result)));
  return make('div', { class: 'working' }, ...parts, text);
}

// Shows the working of one entry at a time, and marks in the matrices around it what it reads.
function workings(root) {
  const panel = make('div', { class: 'workings', 'aria-live': 'polite' });
  const keys = (source, operand) =>
    ({ 0: 'o' + operand, 1: 'v', 2: 'g', 3: 'p', 4: 'm' + operand })[source];

  function all(lines) {
    return lines.flatMap(line => [...line.reads, ...all(line.given)]);
  }

  function show(key, entry, lines, several) {
    panel.replaceChildren(...(lines.length ? lines.map(workingLine) : [make('p', { class: 'note' }, say('no.working'))]));
    const marks = new Map();
    for (const [source, operand, at] of all(lines)) {
      const name = source === 2 && several ? 'g' + operand : keys(source, operand);
      if (!marks.has(name)) marks.set(name, new Set());
      marks.get(name).add(at);
    }
    root.querySelectorAll('.matrix').forEach(figure => {
      const read = marks.get(figure.dataset.key) ?? new Set();
      const own = figure.dataset.key === key;
      figure.querySelectorAll('[data-entry]').forEach(cell => {
        cell.classList.toggle('read', read.has(Number(cell.dataset.entry)));
        cell.classList.toggle('chosen', own && Number(cell.dataset.entry) === entry);
      });
      figure.querySelector('canvas')?.mark(own ? new Set([entry]) : read);
    });
  }
  return { panel, show };
}

// The Jacobian of one operand, on demand: rows are outputs, columns inputs; and how the row of the
// upstream gradient times it gives the row that is sent on.
function jacobian(node, at, name) {
  const { operand, rows, columns } = at;
  const { result, operands } = letters(node);
  const y = result;
  const x = operands[operand];
  const details = make('details', { class: 'jacobian' },
    make('summary', {}, `${say('jacobian')} d${y}/d${x} `, make('span', { class: 'shape' }, `${rows}×${columns}`)));
  details.addEventListener('toggle', () => {
    if (!details.open || details.children.length > 1) return;
    const sent = node.operands[operand].gradient;
    details.append(
      make('p', { class: 'note' }, say('jacobian.legend', { rows: `${rows} ${y}`, columns: `${columns} ${x} (${name})` })),
      make('p', { class: 'chain' },
        `dC/d${x} = dC/d${y} · d${y}/d${x}   `, make('span', { class: 'shape' }, `1×${columns} = 1×${rows} · ${rows}×${columns}`)),
      make('div', { class: 'equation' },
        flatRow(node.gradient, `dC/d${y}`, rows), make('span', { class: 'sign' }, '·'),
        matrix(at.tensor, { caption: caption(`d${y}/d${x}`, '', at.tensor), about: say('jacobian') }),
        make('span', { class: 'sign' }, '='), flatRow(sent, `dC/d${x}`, columns)));
  });
  return details;
}

// A tensor as one row, whatever its shape: that is how a Jacobian sees it.
function flatRow(index, letter, length) {
  const flat = page.tensors.length;
  page.tensors.push({ ...tensor(index), shape: [1, length] });
  return matrix(flat, { caption: caption(letter, '', flat), about: letter, tone: 'gradient' });
}
