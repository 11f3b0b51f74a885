/**
 * Styles of an element that is part of a line of text: it has the font and the colour of that line.
 * Subjects: elements within a line of text, look.
 */

import { css } from 'lit';

export const inlineStyles = css`
  :host {
    display: inline-block;
    font: inherit;
    color: inherit;
  }
`;
