/**
 * Styles of `<sip-phone>` where it is low: smaller keys, a smaller field and sheet, no dialpad at 200 % zoom.
 * Subjects: <sip-phone> in a low place; height of the keys of the phone.
 */

import { css } from 'lit';

export const heightStyles = css`
  /* The number and the line below it need 58 px. */
  @container (height < 552px) {
    .frame {
      --_key: var(--_key-low);
      --sip-key: var(--_key-low);
      --_key-gap: var(--_space-2);
      --sip-key-gap: var(--_space-2);
    }
    /* In a call there is room for the usual height of the lower row. */
    sip-call {
      --sip-key: var(--_key-high);
    }
  }
  /* Where there is no other row, there is room for the usual height of Call. */
  @container (460px <= height < 552px) {
    .frame:not(.has-keys) .dial:not(:has(.identity)) + .actions {
      --_key: var(--_key-high);
      --sip-key: var(--_key-high);
    }
  }
  @container (height < 520px) {
    .field {
      flex-basis: 52px;
    }
    .sheet {
      block-size: 232px;
    }
  }
  @container (height < 460px) {
    sip-call {
      --sip-key: var(--_key-low);
    }
  }
  /* At 200 % zoom there is no room for the dialpad: the keyboard of the device types. */
  @container (height < 400px) {
    sip-dialpad {
      display: none;
    }
    .sheet {
      block-size: auto;
      gap: var(--_space-3);
    }
  }
`;
