/**
 * Styles of `<sip-transfer>`: the field, the list of targets, and the two buttons.
 * Subjects: <sip-transfer>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host,
  form {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  form {
    flex: 1;
  }
  .row.is-on {
    --ground: var(--_color-accent-soft);
    background: var(--_color-accent-soft);
  }
  .row.is-on .avatar {
    background: var(--_color-raised);
  }
  .row {
    cursor: pointer;
  }
  .row b {
    display: block;
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  .row > .icon {
    margin-inline-end: var(--_space-2);
  }
  .bottom {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-content: stretch;
    gap: var(--_space-3);
    padding: var(--_space-3) var(--_edge) var(--_space-4);
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-2);
  }
  .pair .button {
    padding-inline: var(--_space-2);
  }
  .button:disabled {
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    filter: none;
    cursor: default;
  }
  @media (forced-colors: active) {
    .row.is-on {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
