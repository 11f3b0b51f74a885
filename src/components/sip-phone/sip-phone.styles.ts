/**
 * Styles of `<sip-phone>`: frame, header, tabs, dialling view and cards.
 * Subjects: <sip-phone>, look; container queries of the phone.
 */

import { css } from 'lit';
import { columnStyles } from './phone-columns.styles.js';

export const styles = css`
  :host {
    display: block;
    position: relative;
    inline-size: 320px;
    block-size: 560px;
    max-inline-size: 100%;
    min-inline-size: 240px;
    container-type: size;
    /* Inherited properties that the page sets for all elements stay outside. */
    direction: inherit;
    visibility: inherit;
    isolation: isolate;
    --_key-high: var(--_key);
  }
  :host([data-own-layout]) {
    display: contents;
    container-type: normal;
  }
  /* One column: the width stays below the limit of two columns. */
  :host([layout='compact']) {
    max-inline-size: min(100%, 479px);
  }
  .frame {
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    display: flex;
    flex-direction: column;
    overflow: clip;
    background: var(--_color-surface);
    border-radius: var(--_radius-l);
  }
  .frame::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: 9;
    border: 1px solid var(--_color-line);
    border-radius: inherit;
    pointer-events: none;
  }
  .frame.is-muted::after {
    border: 3px solid var(--_color-on);
  }
  .header {
    flex: none;
    min-block-size: var(--_header);
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    padding-inline: calc(var(--_edge) + calc(var(--_unit) * 0.5)) var(--_space-2);
  }
  .header[data-loud] {
    background: var(--tone-soft);
  }
  .header sip-status {
    flex: 1;
  }
  .header.with-back {
    padding-inline-start: var(--_space-1);
    gap: calc(var(--_unit) * 0.5);
  }
  /* The frame clips what reaches out of the header. */
  .header .icon-button:focus-visible {
    outline-offset: -2px;
  }
  .header h2 {
    font-weight: var(--_weight-strong);
    flex: 1;
    min-inline-size: 0;
  }
  .tabs {
    flex: none;
    display: flex;
    block-size: 45px;
    padding-inline: calc(var(--_edge) - calc(var(--_unit) * 1.5));
    border-block-end: 1px solid var(--_color-line);
    /* Long labels and counts that do not fit can be scrolled into view. */
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .tabs button {
    position: relative;
    flex: 0 0 auto;
    padding-inline: clamp(7px, 3cqi - 2px, 14px);
    text-align: center;
    font-size: calc(var(--_text-m) * 0.93);
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
    white-space: nowrap;
  }
  .tabs button[aria-selected='true'] {
    color: var(--_color-text);
  }
  .tabs button[aria-selected='true']::before {
    content: '';
    position: absolute;
    inset-inline: 4px;
    inset-block-end: 0;
    block-size: 2px;
    border-radius: min(2px, var(--_radius)) min(2px, var(--_radius)) 0 0;
    background: var(--_color-accent);
  }
  .tabs button:focus-visible {
    outline-offset: -4px;
    border-radius: var(--_radius-s);
  }
  @container (width < 310px) {
    .header {
      padding-inline: var(--_edge) var(--_space-1);
      gap: 0;
    }
    .header h2 {
      white-space: normal;
      line-height: 18px;
    }
    .tabs {
      padding-inline: calc(var(--_edge) - 3px);
    }
    .tabs button {
      padding-inline: 3px;
      font-size: var(--_text-s);
    }
  }
  /* In a narrow column everything begins nearer to its edge, so that a word below a key has the width of its place. */
  @container (width < 280px) {
    .frame {
      --_edge: calc(var(--_unit) * 1.5);
      --sip-edge: calc(var(--_unit) * 1.5);
    }
  }
  .count {
    --count: 16px;
    margin-inline-start: var(--_space-1);
    vertical-align: 1px;
  }
  .body {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .dial {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .field a {
    color: var(--_color-accent-text);
    text-underline-offset: 3px;
  }
  .field {
    flex: 1 1 76px;
    min-block-size: 0;
    padding-inline: calc(var(--_edge) - var(--_space-1));
    display: flex;
    align-items: center;
  }
  .field sip-dial-input {
    flex: 1;
    min-inline-size: 0;
  }
  .identity {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-inline-size: 0;
    padding: 0 var(--_edge) var(--_space-2);
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  .identity span {
    white-space: nowrap;
  }
  .identity select {
    min-inline-size: 0;
    min-block-size: 28px;
    max-inline-size: 70%;
    padding-inline: calc(var(--_unit) * 1.5);
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_color-surface);
    color: var(--_color-text);
    font: inherit;
    text-overflow: ellipsis;
  }
  sip-dialpad {
    flex: none;
    inline-size: auto;
    padding: 0 var(--_edge) var(--_key-gap);
  }
  .recents {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  sip-history,
  sip-transfer,
  sip-call {
    flex: 1;
  }
  ${columnStyles}
  .card-body {
    color: var(--_color-text);
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
    padding: var(--_space-2) calc(var(--_edge) + calc(var(--_unit) * 0.5)) var(--_space-4);
    gap: var(--_space-4);
  }

  .sheet {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    z-index: 3;
    block-size: 240px;
    padding: var(--_space-5) var(--_edge) var(--_space-4);
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    background: var(--_color-raised);
    border-radius: var(--_radius-l) var(--_radius-l) 0 0;
    box-shadow:
      0 0 0 1px var(--_color-line),
      0 -8px 32px light-dark(rgb(18 21 28 / 0.14), rgb(0 0 0 / 0.55));
    animation: rise var(--_time) var(--_ease);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 16px;
    }
  }
  @media (forced-colors: active) {
    .frame::after {
      border: 1px solid CanvasText;
    }
    .frame.is-muted::after {
      border: 4px double Highlight;
    }
    .sheet {
      border-block-start: 2px solid CanvasText;
    }
    .tabs button[aria-selected='true']::before {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
