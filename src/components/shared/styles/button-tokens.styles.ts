/**
 * The design tokens of a button, for an element that loads the others later.
 * Subjects: accent colour default; tokens of a button; radius and font defaults.
 */

import { css } from 'lit';

export const buttonTokens = css`
  :host {
    --_color-accent: var(--sip-color-accent, light-dark(#2f55d4, #9db4ff));
    --_font: var(--sip-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif);
    --_font-size: var(--sip-font-size, 14px);
    --_radius: var(--sip-radius, 12px);
    --_unit: var(--sip-unit, 4px);
    --_color-surface: var(--sip-color-surface, light-dark(#ffffff, #15171c));
    --_derived-sunken: light-dark(
      color-mix(in srgb, var(--_color-surface), #112958 5.47%),
      color-mix(in srgb, var(--_color-surface), #d0dfff 7.5%)
    );
    --_derived-sunken-hover: light-dark(
      color-mix(in srgb, var(--_color-surface), #112958 10.1%),
      color-mix(in srgb, var(--_color-surface), #d0dfff 12.9%)
    );
    --_color-sunken: var(--sip-color-sunken, var(--_derived-sunken));
    --_color-sunken-hover: var(--sip-color-sunken-hover, var(--_derived-sunken-hover));
    --_color-text: var(--sip-color-text, light-dark(#14171d, #f2f4f8));
    --_color-text-muted: var(--sip-color-text-muted, light-dark(#59606d, #a6adba));
    --_derived-focus: var(--_color-accent);
    --_color-focus: var(--sip-color-focus, var(--_derived-focus));
    --_color-call: var(--sip-color-call, light-dark(#167a43, #1b874b));
    --_color-on-call: var(--sip-color-on-call, #ffffff);
    --_color-good: var(--sip-color-good, light-dark(#146c3c, #6bd69a));
    --_radius-key: var(--sip-radius-key, calc(var(--_radius) * 999));
    --_text-m: var(--sip-text-m, var(--_font-size));
    --_weight: var(--sip-weight, 400);
    --_weight-strong: var(--sip-weight-strong, 600);
    --_icon: var(--sip-icon, 24px);
    --_icon-m: var(--sip-icon-m, 20px);
    --_focus-width: var(--sip-focus-width, 2px);
    --_focus-offset: var(--sip-focus-offset, 2px);
  }
  @supports (color: oklch(from red l c h)) {
    :host {
      --_derived-focus: light-dark(
        oklch(from var(--_color-accent) min(l, 0.6) c h),
        oklch(from var(--_color-accent) max(l, 0.65) c h)
      );
    }
  }
  @media (forced-colors: active) {
    :host {
      --_color-surface: Canvas;
      --_color-sunken: ButtonFace;
      --_color-sunken-hover: ButtonFace;
      --_color-text: CanvasText;
      --_color-text-muted: CanvasText;
      --_color-accent: Highlight;
      --_color-focus: Highlight;
      --_color-call: ButtonText;
      --_color-on-call: ButtonFace;
      --_color-good: CanvasText;
    }
  }
`;
