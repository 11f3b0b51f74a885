/**
 * Styles of call waiting: the caller and three plain choices, the safest first and widest.
 * Subjects: call waiting, look.
 */

import { css } from 'lit';

export const callWaitingStyles = css`
  .second {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 3.5);
    padding-inline: var(--_space-1);
  }
  .second > .who {
    min-inline-size: 0;
    flex: 1;
  }
  .second [data-tone] {
    color: var(--tone);
    font-weight: var(--_weight-medium);
  }
  .second h2 {
    font-size: calc(var(--_font-size) * 1.286);
    line-height: 24px;
    font-weight: var(--_weight-strong);
    letter-spacing: -0.015em;
    color: var(--_color-text);
  }
  .choices {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-2);
  }
  .choices > :first-child {
    grid-column: 1 / -1;
    display: flex;
    gap: var(--_space-2);
  }
  .choices .call {
    flex: 1;
  }
  .call + .button {
    min-inline-size: 48px;
  }
  .choices .button {
    padding-inline: var(--_space-2);
  }
`;
