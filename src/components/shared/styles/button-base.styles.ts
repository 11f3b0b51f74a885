/**
 * Type, icons and focus ring of a button, for an element that loads the other base styles later.
 * Subjects: type of a button before the base styles.
 */

import { css } from 'lit';

export const buttonBase = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_color-text);
    font: var(--_weight) var(--_text-m) / 1.43 var(--_font);
    letter-spacing: normal;
    word-spacing: normal;
    writing-mode: horizontal-tb;
    text-align: start;
    text-align-last: auto;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
    word-break: normal;
    -webkit-text-stroke: 0;
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :where(button, input, textarea, select) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :where(button) {
    appearance: none;
    border: 0;
    background: none;
    padding: 0;
    margin: 0;
    cursor: pointer;
    text-align: inherit;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .icon {
    inline-size: var(--_icon);
    block-size: var(--_icon);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    flex: none;
    display: block;
  }
  .icon.m {
    inline-size: var(--_icon-m);
    block-size: var(--_icon-m);
  }
  .icon.fill {
    fill: currentColor;
    stroke-width: 1.25;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: var(--_focus-offset);
  }
`;
