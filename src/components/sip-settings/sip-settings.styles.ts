/** Styles of `<sip-settings>`: a scrolling column, with a line between groups. */

import { css } from 'lit';

export const styles = css`
  :host {
    min-block-size: 0;
  }
  .settings {
    display: flex;
    flex-direction: column;
    gap: 8px;
    block-size: 100%;
    overflow: auto;
    padding: 4px var(--_edge) 12px;
  }
  .settings > * {
    flex: none;
  }
  .line {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .line > sip-device-select {
    flex: 1;
    min-inline-size: 0;
  }
  /* Beside the field, below the label. */
  .line > sip-audio-test {
    margin-block-start: 22px;
  }
  sip-level {
    margin-block: 8px 4px;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 48px;
  }
  .choice select {
    min-block-size: 40px;
    max-inline-size: 60%;
    padding-inline: 12px;
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
  }
  /* The row of the slider is higher than what is seen of it. */
  sip-volume {
    margin-block: -4px;
  }
  .rule {
    border-block-start: 1px solid var(--_color-line);
    padding-block-start: 4px;
  }
  sip-dnd-toggle small {
    display: block;
  }
  .toggle .icon {
    color: var(--_color-text-muted);
  }
`;
