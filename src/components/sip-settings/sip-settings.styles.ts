/** Styles of `<sip-settings>`: a scrolling column, with a line between groups. */

import { css } from 'lit';

export const styles = css`
  :host {
    min-block-size: 0;
  }
  .settings {
    display: flex;
    flex-direction: column;
    gap: 12px;
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
