/**
 * Styles of `<sip-chat>`: the list of conversations, and a conversation with its composer.
 * Subjects: <sip-chat>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
  }
  .header {
    flex: none;
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 0.5);
    min-block-size: var(--_header);
    padding-inline: var(--_space-1) var(--_space-2);
  }
  .header h2 {
    flex: 1;
    min-inline-size: 0;
    padding-inline-start: var(--_space-1);
    font-weight: var(--_weight-strong);
  }
  .header h2:first-child {
    padding-inline-start: calc(var(--_edge) - var(--_space-1));
  }
  .thread {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
    padding: var(--_space-2) var(--_edge) var(--_space-3);
  }
  .thread:focus-visible {
    outline-offset: -2px;
  }
  /* Messages are aligned to the bottom and can still be scrolled. */
  .log {
    margin-block-start: auto;
    display: flex;
    flex-direction: column;
    gap: var(--_space-1);
  }
  .older {
    align-self: center;
    margin-block-end: var(--_space-2);
  }
  .day,
  .event-line {
    align-self: center;
    padding-block: var(--_space-2);
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  .event-line,
  .receipt {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 1.5);
    font-size: var(--_text-s);
  }
  .bubble {
    position: relative;
    align-self: flex-start;
    max-inline-size: 78%;
    padding: var(--_space-2) var(--_space-3);
    border-radius: calc(var(--_radius) * 1.333);
    border-end-start-radius: calc(var(--_radius) * 0.5);
    background: var(--_color-sunken);
    overflow-wrap: anywhere;
  }
  .bubble.mine {
    align-self: flex-end;
    border-end-start-radius: calc(var(--_radius) * 1.333);
    border-end-end-radius: calc(var(--_radius) * 0.5);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  .bubble + .bubble.mine,
  .bubble.mine + .bubble:not(.mine) {
    margin-block-start: var(--_space-2);
  }
  .text {
    display: block;
    white-space: pre-wrap;
  }
  .receipt {
    align-self: flex-end;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-1) var(--_space-2);
    color: var(--tone, var(--_color-text-muted));
  }
  .composer {
    flex: none;
    display: flex;
    align-items: flex-end;
    gap: var(--_space-2);
    padding: var(--_space-2) var(--_edge) calc(var(--_unit) * 3.5);
  }
  textarea {
    appearance: none;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 48px;
    max-block-size: 128px;
    margin: 0;
    padding: calc(var(--_unit) * 3.25) var(--_space-4);
    resize: none;
    field-sizing: content;
    border: 1px solid var(--_color-line-control);
    border-radius: min(24px, calc(var(--_radius) * 2));
    background: var(--_other-surface, none);
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  textarea::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }
  textarea:focus-visible {
    outline-offset: -2px;
  }
  .round {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: var(--_radius-key);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }
  .round:disabled {
    cursor: default;
    background: var(--_other-surface, none);
    box-shadow: inset 0 0 0 1px var(--_color-line);
    color: color-mix(in srgb, var(--_color-text-muted) 62%, transparent);
  }
  .problem {
    flex: none;
    padding: var(--_space-2) var(--_edge) 0;
    color: var(--_color-bad);
    font-size: var(--_text-s);
  }
  /* The time of a conversation ends at the edge of the field; no button with a margin of its own is there. */
  .row {
    padding-inline-end: calc(var(--_edge) + calc(var(--_unit) * 0.5));
  }
  .row.unread .top b {
    font-weight: var(--_weight-strong);
  }
  .row.unread .sub {
    color: var(--_color-text);
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .bubble.mine {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .round {
      border: 1px solid ButtonText;
    }
    .round:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
