/**
 * Styles of `<sip-dialpad>`: twelve keys that fill their columns, always left to right.
 * Subjects: dialpad, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    inline-size: 292px;
    max-inline-size: 100%;
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--_key-gap);
    direction: ltr;
  }
  .digit {
    block-size: var(--_key);
    inline-size: 100%;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    border-radius: var(--_radius-key);
    background: var(--_color-sunken);
    text-align: center;
    user-select: none;
    -webkit-user-select: none;
    transition: background var(--_time-fast) var(--_ease);
  }
  .digit b {
    font-size: var(--_text-digit);
    line-height: 28px;
    font-weight: var(--_weight);
    font-variant-numeric: tabular-nums;
  }
  .letters {
    font-size: var(--_text-letters);
    line-height: 12px;
    min-block-size: 12px;
    letter-spacing: 0.14em;
    margin-inline-end: -0.14em;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
  }
  .digit > .icon {
    inline-size: 22px;
    block-size: 22px;
    stroke-width: 1.6;
  }
  .letters .icon {
    inline-size: 14px;
    block-size: 12px;
    display: inline-block;
    vertical-align: top;
    stroke-width: 2;
  }
  .digit:hover {
    background: var(--_color-sunken-hover);
  }
  .digit:is(:active, .is-pressed) {
    background: var(--_color-sunken-press);
  }
  .digit:disabled {
    cursor: default;
    background: var(--_other-surface, none);
    box-shadow: inset 0 0 0 1px var(--_color-line);
    color: var(--_color-text-muted);
  }
  @container (height < 520px) {
    .digit b {
      line-height: 26px;
      font-size: calc(var(--_font-size) * 1.571);
    }
    .letters {
      line-height: 11px;
      min-block-size: 11px;
    }
  }
  @media (forced-colors: active) {
    .digit {
      border: 1px solid ButtonText;
    }
    .digit:disabled {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
