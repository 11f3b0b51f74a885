/**
 * Styles of the notice: 64 px at the bottom of the body, reserved in every call state; its content slides and fades in.
 * Subjects: notice, look.
 */

import { css } from 'lit';

export const noticeStyles = css`
  .notices {
    flex: none;
    /* Higher content extends upwards over empty space, so that nothing above it moves. */
    block-size: 64px;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    padding: 0 var(--_edge) var(--_space-1);
  }
  .notices > .hint {
    text-align: center;
    padding-block-end: var(--_space-4);
    text-wrap: balance;
  }
  .notice {
    flex: none;
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 2.5);
    min-block-size: 52px;
    padding-block: var(--_space-2);
    padding-inline: var(--_space-3) var(--_space-2);
    border-radius: var(--_radius);
    background: var(--tone-soft, var(--_color-sunken));
    font-size: calc(var(--_text-m) * 0.93);
    line-height: 18px;
    animation: rise var(--_time) var(--_ease);
  }
  /*
   * A question has the whole width, and its answers share the row below. Three lines leave the name in its place: the line of state gives them
   * its 36 px (hero.styles.ts), and 14 px are empty. What is still higher moves what is above it.
   */
  @container (height >= 400px) {
    .notices:has(.question) {
      block-size: auto;
      min-block-size: 114px;
      margin-block-start: -14px;
    }
  }
  .question {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-2);
    padding: var(--_space-2);
  }
  .question > .grow {
    grid-column: 1 / -1;
    padding-inline: var(--_space-1);
  }
  .address {
    display: inline-block;
    max-inline-size: 100%;
  }
  .notice > .icon {
    color: var(--tone, var(--_color-text-muted));
  }
  .notice p {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .notice sip-level {
    margin-block-start: var(--_space-1);
  }
  .notice .icon-button {
    inline-size: 32px;
    block-size: 32px;
    color: var(--_color-text);
  }
  .notice .icon-button::after {
    inset: -8px;
  }
  .notice.none .button {
    background: var(--_color-sunken-press);
  }
  .notice.ink {
    background: var(--_color-on);
    color: var(--_color-on-text);
  }
  .notice.ink > .icon {
    color: inherit;
  }
  .notice.ink .button {
    background: color-mix(in srgb, var(--_color-on-text) 18%, transparent);
    color: inherit;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  @container (width >= 480px) {
    .notices {
      inline-size: 344px;
      max-inline-size: 100%;
      margin-inline: auto;
    }
  }
  @container (height < 520px) {
    .notice sip-level {
      display: none;
    }
  }
  @container (height < 400px) {
    .notices {
      block-size: auto;
    }
    .question {
      gap: var(--_space-1);
      padding-block: var(--_space-1);
    }
    .notices > .hint {
      display: none;
    }
    .notices:not(:has(*)) {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .notice {
      border: 1px solid ButtonText;
    }
    .notice.ink {
      background: Canvas;
      color: CanvasText;
      border: 2px solid Highlight;
    }
    .notice.ink .button {
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
