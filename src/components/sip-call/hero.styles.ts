/**
 * Styles of the middle of a call: image, name, number and line of state; a row in frames of low height.
 * Subjects: middle of a call, look.
 */

import { css } from 'lit';

export const heroStyles = css`
  .hero {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    text-align: center;
    padding: var(--_space-6) calc(var(--_edge) + var(--_space-1)) 0;
  }
  .chips {
    display: none;
  }
  .kind {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 1.5);
    font-size: calc(var(--_text-m) * 0.93);
    color: var(--_color-text-muted);
  }
  .hero .avatar {
    margin-block-end: calc(var(--_unit) * 7);
  }
  .hero:has(> .kind) {
    padding-block: 0 var(--_space-5);
  }
  .kind + .avatar {
    margin-block-start: var(--_space-8);
  }
  .name {
    font-size: var(--_text-xl);
    line-height: 1.28;
    font-weight: var(--_weight-strong);
    letter-spacing: -0.015em;
    text-wrap: balance;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: clip;
    overflow-clip-margin: 2px;
    max-inline-size: 100%;
  }
  /* Only a name may be truncated. */
  .name.sentence {
    -webkit-line-clamp: none;
  }
  /* Truncate a name at its own end, in either direction: the truncated box has the direction of the name. */
  .name > bdi:only-child {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: inherit;
    overflow: clip;
    overflow-clip-margin: 2px;
    max-inline-size: 100%;
  }
  .name.is-long {
    font-size: calc(var(--_font-size) * 1.286);
    line-height: 1.34;
  }
  .name.big:not(.is-long) {
    font-size: var(--_text-2xl);
    line-height: 1.21;
  }
  .number {
    color: var(--_color-text-muted);
    margin-block-start: calc(var(--_unit) * 0.5);
    min-block-size: 1lh;
    max-inline-size: 100%;
  }
  .number.note {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 1.5);
    color: var(--_color-accent-text);
    font-weight: var(--_weight-medium);
  }
  .state {
    margin-block-start: var(--_space-3);
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    font-size: var(--_text-l);
    line-height: 24px;
    min-block-size: 24px;
  }
  /* The design guide says 60 %; 68 % keeps a contrast of 3:1 for the initials (WCAG 1.4.11). */
  .hero.is-dim .avatar {
    opacity: 0.68;
  }
  .lookup {
    margin-block-start: var(--_space-3);
    max-inline-size: 100%;
  }
  .lookup a {
    color: var(--_color-accent-text);
    text-underline-offset: 3px;
  }
  /* The line clips what reaches out of it. */
  .lookup a:focus-visible {
    outline-offset: -2px;
  }
  .lookup .cut {
    display: block;
  }
  .recording {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-bad);
  }
  .recording.muted {
    color: var(--_color-text-muted);
  }
  .technical {
    margin-block-start: var(--_space-3);
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
    overflow-wrap: anywhere;
  }
  .mark {
    --mark: 96px;
    --mark-icon: 40px;
    margin-block-end: var(--_space-5);
  }

  /* A question needs the place of the line of state, which is then beside the number. */
  @container (height >= 400px) {
    .hero:has(~ .notices .question) {
      flex-flow: wrap;
      align-content: center;
      column-gap: var(--_space-3);
    }
    .hero:has(~ .notices .question) .avatar {
      margin-inline: calc(50% - var(--size) / 2);
    }
    .hero:has(~ .notices .question) .name {
      inline-size: 100%;
    }
    .hero:has(~ .notices .question) .state {
      margin-block-start: calc(var(--_unit) * 0.5);
      font-size: inherit;
      line-height: inherit;
      min-block-size: 0;
    }
  }
  @container (height < 520px) {
    .hero .avatar {
      margin-block-end: var(--_space-4);
    }
    .hero {
      padding-block-start: var(--_space-3);
    }
    .hero:has(> .kind) {
      padding-block: 0 var(--_space-2);
    }
    .kind + .avatar.xl {
      --size: 52px;
      margin-block: var(--_space-5) calc(var(--_unit) * 5.5);
    }
    .state {
      margin-block-start: var(--_space-2);
    }
    .name.big:not(.is-long) {
      font-size: var(--_text-xl);
    }
    .name {
      -webkit-line-clamp: 1;
    }
    .name.sentence {
      -webkit-line-clamp: none;
    }
    .mark {
      --mark: 64px;
      margin-block-end: var(--_space-3);
    }
  }
  @container (400px <= height < 552px) {
    .hero:has(~ .notices .question) .avatar {
      display: none;
    }
  }
  /* An incoming call with a look-up: the row leaves room for its two lines. */
  @container (height < 460px) {
    .hero:has(> .kind) {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-content: safe center;
      align-items: center;
      column-gap: calc(var(--_unit) * 5.5);
      padding-block: var(--_space-1);
      text-align: start;
      overflow: auto;
      grid-auto-rows: max-content;
    }
    .hero:has(> .kind) > * {
      grid-column: 2;
    }
    .hero:has(> .kind) > .avatar {
      grid-area: 1 / 1 / span 5;
      margin: 0 0 0 calc(var(--_unit) * 3.5);
    }
    .hero:has(> .kind) > .lookup {
      margin-block-start: var(--_space-1);
    }
  }
  @container (width < 280px) and (height < 460px) {
    .hero:has(> .kind) {
      column-gap: var(--_space-4);
    }
    .hero:has(> .kind) > .avatar {
      margin: 0;
    }
  }
  @container (height < 400px) {
    /* The row stands at the top, where no notice moves it and no call waiting sheet covers it. */
    .hero,
    .hero:has(> .kind) {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      grid-auto-rows: max-content;
      align-content: start;
      align-items: center;
      column-gap: calc(var(--_unit) * 3.5);
      padding-block: var(--_space-3) 0;
      text-align: start;
    }
    .hero:has(~ .notices .question) {
      flex: 1 0 auto;
      padding-block-start: var(--_space-2);
    }
    .hero .kind {
      display: none;
    }
    .hero .avatar.xl,
    .hero .mark {
      --size: 44px;
      --mark: 44px;
      --mark-icon: 24px;
      inline-size: 44px;
      block-size: 44px;
      margin: 0;
      grid-area: 1 / 1 / span 2;
    }
    .hero .waves {
      display: none;
    }
    .hero .name {
      font-size: var(--_text-l);
      grid-column: 2;
    }
    .hero .number {
      grid-area: 2 / 2 / auto / -1;
      margin: 0;
      min-block-size: 0;
    }
    .hero .state {
      grid-area: 1 / 3;
      margin: 0;
    }
    .hero .technical {
      grid-column: 1 / -1;
    }
    .hero .lookup {
      grid-column: 2 / -1;
      margin: 0;
    }
  }
  @container (width >= 720px) and (height >= 520px) {
    .chips {
      flex: none;
      display: flex;
      justify-content: space-between;
      gap: var(--_space-3);
      padding: var(--_space-4) var(--_space-5) 0;
    }
    .chips .last {
      margin-inline-start: auto;
    }
    .chips ~ .hero .state sip-call-quality {
      display: none;
    }
    .name:not(.is-long) {
      font-size: var(--_text-2xl);
      line-height: 1.21;
    }
  }
`;
