/**
 * Styles of badges: a round mark with an icon, a count; and the centred text where there is nothing to show.
 * Subjects: badges; empty state text.
 */

import { css } from 'lit';

export const badgeStyles = css`
  .mark {
    display: grid;
    place-items: center;
    inline-size: var(--mark, 72px);
    block-size: var(--mark, 72px);
    border-radius: var(--_radius-avatar);
    background: var(--tone-soft, var(--_color-sunken));
    color: var(--tone, var(--_color-text-muted));
  }
  .mark[data-tone] .icon {
    inline-size: var(--mark-icon, 32px);
    block-size: var(--mark-icon, 32px);
  }
  .count {
    flex: none;
    display: inline-grid;
    place-items: center;
    min-inline-size: var(--count, 18px);
    block-size: var(--count, 18px);
    padding-inline: calc(var(--count, 18px) / 4);
    border-radius: var(--_radius-key);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    font-size: var(--_text-xs);
    line-height: var(--count, 18px);
    font-weight: var(--_weight-strong);
    font-variant-numeric: tabular-nums;
  }
  .empty {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    text-align: center;
    gap: var(--_space-1);
    padding: var(--_space-6);
  }
  .empty .mark {
    margin-block-end: var(--_space-3);
  }
  @media (forced-colors: active) {
    .count {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .mark {
      border: 1px solid CanvasText;
    }
  }
`;
