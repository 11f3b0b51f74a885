/**
 * The button of `<sip-click-to-call>`, which keeps its height while it expands into the call.
 * Subjects: click-to-call button, look.
 */

import { css } from 'lit';

export const buttonStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
    max-inline-size: 100%;
  }
  .frame {
    display: inline-flex;
    max-inline-size: 100%;
  }
  .ctc {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_unit) * 2.5);
    min-block-size: 48px;
    padding-inline: calc(var(--_unit) * 5) calc(var(--_unit) * 6);
    border-radius: min(24px, var(--_radius-key));
    background: var(--_color-call);
    color: var(--_color-on-call);
    font-weight: var(--_weight-strong);
    font-size: calc(var(--_font-size) * 1.07);
    white-space: nowrap;
  }
  .ctc:hover {
    background: color-mix(in srgb, var(--_color-call) 88%, #000);
  }
  .ctc:active {
    background: color-mix(in srgb, var(--_color-call) 78%, #000);
  }
  :host([appearance='outline']) .ctc:not(.plain, :disabled) {
    background: none;
    color: var(--_color-good);
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
  :host .ctc.plain {
    padding-block: calc(var(--_unit) * 2);
    background: var(--_color-sunken);
    color: var(--_color-text);
    white-space: normal;
    text-align: start;
  }
  .ctc.plain:hover {
    background: var(--_color-sunken-hover);
  }
  :host .ctc:disabled {
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    box-shadow: none;
    cursor: default;
  }
  .spinner {
    inline-size: 18px;
    block-size: 18px;
    border-radius: var(--_radius-key);
    border: 2px solid color-mix(in srgb, currentColor 30%, transparent);
    border-block-start-color: currentColor;
  }
  @media (prefers-reduced-motion: no-preference) {
    .spinner {
      animation: spin 900ms linear infinite;
    }
  }
  @keyframes spin {
    to {
      rotate: 360deg;
    }
  }
  @media (forced-colors: active) {
    .ctc {
      border: 1px solid ButtonText;
    }
    :host .ctc:disabled {
      border-color: GrayText;
      color: GrayText;
    }
    .ctc:not(.plain, :disabled) {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
    }
  }
`;
