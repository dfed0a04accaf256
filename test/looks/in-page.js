/* global document, getComputedStyle, requestAnimationFrame, Node */
/* Runs inside the mini program's page, in the browser; studio.ts puts it there. */
globalThis.looks = {
  /**
   * Brings each component into its state.
   * @param {{ data?: object, calls?: string, pressed?: true }[]} states in the order of the page
   */
  enter(states) {
    const holders = document.querySelectorAll('.state');
    states.forEach(({ data, calls, pressed }, index) => {
      const host = holders[index].firstElementChild;
      if (data) host.__wxElement.setData(data);
      if (calls) host.__wxElement.callMethod(calls);
      // What the playground does to a button under a finger.
      if (pressed) host.querySelector('wx-button').__wxElement.classList.toggle('pressed', true);
    });
    // What lies at the page's root would lie over all states: back to its own, which is its screen.
    document.querySelectorAll('wx-root-portal').forEach((host) => {
      const portal = [...document.body.children].find((child) => child !== host && child.__wxElement === host.__wxElement);
      if (portal) host.closest('.state').append(portal);
    });
  },

  /** All text larger by a factor, lengths as they are: what WeChat's font size does at its worst. */
  enlarge(factor) {
    const nodes = [...document.querySelectorAll('.state, .state *')];
    const sizes = nodes.map((node) => Number.parseFloat(getComputedStyle(node).fontSize) * factor);
    if (factor !== 1) nodes.forEach((node, index) => node.style.setProperty('font-size', `${sizes[index]}px`, 'important'));
  },

  /** Fonts and pictures are there, and drawn. */
  async settle() {
    await document.fonts.load('16px Looks', '登A');
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  },

  /** Characters on the page that the font lacks, which every machine would draw in another way. */
  missing(drawn) {
    const text = [...document.body.innerText].filter((character) => character > ' ' && !drawn.includes(character));
    return [...new Set(text)].join('');
  },

  /** Where everything is. Of a portal nothing is where it is written. */
  boxes(sheet) {
    return inStates(sheet, '*:not(wx-root-portal)', (node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { tag: node.localName, x, y, width, height };
    });
  },

  /** What can be pressed in each state. */
  controls(sheet) {
    return inStates(sheet, 'wx-button, wx-input, wx-checkbox, wx-switch', (node) => {
      const { width, height } = node.getBoundingClientRect();
      const name = (node.getAttribute('aria-label') || node.innerText).trim();
      return { name, width, height, busy: node.getAttribute('aria-busy') === 'true' };
    });
  },

  /** Each piece of text: its colours, and whether all of it can be seen. */
  texts(sheet) {
    return inStates(sheet, '*', (node) => {
      const pieces = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== '');
      if (pieces.length === 0) return undefined;
      const range = document.createRange();
      const rects = pieces.flatMap((piece) => {
        range.selectNodeContents(piece);
        return [...range.getClientRects()];
      });
      return {
        text: pieces.map(({ data }) => data).join(''),
        inactive: node.closest('[disabled]') !== null,
        clipped: rects.some((rect) => isClipped(rect, node)),
        colours: coloursOf(node),
      };
    });
  },

  /** Shapes without text that say something: outlines of what can be pressed, and drawings, with what is behind them. */
  shapes(sheet) {
    const outlines = inStates(sheet, 'wx-button', (node) => {
      const { borderTopWidth, borderTopColor } = getComputedStyle(node);
      return borderTopWidth === '0px' ? undefined : { shape: 'outline', colours: coloursOf(node, borderTopColor, node.parentElement) };
    });
    const drawings = inStates(sheet, '*', (node) => {
      const { content, backgroundColor, position } = getComputedStyle(node, '::before');
      const isDrawn = content !== 'none' && position === 'absolute' && parse(backgroundColor)[3] > 0;
      return isDrawn ? { shape: 'drawing', colours: coloursOf(node, backgroundColor) } : undefined;
    });
    return [...outlines, ...drawings];
  },
};

/** @param {string} sheet class of the element that holds one component's states */
function inStates(sheet, selector, look) {
  return [...document.querySelectorAll(`.${sheet} .state`)].flatMap((state, index) =>
    [...state.querySelectorAll(selector)].flatMap((node) => {
      const seen = look(node);
      return seen === undefined ? [] : [{ index, ...seen }];
    }),
  );
}

/** Whether a line of text leaves the screen, or something that hides what leaves it and cannot be scrolled to where it is. */
function isClipped(rect, node) {
  const leaves = ({ left, right, top, bottom }) =>
    rect.left < left - 0.5 || rect.right > right + 0.5 || rect.top < top - 0.5 || rect.bottom > bottom + 0.5;
  for (let box = node; box !== document.body; box = box.parentElement) {
    const { overflow, overflowY } = getComputedStyle(box);
    if (overflow !== 'visible' && leaves(overflowY === 'auto' ? scrolled(box) : box.getBoundingClientRect())) return true;
    // Beyond it there is nothing more to see: it is a window of its own.
    if (overflowY === 'auto') rect = box.getBoundingClientRect();
  }
  return rect.left < 0 || rect.right > document.documentElement.clientWidth;
}

/** Where everything is that a box can be scrolled to. */
function scrolled(box) {
  const { left, right, top } = box.getBoundingClientRect();
  return { left, right, top: top - box.scrollTop, bottom: top - box.scrollTop + box.scrollHeight };
}

const parse = (colour) => {
  const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
};
const over = ([red, green, blue, alpha], behind) => [red, green, blue].map((value, index) => value * alpha + behind[index] * (1 - alpha));
const mixed = (behind, front, share) => behind.map((value, index) => value * (1 - share) + front[index] * share);

/**
 * What is seen of a node's text (or of another colour on it), and what is seen behind that: transparency and opacity of everything around
 * it included. Over a picture that is once white and once black.
 * @param {string} [colour] in place of the text's
 * @param {Element} [on] the innermost node whose background counts
 */
function coloursOf(node, colour = getComputedStyle(node).color, on = node) {
  const chain = [];
  for (let box = on; box !== null; box = box.parentElement) chain.unshift(box);
  const backdrops = chain.some(liesOverPicture)
    ? [
        [255, 255, 255],
        [0, 0, 0],
      ]
    : [undefined];
  const paint = (index, behind, picture) => {
    const box = chain[index];
    const { backgroundColor, opacity } = getComputedStyle(box);
    const under = picture && liesOverPicture(box) ? picture : behind;
    const own = over(parse(backgroundColor), under);
    const inner = index === chain.length - 1 ? { front: over(parse(colour), own), behind: own } : paint(index + 1, own, picture);
    const veil = veilOf(box);
    const inside = { front: over(veil, inner.front), behind: over(veil, inner.behind) };
    const share = Number(opacity);
    return { front: mixed(under, inside.front, share), behind: mixed(under, inside.behind, share) };
  };
  return backdrops.map((picture) => paint(0, [255, 255, 255], picture));
}

/** What lies over a button that is pressed. */
const veilOf = (node) => {
  const { content, backgroundColor } = getComputedStyle(node, '::after');
  const colour = parse(backgroundColor);
  return content !== 'none' && node.localName === 'wx-button' ? colour : [0, 0, 0, 0];
};

const liesOverPicture = (node) =>
  [...(node.parentElement?.children ?? [])].some((other) => other !== node && other.localName === 'wx-image');
