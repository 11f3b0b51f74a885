/**
 * Styles of floating and compact phones: the round button and pills of the dock, the click-to-call button.
 * Subjects: pills, look; round button of the dock, look.
 */

import { css } from 'lit';

export const pillStyles = css`
  .pill {
    display: flex;
    align-items: center;
    background: var(--_color-raised);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-3);
    border-radius: min(36px, calc(var(--_radius-key) + 8px));
  }
  .pill.ringing {
    inline-size: 280px;
    block-size: 72px;
    padding-inline: var(--_space-5) var(--_space-3);
    gap: calc(var(--_unit) * 2.5);
  }
  .pill.with-video {
    inline-size: min(340px, 100vw - 32px);
  }
  .pill.in-call {
    inline-size: fit-content;
    min-inline-size: 240px;
    max-inline-size: min(320px, 100vw - 32px);
    block-size: 56px;
    padding-inline: var(--_space-4) calc(var(--_unit) * 1.5);
    border-radius: min(28px, calc(var(--_radius-key) + 8px));
  }
  .pill.is-muted {
    box-shadow:
      inset 0 0 0 2px var(--_color-on),
      var(--_shadow-3);
  }
  .pill .who {
    flex: 1;
    margin-inline-end: var(--_space-1);
    min-inline-size: 0;
  }
  .pill b {
    display: block;
    font-weight: var(--_weight-strong);
    line-height: 20px;
  }
  .pill .who > span {
    display: block;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  .round {
    inline-size: 48px;
    block-size: 48px;
    border-radius: var(--_radius-key);
    display: grid;
    place-items: center;
    flex: none;
  }
  .round > span {
    display: contents;
  }
  .round.call {
    background: var(--_color-call);
    color: var(--_color-on-call);
  }
  .round.end {
    background: var(--_color-end);
    color: var(--_color-on-end);
  }
  .hit {
    inline-size: 48px;
    block-size: 48px;
    display: grid;
    place-items: center;
    flex: none;
  }
  .hit > span {
    inline-size: 40px;
    block-size: 40px;
    border-radius: min(20px, var(--_radius-key));
    display: grid;
    place-items: center;
  }
  .hit.face > span {
    background: var(--_color-sunken);
  }
  .hit.end > span {
    background: var(--_color-end);
    color: var(--_color-on-end);
  }
  .hit:is(.is-on, [aria-expanded='true']) > span {
    background: var(--_color-on);
    color: var(--_color-on-text);
  }
  @media (forced-colors: active) {
    .round,
    .hit > span {
      border: 1px solid ButtonText;
    }
    .round,
    .hit.end > span {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
    }
    .pill {
      border: 2px solid CanvasText;
    }
  }
`;
