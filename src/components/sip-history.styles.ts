/** The look of `<sip-history>`: rows of 56, days above them. */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .list {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    padding-block: 4px;
  }
  h3 {
    font-size: var(--_text-s);
    line-height: 16px;
    font-weight: var(--_weight-medium);
    color: var(--_color-text-muted);
    padding: 12px calc(var(--_edge) + 2px) 4px;
  }
  li {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding-block: 6px;
    padding-inline: calc(var(--_edge) + 2px) 8px;
  }
  li:hover {
    background: var(--_color-sunken);
  }
  li:hover .avatar {
    background: var(--_color-raised);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .top {
    display: flex;
    gap: 8px;
    align-items: baseline;
    justify-content: space-between;
  }
  b {
    font-weight: var(--_weight-medium);
    line-height: 20px;
  }
  .sub {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: var(--_text-s);
    line-height: 16px;
    color: var(--_color-text-muted);
  }
  time {
    flex: none;
    font-size: var(--_text-s);
    color: var(--_color-text-muted);
  }
  .missed b,
  .missed .sub .icon {
    color: var(--_color-bad);
  }
  .empty {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    text-align: center;
    gap: 4px;
    padding: 24px;
  }
  .mark {
    inline-size: 72px;
    block-size: 72px;
    margin-block-end: 12px;
    border-radius: var(--_radius-avatar);
    display: grid;
    place-items: center;
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
  }
  .bottom {
    flex: none;
    display: flex;
    justify-content: flex-end;
    padding: 8px var(--_edge) 12px;
    border-block-start: 1px solid var(--_color-line);
  }
`;
