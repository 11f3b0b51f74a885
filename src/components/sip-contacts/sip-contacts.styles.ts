/**
 * Styles of `<sip-contacts>`, beside those of all lists.
 * Subjects: <sip-contacts>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .numbers {
    flex: 1 0 100%;
    display: grid;
    gap: var(--_space-1);
    padding-inline-start: calc(var(--_unit) * 13);
  }
  .row.open {
    flex-wrap: wrap;
  }
  .numbers button {
    position: relative;
    z-index: 1;
    justify-content: flex-start;
    min-inline-size: 0;
  }
  .icon-button:disabled {
    visibility: hidden;
  }
  /* A number has a line of its own where it has no room after its label; the dot between them is then outside of the box. */
  .labelled {
    overflow: hidden;
    min-inline-size: 0;
    text-align: start;
  }
  .labelled > span {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -0.85em;
  }
  .labelled > span > :first-child {
    margin-inline-start: 0.85em;
  }
  .number {
    display: flex;
    min-inline-size: 0;
  }
  .cut + .number::before {
    content: '·';
    flex: none;
    inline-size: 0.85em;
    text-align: center;
  }
  .number > bdi {
    min-inline-size: 0;
    max-block-size: 3lh;
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: normal;
  }
  .number:dir(rtl) > bdi {
    text-align: right;
  }
`;
