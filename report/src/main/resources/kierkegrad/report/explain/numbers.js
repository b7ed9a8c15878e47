// Numbers and words. Everything shown goes through here, so that one switch shows all digits.

const page = kierkegrad.data('explanation');
const words = kierkegrad.data('words');

// A phrase in the page's language; {name} in it is filled in.
function say(key, values = {}) {
  if (!(key in words)) throw new Error('no words for ' + key);
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const numbers = { full: false };

const minus = text => text.replace(/-/g, '−');

// Four decimals, or four digits below 0.1: as the text of an explanation writes them.
function short(value, decimals) {
  const x = Number(value);
  if (Number.isNaN(x)) return 'NaN';
  const size = Math.abs(x);
  if (size === Infinity) return x < 0 ? '−∞' : '∞';
  if (x === 0) return '0';
  if (size < 1e-4 || size >= 1e9) {
    return minus(x.toExponential(4).replace(/\.?0+e/, 'e').replace('+', ''));
  }
  if (decimals !== undefined) return minus(x.toFixed(decimals));
  const text = size < 0.1 ? x.toPrecision(4) : x.toFixed(4);
  return minus(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

function number(value, decimals) {
  if (!numbers.full) return short(value, decimals);
  const text = String(Number(value)).replace('Infinity', '∞').replace('e+', 'e');
  return minus(text);
}

// So many decimals that the numbers of a matrix stand under each other.
function decimalsOf(values) {
  let most = 0;
  let large = 0;
  for (const value of values) {
    const text = short(value);
    large = Math.max(large, Math.abs(Number(value)) || 0);
    if (!text.includes('e')) most = Math.max(most, (text.split('.')[1] ?? '').length);
  }
  // Four digits of the largest one are enough for its neighbours.
  return Math.min(most, large >= 0.1 || large === 0 ? 4 : Math.min(8, 3 + Math.ceil(-Math.log10(large))));
}

// The numbers in a text with all digits, shortened like all others.
const inText = text =>
  text.replace(/\d+(?:\.\d+)?(?:e[-−]?\d+)?(?![\d\]])/g, digits => number(digits.replace('−', '-')));

const shapeText = shape => (shape.length === 0 ? say('number') : shape.join('×'));

const tensor = index => page.tensors[index];

// The entry's place, such as [0,1].
function place(shape, entry) {
  const at = [];
  let rest = entry;
  for (let d = shape.length - 1; d >= 0; d--) {
    at.unshift(rest % shape[d]);
    rest = Math.floor(rest / shape[d]);
  }
  return at.length ? `[${at.join(',')}]` : '';
}

// An element with attributes and children; text becomes text.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== undefined));
  return element;
}

// The few English words that stand in rules, such as "per window", in the page's language.
const phrases = Object.keys(words).filter(key => key.startsWith('formula.'))
  .map(key => key.slice(8).replace(/_/g, ' ')).sort((a, b) => b.length - a.length);
const anyPhrase = new RegExp(`\\b(${phrases.join('|')})\\b`, 'g');
const inRule = text => text.replace(anyPhrase, phrase => words['formula.' + phrase.replace(/ /g, '_')]);

function formula(tex, text, display = true) {
  const element = make(display ? 'div' : 'span', { class: 'formula', 'data-text': text });
  const said = tex.replace(/\\text\{[^}]*\}/g, group => '\\text{' + inRule(group.slice(6)));
  kierkegrad.formula(element, said, display);
  return element;
}
