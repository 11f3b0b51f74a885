/**
 * Styles of an avatar with initials, and of the rings of an incoming call.
 * Subjects: avatar, look; rings of an incoming call.
 */

import { css } from 'lit';

export const avatarStyles = css`
  .avatar {
    --size: 40px;
    position: relative;
    inline-size: var(--size);
    block-size: var(--size);
    flex: none;
    display: grid;
    place-items: center;
    border-radius: var(--_radius-avatar);
    background: var(--_color-sunken);
    color: var(--_color-text-muted);
    font-weight: var(--_weight-medium);
    font-size: calc(var(--size) * 0.36);
    line-height: 1;
    letter-spacing: 0.01em;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    border-radius: inherit;
  }
  .avatar img[hidden] {
    display: none;
  }
  .avatar.xl {
    --size: 96px;
    background: var(--_color-accent-soft);
    color: var(--_color-accent-text);
  }
  .avatar.xl > .icon {
    inline-size: 40px;
    block-size: 40px;
    stroke-width: 1.5;
  }
  .avatar.l {
    --size: 56px;
    background: var(--_color-accent-soft);
    color: var(--_color-accent-text);
  }
  .avatar.talks {
    outline: 3px solid var(--_color-accent);
    outline-offset: 4px;
  }
  .waves {
    position: absolute;
    inset: 0;
    border-radius: inherit;
  }
  .waves::before,
  .waves::after {
    content: '';
    position: absolute;
    border-radius: var(--_radius-avatar);
    border: 2px solid var(--_color-accent);
  }
  .waves::before {
    inset: -9px;
    opacity: 0.45;
  }
  .waves::after {
    inset: -18px;
    opacity: 0.18;
  }
  @media (prefers-reduced-motion: no-preference) {
    .waves::after {
      animation: wave 1.6s var(--_ease) infinite;
    }
  }
  @keyframes wave {
    from {
      opacity: 0.5;
      scale: 0.9;
    }
    to {
      opacity: 0;
      scale: 1.15;
    }
  }
  @container (height < 520px) {
    .avatar.xl {
      --size: 64px;
    }
    .waves::before {
      inset: -7px;
    }
    .waves::after {
      inset: -14px;
    }
  }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid CanvasText;
    }
  }
`;
