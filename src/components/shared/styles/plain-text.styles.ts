/**
 * Styles of technical text as it is: a report, a SIP message.
 * Subjects: plain text of a report, look.
 */

import { css } from 'lit';

export const plainTextStyles = css`
  pre {
    margin: 0;
    background: var(--_color-sunken);
    font:
      12px/1.5 ui-monospace,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    direction: ltr;
    text-align: start;
  }
`;
