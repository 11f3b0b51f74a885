/**
 * Styles of `<sip-key>`: a button with an icon or a lamp, and the question that takes its place.
 * Subjects: <sip-key>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    min-inline-size: 0;
  }
  :host([hidden]),
  :host([data-away]) {
    display: none;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
    inline-size: 100%;
    min-block-size: max(44px, var(--_target));
    padding: var(--_space-2) var(--_space-3);
    border: 1px solid var(--_color-line);
    border-radius: var(--_radius);
  }
  .key:hover:not(:disabled) {
    background: var(--_color-sunken);
  }
  .key:disabled {
    cursor: default;
    color: var(--_color-text-muted);
  }
  .key[aria-pressed='true'] {
    border-color: currentcolor;
    font-weight: var(--_weight-medium);
  }
  .shape {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    --ground: var(--_color-surface);
  }
  .key[aria-pressed='true'] [data-shape='on'] {
    color: currentcolor;
  }
  /* The knob is at the end of the line where it is on. */
  :is([data-shape='on'], [data-shape='off']):dir(rtl) {
    scale: -1 1;
  }
  /* No text of the label, which a voice command would have to say: aria-pressed tells the state. */
  .word::after {
    content: attr(data-word) / '';
  }
  .word {
    flex: none;
    margin-inline-start: auto;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  .key[aria-pressed='true'] .word {
    color: inherit;
  }
  .label {
    flex: 1;
    /* In a narrower key the word of the lamp has a line of its own. */
    min-inline-size: min(9ch, 100% - 32px);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .question {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .question .button {
    flex: 1;
  }
  @media (forced-colors: active) {
    .key[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
