// Steps through precomputed descents: the picture and the numbers of one point at a time.
{
  const { parameters, formula, slopes, view, frame, descents } = kierkegrad.data('descent');
  const $ = selector => document.querySelector(selector);
  const two = parameters === 2;
  const names = two ? ['w_1', 'w_2'] : ['w'];
  let descent = descents[0];
  let at = 0;
  let timer = null;

  $('.stage').classList.toggle('two', two);
  const live = $('.live');
  const node = (parent, name, cls, attributes = {}) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    if (cls) element.setAttribute('class', cls);
    set(element, attributes);
    parent.append(element);
    return element;
  };
  const set = (element, attributes) =>
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  const shown = (element, is) => element.setAttribute('visibility', is ? 'visible' : 'hidden');

  // Far beyond the picture is as good as infinitely far, and browsers can draw it.
  const far = x => Math.min(Math.max(x, -5000), 5000);
  const px = x => far(frame[0] + (x - view[0]) / (view[1] - view[0]) * (frame[1] - frame[0]));
  const py = y => far(frame[2] + (y - view[2]) / (view[3] - view[2]) * (frame[3] - frame[2]));
  const place = point => (two ? [px(point.w[0]), py(point.w[1])] : [px(point.w[0]), py(point.value)]);

  const trail = node(live, 'path', 'trail');
  const olds = node(live, 'g', '');
  const tangent = node(live, 'line', 'tangent');
  const drop = node(live, 'line', 'drop');
  const step = node(live, 'line', 'step');
  const head = node(live, 'path', 'head');
  const next = node(live, 'circle', 'next', { r: 5 });
  const now = node(live, 'circle', 'now', { r: 6 });

  // Numbers as people write them: five digits.
  const text = x => {
    if (typeof x !== 'number') return String(x);
    const short = Number(x.toPrecision(5));
    const size = Math.abs(short);
    return (size !== 0 && (size < 1e-4 || size >= 1e6) ? short.toExponential() : String(short)).replace('-', '−');
  };
  const tex = x => text(x).replace('−', '-').replace(/e\+?(-?\d+)$/, ' \\cdot 10^{$1}');
  const inTerm = x => (x < 0 || /e/.test(text(x)) ? `(${tex(x)})` : tex(x));
  const fill = (template, values) =>
    template.replaceAll('{a}', `{${values[0]}}`).replaceAll('{b}', `{${values[1] ?? ''}}`);

  function formulas(point, following) {
    const w = point.w.map(inTerm);
    const rows = [];
    const argument = two ? 'w_1, w_2' : 'w';
    rows.push([`E(${argument})`, fill(formula, names), fill(formula, w), tex(point.value)]);
    names.forEach((name, i) => {
      const slope = two ? `\\frac{\\partial E}{\\partial ${name}}` : "E'(w)";
      const symbols = fill(slopes[i], names);
      rows.push([slope, symbols, fill(slopes[i], w), tex(point.gradient[i])]);
    });
    if (following) {
      names.forEach((name, i) => {
        const slope = two ? `\\frac{\\partial E}{\\partial ${name}}` : "E'(w)";
        rows.push([
          `${name} \\leftarrow`,
          `${name} - \\eta \\cdot ${slope}`,
          `${tex(point.w[i])} - ${tex(descent.lr)} \\cdot ${inTerm(point.gradient[i])}`,
          tex(following.w[i]),
        ]);
      });
    }
    return rows.map(([left, ...right]) => {
      const sides = left.endsWith('leftarrow') ? [`${left} {}`, ...right] : [left, ...right];
      const [first, second, ...rest] = sides;
      const sign = left.endsWith('leftarrow') ? '&' : '&=';
      return `\\begin{aligned} ${first} ${sign} ${second} ${rest.map(r => `\\\\ &= ${r}`).join(' ')} \\end{aligned}`;
    });
  }

  function arrow(from, to) {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    shown(step, length > 1);
    shown(head, length > 1);
    if (length <= 1) return;
    const size = Math.min(9, length * 0.6);
    const [ux, uy] = [dx / length, dy / length];
    const base = [to[0] - ux * size, to[1] - uy * size];
    set(step, { x1: from[0], y1: from[1], x2: base[0], y2: base[1] });
    const side = size * 0.45;
    head.setAttribute('d', `M${to[0]} ${to[1]}L${base[0] - uy * side} ${base[1] + ux * side}L${base[0] + uy * side} ${base[1] - ux * side}Z`);
  }

  function picture(point, following) {
    const points = descent.points.slice(0, at + 1).map(place);
    trail.setAttribute('d', two ? 'M' + points.map(p => p.join(' ')).join('L') : '');
    olds.replaceChildren();
    points.slice(0, -1).forEach(([cx, cy]) => node(olds, 'circle', 'old', { cx, cy, r: two ? 2 : 2.8, opacity: two ? 0.9 : 0.6 }));
    const here = points.at(-1);
    set(now, { cx: here[0], cy: here[1] });
    shown(tangent, !two);
    if (!two) {
      const reach = (view[1] - view[0]) * 0.3;
      const slope = point.gradient[0];
      // As long on the picture for every slope.
      const rise = Math.abs(slope) * (view[1] - view[0]) / (view[3] - view[2]) * (frame[2] - frame[3]) / (frame[1] - frame[0]);
      const half = reach / Math.hypot(1, rise);
      set(tangent, {
        x1: px(point.w[0] - half), y1: py(point.value - slope * half),
        x2: px(point.w[0] + half), y2: py(point.value + slope * half),
      });
    }
    [next, step, head, drop].forEach(element => shown(element, following));
    shown(drop, following && !two);
    if (!following) return;
    const there = place(following);
    set(next, { cx: there[0], cy: there[1] });
    if (two) {
      arrow(here, there);
    } else {
      arrow(here, [there[0], here[1]]);
      set(drop, { x1: there[0], y1: here[1], x2: there[0], y2: there[1] });
    }
  }

  // For two parameters: the value along the step, where the tangent is a line again.
  function cut(point) {
    const svg = $('.cut svg');
    if (!svg) return;
    svg.querySelectorAll(':scope > :not(title)').forEach(element => element.remove());
    const values = point.cut.map(v => (typeof v === 'number' ? v : 0));
    const fall = descent.lr * point.gradient.reduce((sum, g) => sum + g * g, 0);
    const low = Math.min(...values, point.value - fall);
    const high = Math.max(...values);
    const range = high - low || 1;
    const x = t => 46 + (t + 0.5) / 2.5 * 422;
    const y = v => far(140 - (v - low) / range * 126);
    const line = values.map((v, i) => `${x(-0.5 + 2.5 * i / (values.length - 1))} ${y(v)}`);
    node(svg, 'path', 'line', { d: 'M' + line.join('L') });
    node(svg, 'line', 'tangent', {
      x1: x(-0.3), y1: y(point.value + 0.3 * fall), x2: x(1), y2: y(point.value - fall) });
    node(svg, 'circle', 'next', { cx: x(1), cy: y(values[18]), r: 5 });
    node(svg, 'circle', 'now', { cx: x(0), cy: y(point.value), r: 5.5 });
    [[0, 'w'], [1, 'w − η∇E'], [2, 'w − 2η∇E']].forEach(([t, label]) => {
      const name = node(svg, 'text', '', { x: x(t), y: 162, 'text-anchor': t === 2 ? 'end' : 'middle' });
      name.textContent = label;
    });
  }

  function numbers(point, following) {
    const box = $('.numbers');
    box.replaceChildren(...formulas(point, following).map(source => {
      const row = document.createElement('div');
      kierkegrad.formula(row, source, true);
      return row;
    }));
    if (!following) {
      const note = document.createElement('p');
      note.className = 'note';
      note.textContent = descent.diverged
        ? 'The next step would lead beyond a million: it has diverged.'
        : 'The last step.';
      box.append(note);
    }
  }

  function show() {
    const point = descent.points[at];
    const following = descent.points[at + 1];
    picture(point, following);
    cut(point);
    numbers(point, following);
    const last = descent.points.length - 1;
    $('.count').textContent = `step ${at} of ${last}, η = ${text(descent.lr)}`;
    set($('.slider'), { max: last });
    $('.slider').value = at;
    $('.back').disabled = at === 0;
    $('.on').disabled = at === last;
  }

  function go(to) {
    at = Math.min(Math.max(to, 0), descent.points.length - 1);
    show();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    $('.play').textContent = 'Play';
    $('.play').setAttribute('aria-label', 'play');
  }

  function play() {
    if (timer) return stop();
    if (at === descent.points.length - 1) go(0);
    $('.play').textContent = 'Pause';
    $('.play').setAttribute('aria-label', 'pause');
    timer = setInterval(() => {
      go(at + 1);
      if (at === descent.points.length - 1) stop();
    }, descent.points.length > 100 ? 120 : 600);
  }

  function table() {
    const head = ['step', ...names.map(n => n.replace('_1', '₁').replace('_2', '₂')), 'E',
      ...(two ? ['∂E/∂w₁', '∂E/∂w₂'] : ['E′'])];
    const row = (cells, tag) => `<tr>${cells.map(c => `<${tag} class="number">${c}</${tag}>`).join('')}</tr>`;
    $('.all').innerHTML = `<thead>${row(head, 'th')}</thead><tbody>${descent.points
      .map((p, i) => row([i, ...p.w.map(text), text(p.value), ...p.gradient.map(text)], 'td')).join('')}</tbody>`;
  }

  const buttons = [...document.querySelectorAll('.choices button')];
  function choose(index) {
    stop();
    descent = descents[index];
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', i === index));
    $('.lesson').textContent = descent.lesson;
    table();
    go(0);
  }

  buttons.forEach((button, i) => button.addEventListener('click', () => choose(i)));
  $('.back').addEventListener('click', () => { stop(); go(at - 1); });
  $('.on').addEventListener('click', () => { stop(); go(at + 1); });
  $('.play').addEventListener('click', play);
  $('.slider').addEventListener('input', event => { stop(); go(Number(event.target.value)); });
  addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moves = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: descent.points.length - 1 };
    if (event.key in moves) {
      event.preventDefault();
      stop();
      go(moves[event.key]);
    } else if (event.key.toLowerCase() === 'p') {
      play();
    }
  });
  choose(0);
}
