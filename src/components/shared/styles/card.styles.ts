/**
 * Styles of calls as cards: in the call list, in a consultation and in a conference.
 * Subjects: cards of calls, look.
 */

import { css } from 'lit';

export const cardStyles = css`
  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .card {
    --ground: var(--_color-sunken);
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    min-block-size: 76px;
    padding: var(--_space-3);
    border-radius: var(--_radius);
    background: var(--_color-sunken);
  }
  .card .avatar {
    --size: 44px;
    background: var(--_avatar-ground, var(--_color-raised));
  }
  .card .who {
    flex: 1;
    min-inline-size: 0;
  }
  .card b {
    display: block;
    font-weight: var(--_weight-strong);
    font-size: var(--_text-l);
    line-height: 22px;
  }
  .card .sub {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 1.5);
    font-size: var(--_text-s);
    line-height: 18px;
    color: var(--_color-text-muted);
  }
  .card.is-active {
    --ground: var(--_color-surface);
    background: var(--_color-surface);
    box-shadow: inset 0 0 0 2px var(--_color-accent);
  }
  .card.is-active .avatar {
    background: var(--_color-accent-soft);
    color: var(--_color-accent-text);
  }
  .card .icon-button:hover {
    background: var(--_color-sunken-hover);
  }
  .card .icon-button + .icon-button {
    margin-inline-start: -8px;
  }
  .card .icon-button.is-on {
    background: var(--_color-on);
    color: var(--_color-on-text);
  }
  .people {
    display: flex;
    justify-content: space-between;
    align-items: center;
    padding: 0 var(--_space-1) var(--_space-3);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_unit) * 1.5);
    min-block-size: 24px;
    max-inline-size: 100%;
    padding: 3px calc(var(--_unit) * 2.5);
    border-radius: var(--_radius-key);
    background: var(--tone-soft, var(--_color-sunken));
    color: var(--tone, var(--_color-text));
    font-size: var(--_text-s);
    line-height: 18px;
    font-weight: var(--_weight-medium);
    white-space: nowrap;
  }
  .chip .bars {
    margin-inline-end: calc(var(--_unit) * 0.5);
  }
  /* In a narrow column names need the room more than pictures do. */
  @container (width < 280px) {
    .card {
      gap: var(--_space-1);
    }
    .card .avatar {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .card,
    .chip {
      border: 1px solid CanvasText;
    }
    .card.is-active {
      border: 2px solid Highlight;
    }
    .card .icon-button.is-on {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
