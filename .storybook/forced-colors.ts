/**
 * Shows what the style sheets say about forced colors (CSS Color Adjustment 1 §3). A page cannot turn that mode on: the media queries for it
 * are made true or false in place.
 */

const QUERY = '(forced-colors: active)';
const changed = new Set<CSSMediaRule>();

/** The shadow roots below a node, and those in them. */
function rootsIn(node: ParentNode): ShadowRoot[] {
  return [...node.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot, ...rootsIn(shadowRoot)] : [],
  );
}

export function setForcedColors(canvas: ParentNode, active: boolean): void {
  if (!active) {
    for (const rule of changed) rule.media.mediaText = QUERY;
    changed.clear();
    return;
  }
  const sheets = new Set(rootsIn(canvas).flatMap(({ adoptedStyleSheets }) => adoptedStyleSheets));
  for (const rule of [...sheets].flatMap(({ cssRules }) => [...cssRules])) {
    if (!(rule instanceof CSSMediaRule) || rule.media.mediaText !== QUERY) continue;
    rule.media.mediaText = 'all';
    changed.add(rule);
  }
}
