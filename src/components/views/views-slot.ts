/**
 * The place of the content that elements of the first load render, and that is in the chunk `views-chunk.ts`, which puts it there when
 * it is evaluated.
 * Subjects: content loaded later, its place.
 */

import { lateSlot } from '../../phone/late-slot.js';
import type { SoundAnnouncements } from './sound-announcements.js';
import type { noticeOf } from './call-notices.js';
import type { morePage } from './more-page.js';
import type { noticeView } from './notice-view.js';
import type { deniedHelp } from '../sip-permission/denied-card.js';
import type { reveal } from './reveal.js';
import type { menuItems, nextItem } from './menu-items.js';

export interface ViewParts {
  readonly noticeOf: typeof noticeOf;
  readonly noticeView: typeof noticeView;
  /** The content of the More panel of a call. */
  readonly morePage: typeof morePage;
  readonly menuItems: typeof menuItems;
  readonly nextItem: typeof nextItem;
  /** Scrolls to a tab. */
  readonly reveal: typeof reveal;
  readonly deniedHelp: typeof deniedHelp;
  readonly SoundAnnouncements: typeof SoundAnnouncements;
}

export const { supply: supplyViewParts, supplied: suppliedViewParts } = lateSlot<ViewParts>();
