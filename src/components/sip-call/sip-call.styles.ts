/**
 * Styles of `<sip-call>`: the peer, the number, the line of state and eight fixed places for buttons.
 * Subjects: <sip-call>, look.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  :host([bare]) {
    display: contents;
  }
  .view {
    position: relative;
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .crowd {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
    justify-content: safe center;
    padding: var(--_space-3) var(--_edge) 0;
  }
  .others {
    flex: none;
    padding: var(--_space-2) var(--_edge) 0;
  }
  .others .card {
    min-block-size: 60px;
    padding-block: calc(var(--_unit) * 1.5);
  }
  /* The list beside the call shows the other calls, so they take no space here. */
  @container (width < 480px) or (height < 400px) {
    .others + .hero {
      padding-block-start: var(--_space-3);
    }
    .others + .hero .avatar.xl {
      --size: 72px;
      margin-block-end: var(--_space-4);
    }
  }
  sip-media {
    flex: 0 1 180px;
    min-block-size: 0;
    aspect-ratio: auto;
    border-radius: 0;
  }
  sip-media ~ .hero .avatar {
    display: none;
  }

  .add {
    flex: 1 1 48px;
    min-block-size: 40px;
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    padding-inline: var(--_edge);
  }
  .add sip-dial-input {
    flex: 1;
    min-inline-size: 0;
  }
  .round {
    flex: none;
    inline-size: 48px;
    block-size: 48px;
    display: grid;
    place-items: center;
    border-radius: var(--_radius-key);
    background: var(--_color-call);
    color: var(--_color-on-call);
  }
  .round:disabled {
    cursor: default;
    background: var(--_other-surface, none);
    color: color-mix(in srgb, var(--_color-text-muted) 62%, transparent);
    box-shadow: inset 0 0 0 1px var(--_color-line);
  }

  .caller-row {
    flex: none;
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    block-size: 56px;
    padding-inline: calc(var(--_edge) + calc(var(--_unit) * 0.5));
  }
  .caller-row .who {
    flex: 1;
    min-inline-size: 0;
  }
  .caller-row b {
    display: block;
    font-weight: var(--_weight-strong);
    line-height: 20px;
  }
  .caller-row .who span {
    line-height: 16px;
  }
  .echo {
    flex: 1 1 48px;
    min-block-size: 40px;
    display: flex;
    align-items: center;
    justify-content: center;
    font-size: var(--_text-digit);
    letter-spacing: 0.08em;
    padding-inline: var(--_edge);
    white-space: nowrap;
    overflow: hidden;
  }
  .echo output {
    direction: ltr;
  }
  .pad {
    flex: none;
    inline-size: auto;
    padding: 0 var(--_edge) var(--_key-gap);
  }

  /* In a wide frame the buttons keep their usual width. */
  @container (width >= 480px) {
    .actions,
    .caller-row,
    .add,
    .crowd,
    .pad {
      inline-size: 344px;
      max-inline-size: 100%;
      align-self: center;
      margin-inline: auto;
    }
  }
  /* The list beside the call shows the other calls. */
  @container (width >= 480px) and (height >= 400px) {
    .others {
      display: none;
    }
  }
  @container (height < 520px) {
    .pad {
      --sip-key: var(--_key-low);
    }
    .card {
      min-block-size: 60px;
      padding-block: var(--_space-2);
    }
    .others + .hero .avatar {
      display: none;
    }
  }
  @container (height < 460px) {
    .view {
      overflow: auto;
    }
    .pad {
      --sip-key: 40px;
    }
    .caller-row {
      block-size: 44px;
    }
    .echo,
    .add {
      flex-basis: 40px;
      min-block-size: 32px;
    }
  }
  @media (forced-colors: active) {
    .quick,
    .round {
      border: 1px solid ButtonText;
    }
    .quick:disabled,
    .quick:disabled .icon {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;
