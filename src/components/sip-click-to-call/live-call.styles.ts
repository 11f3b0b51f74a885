/**
 * The call in `<sip-click-to-call>`.
 * Subjects: call of click-to-call, look.
 */

import { css } from 'lit';

export const styles = css`
  .ctc .muted {
    font-weight: var(--_weight);
    font-variant-numeric: tabular-nums;
  }
  .live {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 48px;
    padding-inline: var(--_space-4) var(--_space-1);
    border-radius: min(24px, var(--_radius-key));
    background: var(--_color-raised);
    box-shadow: inset 0 0 0 1px var(--_color-line);
  }
  .live .state {
    margin-inline-end: var(--_space-2);
    font-weight: var(--_weight-medium);
  }
  .bars {
    margin-inline-end: calc(var(--_unit) * 1.5);
  }
  .pad {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(100% + 8px);
    left: var(--pad-left);
    inline-size: var(--pad-width);
    /* What a low window has no room for can be scrolled, but not down to less than two rows of keys. */
    max-block-size: max(160px, var(--pad-height));
    overflow: auto;
    padding: var(--_space-3);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
  }
  .pad.above {
    inset-block: auto calc(100% + 8px);
  }
  @media (height < 480px) {
    .pad {
      --sip-key: var(--_key-low);
      --sip-key-gap: var(--_space-1);
    }
  }
  @media (forced-colors: active) {
    .live,
    .pad {
      border: 1px solid CanvasText;
    }
  }
`;
