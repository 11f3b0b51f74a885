/**
 * Styles of the menu, the team view and the cards that fill the phone.
 * Subjects: menu and cards, look.
 */

import { css } from 'lit';

export const moreStyles = css`
  .menu {
    position: absolute;
    inset-block-start: calc(var(--_header) - 2px);
    inset-inline-end: 8px;
    z-index: 5;
    min-inline-size: 200px;
    max-inline-size: calc(100% - 16px);
    padding: calc(var(--_unit) * 1.5);
    border-radius: var(--_radius);
    background: var(--_color-raised);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
    animation: rise var(--_time) var(--_ease);
  }
  .menu button {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    inline-size: 100%;
    min-block-size: 48px;
    padding-inline: var(--_space-3);
    border-radius: var(--_radius-s);
  }
  .menu button:is(:hover, :focus-visible) {
    background: var(--_color-sunken);
  }
  .menu button:focus-visible {
    outline-offset: -2px;
  }
  .menu .icon.m {
    color: var(--_color-text-muted);
  }
  .card {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .card[hidden],
  sip-chat[hidden] {
    display: none;
  }
  .card > * {
    flex: 1;
    min-block-size: 0;
  }
  .card > .bottom-bar {
    flex: none;
  }
  sip-chat {
    flex: 1;
  }
  .team {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding-block-end: var(--_space-3);
  }
  .team sip-voicemail {
    margin: var(--_space-3) var(--_edge) var(--_space-1);
  }
  .team h3,
  .list h3 {
    padding: var(--_space-3) calc(var(--_edge) + calc(var(--_unit) * 0.5)) var(--_space-1);
    font-size: var(--_text-s);
    line-height: 16px;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
  }
  .team .center {
    padding: var(--_space-8) var(--_space-6);
    text-align: center;
  }
  .lamps {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
    grid-auto-rows: 1fr;
    gap: var(--_space-2);
    padding: var(--_space-1) var(--_edge) calc(var(--_unit) * 1.5);
  }
  .header:has(.progress) {
    position: relative;
  }
  .progress {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 2px;
    background: var(--_color-line);
    overflow: hidden;
  }
  .progress::after {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 30%;
    inline-size: 40%;
    border-radius: min(2px, var(--_radius));
    background: var(--_color-accent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .progress::after {
      animation: pass 1.2s ease-in-out infinite;
    }
  }
  @keyframes pass {
    from {
      inset-inline-start: -40%;
    }
    to {
      inset-inline-start: 100%;
    }
  }
  @media (forced-colors: active) {
    .progress::after {
      background: Highlight;
    }
  }
  /* Visual alert of an incoming call: one flash a second, below the limit of three (WCAG 2.3.1). */
  .frame.flashes::after {
    border: 4px solid var(--_color-accent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .frame.flashes::after {
      animation: flash 1s steps(2, jump-none) infinite;
    }
  }
  @keyframes flash {
    to {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    .frame.flashes::after {
      border-color: Highlight;
    }
    .menu {
      border: 1px solid CanvasText;
    }
  }
  /* One row, which is scrolled; without keys it has no height. */
  .keys {
    flex: none;
    display: flex;
    gap: var(--_space-2);
    padding-inline: var(--_edge);
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .keys ::slotted(*) {
    flex: 1 0 auto;
    margin-block: var(--_space-1) var(--_space-3);
  }
  .has-keys {
    --sip-key: var(--_key-low);
  }
`;
