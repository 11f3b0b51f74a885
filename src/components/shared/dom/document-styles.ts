/**
 * Style sheets of elements in another document than that of the script: a constructed style sheet can be adopted in its own document only,
 * and an element that moves to another document loses those that it has adopted (CSSOM §6.8).
 * Subjects: style sheets in another document.
 */

import type { CSSResultOrNative } from 'lit';

type View = Window & typeof globalThis;

const copies = new WeakMap<View, Map<CSSResultOrNative, CSSStyleSheet>>();

/** Returns the style sheets for a shadow root in the document of this window. */
export function sheetsIn(view: View, styles: readonly CSSResultOrNative[]): CSSStyleSheet[] {
  let known = copies.get(view);
  if (!known) copies.set(view, (known = new Map()));
  return styles.map((style) => {
    let sheet = known.get(style);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync('cssText' in style ? style.cssText : textOf(style));
      known.set(style, sheet);
    }
    return sheet;
  });
}

const textOf = ({ cssRules }: CSSStyleSheet): string => Array.from(cssRules, ({ cssText }) => cssText).join('');
