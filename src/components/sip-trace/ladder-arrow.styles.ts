/**
 * Styles of the arrow of a message in `<sip-trace>`, from one lane to another.
 * Subjects: arrow of a message in the ladder, look.
 */

import { css } from 'lit';

export const arrowStyles = css`
  .arrow {
    grid-row: 1;
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
    text-align: center;
    font-size: var(--_text-s);
    line-height: 16px;
    padding-block-end: calc(var(--_unit) * 1.5);
    color: var(--tone);
  }
  .arrow::before {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: 3px;
    border-block-end: 1.5px solid currentColor;
  }
  .arrow::after {
    content: '';
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 6px;
    block-size: 6px;
    border: 1.5px solid currentColor;
    border-width: 1.5px 1.5px 0 0;
    rotate: 45deg;
  }
  .arrow.back::after {
    inset-inline: 0 auto;
    rotate: 225deg;
  }
  /* Over the lines of the lanes that it crosses. */
  .arrow span {
    inline-size: max-content;
    min-inline-size: calc(100% - 8px);
    max-inline-size: calc(var(--text-room) - 8px);
    margin-inline: var(--_space-1);
    background: var(--ground);
  }
`;
