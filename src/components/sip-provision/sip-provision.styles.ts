/**
 * Styles of `<sip-provision>`: a card with the question, the camera and the buttons.
 * Subjects: <sip-provision>, look.
 */

import { css } from 'lit';

export const styles = css`
  .card {
    display: grid;
    gap: var(--_space-3);
    padding: var(--_space-4);
  }
  h2 {
    font-size: var(--_text-l);
    line-height: 24px;
    font-weight: var(--_weight-strong);
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_space-1) var(--_space-3);
    margin: 0;
  }
  dt {
    color: var(--_color-text-muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .keys > * {
    flex: 1;
  }
  .file {
    position: relative;
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  .file:focus-within {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }
  .file input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  video {
    inline-size: 100%;
    max-block-size: 320px;
    border-radius: var(--_radius);
    background: #000;
    object-fit: cover;
  }
  .fault {
    color: var(--tone);
  }
`;
