/** Styles of `<sip-chat>`: the list of conversations, and a conversation with its composer. */

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
    gap: 2px;
    min-block-size: var(--_header);
    padding-inline: 4px 8px;
  }
  .header h2 {
    flex: 1;
    min-inline-size: 0;
    padding-inline-start: 4px;
    font-weight: var(--_weight-strong);
  }
  .header h2:first-child {
    padding-inline-start: calc(var(--_edge) - 4px);
  }
  .thread {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
    padding: 8px var(--_edge) 12px;
  }
  .thread:focus-visible {
    outline-offset: -2px;
  }
  /* Messages are aligned to the bottom and can still be scrolled. */
  .log {
    margin-block-start: auto;
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .older {
    align-self: center;
    margin-block-end: 8px;
  }
  .day,
  .event-line {
    align-self: center;
    padding-block: 8px;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  .event-line,
  .receipt {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: var(--_text-s);
  }
  .bubble {
    position: relative;
    align-self: flex-start;
    max-inline-size: 78%;
    padding: 8px 12px;
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
    margin-block-start: 8px;
  }
  .text {
    display: block;
    white-space: pre-wrap;
  }
  .receipt {
    align-self: flex-end;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 4px 8px;
    color: var(--tone, var(--_color-text-muted));
  }
  .composer {
    flex: none;
    display: flex;
    align-items: flex-end;
    gap: 8px;
    padding: 8px var(--_edge) 14px;
  }
  textarea {
    appearance: none;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 48px;
    max-block-size: 128px;
    margin: 0;
    padding: 13px 16px;
    resize: none;
    field-sizing: content;
    border: 1px solid var(--_color-line-control);
    border-radius: min(24px, calc(var(--_radius) * 2));
    background: none;
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
    background: none;
    box-shadow: inset 0 0 0 1px var(--_color-line);
    color: color-mix(in srgb, var(--_color-text-muted) 62%, transparent);
  }
  .problem {
    flex: none;
    padding: 8px var(--_edge) 0;
    color: var(--_color-bad);
    font-size: var(--_text-s);
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
