/**
 * A part that the page gives the other color-scheme has the background and the text of that scheme, in each element.
 * Subjects: color-scheme of one part; background of a part.
 */

import { css } from 'lit';

const registered = new WeakSet<Document>();

/**
 * Registers in a document the custom properties by which parts know the color-scheme around them, as a style sheet of a shadow root cannot
 * (CSS Properties and Values API 1 §2). They hold for the whole document, so that their names are not those of a page. Another copy of this
 * module may have registered them before.
 */
export function registerScheme(document: Document): void {
  if (registered.has(document)) return;
  registered.add(document);
  for (const name of ['--_sip-dark', '--_sip-dark-odd', '--_sip-dark-even'])
    try {
      document.defaultView!.CSS.registerProperty({
        name,
        syntax: '<color>',
        inherits: true,
        initialValue: 'transparent',
      });
    } catch {
      // It is registered, or this is no browser.
    }
}

/*
 * The scheme around a part is that of its element, or that of the part in which it lies: a registered colour, which is opaque if that
 * scheme is dark, and which what is inside inherits. A part reads that of its parent and sets its own, so that there is one for parts at odd
 * depths and one for those at even ones. `--_other` is read in the scheme of a part: opaque if that is another one. A mix of a colour with a
 * transparent one has half its alpha, which becomes 0; with black half its light and all its alpha. So the background is transparent where
 * the schemes are equal, as that around may be an image, and the text keeps the colour that it inherits. The rules have no specificity: what
 * names a colour keeps it. An element with parts of its own is left its text, which it names in its own scheme.
 */
export const partScheme = css`
  @supports (color: rgb(from currentColor r g b)) {
    :host {
      --_sip-dark: light-dark(transparent, black);
    }
    :where(:host > *) {
      --_around: var(--_sip-dark);
    }
    :where([part]) {
      --_sip-dark-odd: light-dark(transparent, black);
      --_other: light-dark(var(--_around), rgb(from var(--_around) 0 0 0 / calc(1 - alpha)));
      --_other-surface: rgb(
        from color-mix(in srgb, var(--_color-surface), var(--_other)) calc(r * 2) calc(g * 2) calc(b * 2) /
          calc(alpha * 2 - 1)
      );
      background-color: var(--_other-surface);
    }
    :where([part] [part]) {
      --_sip-dark-odd: inherit;
      --_sip-dark-even: light-dark(transparent, black);
      --_around: var(--_sip-dark-odd);
    }
    :where([part] [part] [part]) {
      --_sip-dark-even: inherit;
      --_sip-dark-odd: light-dark(transparent, black);
      --_around: var(--_sip-dark-even);
    }
    :where([part] [part] [part] [part]) {
      --_sip-dark-odd: inherit;
      --_sip-dark-even: light-dark(transparent, black);
      --_around: var(--_sip-dark-odd);
    }
    :where([part] [part] [part] [part] [part]) {
      --_sip-dark-even: inherit;
      --_sip-dark-odd: light-dark(transparent, black);
      --_around: var(--_sip-dark-even);
    }
    :where([part] [part] [part] [part] [part] [part]) {
      --_sip-dark-odd: inherit;
      --_sip-dark-even: light-dark(transparent, black);
      --_around: var(--_sip-dark-odd);
    }
    :where([part]:not([exportparts])) {
      --_other-text: rgb(
        from
          color-mix(
            in srgb,
            rgb(
              from color-mix(in srgb, currentColor, var(--_other)) r g b /
                calc(alpha * 2 * clamp(0, (0.501 - alpha) * 999999, 1))
            ),
            rgb(
              from color-mix(in srgb, var(--_color-text), var(--_other)) calc(r * 2) calc(g * 2) calc(b * 2) /
                calc(alpha * 2 - 1)
            )
          )
          r g b / calc(alpha * 2)
      );
      color: var(--_other-text);
    }
  }
`;
