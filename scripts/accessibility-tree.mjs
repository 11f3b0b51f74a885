/**
 * The accessibility tree of a part of a page as indented text, one line for each object that assistive technology meets.
 * Subjects: accessibility tree of a test.
 */

/** @typedef {import('puppeteer-core').Protocol.Accessibility.AXNode} Node */

/** Objects without a meaning of their own: what they contain takes their place. */
const WITHOUT_MEANING = new Set(['none', 'generic', 'InlineTextBox', 'LabelText', 'LineBreak', 'LayoutTable']);

/** Roles whose name or value is their text, so that the text is not written again. */
const NAMED_BY_CONTENT = new Set([
  ...[
    'button',
    'cell',
    'checkbox',
    'combobox',
    'gridcell',
    'heading',
    'LabelText',
    'link',
    'menuitem',
    'menuitemcheckbox',
  ],
  ...['menuitemradio', 'option', 'radio', 'searchbox', 'switch', 'tab', 'textbox'],
]);

/** The states that are written, where they are not those of every object of the role. */
const STATES = ['autocomplete', 'checked', 'disabled', 'expanded', 'focused', 'hasPopup', 'invalid'];
const MORE_STATES = ['live', 'modal', 'pressed', 'readonly', 'required', 'selected', 'valuetext', 'keyshortcuts'];

/** @param {Node} node */
function statesOf({ properties = [] }) {
  return [...STATES, ...MORE_STATES].flatMap((name) => {
    const value = properties.find((property) => property.name === name)?.value.value;
    if (value === undefined || value === '' || value === 'false') return [];
    // A toggle button that is not pressed says so; a control that is not disabled says nothing.
    if (value === false) return name === 'expanded' || name === 'selected' ? [`${name}=false`] : [];
    return value === true || value === 'true' ? [name] : [`${name}=${value}`];
  });
}

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll(/\s+/g, ' ').trim()}"`;

/** @param {Node} node */
function lineOf(node) {
  const role = node.role?.value === 'StaticText' ? 'text' : String(node.role?.value);
  const { name, value, description } = node;
  const parts = [role, ...(name?.value ? [quoted(name.value)] : [])];
  if (value !== undefined && value.value !== '' && role !== 'text') parts.push(`value=${quoted(String(value.value))}`);
  if (description?.value) parts.push(`description=${quoted(description.value)}`);
  // `aria-pressed=false` is what makes a button a toggle button.
  if (node.properties?.some((one) => one.name === 'pressed' && one.value.value === 'false'))
    parts.push('pressed=false');
  return [...parts, ...statesOf(node)].join(' ');
}

/**
 * @param {readonly Node[]} nodes all objects of the page
 * @param {number} backendNodeId the element whose tree is written
 * @returns {string}
 */
export function treeText(nodes, backendNodeId) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  /** @type {string[]} */
  const lines = [];
  /** @param {Node} node @param {number} depth @param {Node | undefined} parent */
  const write = (node, depth, parent) => {
    const role = String(node.role?.value);
    const isText = role === 'StaticText';
    const repeats =
      isText && (!node.name?.value.trim() || (parent && NAMED_BY_CONTENT.has(String(parent.role?.value))));
    const isWritten = !node.ignored && !WITHOUT_MEANING.has(role) && !repeats;
    if (isWritten) lines.push(`${'  '.repeat(depth)}${lineOf(node)}`);
    for (const id of isText ? [] : (node.childIds ?? [])) {
      const child = byId.get(id);
      const above = isWritten || role === 'LabelText' ? node : parent;
      if (child) write(child, isWritten ? depth + 1 : depth, above);
    }
  };
  const top = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === backendNodeId);
  if (top) write(top, 0, undefined);
  return `${lines.join('\n')}\n`;
}
