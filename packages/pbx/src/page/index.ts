/**
 * The pocket PBX in a page: for demos and documents without a server.
 * Subjects: sip-elements-pbx in a page, exports.
 */

export { createPagePbx, PagePbx } from './page-pbx.js';
export type { Faults, PbxCore, PbxEvents } from '../pbx-core.js';
export type { Account, ExpiresLimits, PbxOptions } from '../options.js';
export type { ExtensionDefinition, ExtensionInfo } from '../extension/definition.js';
export type { ExtensionCall as Call } from '../extension/extension-call.js';
export type { ExtensionMedia } from '../media/extension-media.js';
export { keySource, sequence, toneSource } from '../media/tone.js';
export type { AudioSource, Tone } from '../media/tone.js';
export type { TraceEntry } from '../trace/trace.js';
export { DEMO_ACCOUNTS } from '../demo-accounts.js';
