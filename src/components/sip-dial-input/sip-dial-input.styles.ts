/**
 * Styles of `<sip-dial-input>`: the field, the line below it, and the suggestions.
 * Subjects: number field, look.
 */

import { css } from 'lit';

export const styles = css`
  .field {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    inline-size: 100%;
    block-size: 100%;
    text-align: center;
  }
  input {
    appearance: none;
    inline-size: 100%;
    min-inline-size: 0;
    margin: 0;
    padding: 0 var(--_space-1);
    border: 0;
    border-radius: var(--_radius-s);
    background: var(--_other-surface, none);
    text-align: center;
    font-size: calc(var(--_font-size) * 1.857);
    line-height: 42px;
    block-size: 42px;
    letter-spacing: -0.01em;
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
    caret-color: var(--_color-accent);
  }
  input.is-long {
    font-size: calc(var(--_font-size) * 1.286);
  }
  input::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
    font-size: var(--_text-l);
    letter-spacing: normal;
  }
  input:focus-visible {
    outline-offset: -2px;
  }
  .hint {
    font-size: var(--_text-s);
    line-height: 16px;
    min-block-size: 16px;
    color: var(--_color-text-muted);
    max-inline-size: 100%;
  }
  :host([layout='search']) .field {
    flex-direction: row;
    gap: calc(var(--_unit) * 2.5);
    block-size: 44px;
    padding-inline: calc(var(--_unit) * 3.5) var(--_space-1);
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_color-raised);
    color: var(--_color-text-muted);
  }
  :host([layout='search']) .field:focus-within {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: calc(-1 * var(--_focus-width));
  }
  :host([layout='search']) input {
    flex: 1;
    block-size: 40px;
    padding: 0;
    text-align: start;
    font-size: var(--_text-m);
    color: var(--_color-text);
    outline: none;
  }
  :host([layout='search']) input::placeholder {
    font-size: var(--_text-m);
  }
  .suggestions {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline: 0;
    z-index: 4;
    max-block-size: 248px;
    overflow: auto;
    padding: var(--_space-1);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
    text-align: start;
    color: var(--_color-text);
  }
  .suggestions[hidden] {
    display: none;
  }
  .suggestion {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-block-size: 48px;
    padding: var(--_space-1) calc(var(--_unit) * 2.5);
    border-radius: var(--_radius-s);
    cursor: pointer;
  }
  .suggestion:hover,
  .suggestion.is-active {
    background: var(--_color-sunken);
  }
  .suggestion .icon {
    color: var(--_color-text-muted);
  }
  .suggestion .who {
    display: grid;
    min-inline-size: 0;
  }
  .suggestion b {
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  .suggestion small {
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  @media (forced-colors: active) {
    .suggestions {
      border: 1px solid CanvasText;
    }
    .suggestion.is-active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container (width < 280px) {
    input {
      font-size: calc(var(--_font-size) * 1.43);
    }
  }
  @container (height < 520px) {
    .field {
      gap: 0;
    }
    .hint {
      display: none;
    }
  }
`;
