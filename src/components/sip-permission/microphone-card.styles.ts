/**
 * Styles of the cards that request the microphone, or explain how to allow it.
 * Subjects: microphone card, look.
 */

import { css } from 'lit';

export const cardStyles = css`
  .card-body.center {
    gap: var(--_space-2);
    justify-content: center;
    align-items: center;
    text-align: center;
  }
  .card-body.center .mark {
    margin-block-end: var(--_space-4);
  }
  .card-name {
    font-size: var(--_text-xl);
    line-height: 1.28;
    font-weight: var(--_weight-strong);
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .title {
    font-size: var(--_text-l);
    line-height: 24px;
    margin-block-end: var(--_space-3);
    text-wrap: balance;
    font-weight: var(--_weight-strong);
  }
  .bottom-bar {
    flex: none;
    padding: var(--_space-3) calc(var(--_edge) + calc(var(--_unit) * 0.5)) var(--_space-4);
    display: grid;
    gap: var(--_space-2);
  }
  .ways {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .ways .button {
    padding-inline: var(--_space-2);
  }
  .bottom-bar .button:disabled {
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    filter: none;
    cursor: default;
  }
  .browser {
    flex: none;
    border-radius: var(--_radius);
    background: var(--_color-sunken);
    padding: var(--_space-3);
    display: grid;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    block-size: 36px;
    padding-inline: var(--_space-1) var(--_space-3);
    border-radius: 18px;
    background: var(--_color-raised);
    box-shadow: 0 0 0 1px var(--_color-line);
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
    direction: ltr;
  }
  .bar i {
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    color: var(--_color-text);
    outline: 2px solid var(--_color-accent);
  }
  .pop {
    margin-block-start: var(--_space-2);
    margin-inline-end: calc(var(--_unit) * 9);
    padding: var(--_space-2) calc(var(--_unit) * 2.5);
    border-radius: 10px;
    background: var(--_color-raised);
    box-shadow:
      0 0 0 1px var(--_color-line),
      var(--_shadow-1);
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    font-size: var(--_text-s);
  }
  .switch {
    flex: none;
    inline-size: 36px;
    block-size: 22px;
    border-radius: 11px;
    background: var(--_color-accent);
    position: relative;
  }
  .switch::after {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 17px;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: var(--_color-on-accent);
  }
  @media (forced-colors: active) {
    .browser,
    .bar,
    .pop {
      border: 1px solid CanvasText;
    }
    .switch {
      forced-color-adjust: none;
      background: Highlight;
    }
    .switch::after {
      background: HighlightText;
    }
  }
  .steps {
    counter-reset: step;
    display: grid;
    gap: var(--_space-2);
  }
  .steps li {
    counter-increment: step;
    display: flex;
    gap: calc(var(--_unit) * 2.5);
    line-height: 20px;
  }
  .steps li::before {
    content: counter(step);
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    border-radius: 50%;
    background: var(--_color-sunken);
    font-size: var(--_text-s);
    display: grid;
    place-items: center;
    font-weight: var(--_weight-medium);
  }
`;
