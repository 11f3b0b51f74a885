/**
 * Styles of all elements: type, icons, shapes, text buttons, focus ring, tones.
 * Subjects: styles of all elements; focus ring; text buttons; reduced motion; forced colours of all elements.
 */

import { css } from 'lit';
import { buttonBase } from './button-base.styles.js';

const others = css`
  :where(h2, h3, p, ul, ol, dl, dd, figure) {
    margin: 0;
    padding: 0;
  }
  :where(ul, ol) {
    list-style: none;
  }
  :where(h2, h3) {
    font: inherit;
  }
  .icon.s {
    inline-size: var(--_icon-s);
    block-size: var(--_icon-s);
    stroke-width: 2;
  }
  .icon.down {
    rotate: 135deg;
  }
  .icon.flip:dir(rtl) {
    scale: -1 1;
  }
  .shape {
    inline-size: 14px;
    block-size: 14px;
    flex: none;
    display: block;
    color: var(--tone, var(--_other-text, currentColor));
  }
  .shape .cut-out {
    stroke: var(--ground, var(--_color-surface));
  }
  [data-tone='good'] {
    --tone: var(--_color-good);
    --tone-soft: var(--_color-good-soft);
  }
  [data-tone='warn'] {
    --tone: var(--_color-warn);
    --tone-soft: var(--_color-warn-soft);
  }
  [data-tone='bad'] {
    --tone: var(--_color-bad);
    --tone-soft: var(--_color-bad-soft);
  }
  [data-tone='info'] {
    --tone: var(--_color-accent-text);
    --tone-soft: var(--_color-accent-soft);
  }
  [data-tone='none'] {
    --tone: var(--_color-text-muted);
    --tone-soft: var(--_color-sunken);
  }
  :where(time, output) {
    font-variant-numeric: tabular-nums;
  }
  .strong {
    font-weight: var(--_weight-strong);
  }
  .muted {
    color: var(--_color-text-muted);
  }
  .small {
    font-size: var(--_text-s);
    line-height: 1.34;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
  }
  /* Truncate a name at its own end, in either direction of writing. */
  .cut > bdi:only-child,
  .cut > slot > bdi:only-child {
    display: inline-block;
    max-inline-size: 100%;
    vertical-align: top;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .icon-button {
    inline-size: 40px;
    block-size: 40px;
    display: grid;
    place-items: center;
    border-radius: var(--_radius-key);
    color: var(--_color-text-muted);
    position: relative;
    flex: none;
  }
  .icon-button::after {
    content: '';
    position: absolute;
    inset: -4px;
  }
  .icon-button:hover {
    background: var(--_color-sunken);
    color: var(--_color-text);
  }

  .button {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: 40px;
    padding-inline: var(--_space-4);
    border-radius: min(var(--_radius), var(--_radius-key));
    background: var(--_color-sunken);
    color: var(--_color-text);
    font-weight: var(--_weight-medium);
    white-space: nowrap;
    flex: none;
    transition: background var(--_time-fast) var(--_ease);
  }
  .button::after {
    content: '';
    position: absolute;
    inset: -4px 0;
  }
  .button:hover {
    background: var(--_color-sunken-hover);
  }
  .button:active {
    background: var(--_color-sunken-press);
  }
  .button.tall {
    min-block-size: 48px;
  }
  .button.wide {
    inline-size: 100%;
  }
  .button.primary {
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  .button.call {
    background: var(--_color-call);
    color: var(--_color-on-call);
  }
  .button.end-soft {
    background: var(--_color-bad-soft);
    color: var(--_color-bad);
  }
  .button:is(.primary, .call, .end-soft):hover {
    filter: brightness(0.94);
  }
  .button.low {
    min-block-size: 32px;
    padding-inline: var(--_space-3);
    font-size: calc(var(--_text-m) * 0.93);
    border-radius: calc(min(var(--_radius), var(--_radius-key)) * 0.667);
  }
  .button.low::after {
    inset: -8px 0;
  }
  .button.on-tone {
    background: light-dark(rgb(255 255 255 / 0.86), rgb(255 255 255 / 0.12));
  }
  .button.ghost {
    background: var(--_other-surface, none);
    color: var(--_color-text);
  }
  .button.ghost:hover {
    background: var(--_color-sunken);
  }

  @media (forced-colors: active) {
    .button {
      border: 1px solid ButtonText;
    }
    .button:is(.call, .primary) {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
      border-color: ButtonText;
    }
    .shape {
      color: CanvasText;
    }
  }
`;

export const base = [buttonBase, others];
