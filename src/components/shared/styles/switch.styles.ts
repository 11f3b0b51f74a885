/**
 * Styles of a switch with its label: a whole row that can be pressed (WAI-ARIA `switch`).
 * Subjects: switch, look.
 */

import { css } from 'lit';

export const switchStyles = css`
  .toggle {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-block-size: 48px;
    inline-size: 100%;
  }
  .toggle small {
    display: block;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  .toggle:disabled {
    cursor: default;
    color: var(--_color-text-muted);
  }
  .toggle:focus-visible {
    border-radius: var(--_radius-s);
  }
  .switch {
    flex: none;
    position: relative;
    inline-size: 36px;
    block-size: 22px;
    border-radius: var(--_radius-key);
    background: var(--_color-line-control);
    transition: background var(--_time-fast) var(--_ease);
  }
  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: var(--_radius-key);
    background: #fff;
  }
  [aria-checked='true'] > .switch {
    background: var(--_color-accent);
  }
  [aria-checked='true'] > .switch::after {
    inset-inline-start: 17px;
    background: var(--_color-on-accent);
  }
  @media (forced-colors: active) {
    .switch {
      border: 1px solid ButtonText;
      background: ButtonFace;
    }
    .switch::after {
      background: ButtonText;
      inset-block-start: 2px;
    }
    [aria-checked='true'] > .switch {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
