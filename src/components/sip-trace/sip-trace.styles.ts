/**
 * Styles of `<sip-trace>`: lanes with arrows, and the text of one message below or beside them.
 * Subjects: <sip-trace>, look.
 */

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
  .main {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  /* One row: icons, with their labels where these have room in every language. */
  .bar {
    flex: none;
    container-type: inline-size;
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 48px;
    padding-inline: var(--_space-3) var(--_space-1);
    border-block-end: 1px solid var(--_color-line);
  }
  .label {
    display: none;
  }
  .count > [aria-hidden] {
    display: none;
  }
  .message {
    display: flex;
    flex-direction: column;
    text-align: start;
  }
  .message > .muted {
    font-size: var(--_text-xs);
    line-height: 14px;
  }
  .message > * {
    max-inline-size: 100%;
    align-self: flex-start;
  }
  .icon-button:disabled {
    color: var(--_color-line-control);
    background: none;
    cursor: default;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .body.beside {
    flex-direction: row;
  }
  .ladder,
  .detail {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .ladder {
    container-type: inline-size;
    --time: 56px;
  }
  .beside .ladder {
    flex: 3;
  }
  .below .detail {
    border-block-start: 1px solid var(--_color-line);
  }
  .beside .detail {
    flex: 2;
    border-inline-start: 1px solid var(--_color-line);
  }
  /* A page over the toolbar and the rows, which keep their place below it. */
  .over .detail {
    position: absolute;
    inset: 0;
    z-index: 1;
    background: var(--_color-surface);
  }
  .over .message {
    padding-block: var(--_space-1);
  }
  .over .message b {
    white-space: normal;
    line-height: 18px;
  }
  .over .detail .bar {
    flex-wrap: wrap;
    align-content: center;
    padding-inline-start: var(--_space-1);
  }
  .notice {
    flex: none;
    padding: var(--_space-2) var(--_space-3);
    border-block-start: 1px solid var(--_color-line);
  }
  .notice:empty {
    padding: 0;
    border: 0;
  }
  @container (width < 480px) {
    :is(.lanes, .view) {
      --time: 40px;
    }
  }
  @container (width < 360px) {
    .lanes {
      font-size: var(--_text-xs);
      letter-spacing: -0.03em;
    }
    .lanes .cut {
      overflow: visible;
    }
  }
  @container (width < 280px) {
    .over .message {
      order: 1;
      flex-basis: 100%;
      padding: 0 var(--_space-2) var(--_space-1);
    }
    .over .detail .icon-button:first-child {
      margin-inline-end: auto;
    }
    .count > :first-child {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .count > [aria-hidden] {
      display: inline;
    }
  }
  @container (width >= 700px) {
    .tools > .icon-button {
      inline-size: auto;
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      padding-inline: var(--_space-3);
    }
    .label {
      display: inline;
    }
  }
  .lanes {
    flex: none;
    display: grid;
    grid-template-columns: var(--time) repeat(var(--lanes), minmax(0, 1fr));
    padding-inline: var(--_space-3);
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
  .view:focus-visible,
  pre:focus-visible {
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
    grid-template-columns: var(--time) repeat(var(--lanes), minmax(0, 1fr));
    padding-inline: var(--_space-3);
  }
  .rails i {
    justify-self: center;
    border-inline-start: 1px solid var(--_color-line);
  }
  .rung {
    position: absolute;
    inset-inline: 0;
    display: grid;
    grid-template-columns: var(--time) repeat(var(--lanes), minmax(0, 1fr));
    align-items: center;
    padding-inline: calc(var(--_space-3) - 3px) var(--_space-3);
    border-inline-start: 3px solid transparent;
    --ground: var(--_color-surface);
    cursor: pointer;
  }
  .rung.same-call {
    border-inline-start-color: var(--_color-accent);
  }
  .rung:hover {
    --ground: var(--_color-sunken);
    background: var(--ground);
  }
  .rung[aria-selected='true'] {
    --ground: var(--_color-accent-soft);
    background: var(--ground);
  }
  /* The keys move the selection; its colour alone has too little contrast (WCAG 2.2 §1.4.11). */
  .view:focus-visible .rung[aria-selected='true'] {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: -2px;
  }
  .rung time {
    grid-column: 1;
    font-size: var(--_text-xs);
    color: var(--_color-text-muted);
  }
  .none {
    padding: var(--_space-6);
    text-align: center;
  }
  pre {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding: var(--_space-3);
  }
  @media (forced-colors: active) {
    .icon-button:disabled {
      color: GrayText;
    }
    .rung {
      border-inline-start-color: Canvas;
    }
    .rung.same-call {
      border-inline-start-color: Highlight;
    }
    .rung[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
