/**
 * Styles of `<sip-history>` in addition to those of lists.
 * Subjects: call history, look.
 */

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
    padding: var(--_space-1) calc(var(--_edge) + calc(var(--_unit) * 0.5));
  }
  .end {
    block-size: 1px;
  }
  :host([layout='compact']) .row {
    border-radius: var(--_radius);
    margin-inline: var(--_space-2);
    padding-inline: var(--_space-2);
  }
  /* A row that the edge cuts fades out, as a sign that there is more; the last one ends above. */
  :host([layout='compact']) .rows {
    padding-block-end: var(--_space-6);
    scroll-padding-block-end: var(--_space-6);
    mask: linear-gradient(#000 calc(100% - var(--_space-6)), transparent);
  }
  :host([layout='compact']) .avatar {
    --size: 36px;
    background: var(--_color-raised);
  }
`;
