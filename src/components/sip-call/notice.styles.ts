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
  /* A question may be higher than its place and the empty room above that: then what is above it moves. */
  .notices:has(.button ~ .icon-button) {
    block-size: auto;
    min-block-size: 72px;
    margin-block-start: -8px;
  }
  .notice > .grow:first-child {
    margin-block: calc(-1 * var(--_space-1));
  }
  .notice:has(> .grow:first-child) {
    gap: var(--_space-1);
    padding-inline-end: var(--_space-1);
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
  /* In a narrow column the buttons of a question are below its words. */
  @container (width < 310px) {
    .notice:has(> .grow:first-child) {
      flex-wrap: wrap;
      justify-content: end;
    }
    .notice > .grow:first-child {
      flex-basis: 100%;
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
