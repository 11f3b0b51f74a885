/**
 * Styles of lists: rows of 56 px, small headings, a search field, badges, the empty state.
 * Subjects: rows of lists, look; search field, look.
 */

import { css } from 'lit';
import { badgeStyles } from './badge.styles.js';

export const listStyles = css`
  ${badgeStyles}
  .rows {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding-block: var(--_space-1);
  }
  h3 {
    font-size: var(--_text-s);
    line-height: 16px;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
    padding: var(--_space-3) calc(var(--_edge) + calc(var(--_unit) * 0.5)) var(--_space-1);
  }
  .row {
    --ground: var(--_color-surface);
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-block-size: max(44px, calc(var(--_unit) * 14));
    padding-block: calc(var(--_unit) * 1.5);
    padding-inline: calc(var(--_edge) + calc(var(--_unit) * 0.5)) var(--_space-2);
  }
  .row:hover {
    --ground: var(--_color-sunken);
    background: var(--_color-sunken);
  }
  .row:hover .avatar {
    background: var(--_color-raised);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .top {
    display: flex;
    gap: var(--_space-2);
    align-items: baseline;
    justify-content: space-between;
  }
  .top b {
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  .sub {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 1.5);
    min-inline-size: 0;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  /* In a narrow column the words have the room of the picture. */
  @container (width < 280px) {
    .row > .avatar {
      display: none;
    }
    .sub > .cut {
      white-space: normal;
    }
  }
  .row time {
    flex: none;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  /* The button of a row covers it, so that the whole row can be pressed. */
  .over::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  /* A button without text takes the box of the row, so that its bounding box is correct. */
  .over:empty {
    position: absolute;
    inset: 0;
  }
  .who > .over {
    display: block;
    inline-size: 100%;
  }
  .who > .over b {
    display: block;
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  .over:focus-visible {
    outline: none;
  }
  .row:has(> .over:focus-visible),
  .row:has(.who > .over:focus-visible) {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: calc(-1 * var(--_focus-width));
  }
  .row .icon-button {
    z-index: 1;
  }
  .search {
    flex: none;
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
    margin: var(--_space-2) var(--_edge) var(--_space-1);
    block-size: 44px;
    padding-inline: calc(var(--_unit) * 3.5) var(--_space-1);
    border: 1px solid var(--_color-line-control);
    border-radius: min(var(--_radius), var(--_radius-key));
    color: var(--_color-text-muted);
  }
  .search:focus-within {
    outline: var(--_focus-width) solid var(--_color-focus);
    outline-offset: calc(-1 * var(--_focus-width));
  }
  .search input {
    appearance: none;
    flex: 1;
    min-inline-size: 0;
    block-size: 100%;
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--_other-surface, none);
    color: var(--_color-text);
    outline: none;
    /* A number stays left to right, a name in its own direction; both are aligned to the start of the page. */
    unicode-bidi: plaintext;
    text-align: left;
  }
  .search:dir(rtl) input {
    text-align: right;
  }
  .search input::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }
  .bottom {
    flex: none;
    display: flex;
    justify-content: flex-end;
    padding: var(--_space-2) var(--_edge) var(--_space-3);
    border-block-start: 1px solid var(--_color-line);
  }
`;
