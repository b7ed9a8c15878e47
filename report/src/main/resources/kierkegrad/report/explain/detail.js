// The detail of one step: formula, numbers, result.

function head(tone, kicker, name, about) {
  return make('header', { class: 'head ' + tone },
    make('h2', {}, name), make('p', { class: 'about' }, make('span', { class: 'kicker' }, kicker), ' ', about));
}

const group = (word, ...children) =>
  make('section', { class: 'group' }, make('h3', {}, word), make('div', { class: 'equation' }, ...children));

function aboutNode(node) {
  const attributes = node.attributes ? ` · ${node.attributes}` : '';
  const scope = node.scope && node.scope !== node.name ? ` · ${node.scope}` : '';
  return `${node.op}${attributes}${scope}`;
}

// Forward: the rule, the operands, the result.
function forwardDetail(graph, id) {
  const node = graph.nodes[id];
  const root = make('div', { class: 'step forward' });
  if (node.kind === 'DUPLICATE') return duplicateForward(graph, id, root);
  const { result, operands } = letters(node);
  const leaf = node.kind !== 'OPERATION';
  root.append(head('forward', say('phase.forward'), label(node), leaf ? say('kind.' + node.kind.toLowerCase()) : aboutNode(node)));
  if (leaf && node.kind === 'INPUT') root.append(...inputNote());
  const work = workings(root);
  if (node.rule) root.append(formula(node.rule.forwardTex, node.rule.forward));
  const lines = new Map(node.workings.map(w => [w.entry, [w.line]]));
  const value = matrix(node.value, {
    key: 'v', tone: 'forward', caption: caption(leaf ? '' : result, label(node), node.value), about: label(node),
    columns: columnNames(graph, id), pick: leaf ? undefined : entry => work.show('v', entry, lines.get(entry) ?? []),
  });
  if (!leaf) {
    root.append(group(say('from'), ...node.operands.map((o, i) => operandMatrix(graph, o.node, 'o' + i, operands[i]))));
    root.append(work.panel);
  }
  root.append(group(leaf ? say('value') : say('result'), value));
  if (!leaf) work.show('v', 0, lines.get(0) ?? []);
  return root;
}

function operandMatrix(graph, id, key, letter) {
  const node = graph.nodes[id];
  return matrix(node.value, {
    key, caption: caption(letter, label(node), node.value), about: label(node), columns: columnNames(graph, id),
  });
}

// The row as it stands in the data, and what normalisation made of it.
function inputNote() {
  const row = page.row;
  if (!row || row.raw.length === 0) return [];
  return [make('p', { class: 'note' }, say('normalised'))];
}

function duplicateForward(graph, id, root) {
  const node = graph.nodes[id];
  const from = graph.nodes[node.operands[0].node];
  root.append(
    head('forward', say('phase.forward'), say('duplicate', { name: label(from) }), say('duplicate.forward', { n: node.uses.length })),
    formula(node.rule.forwardTex, node.rule.forward),
    group(say('value'), matrix(node.value, { key: 'v', tone: 'forward', caption: caption('', label(from), node.value), about: label(from) })),
    group(say('readers'), make('ul', { class: 'names' }, ...node.uses.map(u => make('li', {}, label(graph.nodes[u.node]))))));
  return root;
}

// Backward: the gradient that arrived, the local rule, the gradients that are sent on.
function backwardDetail(graph, id) {
  const node = graph.nodes[id];
  const root = make('div', { class: 'step gradient' });
  const work = workings(root);
  const several = node.kind === 'DUPLICATE';
  const { result, operands } = letters(node);
  const y = result;
  root.append(head('gradient', say('phase.backward'),
    several ? say('duplicate', { name: label(graph.nodes[node.operands[0].node]) }) : label(node),
    several ? say('duplicate.backward', { n: node.uses.length }) : aboutNode(node)));
  if (node.rule) root.append(make('div', { class: 'rules' }, ...node.rule.gradients.map((rule, i) => formula(node.rule.gradientsTex[i], rule))));
  const sends = node.operands.map((o, i) => ({ ...o, i })).filter(o => o.gradient !== null);
  const upstream = (index, key, letter, name) =>
    matrix(index, { key, tone: 'gradient', caption: caption(letter, name, index), about: letter });
  if (several) {
    root.append(group(say('arriving'), ...node.uses.map((use, i) => {
      const reader = graph.nodes[use.node];
      return upstream(reader.operands[use.operand].gradient, 'g' + i, `dC/dy${'₁₂₃₄₅₆₇₈₉'[i] ?? i + 1}`, label(reader));
    })));
  } else {
    const begins = id === graph.result ? say('begins') : '';
    const reads = new Set(sends.flatMap(o => o.workings.slice(0, 1)).flatMap(w => readsOf(w.line)).map(r => (r[0] === 0 ? 'o' + r[1] : r[0] === 1 ? 'v' : '')));
    const local = node.operands.map((o, i) => reads.has('o' + i) && operandMatrix(graph, o.node, 'o' + i, operands[i])).filter(Boolean);
    if (reads.has('v')) local.push(operandMatrix(graph, id, 'v', result));
    const sides = make('div', { class: 'sides' }, group(say('arriving'), upstream(node.gradient, 'g', 'dC/d' + y, begins)));
    if (local.length) sides.append(group(say('local'), ...local));
    root.append(sides);
  }
  root.append(work.panel);
  if (sends.length === 0) root.append(make('p', { class: 'note' }, say('sends.nothing')));
  else {
    root.append(group(say(several ? 'sum' : 'sent'), ...sends.map(o => {
      const lines = new Map(o.workings.map(w => [w.entry, [w.line]]));
      const to = graph.nodes[o.node];
      return matrix(o.gradient, {
        key: 's' + o.i, tone: 'gradient', caption: caption(`dC/d${operands[o.i]}`, '→ ' + label(to), o.gradient),
        about: 'dC/d ' + label(to), columns: columnNames(graph, o.node),
        pick: entry => work.show('s' + o.i, entry, lines.get(entry) ?? [], several),
      });
    })));
    const first = sends[0];
    work.show('s' + first.i, 0, first.workings.slice(0, 1).map(w => w.line), several);
  }
  node.jacobians.forEach(j => root.append(jacobian(node, j, label(graph.nodes[node.operands[j.operand].node]))));
  return root;
}

const readsOf = line => [...line.reads, ...line.given.flatMap(readsOf)];

// Update: the optimizer's rule, what it knows, the value after.
function updateDetail(graph, at) {
  const update = graph.updates[at];
  const root = make('div', { class: 'step update' });
  const work = workings(root);
  root.append(head('update', say('phase.update'), update.name, update.optimizer));
  root.append(make('div', { class: 'rules' }, ...update.rulesTex.map((tex, i) => formula(tex, update.rules[i]))));
  const settings = make('dl', { class: 'settings' });
  update.settings.forEach(s => settings.append(make('div', {},
    make('dt', {}, make('span', { class: 'letter' }, s.symbol), ' ', say('setting.' + s.symbol)), make('dd', {}, number(s.value)))));
  root.append(settings);
  const given = [
    matrix(update.before, { key: 'p', caption: caption('p', say('before'), update.before), about: say('before') }),
    matrix(update.gradient, { key: 'g', tone: 'gradient', caption: caption('g', 'dC/dp', update.gradient), about: 'dC/dp' }),
  ];
  update.memory.forEach((m, i) => {
    if (m.before !== null) given.push(matrix(m.before, { key: 'm' + i, caption: caption(m.symbol, say('before'), m.before), about: m.symbol }));
  });
  root.append(group(say('from'), ...given), work.panel);
  const lines = new Map(update.workings.map(w => [w.entry, w.lines]));
  const pick = entry => work.show('p+', entry, lines.get(entry) ?? []);
  root.append(group(say('after'),
    matrix(update.after, { key: 'p+', tone: 'update', caption: caption('p', update.name, update.after), about: say('after'), pick }),
    ...update.memory.map((m, i) => matrix(m.after, { key: 'm+' + i, tone: 'update', caption: caption(m.symbol, '', m.after), about: m.symbol, pick }))));
  pick(0);
  return root;
}

