/**
 * Styles of `<sip-dock>`: four corners of the window, or a bottom sheet on a small screen.
 * Subjects: dock, look; bottom sheet.
 */

import { css } from 'lit';

export const dockStyles = css`
  :host {
    position: fixed;
    inset: auto;
    inset-block-end: var(--_dock-inset);
    inset-inline-end: var(--_dock-inset);
    inline-size: max-content;
    block-size: max-content;
    /* By its containing block: units of the window grow with the property zoom of the page (CSS Viewport 1). */
    max-inline-size: calc(100% - 2 * var(--_dock-inset));
    max-block-size: calc(100% - 2 * var(--_dock-inset));
    margin: 0;
    padding: 0;
    border: 0;
    overflow: visible;
    background: none;
  }
  :host,
  .frame,
  .panel {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  /* A fixed box would cover the text of each printed page (CSS 2.2 §9.6.1). */
  @media print {
    :host {
      display: none;
    }
  }
  :host([placement$='-start']) {
    inset-inline: var(--_dock-inset) auto;
  }
  :host([placement^='top-']) {
    inset-block: var(--_dock-inset) auto;
  }
  /* A finger drags these parts and does not scroll. */
  .launcher,
  .pill .who,
  sip-phone::part(header) {
    touch-action: none;
  }
  sip-phone::part(header) {
    cursor: grab;
  }
  .launcher {
    position: relative;
    inline-size: 56px;
    block-size: 56px;
    border-radius: var(--_radius-key);
    display: grid;
    place-items: center;
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    box-shadow: var(--_shadow-2);
  }
  .presence {
    --ground: var(--_color-raised);
    position: absolute;
    inset-inline-end: -1px;
    inset-block-end: -1px;
    padding: calc(var(--_unit) * 0.5);
    border-radius: var(--_radius-key);
    background: var(--_color-raised);
  }
  .missed {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: calc(var(--_unit) * 1.25);
    border-radius: var(--_radius-key);
    background: var(--_color-text);
    color: var(--_color-surface);
    font-size: var(--_text-xs);
    line-height: 20px;
    font-weight: var(--_weight-strong);
    font-variant-numeric: tabular-nums;
    text-align: center;
    box-shadow: 0 0 0 2px var(--_color-surface);
  }
  .panel {
    position: relative;
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow-3);
    animation: rise var(--_time) var(--_ease);
  }
  .content {
    display: contents;
  }
  sip-phone {
    flex: 0 1 560px;
    min-block-size: 0;
  }
  .icon-button {
    background: var(--_other-surface, none);
  }
  /* Visible to keyboard users only; a pointer drags the header. */
  .move:not(:focus-visible) {
    position: absolute;
    clip-path: inset(50%);
    pointer-events: none;
  }
  /* A bottom sheet on a small screen. */
  @media (width <= 480px) {
    :host([open]) {
      inset: auto 0 0;
      inline-size: auto;
      max-inline-size: none;
    }
    :host([open]) .panel {
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      overflow: clip;
    }
    sip-phone {
      inline-size: 100%;
    }
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 16px;
    }
  }
  @media (forced-colors: active) {
    .launcher,
    /* Without it the browser draws a background of its own behind the digit. */
    .missed {
      forced-color-adjust: none;
      border: 1px solid ButtonFace;
      background: ButtonText;
      color: ButtonFace;
    }
  }
`;
