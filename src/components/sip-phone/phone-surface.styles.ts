/**
 * Styles of `<sip-phone>`: the background of its parts, which is that of the frame where they have its color-scheme.
 * Subjects: background of a part.
 */

import { css } from 'lit';

export const surfaceStyles = css`
  /*
   * A part of the other color-scheme than the frame has the background of its own scheme; all others are transparent, as that of the
   * frame may be an image. \`--_dark\` is a registered colour, so that parts inherit that of the frame: opaque if its scheme is dark. A mix
   * of the colour of surfaces with a transparent colour has half its alpha, which becomes 0; with black half its light and all its alpha.
   */
  .frame {
    --_dark: light-dark(transparent, black);
    --_other-ground: rgb(
      from
        color-mix(
          in srgb,
          var(--_color-surface),
          light-dark(var(--_dark), rgb(from var(--_dark) 0 0 0 / calc(1 - alpha)))
        )
        calc(r * 2) calc(g * 2) calc(b * 2) / calc(alpha * 2 - 1)
    );
  }
  :where([part]) {
    background-color: var(--_other-ground);
  }
  :where(.header, h2, .body, .body > *) {
    color: var(--_color-text);
  }
`;
