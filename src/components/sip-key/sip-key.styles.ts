/**
 * Styles of `<sip-key>`: a button with an icon or a lamp, and the question that takes its place.
 * Subjects: <sip-key>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    min-inline-size: 0;
  }
  :host([hidden]),
  :host([data-away]) {
    display: none;
  }
  .key {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
    inline-size: 100%;
    min-block-size: max(44px, var(--_target));
    padding: var(--_space-2) var(--_space-3);
    border: 1px solid var(--_color-line);
    border-radius: var(--_radius);
  }
  .key:hover:not(:disabled) {
    background: var(--_color-sunken);
  }
  .key:disabled {
    cursor: default;
    color: var(--_color-text-muted);
  }
  .key[aria-pressed='true'] {
    border-color: currentcolor;
    font-weight: var(--_weight-medium);
  }
  .shape {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    --ground: var(--_color-surface);
  }
  .label {
    flex: 1;
    min-inline-size: 0;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .question {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .question .button {
    flex: 1;
  }
  @media (forced-colors: active) {
    .key[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
