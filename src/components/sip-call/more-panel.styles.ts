/**
 * Styles of the More panel, which floats over the bottom of the call, above the buttons.
 * Subjects: More panel, look.
 */

import { css } from 'lit';

export const morePanelStyles = css`
  .panel {
    position: absolute;
    inset-inline: 8px;
    inset-block-end: 4px;
    z-index: 2;
    max-block-size: calc(100% - 12px);
    overflow: auto;
    padding: var(--_space-2);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
    animation: rise var(--_time) var(--_ease);
  }
  .panel .item {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    inline-size: 100%;
    min-block-size: 48px;
    padding-inline: calc(var(--_unit) * 3.5) var(--_space-3);
    border-radius: var(--_radius-s);
  }
  .panel .item .icon {
    margin-inline-end: calc(var(--_unit) * 2.5);
  }
  .panel .item:focus-visible {
    outline-offset: calc(-1 * var(--_focus-width));
  }
  .panel .item:hover {
    background: var(--_color-sunken);
  }
  /* Where there are more than four rows, two that belong together share one. */
  .panel:has(> :nth-child(5)) .two {
    display: grid;
    grid-template-columns: 1fr 1fr;
  }
  .panel-head {
    display: flex;
    align-items: center;
    padding-inline-start: var(--_space-2);
  }
  .panel-body {
    display: grid;
    gap: calc(var(--_unit) * 3.5);
    padding: var(--_space-1) var(--_space-2) var(--_space-2);
  }
  .panel-body sip-level {
    margin-block-start: var(--_space-2);
  }
  /* The row of the caller stays visible. */
  @container (height >= 400px) {
    .caller-row ~ .panel {
      max-block-size: calc(100% - 64px);
    }
  }
  @container (width >= 480px) {
    .panel {
      inline-size: 328px;
      margin-inline: auto;
    }
  }
  @media (forced-colors: active) {
    .panel {
      border: 1px solid CanvasText;
    }
  }
`;
