/** Styles of `<sip-history>` in addition to those of lists. */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .row {
    /* Rows outside of the viewport are not laid out. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 56px;
  }
  .missed b,
  .missed .sub .icon {
    color: var(--_color-bad);
  }
  .none {
    padding: 4px calc(var(--_edge) + 2px);
  }
  .end {
    block-size: 1px;
  }
  :host([layout='compact']) .row {
    border-radius: var(--_radius);
    margin-inline: 8px;
    padding-inline: 8px;
  }
  :host([layout='compact']) .avatar {
    --size: 36px;
    background: var(--_color-raised);
  }
`;
