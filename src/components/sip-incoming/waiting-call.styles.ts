/** Styles of call waiting: the caller and three plain choices, the safest first and widest. */

import { css } from 'lit';

export const secondCallStyles = css`
  .second {
    display: flex;
    align-items: center;
    gap: 14px;
    padding-inline: 4px;
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
  }
  .choices {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .choices > :first-child {
    grid-column: 1 / -1;
  }
  .choices .button {
    padding-inline: 8px;
  }
`;
