/**
 * The modules of dist/cdn that register elements; each is named like its element, the last one has all of them.
 * Subjects: modules of dist/cdn.
 */

export const CDN_MODULES: readonly string[] = [
  'sip-phone',
  'sip-dock',
  'sip-click-to-call',
  'sip-links',
  'sip-frame',
  'sip-provider',
];
export const ALL_ELEMENTS = 'sip-elements';
/** The module for marks, without an element. */
export const MARKS = 'sip-marks';
