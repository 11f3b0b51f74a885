/**
 * The icons of `<sip-dock>` and `<sip-click-to-call>` (Lucide, ISC, see NOTICES.md): views do not need them.
 * Subjects: icons of the dock.
 */

import { svg, type SVGTemplateResult } from 'lit';
import type { FurtherIcon } from './icons.js';

export const DOCK_SHAPES = {
  'chevron-down': svg`<path d="m6 9 6 6 6-6"/>`,
  'maximize-2': svg`<path d="M15 3h6v6"/><path d="m21 3-7 7"/><path d="m3 21 7-7"/><path d="M9 21H3v-6"/>`,
  move: svg`<path d="M12 2v20"/><path d="m15 19-3 3-3-3"/><path d="m19 9 3 3-3 3"/><path d="M2 12h20"/><path d="m5 9-3 3 3 3"/><path d="m9 5 3-3 3 3"/>`,
  'picture-in-picture': svg`<path d="M21 9V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v10c0 1.1.9 2 2 2h4"/><rect width="10" height="7" x="12" y="13" rx="2"/>`,
  'rotate-ccw': svg`<path d="M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"/><path d="M3 3v5h5"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

type DockIconName = keyof typeof DOCK_SHAPES;

const MIRRORED: ReadonlySet<string> = new Set<DockIconName>(['maximize-2', 'picture-in-picture']);

/** Returns the icon of this name, for `icon()`. */
export const dockIcon = (name: DockIconName): FurtherIcon => ({
  name,
  shape: DOCK_SHAPES[name],
  mirrored: MIRRORED.has(name),
});
