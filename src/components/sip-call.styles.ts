/** The look of `<sip-call>`: one person, one number, one line of state, and eight places that never move. */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  :host([bare]) {
    display: contents;
  }
  .view {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .hero {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    text-align: center;
    padding: 24px calc(var(--_edge) + 4px) 0;
  }
  .kind {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: calc(var(--_text-m) * 0.93);
    color: var(--_color-text-muted);
  }
  .hero .avatar {
    margin-block-end: 28px;
  }
  .hero:has(> .kind) {
    padding-block: 0 20px;
  }
  .kind + .avatar {
    margin-block-start: 32px;
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
    margin-block-start: 2px;
    min-block-size: 1lh;
    max-inline-size: 100%;
  }
  .number.note {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_color-accent-text);
    font-weight: var(--_weight-medium);
  }
  .state {
    margin-block-start: 12px;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    font-size: var(--_text-l);
    line-height: 24px;
    min-block-size: 24px;
  }
  /* The guide says 60 %; at 68 % its letters keep a contrast of 3 (WCAG 1.4.11). */
  .hero.is-dim .avatar {
    opacity: 0.68;
  }
  .technical {
    margin-block-start: 12px;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
    overflow-wrap: anywhere;
  }
  .mark {
    inline-size: 96px;
    block-size: 96px;
    margin-block-end: 20px;
    border-radius: var(--_radius-avatar);
    display: grid;
    place-items: center;
    background: var(--tone-soft);
    color: var(--tone);
  }
  .mark .icon {
    inline-size: 40px;
    block-size: 40px;
  }

  .notices {
    flex: none;
    min-block-size: 64px;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    padding: 0 var(--_edge) 4px;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 52px;
    padding-block: 8px;
    padding-inline: 12px 8px;
    border-radius: var(--_radius);
    background: var(--tone-soft);
    font-size: calc(var(--_text-m) * 0.93);
    line-height: 18px;
    animation: rise var(--_time) var(--_ease);
  }
  .notice > .icon {
    color: var(--tone);
  }
  .notice p {
    flex: 1;
    min-inline-size: 0;
    text-wrap: pretty;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  .caller-row {
    flex: none;
    display: flex;
    align-items: center;
    gap: 12px;
    block-size: 56px;
    padding-inline: calc(var(--_edge) + 2px);
  }
  .caller-row .who {
    flex: 1;
    min-inline-size: 0;
  }
  .caller-row b {
    display: block;
    font-weight: var(--_weight-strong);
    line-height: 20px;
  }
  .caller-row .who span {
    line-height: 16px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 24px;
    padding: 3px 10px;
    border-radius: 999px;
    background: var(--_color-sunken);
    font-size: var(--_text-s);
    line-height: 18px;
    font-weight: var(--_weight-medium);
    white-space: nowrap;
  }
  .echo {
    flex: 1 1 48px;
    min-block-size: 40px;
    display: flex;
    align-items: center;
    justify-content: center;
    font-size: var(--_text-digit);
    letter-spacing: 0.08em;
    padding-inline: var(--_edge);
    white-space: nowrap;
    overflow: hidden;
  }
  .echo output {
    direction: ltr;
  }
  .pad {
    flex: none;
    inline-size: auto;
    padding: 0 var(--_edge) var(--_key-gap);
  }

  /* In a wide frame the keys keep the width that hands know. */
  @container (width >= 480px) {
    .actions,
    .notices,
    .caller-row,
    .pad {
      inline-size: 344px;
      max-inline-size: 100%;
      align-self: center;
      margin-inline: auto;
    }
  }
  @container (height < 520px) {
    .hero .avatar {
      margin-block-end: 16px;
    }
    .hero {
      padding-block-start: 12px;
    }
    .hero:has(> .kind) {
      padding-block: 0 8px;
    }
    .kind + .avatar.xl {
      --size: 52px;
      margin-block: 20px 22px;
    }
    .state {
      margin-block-start: 8px;
    }
    .name.big:not(.is-long) {
      font-size: var(--_text-xl);
    }
    .name {
      -webkit-line-clamp: 1;
    }
    .mark {
      inline-size: 64px;
      block-size: 64px;
      margin-block-end: 12px;
    }
  }
  @container (height < 400px) {
    /* The row stands at the top, where no notice moves it and no second call covers it. */
    .hero,
    .hero:has(> .kind) {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-content: start;
      align-items: center;
      column-gap: 14px;
      padding-block: 12px 0;
      text-align: start;
    }
    .hero .kind {
      display: none;
    }
    .hero .avatar.xl,
    .hero .mark {
      --size: 44px;
      inline-size: 44px;
      block-size: 44px;
      margin: 0;
      grid-row: 1 / span 2;
    }
    .hero .mark .icon {
      inline-size: 24px;
      block-size: 24px;
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
    .notices:not(:has(*)) {
      display: none;
    }
    .view {
      overflow: auto;
    }
  }
  @media (forced-colors: active) {
    .notice,
    .chip,
    .quick,
    .mark {
      border: 1px solid ButtonText;
    }
    .quick:disabled,
    .quick:disabled .icon {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
