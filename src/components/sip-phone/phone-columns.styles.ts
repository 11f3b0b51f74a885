/**
 * Styles of `<sip-phone>` with room for two columns (calls and history beside the call) or three (data of the application).
 * Subjects: columns, look.
 */

import { css } from 'lit';

export const columnStyles = css`
  .context {
    display: none;
  }
  @container (width >= 480px) and (height >= 400px) {
    .frame {
      display: grid;
      grid-template: auto minmax(0, 1fr) / min(280px, 42%) minmax(0, 1fr);
      grid-template-areas: 'header body' 'list body';
    }
    .header {
      grid-area: header;
      min-block-size: 56px;
      background: var(--_color-ground);
      border-inline-end: 1px solid var(--_color-line);
    }
    .header[data-loud] {
      background: var(--tone-soft);
    }
    .header:not([data-loud]) {
      --ground: var(--_color-ground);
    }
    .list {
      grid-area: list;
      display: flex;
      flex-direction: column;
      min-block-size: 0;
      overflow: auto;
      background: var(--_color-ground);
      border-inline-end: 1px solid var(--_color-line);
    }
    .body {
      grid-area: body;
      padding-block-end: var(--_space-4);
    }
    .dial {
      inline-size: 344px;
      max-inline-size: 100%;
      align-self: center;
    }
    .body > .actions {
      inline-size: 344px;
      max-inline-size: 100%;
      align-self: center;
    }
    .list sip-call-list {
      flex: none;
      padding-inline: var(--_space-3);
    }
    .list sip-dial-input {
      flex: none;
      margin: var(--_space-1) var(--_edge) var(--_space-2);
    }
    .list sip-history {
      flex: 1 0 112px;
    }
    sip-call-list::part(item) {
      background: var(--_color-raised);
    }
    sip-call-list {
      --_avatar-ground: var(--_color-sunken);
    }
    sip-call-list::part(item-idle) {
      box-shadow: inset 0 0 0 1px var(--_color-line);
    }
  }
  /* Names need the room more than pictures do. */
  @container (480px <= width < 600px) and (height >= 400px) {
    .list sip-history::part(avatar),
    .list sip-call-list::part(avatar) {
      display: none;
    }
    .list sip-call-list {
      padding-inline: var(--_space-2);
    }
    .list sip-dial-input {
      margin-inline: var(--_space-3);
    }
    .list sip-dial-input::part(base) {
      padding-inline-start: var(--_space-2);
      gap: var(--_space-1);
    }
  }
  /* In a column of less than 276 px the button of a problem is below its words, which it would break. */
  @container ((480px <= width < 657px) or (720px <= width < 812px)) and (height >= 400px) {
    .header[data-loud] sip-status {
      --_words: 100%;
    }
    .header[data-loud] sip-status::part(action) {
      margin: 0 var(--_space-6) var(--_space-2);
    }
  }
  @container (width >= 720px) and (height >= 400px) {
    .frame {
      /* The call keeps 300 px. */
      grid-template-columns: min(280px, 34cqi) minmax(300px, 1fr) minmax(0, auto);
      grid-template-areas: 'header body context' 'list body context';
    }
    .context {
      grid-area: context;
      display: block;
      overflow: auto;
    }
    .context ::slotted(*) {
      box-sizing: border-box;
      inline-size: 320px;
      max-inline-size: 100%;
      min-block-size: 100%;
      margin: 0;
      padding: var(--_space-5);
      border-inline-start: 1px solid var(--_color-line);
    }
  }

  .empty .button {
    min-inline-size: 96px;
    margin-block-start: var(--_space-4);
  }
`;
