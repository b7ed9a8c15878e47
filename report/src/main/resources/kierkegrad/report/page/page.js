'use strict';

// What every page can do: read its data, set formulas, draw charts in its colours.
const kierkegrad = (() => {
  const root = document.documentElement;
  const charts = new Map();

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();

  const data = id => JSON.parse(document.getElementById(id).textContent);

  // Sets a formula; one that KaTeX does not understand stays as it is.
  function formula(element, tex, display = false) {
    try {
      katex.render(tex, element, { displayMode: display, strict: 'ignore', trust: false });
    } catch (error) {
      console.error(`${tex}: ${error.message}`);
    }
  }

  // A number on a logarithmic axis: 0.001 to 1000 as it is, others as a power of ten.
  function power(value) {
    if (value >= 0.001 && value <= 1000) return String(Number(value.toPrecision(3)));
    const exponent = Math.round(Math.log10(value));
    return '10' + [...String(exponent)].map(c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]).join('');
  }

  // The look of a chart in the page's colours, as a theme of ECharts.
  function theme() {
    const ink = colour('ink');
    const muted = colour('muted');
    const line = colour('line');
    const axis = {
      axisLine: { lineStyle: { color: muted } },
      axisTick: { lineStyle: { color: muted } },
      axisLabel: { color: muted, hideOverlap: true },
      nameTextStyle: { color: muted },
      splitLine: { lineStyle: { color: line } },
      splitArea: { show: false },
    };
    return {
      color: ['blue', 'vermilion', 'green', 'purple', 'orange', 'sky'].map(colour),
      backgroundColor: 'transparent',
      textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
      title: { textStyle: { color: ink } },
      legend: {
        icon: 'roundRect',
        itemWidth: 18,
        itemHeight: 4,
        textStyle: { color: ink },
        inactiveColor: line,
        pageTextStyle: { color: muted },
      },
      line: { symbol: 'circle', symbolSize: 5, lineStyle: { width: 2 } },
      tooltip: {
        backgroundColor: colour('raised'),
        borderColor: line,
        textStyle: { color: ink },
        confine: true,
      },
      visualMap: { textStyle: { color: muted } },
      dataZoom: { textStyle: { color: muted } },
      categoryAxis: axis,
      valueAxis: axis,
      logAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: power } },
      timeAxis: axis,
    };
  }

  function draw(element) {
    const entry = charts.get(element);
    entry.chart?.dispose();
    entry.chart = echarts.init(element, theme(), { renderer: 'svg' });
    const option = typeof entry.option === 'function' ? entry.option(colour) : entry.option;
    entry.chart.setOption({ animation: false, ...option });
    return entry.chart;
  }

  // Draws a chart and keeps it in the element's size and the page's colours. The option may be a
  // function of colour(name).
  function chart(element, option) {
    const known = charts.has(element);
    charts.set(element, { ...charts.get(element), option });
    const drawn = draw(element);
    if (!known) {
      let width = element.clientWidth;
      new ResizeObserver(() => {
        if (element.clientWidth !== width) {
          width = element.clientWidth;
          charts.get(element).chart.resize();
        }
      }).observe(element);
    }
    return drawn;
  }

  const redraw = () => charts.forEach((_, element) => draw(element));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    root.dataset.scheme = 'light';
    redraw();
  });
  addEventListener('afterprint', () => {
    delete root.dataset.scheme;
    redraw();
  });

  for (const element of document.querySelectorAll('.formula[data-tex]')) {
    formula(element, element.dataset.tex, element.tagName === 'DIV');
  }
  for (const figure of document.querySelectorAll('figure.chart')) {
    chart(figure.querySelector('.plot'), data(figure.id + '-option'));
  }
  return { data, formula, chart, colour };
})();
