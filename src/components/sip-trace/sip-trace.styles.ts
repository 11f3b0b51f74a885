/** Styles of `<sip-trace>`: lanes with arrows, and the text of one message below them. */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 360px;
    border: 1px solid var(--_color-line);
    border-radius: var(--_radius);
    background: var(--_color-surface);
    overflow: clip;
  }
  .bar {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_color-line);
  }
  .bar .grow {
    min-inline-size: 80px;
  }
  .lanes {
    flex: none;
    display: grid;
    grid-template-columns: 56px repeat(var(--lanes), 1fr);
    padding-inline: 12px;
    line-height: 28px;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
    text-align: center;
    border-block-end: 1px solid var(--_color-line);
    direction: ltr;
  }
  .view {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    direction: ltr;
    overscroll-behavior: contain;
  }
  .view:focus-visible {
    outline-offset: -2px;
  }
  .sizer {
    position: relative;
    min-block-size: 100%;
  }
  .rails {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-columns: 56px repeat(var(--lanes), 1fr);
    padding-inline: 12px;
  }
  .rails i {
    justify-self: center;
    border-inline-start: 1px solid var(--_color-line);
  }
  .rung {
    position: absolute;
    inset-inline: 0;
    block-size: 28px;
    display: grid;
    grid-template-columns: 56px repeat(var(--lanes), 1fr);
    align-items: center;
    padding-inline: 12px;
    cursor: pointer;
  }
  .rung:hover {
    background: var(--_color-sunken);
  }
  .rung[aria-selected='true'] {
    background: var(--_color-accent-soft);
  }
  .rung time {
    grid-column: 1;
    font-size: var(--_text-xs);
    color: var(--_color-text-muted);
  }
  .arrow {
    grid-row: 1;
    position: relative;
    margin-inline: calc(50% / var(--span));
    min-inline-size: 0;
    text-align: center;
    font-size: var(--_text-s);
    line-height: 16px;
    padding-block-end: 6px;
    color: var(--tone);
  }
  .arrow::before {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: 3px;
    border-block-end: 1.5px solid currentColor;
  }
  .arrow::after {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 6px;
    block-size: 6px;
    border: 1.5px solid currentColor;
    border-width: 1.5px 1.5px 0 0;
    rotate: 45deg;
  }
  .arrow.back::after {
    inset-inline: 0 auto;
    rotate: 225deg;
  }
  .arrow span {
    display: block;
  }
  .none {
    padding: 24px;
    text-align: center;
  }
  pre {
    flex: none;
    margin: 0;
    max-block-size: 45%;
    overflow: auto;
    padding: 12px;
    border-block-start: 1px solid var(--_color-line);
    background: var(--_color-sunken);
    font:
      12px/1.5 ui-monospace,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    direction: ltr;
    text-align: start;
  }
  @media (forced-colors: active) {
    .rung[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
