// A legend of buttons, which wraps, prints and can be used by keyboard: each shows or hides a line.
{
  const colours = ['blue', 'vermilion', 'green', 'purple', 'orange', 'sky'];

  function legend(figure, option) {
    const plot = figure.querySelector('.plot');
    const box = document.createElement('div');
    box.className = 'lines';
    box.role = 'group';
    box.ariaLabel = 'Lines to show';
    option.series.forEach((series, i) => {
      const isShown = () => option.legend.selected[series.name] !== false;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = series.name;
      button.ariaPressed = isShown();
      button.style.setProperty('--key', series.color ?? `var(--${colours[i % colours.length]})`);
      button.dataset.line = series.lineStyle?.type ?? 'solid';
      button.addEventListener('click', () => {
        option.legend.selected[series.name] = !isShown();
        button.ariaPressed = isShown();
        kierkegrad.chart(plot, option);
      });
      box.append(button);
    });
    plot.before(box);
  }

  for (const figure of document.querySelectorAll('figure.chart')) {
    const option = kierkegrad.data(figure.id + '-option');
    if (option.legend) legend(figure, option);
  }
}
