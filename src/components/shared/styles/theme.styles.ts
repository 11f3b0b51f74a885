/**
 * Styles of the attribute `theme`: a color scheme for the element alone, whatever that of the page is.
 * Subjects: theme attribute, look; dark or light scheme, when.
 */

import { css } from 'lit';

export const themeStyles = css`
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
`;
