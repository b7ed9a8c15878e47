// The steps in their order, and which of them is shown.

// What is stepped through: given values and operations forwards, operations backwards, parameters.
function stepsOf(graphs) {
  const steps = [];
  graphs.forEach((graph, number) => {
    const moves = graph.nodes.map((_, id) => id).filter(id => ['INPUT', 'OPERATION', 'DUPLICATE'].includes(graph.nodes[id].kind));
    add('forward', number, moves);
    if (graphs.length > 1) return;
    add('backward', number, moves.filter(id => graph.nodes[id].kind !== 'INPUT' && graph.nodes[id].gradient !== null).reverse());
    add('update', number, graph.updates.map((_, i) => i));
  });
  function add(phase, graph, ids) {
    ids.forEach((id, at) => steps.push({ phase, graph, id, at: at + 1, of: ids.length }));
  }
  return steps;
}

// The node that a step is about.
function nodeOf(step) {
  const graph = page.graphs[step.graph];
  return step.phase === 'update' ? graph.updates[step.id].node : step.id;
}

function progressText(step) {
  const graph = page.graphs[step.graph];
  const name = step.phase === 'update' ? graph.updates[step.id].name : label(graph.nodes[step.id]);
  const phase = graph.title || say('phase.' + step.phase);
  return say('progress', { phase, at: step.at, of: step.of, name });
}

// What is known of a node's value and of its gradient at a step.
function stateAt(steps, current) {
  const step = steps[current];
  const graph = page.graphs[step.graph];
  const before = steps.slice(0, current + 1);
  const value = new Set(before.filter(s => s.phase === 'forward' && s.graph === step.graph).map(s => s.id));
  const sent = new Set(before.filter(s => s.phase === 'backward').map(s => s.id));
  const updated = new Set(before.filter(s => s.phase === 'update').map(nodeOf));
  const later = step.phase !== 'forward';
  const moving = new Set(['INPUT', 'OPERATION', 'DUPLICATE']);
  return {
    forward(number) {
      return id => {
        if (updated.has(id)) return 'target';
        const node = page.graphs[number].nodes[id];
        if (number < step.graph || later || !moving.has(node.kind)) return 'done';
        return number === step.graph && value.has(id) ? 'done' : 'todo';
      };
    },
    gradient: id => {
      const node = graph.nodes[id];
      if (node.gradient === null) return 'absent';
      if (!later) return 'todo';
      if (updated.has(id)) return 'target';
      if (id === graph.result) return 'done';
      const senders = node.uses.filter(u => graph.nodes[u.node].operands[u.operand]?.gradient !== null
        && graph.nodes[u.node].operands[u.operand]?.node === id);
      return senders.every(u => sent.has(u.node)) ? 'done' : 'todo';
    },
  };
}

// The step that shows a node: its own, or that of the operation that reads it or sends to it.
function stepFor(steps, graph, id, side) {
  const phase = side === 'gradient' ? 'backward' : 'forward';
  const own = steps.findIndex(s => s.graph === graph && s.phase === phase && s.id === id);
  if (own >= 0) return own;
  const readers = page.graphs[graph].nodes[id].uses.map(u => u.node);
  return steps.findIndex(s => s.graph === graph && s.phase === phase && readers.includes(s.id));
}

// The bar of all steps, in the colours of their phases.
function track(element, steps) {
  const phases = [];
  steps.forEach((s, i) => {
    const last = phases[phases.length - 1];
    if (last && last.phase === s.phase && last.graph === s.graph) last.end = i;
    else phases.push({ phase: s.phase, graph: s.graph, start: i, end: i });
  });
  const bars = phases.map(p => {
    const done = make('span', { class: 'done' });
    element.append(make('span', { class: 'part ' + p.phase, style: `flex-grow: ${p.end - p.start + 1}` }, done));
    return { ...p, done };
  });
  return current => bars.forEach(bar => {
    const share = (current + 1 - bar.start) / (bar.end - bar.start + 1);
    bar.done.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  });
}
