/**
 * Styles of a button of the action zone: an icon on a surface with the label below. Also for buttons that are not custom
 * elements.
 * Subjects: look of a call button.
 */

import { css } from 'lit';

export const actionStyles = css`
  .action {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--_space-1);
    inline-size: 100%;
    min-inline-size: 0;
    font-size: var(--_text-s);
    line-height: 16px;
    text-align: center;
    color: var(--_color-text);
  }
  .face {
    position: relative;
    inline-size: 100%;
    block-size: var(--_face-size, var(--_key));
    display: grid;
    place-items: center;
    border-radius: var(--_radius-key);
    background: var(--_color-sunken);
    transition: background var(--_time-fast) var(--_ease);
  }
  .face .icon,
  .face ::slotted(svg) {
    inline-size: var(--_face-icon, var(--_icon));
    block-size: var(--_face-icon, var(--_icon));
  }
  .label {
    white-space: nowrap;
    max-inline-size: calc(100% + var(--_key-gap) - 2px);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* In a narrow column, also beside a list, a label has two lines in the room of one. */
  @container (width < 310px) or (480px <= width < 540px) {
    .label {
      overflow: visible;
      font-size: var(--_text-xs);
      line-height: 12px;
      letter-spacing: -0.02em;
      white-space: normal;
    }
  }
  /* The longest labels do not read as one word. */
  @container (width < 280px) {
    .label {
      letter-spacing: -0.045em;
    }
  }
  .action:hover .face {
    background: var(--_color-sunken-hover);
  }
  .action:active .face {
    background: var(--_color-sunken-press);
  }
  .action:is([aria-pressed='true'], .is-on) .face,
  .action[aria-expanded='true'] .face {
    background: var(--_color-on);
    color: var(--_color-on-text);
  }
  .action.call .face {
    background: var(--_color-call);
    color: var(--_color-on-call);
  }
  .action.end .face {
    background: var(--_color-end);
    color: var(--_color-on-end);
  }
  .action.primary:not(:disabled) .face {
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  .action:is(.call, .end, .primary):not(:disabled):hover .face {
    filter: brightness(0.93);
  }
  .action:is(.call, .end, .primary):not(:disabled):active .face {
    filter: brightness(0.86);
  }
  .action.quiet .face {
    background: var(--_other-surface, none);
    color: var(--_color-text-muted);
  }
  .action.quiet:hover .face {
    background: var(--_color-sunken);
  }
  .action:focus-visible {
    outline: none;
  }
  .action:focus-visible .face {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: var(--_focus-offset);
  }
  .action:disabled {
    cursor: default;
  }
  .action:disabled .face {
    color: color-mix(in srgb, var(--_color-text-muted) 62%, transparent);
    background: var(--_other-surface, none);
    box-shadow: inset 0 0 0 1px var(--_color-line);
  }
  .action:disabled .label {
    color: color-mix(in srgb, var(--_color-text-muted) 78%, transparent);
  }
  .attention {
    position: absolute;
    inset: -4px;
    border-radius: inherit;
    border: 2px solid var(--_color-on);
    opacity: 0.45;
  }

  @media (forced-colors: active) {
    .face {
      border: 1px solid ButtonText;
    }
    .action:is(.call, .end, .primary):not(:disabled) .face {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
      border-color: ButtonText;
    }
    .action:is([aria-pressed='true'], .is-on) .face,
    .action[aria-expanded='true'] .face {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
      border: 2px solid Highlight;
    }
    .action:disabled,
    .action:disabled .face,
    .action:disabled .label {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
