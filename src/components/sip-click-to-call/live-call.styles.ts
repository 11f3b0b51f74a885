/** The call in `<sip-click-to-call>`. */

import { css } from 'lit';

export const styles = css`
  .live {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 48px;
    padding-inline: 20px 4px;
    border-radius: min(24px, var(--_radius-key));
    background: var(--_color-raised);
    box-shadow: inset 0 0 0 1px var(--_color-line);
  }
  .live .state {
    margin-inline-end: 12px;
    font-weight: var(--_weight-medium);
  }
  @media (forced-colors: active) {
    .live {
      border: 1px solid CanvasText;
    }
  }
`;
