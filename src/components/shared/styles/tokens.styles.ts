/**
 * Design tokens: every public `--sip-…` custom property with its default. An element reads `--_name`, which is the page's
 * `--sip-name` if it is set on the element or an ancestor, else the default, so that a theme inherits through every
 * shadow root and needs no style sheet (CSS Custom Properties 1 §3, CSS Color 5 §light-dark).
 * Subjects: theming tokens, defaults; custom properties --sip-…; dark theme, colours; light-dark().
 */

import { css } from 'lit';
import { buttonTokens } from './button-tokens.styles.js';

const others = css`
  :host {
    /*
     * Surfaces: the others derive from the first, which a light scheme mixes with a dark blue, and a dark scheme with black or a
     * light blue. On a surface of the other lightness the color-scheme has to be set, too, as text does not derive from it.
     */
    --_derived-ground: light-dark(
      color-mix(in srgb, var(--_color-surface), #112958 4.2%),
      color-mix(in srgb, var(--_color-surface), black 27%)
    );
    --_derived-sunken-press: light-dark(
      color-mix(in srgb, var(--_color-surface), #112958 15.5%),
      color-mix(in srgb, var(--_color-surface), #d0dfff 19.3%)
    );
    --_derived-raised: light-dark(var(--_color-surface), color-mix(in srgb, var(--_color-surface), #d0dfff 4.4%));
    --_derived-line: light-dark(
      color-mix(in srgb, var(--_color-surface), #112958 11.8%),
      color-mix(in srgb, var(--_color-surface), #d0dfff 12.4%)
    );
    --_derived-line-control: light-dark(
      color-mix(in srgb, var(--_color-surface), #12223c 52.4%),
      color-mix(in srgb, var(--_color-surface), #d7e5fc 50%)
    );
    --_color-ground: var(--sip-color-ground, var(--_derived-ground));
    --_color-sunken-press: var(--sip-color-sunken-press, var(--_derived-sunken-press));
    --_color-raised: var(--sip-color-raised, var(--_derived-raised));

    /* Text */
    --_color-accent-text: var(--sip-color-accent-text, var(--_derived-accent-text));

    /* Lines: a separator, and the edge of a control */
    --_color-line: var(--sip-color-line, var(--_derived-line));
    --_color-line-control: var(--sip-color-line-control, var(--_derived-line-control));

    /*
     * Accent: four tokens derive from it. Text and focus ring take the hue of the accent at a lightness that contrasts with the
     * surface (WCAG 1.4.3, 1.4.11); what stands on the accent is light or dark by the lightness of the accent.
     */
    --_derived-accent-text: light-dark(
      color-mix(in oklab, var(--_color-accent) 88%, black),
      color-mix(in oklab, var(--_color-accent) 88%, white)
    );
    --_derived-on-accent: light-dark(#ffffff, #0e1638);
    --_derived-accent-soft: light-dark(
      color-mix(in oklab, var(--_color-accent) 9%, var(--_color-surface)),
      color-mix(in oklab, var(--_color-accent) 18%, var(--_color-surface))
    );
    --_color-on-accent: var(--sip-color-on-accent, var(--_derived-on-accent));
    --_color-accent-soft: var(--sip-color-accent-soft, var(--_derived-accent-soft));

    /* Call and end: the same pair in both schemes, always with its own shape */
    --_color-end: var(--sip-color-end, light-dark(#cf2b35, #d5353f));
    --_color-on-end: var(--sip-color-on-end, #ffffff);

    /* A toggle button that is on (muted, held, keypad open): inverted colours */
    --_color-on: var(--sip-color-on, light-dark(#14171d, #f2f4f8));
    --_color-on-text: var(--sip-color-on-text, light-dark(#ffffff, #14171d));

    /* Tones: text and icon on their own soft background, or on the surface */
    --_color-good-soft: var(--sip-color-good-soft, light-dark(#e4f4ea, #163324));
    --_color-warn: var(--sip-color-warn, light-dark(#8a4b00, #f3bd62));
    --_color-warn-soft: var(--sip-color-warn-soft, light-dark(#fdf0d9, #38290f));
    --_color-bad: var(--sip-color-bad, light-dark(#b3202a, #ff9d97));
    --_color-bad-soft: var(--sip-color-bad-soft, light-dark(#fdebec, #421d20));

    /* Space: multiples of the unit */
    --_space-1: var(--sip-space-1, calc(var(--_unit) * 1));
    --_space-2: var(--sip-space-2, calc(var(--_unit) * 2));
    --_space-3: var(--sip-space-3, calc(var(--_unit) * 3));
    --_space-4: var(--sip-space-4, calc(var(--_unit) * 4));
    --_space-5: var(--sip-space-5, calc(var(--_unit) * 5));
    --_space-6: var(--sip-space-6, calc(var(--_unit) * 6));
    --_space-8: var(--sip-space-8, calc(var(--_unit) * 8));

    /* Radius */
    --_radius-s: var(--sip-radius-s, calc(var(--_radius) * 0.667));
    --_radius-l: var(--sip-radius-l, calc(var(--_radius) * 1.667));
    /* Round unless the radius is 0 */
    --_radius-avatar: var(--sip-radius-avatar, calc(var(--_radius) * 999));

    /* Type: size / line */
    --_text-xs: var(--sip-text-xs, max(11px, calc(var(--_font-size) * 0.786)));
    --_text-s: var(--sip-text-s, calc(var(--_font-size) * 0.857));
    --_text-l: var(--sip-text-l, calc(var(--_font-size) * 1.143));
    --_text-xl: var(--sip-text-xl, calc(var(--_font-size) * 1.571));
    --_text-2xl: var(--sip-text-2xl, calc(var(--_font-size) * 2));
    --_text-digit: var(--sip-text-digit, calc(var(--_font-size) * 1.714));
    --_text-letters: var(--sip-text-letters, max(10px, calc(var(--_font-size) * 0.714)));
    --_weight-medium: var(--sip-weight-medium, 500);

    /* Sizes */
    --_header: var(--sip-header, 44px);
    --_target: var(--sip-target, 48px);
    --_key: var(--sip-key, clamp(48px, calc(var(--_unit) * 16), 64px));
    --_key-low: var(--sip-key-low, clamp(44px, calc(var(--_unit) * 12), 48px));
    --_key-answer: var(--sip-key-answer, 72px);
    --_key-gap: var(--sip-key-gap, calc(var(--_unit) * 3));
    --_edge: var(--sip-edge, calc(var(--_unit) * 3.5));
    --_icon-s: var(--sip-icon-s, 16px);
    --_dock-inset: var(--sip-dock-inset, calc(var(--_unit) * 4));

    /* Shadow: for floating elements only */
    --_shadow-1: var(--sip-shadow-1, 0 1px 2px light-dark(rgb(18 21 28 / 0.1), rgb(0 0 0 / 0.5)));
    --_shadow-2: var(
      --sip-shadow-2,
      0 1px 2px light-dark(rgb(18 21 28 / 0.08), rgb(0 0 0 / 0.5)),
      0 6px 16px light-dark(rgb(18 21 28 / 0.12), rgb(0 0 0 / 0.5))
    );
    --_shadow-3: var(
      --sip-shadow-3,
      0 2px 6px light-dark(rgb(18 21 28 / 0.08), rgb(0 0 0 / 0.5)),
      0 16px 40px light-dark(rgb(18 21 28 / 0.18), rgb(0 0 0 / 0.6))
    );

    /* Focus ring */

    /* Motion: opacity and transform only */
    --_time-fast: var(--sip-time-fast, 120ms);
    --_time: var(--sip-time, 180ms);
    --_time-pulse: var(--sip-time-pulse, 1200ms);
    --_ease: var(--sip-ease, cubic-bezier(0.2, 0, 0, 1));
  }

  @supports (color: oklch(from red l c h)) {
    :host {
      --_derived-accent-text: light-dark(
        oklch(from var(--_color-accent) min(l, 0.48) c h),
        oklch(from var(--_color-accent) max(l, 0.8) c h)
      );
      --_derived-on-accent: oklch(from var(--_color-accent) clamp(0.1, (0.57 - l) * 999, 1) calc(c * 0.3) h);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_time-fast: 0ms;
      --_time: 0ms;
      --_time-pulse: 0ms;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_color-raised: Canvas;
      --_color-ground: Canvas;
      --_color-sunken-press: ButtonFace;
      --_color-accent-text: CanvasText;
      --_color-line: CanvasText;
      --_color-line-control: ButtonText;
      --_color-on-accent: HighlightText;
      --_color-accent-soft: Canvas;
      --_color-end: ButtonText;
      --_color-on-end: ButtonFace;
      --_color-on: Highlight;
      --_color-on-text: HighlightText;
      --_color-good-soft: Canvas;
      --_color-warn: CanvasText;
      --_color-warn-soft: Canvas;
      --_color-bad: CanvasText;
      --_color-bad-soft: Canvas;
    }
  }
`;

export const tokens = [buttonTokens, others];
