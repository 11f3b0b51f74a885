/**
 * Styles of `<sip-account-form>`: labelled fields of 44 px, the error below a field, buttons at the end.
 * Subjects: account form, look.
 */

import { css } from 'lit';

export const styles = css`
  form {
    display: flex;
    flex-direction: column;
    gap: var(--_space-3);
    min-block-size: 100%;
  }
  .field {
    position: relative;
    display: grid;
    gap: calc(var(--_unit) * 1.5);
  }
  label {
    font-size: var(--_text-s);
    line-height: 16px;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
  }
  input {
    appearance: none;
    inline-size: 100%;
    min-inline-size: 0;
    block-size: var(--_target);
    margin: 0;
    padding-inline: calc(var(--_unit) * 3.5);
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_color-surface);
    color: var(--_color-text);
    font-size: var(--_text-m);
    font-weight: var(--_weight);
  }
  .field:has(.reveal) input {
    padding-inline-end: calc(var(--_unit) * 12);
  }
  /* The field is left to right in every language, the button is at the end of the line. */
  .field:has(.reveal):dir(rtl) input {
    padding-inline: calc(var(--_unit) * 12) calc(var(--_unit) * 3.5);
  }
  input::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }
  input:focus-visible {
    outline-offset: -2px;
  }
  input:is(:user-invalid, [aria-invalid]) {
    border-color: var(--_color-bad);
  }
  .reveal {
    position: absolute;
    inset-block-start: 24px;
    inset-inline-end: 4px;
  }
  small {
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  span {
    font-weight: var(--_weight);
  }
  .error {
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-bad);
  }
  .end {
    display: grid;
    gap: var(--_space-2);
    margin-block-start: auto;
  }
  .button:disabled {
    color: var(--_color-text-muted);
    cursor: default;
  }
`;
