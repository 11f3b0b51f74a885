/**
 * Styles of the action zone: eight fixed places, another set of equal height for an incoming call, one row with little room.
 * Subjects: places of buttons on the screen; action zone, layout; eight places of buttons.
 */

import { css, unsafeCSS } from 'lit';

const PLACES = [
  'hold',
  'transfer',
  'add',
  'more',
  'mute',
  'end',
  'pad',
  'decline',
  'answer',
  'video',
  'q1',
  'q2',
  'q3',
];
const areas = unsafeCSS(PLACES.map((place) => `[data-place='${place}'] { grid-area: ${place}; }`).join('\n'));

export const actionZoneStyles = css`
  .actions {
    flex: none;
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    grid-template-rows: calc(var(--_key-low) + 20px) calc(var(--_key) + 20px);
    gap: var(--_space-2) var(--_key-gap);
    padding: var(--_space-2) var(--_edge);
    grid-template-areas: 'hold transfer add more' 'mute end end pad';
    inline-size: 100%;
  }
  .actions.one {
    grid-template-rows: calc(var(--_key) + 20px);
    grid-template-areas: 'mute end end pad';
    padding-block-start: 0;
  }
  .actions.tall-zone {
    block-size: calc(var(--_key-low) + var(--_key) + 64px);
    align-content: end;
  }
  ${areas}
  .actions > * {
    min-inline-size: 0;
  }
  [data-place='hold'],
  [data-place='transfer'],
  [data-place='add'],
  [data-place='more'] {
    --_face-size: var(--_key-low);
    --_face-icon: var(--_icon-m);
  }

  .actions.incoming {
    grid-template-columns: repeat(6, minmax(0, 1fr));
    grid-template-rows: calc(var(--_key-answer) + 20px) 56px;
    gap: var(--_space-3) var(--_space-2);
    grid-template-areas: 'decline decline decline answer answer answer' 'q1 q1 q2 q2 q3 q3';
    padding-block: var(--_space-2);
  }
  .incoming sip-decline-button,
  .incoming sip-answer-button {
    justify-self: center;
    inline-size: var(--_key-answer);
    --_face-size: var(--_key-answer);
    --_face-icon: 28px;
  }
  .actions.incoming.with-video {
    grid-template-areas: 'decline decline answer answer video video' 'q1 q1 q2 q2 q3 q3';
  }
  /* The smaller button is level with the others. */
  .with-video [data-place='video'] {
    margin-block-start: calc((var(--_key-answer) - calc(var(--_unit) * 12)) / 2);
  }
  .quick {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--_space-1);
    border-radius: min(var(--_radius), 24px);
    font-size: var(--_text-s);
    line-height: 16px;
    text-align: center;
    min-inline-size: 0;
  }
  .quick:hover {
    background: var(--_color-sunken);
  }
  .quick .icon {
    color: var(--_color-text-muted);
  }
  .quick:disabled {
    cursor: default;
    background: var(--_other-surface, none);
    color: color-mix(in srgb, var(--_color-text-muted) 78%, transparent);
    box-shadow: inset 0 0 0 1px var(--_color-line);
  }
  .quick:disabled .icon {
    color: color-mix(in srgb, var(--_color-text-muted) 62%, transparent);
  }
  @container (width < 280px) {
    .actions {
      column-gap: var(--_space-2);
    }
  }
  @container (height < 400px) {
    .actions.incoming {
      --_key-answer: 56px;
      --sip-key-answer: 56px;
      grid-template-rows: calc(var(--_key-answer) + 20px) 48px;
      row-gap: var(--_space-2);
    }
  }
`;
