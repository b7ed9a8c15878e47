'use strict';
const schema = JSON.parse(document.getElementById('schema').textContent);
const byId = id => document.getElementById(id);
const isImage = schema.inputs[0].kind === 'image';

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const percent = p => p === null ? '–' : p > 0 && p < 0.001 ? '< 0.1 %'
  : p > 0.999 && p < 1 ? '> 99.9 %' : (100 * p).toFixed(1) + ' %';

document.title = 'Predict ' + schema.target;
byId('title').textContent = 'Predict ' + schema.target;
byId('subtitle').textContent =
  `${schema.classes ? schema.classes.length + ' classes' : 'a number'} from ` +
  (isImage ? schema.inputs[0].description
    : schema.inputs.length + (schema.inputs.length === 1 ? ' column' : ' columns')) +
  `; ${schema.parameters.toLocaleString('en')} parameters`;

// One field per column; a picture to draw on for images.
let canvas;
if (isImage) drawing(schema.inputs[0]); else schema.inputs.forEach(addField);

function addField(input, index) {
  const many = schema.inputs.length > 24;
  byId('fields').classList.toggle('many', many);
  const id = 'field-' + index;
  let field;
  if (input.categories && input.categories.length <= 500) {
    const missing = input.required ? 'choose one'
      : input.mode === undefined ? 'unknown' : `unknown (then ${input.mode})`;
    field = make('select', {}, make('option', { value: '', textContent: missing }),
      ...input.categories.map(c => make('option', { value: c, textContent: c })));
  } else if (input.kind === 'numeric') {
    field = make('input', { type: 'number', step: 'any', inputMode: 'decimal',
      placeholder: number.format(input.median).replaceAll(',', '') });
  } else {
    field = make('input', { type: input.kind === 'date' ? 'date' : 'text' });
  }
  field.id = id;
  field.name = input.name;
  field.required = input.required;
  const parts = [make('label', { htmlFor: id, textContent: input.name }), field];
  if (!many) {
    const hint = make('span', { className: 'hint', id: id + '-hint', textContent: input.description });
    field.setAttribute('aria-describedby', hint.id);
    parts.push(hint);
  }
  byId('fields').append(make('div', {}, ...parts));
}

function fieldOf(name) {
  return [...byId('fields').querySelectorAll('input, select')].find(f => f.name === name);
}

function drawing({ rows, columns }) {
  byId('one-title').textContent = 'Draw';
  byId('typical').hidden = true;
  byId('many').hidden = true;
  canvas = make('canvas', { width: columns, height: rows });
  canvas.setAttribute('aria-label', 'The picture to be recognised; draw with a finger or the mouse');
  canvas.setAttribute('role', 'img');
  byId('fields').append(canvas);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const clear = () => { pen.fillStyle = '#000'; pen.fillRect(0, 0, columns, rows); };
  clear();
  byId('form').addEventListener('reset', clear);
  let last;
  const at = event => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * columns, (event.clientY - box.top) / box.height * rows];
  };
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
    stroke(last);
  });
  canvas.addEventListener('pointermove', event => { if (last) stroke(at(event)); });
  canvas.addEventListener('pointerup', () => { last = undefined; });
  canvas.addEventListener('pointercancel', () => { last = undefined; });
  function stroke(to) {
    Object.assign(pen, { strokeStyle: '#fff', lineWidth: Math.max(1, columns / 14), lineCap: 'round' });
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(to[0] + 0.01, to[1]);
    pen.stroke();
    last = to;
  }
}

function picture() {
  const { width, height } = canvas;
  const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data[4 * (y * width + x)]));
}

function row() {
  const row = {};
  for (const input of schema.inputs) {
    const text = fieldOf(input.name).value.trim();
    row[input.name] = text === '' ? null : text;
  }
  return row;
}

async function ask(type, body) {
  const response = await fetch('predict', {
    method: 'POST', headers: { 'Content-Type': type, Accept: 'application/json' }, body });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error), answer);
  return answer;
}

function showError(place, error) {
  place.replaceChildren(make('p', { className: 'wrong', textContent: error.message }));
  const field = place === byId('result') && error.column && fieldOf(error.column);
  if (field) {
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }
}

function bars(probabilities) {
  const list = make('dl', { className: 'bars' });
  const entries = Object.entries(probabilities).sort((a, b) => b[1] - a[1]);
  for (const [name, p] of entries.slice(0, 12)) {
    const bar = make('div');
    bar.style.width = 100 * (p ?? 0) + '%';
    const track = make('div', { className: 'track' }, bar);
    track.setAttribute('aria-hidden', 'true');
    list.append(make('dt', { textContent: name, title: name }), track, make('dd', { textContent: percent(p) }));
  }
  return entries.length > 12 ? [list, make('p', { className: 'hint', textContent: `and ${entries.length - 12} others` })] : [list];
}

function show(answer) {
  const value = typeof answer.prediction === 'number' ? number.format(answer.prediction)
    : answer.prediction ?? 'no number';
  const parts = [make('p', { className: 'answer' }, make('small', { textContent: schema.target }), value)];
  if (answer.probabilities) parts.push(...bars(answer.probabilities));
  if (answer.warnings) {
    parts.push(make('ul', { className: 'warnings' }, ...answer.warnings.map(w => make('li', { textContent: w }))));
  }
  byId('result').replaceChildren(...parts);
}

function showMany(answers) {
  const classes = Boolean(schema.classes);
  const head = ['row', schema.target, ...(classes ? ['probability'] : [])];
  const body = answers.slice(0, 500).map((answer, i) => {
    const cells = [make('td', { className: 'number', textContent: i + 1 })];
    const text = typeof answer.prediction === 'number' ? number.format(answer.prediction) : answer.prediction;
    cells.push(make('td', { textContent: text ?? '–', className: classes ? '' : 'number' }));
    if (classes) {
      cells.push(make('td', { className: 'number', textContent: percent(answer.probabilities[answer.prediction]) }));
    }
    return make('tr', {}, ...cells);
  });
  const table = make('table', {},
    make('thead', {}, make('tr', {}, ...head.map((h, i) =>
      make('th', { textContent: h, className: i === 1 && classes ? '' : 'number', scope: 'col' })))),
    make('tbody', {}, ...body));
  const rest = answers.length - body.length;
  byId('results').replaceChildren(make('div', { className: 'scroll', tabIndex: 0 }, table),
    ...(rest > 0 ? [make('p', { className: 'hint', textContent: `and ${rest} more rows` })] : []));
}

byId('form').addEventListener('submit', async event => {
  event.preventDefault();
  byId('fields').querySelectorAll('[aria-invalid]').forEach(f => f.removeAttribute('aria-invalid'));
  try {
    show(await ask('application/json', JSON.stringify(isImage ? picture() : row())));
  } catch (error) {
    showError(byId('result'), error);
  }
});
byId('form').addEventListener('reset', () => byId('result').replaceChildren());
byId('typical').addEventListener('click', () => schema.inputs.forEach(input => {
  fieldOf(input.name).value = input.median ?? input.mode ?? '';
}));
byId('paste').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    showMany(await ask('text/csv', byId('csv').value));
  } catch (error) {
    showError(byId('results'), error);
  }
});
if (!isImage) byId('csv').placeholder = schema.inputs.slice(0, 6).map(i => i.name).join(',') + (schema.inputs.length > 6 ? ',…' : '');
