// Finds visible texts that lie over each other, texts in pictures that leave the picture, and a page
// that is wider than the window. Runs as a function body; gives a list of sentences.
const faults = [];
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth + 1) {
  faults.push(`overflow: the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
}

const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  if (!node.data.trim() || parent.closest('script, style, title, desc, .katex, [aria-hidden=true]')) continue;
  if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) {
    const seen = visible(box, parent);
    // Letters fill about two thirds of a line's height; neighbouring lines may touch.
    const slack = seen.height * 0.2;
    const tight = {
      left: seen.left + 0.5, right: seen.right - 0.5,
      top: seen.top + slack, bottom: seen.bottom - slack,
    };
    if (tight.right > tight.left && tight.bottom > tight.top && !isBehindBar(tight, parent)) {
      texts.push({ box: tight, text: node.data.trim().slice(0, 40), parent });
    }
  }
  const svg = parent.ownerSVGElement;
  if (svg && svg.viewBox.baseVal && svg.viewBox.baseVal.width > 0) {
    const frame = svg.getBoundingClientRect();
    const box = range.getBoundingClientRect();
    if (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
      faults.push(`cut: "${node.data.trim().slice(0, 40)}" leaves its picture`);
    }
  }
}

// Whether a bar that stays in its place while the page scrolls lies over a text for now.
function isBehindBar(box, element) {
  const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  for (let e = top; e && !e.contains(element); e = e.parentElement) {
    const style = getComputedStyle(e);
    const stays = style.position === 'fixed' || style.position === 'sticky';
    if (stays && !style.backgroundColor.endsWith(', 0)')) return true;
  }
  return false;
}

// What scrolling ancestors leave of a box.
function visible(box, element) {
  let { left, right, top, bottom } = box;
  for (let e = element; e && e !== document.body; e = e.parentElement) {
    const style = getComputedStyle(e);
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
      const frame = e.getBoundingClientRect();
      left = Math.max(left, frame.left);
      right = Math.min(right, frame.right);
      top = Math.max(top, frame.top);
      bottom = Math.min(bottom, frame.bottom);
    }
  }
  return { left, right, top, bottom, height: bottom - top };
}

texts.sort((a, b) => a.box.top - b.box.top);
for (let i = 0; i < texts.length; i++) {
  for (let j = i + 1; j < texts.length && texts[j].box.top < texts[i].box.bottom; j++) {
    const a = texts[i];
    const b = texts[j];
    if (a.parent === b.parent) continue;
    if (a.box.left < b.box.right && b.box.left < a.box.right && b.box.bottom > a.box.top) {
      faults.push(`overlap: "${a.text}" and "${b.text}"`);
    }
  }
}
return faults.slice(0, 50);
