/**
 * Styles of `<sip-status>`: the header, which is the status bar.
 * Subjects: <sip-status>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: var(--_header);
    font-size: calc(var(--_text-m) * 0.93);
    line-height: 16px;
  }
  .status {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 44px;
    min-inline-size: 0;
    /* All of the line where the phone says so: the button is below then. */
    flex: 1 1 var(--_words, 0px);
  }
  .bar[data-loud] {
    --ground: var(--tone-soft);
  }
  b {
    font-weight: var(--_weight-medium);
  }
  /* A problem is never cut: it takes another line, and the content below gives way. */
  .bar[data-loud] .cut {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .bar[data-loud] .status {
    padding-block: var(--_space-1);
  }
  small {
    display: block;
    letter-spacing: -0.01em;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  .bar[data-loud] small {
    color: var(--_color-text);
  }
  .shape {
    inline-size: 16px;
    block-size: 16px;
  }
  .button.low {
    padding-inline: var(--_space-2);
    min-inline-size: 44px;
  }
  @container (width < 310px) {
    .bar,
    .bar[data-loud] .status {
      gap: var(--_space-1);
    }
    .button.low {
      padding-inline: calc(var(--_unit) * 1.5);
    }
  }
  /* In a narrow column the second line has the room below the shape, too. */
  @container (width < 280px) {
    .bar[data-loud] .status {
      display: block;
      min-block-size: 0;
    }
    .bar[data-loud] .shape {
      display: inline-block;
      vertical-align: -3px;
      margin-inline-end: var(--_space-1);
    }
    .cut {
      white-space: normal;
    }
    .bar[data-loud] .cut:not(small) {
      display: inline;
    }
    .bar,
    .button.low {
      font-size: var(--_text-s);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [data-shape='connecting'] {
      animation: pulse var(--_time-pulse) var(--_ease) infinite alternate;
    }
  }
  @keyframes pulse {
    to {
      opacity: 0.35;
    }
  }
`;
