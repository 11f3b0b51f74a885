/**
 * Styles of `<sip-device-select>`: label, a 48 px field with the native control, and an error line.
 * Subjects: device select, look.
 */

import { css } from 'lit';

export const styles = css`
  .setting {
    display: grid;
    gap: calc(var(--_unit) * 1.5);
  }
  .label {
    font-size: var(--_text-s);
    line-height: 16px;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
  }
  .field {
    position: relative;
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
    block-size: 48px;
    padding-inline: var(--_space-3) calc(var(--_unit) * 2.5);
    border-radius: min(var(--_radius), var(--_radius-key));
    box-shadow: inset 0 0 0 1px var(--_color-line-control);
  }
  .field:focus-within {
    box-shadow: inset 0 0 0 2px var(--_color-focus);
  }
  .field:has(:disabled) {
    box-shadow: inset 0 0 0 1px var(--_color-line);
    color: var(--_color-text-muted);
  }
  .icon {
    color: var(--_color-text-muted);
    pointer-events: none;
  }
  .field > .icon:last-child {
    position: absolute;
    inset-inline-end: 10px;
  }
  /* The control covers the whole field, so that all of it can be pressed. */
  select {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    margin: 0;
    padding-inline: calc(var(--_unit) * 10.5) calc(var(--_unit) * 9);
    border: 0;
    border-radius: inherit;
    outline: none;
    appearance: none;
    background: var(--_other-surface, none);
    cursor: pointer;
    text-overflow: ellipsis;
  }
  select:disabled {
    cursor: default;
    opacity: 1;
  }
  option {
    background: var(--_color-raised);
    color: var(--_color-text);
  }
  .message {
    font-size: var(--_text-s);
    line-height: 20px;
    color: var(--_color-text-muted);
  }
  @media (forced-colors: active) {
    .field {
      border: 1px solid ButtonText;
    }
    .field:focus-within {
      outline: 2px solid Highlight;
    }
  }
`;
