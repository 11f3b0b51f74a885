/**
 * Styles of `<sip-settings>`: a scrolling column, with a line between groups.
 * Subjects: settings, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    min-block-size: 0;
  }
  .settings {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_unit) * 1.5);
    block-size: 100%;
    overflow: auto;
    padding: var(--_space-2) var(--_edge) var(--_space-3);
  }
  .settings > * {
    flex: none;
  }
  .line {
    display: flex;
    gap: var(--_space-2);
    align-items: start;
  }
  .line > sip-device-select {
    flex: 1;
    min-inline-size: 0;
  }
  /* Beside the field, below the label. */
  .line > sip-audio-test {
    margin-block-start: calc(var(--_unit) * 5.5);
  }
  sip-level {
    margin-block: var(--_space-2) var(--_space-1);
  }
  .choice {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-block-size: 48px;
  }
  .select {
    position: relative;
    display: flex;
    align-items: center;
    max-inline-size: 60%;
  }
  .select .icon {
    position: absolute;
    inset-inline-end: 10px;
    color: var(--_color-text-muted);
    pointer-events: none;
  }
  .select select {
    appearance: none;
    min-inline-size: 0;
    max-inline-size: 100%;
    block-size: 48px;
    padding-inline: var(--_space-3) calc(var(--_unit) * 9);
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_other-surface, none);
    font: inherit;
    cursor: pointer;
    text-overflow: ellipsis;
  }
  .select select:focus-visible {
    outline-offset: calc(-1 * var(--_focus-width));
  }
  .select select:disabled {
    cursor: default;
  }
  .select option {
    background: var(--_color-raised);
    color: var(--_color-text);
  }
  /* The row of the slider is higher than what is seen of it. */
  sip-volume {
    margin-block: -4px;
  }
  .rule {
    border-block-start: 1px solid var(--_color-line);
    padding-block-start: var(--_space-1);
  }
  sip-dnd-toggle small {
    display: block;
  }
  .toggle .icon {
    color: var(--_color-text-muted);
  }
`;
