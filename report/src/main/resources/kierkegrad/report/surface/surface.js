// The loss under the mouse, or where the arrow keys have gone.
{
  const { alpha, beta, loss, center, frame } = kierkegrad.data('surface');
  const map = document.querySelector('.landscape .map');
  const svg = map.querySelector('svg');
  const readout = document.querySelector('.landscape .readout');
  const clamp = (x, low, high) => Math.min(Math.max(x, low), high);
  const format = x => (typeof x === 'number' ? Number(x.toPrecision(4)).toString() : String(x)).replace('-', '−');
  const cross = ['', ''].map(() => {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    line.setAttribute('class', 'cross');
    line.setAttribute('visibility', 'hidden');
    svg.append(line);
    return line;
  });
  let place = null; // in steps of the grid

  const nearestZero = axis => axis.reduce((best, x, i) => (Math.abs(x) < Math.abs(axis[best]) ? i : best), 0);
  const along = (axis, i) => {
    const low = clamp(Math.floor(i), 0, axis.length - 2);
    return axis[low] + (i - low) * (axis[low + 1] - axis[low]);
  };

  // Between the points of the grid: along both directions in proportion.
  function value(column, row) {
    const c = clamp(Math.floor(column), 0, alpha.length - 2);
    const r = clamp(Math.floor(row), 0, beta.length - 2);
    const [s, t] = [column - c, row - r];
    const corners = [[loss[r][c], (1 - s) * (1 - t)], [loss[r][c + 1], s * (1 - t)],
      [loss[r + 1][c], (1 - s) * t], [loss[r + 1][c + 1], s * t]].filter(([, weight]) => weight > 0);
    const odd = corners.find(([x]) => typeof x !== 'number');
    return odd ? odd[0] : corners.reduce((sum, [x, weight]) => sum + x * weight, 0);
  }

  function show() {
    const [column, row] = place;
    const x = frame.left + column / (alpha.length - 1) * (frame.right - frame.left);
    const y = frame.bottom - row / (beta.length - 1) * (frame.bottom - frame.top);
    const ends = [[x, frame.top, x, frame.bottom], [frame.left, y, frame.right, y]];
    cross.forEach((line, i) => {
      ['x1', 'y1', 'x2', 'y2'].forEach((name, j) => line.setAttribute(name, ends[i][j]));
      line.setAttribute('visibility', 'visible');
    });
    readout.textContent =
      `(${format(along(alpha, column))}, ${format(along(beta, row))}): loss ${format(value(column, row))}`;
  }

  map.addEventListener('pointermove', event => {
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const x = ((event.clientX - box.left) * scale - frame.left) / (frame.right - frame.left);
    const y = (frame.bottom - (event.clientY - box.top) * scale) / (frame.bottom - frame.top);
    if (x < 0 || x > 1 || y < 0 || y > 1) return;
    place = [x * (alpha.length - 1), y * (beta.length - 1)];
    show();
  });
  map.addEventListener('keydown', event => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    place = place
      ? [clamp(Math.round(place[0]) + step[0], 0, alpha.length - 1),
        clamp(Math.round(place[1]) + step[1], 0, beta.length - 1)]
      : [nearestZero(alpha), nearestZero(beta)];
    show();
  });
  readout.textContent = `★ loss ${format(center)}. Point at the picture, or press an arrow key on it.`;
}
