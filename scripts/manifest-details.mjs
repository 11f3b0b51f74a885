/**
 * A plug-in of the custom elements analyzer that adds what stands elsewhere in the sources: the class of each event, the events of
 * sessions, the descriptions of options, the design tokens. It runs after all plug-ins that add members.
 * Subjects: events and options in custom-elements.json.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TOKENS } from './design-tokens.mjs';
import { attributeText, elementOptions, ofProperty } from './options.mjs';

const root = dirname(import.meta.dirname);

/** @param {string} path from the root */
const read = (path) => readFileSync(join(root, path), 'utf8');

/** @param {string} folder from the root */
const readAll = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');

/** Attributes of every HTML element (HTML §3.2.6, WAI-ARIA §6): editors know them. */
const GLOBAL_ATTRIBUTES = new Set(['lang', 'dir', 'aria-label']);

/** What each event of a session says; `src/phone/calls/session-events.ts` has the list. */
const SESSION_EVENTS = {
  progress: 'A provisional response was received or sent.',
  accepted: 'The call was answered.',
  rejected: 'The call was refused, by either party.',
  failed: 'The call was not set up.',
  terminated: 'The call is over, for whatever reason.',
  cancel: 'The caller cancelled the call before it was answered.',
  refer: 'The remote party asks to transfer the call (RFC 3515).',
  replaced: 'Another call took the place of this one (RFC 3891).',
  dtmf: 'A digit was received or sent.',
  bye: 'A BYE request was received or sent.',
};

/** The class of each event of one name, from the event maps of TypeScript. */
const EVENT_CLASSES = new Map(
  [...readAll('src/components/shared/events').matchAll(/'(sip-[a-z-]+)': (Sip\w+Event)/g)].map(
    ([, name, type]) => /** @type {[string, string]} */ ([name, type]),
  ),
);

/** The comment above each option of a phone, on one line. */
const OPTIONS = new Map(
  [...readAll('src/phone/options').matchAll(/\/\*\*((?:(?!\*\/).)+)\*\/\s+(?:readonly )?(\w+)\?:/gs)].map(
    ([, text = '', name = '']) =>
      /** @type {[string, string]} */ ([name, text.replace(/\s*\n\s*\*\s?|\s+/g, ' ').trim()]),
  ),
);

/** @returns {{ name: string, type: { text: string }, description: string }[]} */
function sessionEvents() {
  const listed = [
    ...(/Pick<\s*SessionEvents,([^>]+)>/.exec(read('src/phone/calls/session-events.ts'))?.[1] ?? '').matchAll(
      /'(\w+)'/g,
    ),
  ];
  const names = listed.map(([, name]) => /** @type {keyof typeof SESSION_EVENTS} */ (name));
  if (names.length === 0) throw new Error('src/phone/calls/session-events.ts names no event');
  return names.map((name) => {
    if (!SESSION_EVENTS[name])
      throw new Error(`scripts/manifest-details.mjs does not describe the session event ${name}`);
    return { name: `sip-call-${name}`, type: { text: `SipCallEvent<'${name}'>` }, description: SESSION_EVENTS[name] };
  });
}

/** @param {string} name */
const eventClass = (name) =>
  EVENT_CLASSES.get(name) ?? (name.startsWith('sip-before-') ? 'SipBeforeActionEvent' : undefined);

/** The description of a property whose attribute, which the property names, has the text. */
export const AS_ATTRIBUTE = 'As attribute.';

/** @param {any} declaration */
function complete(declaration) {
  const { tagName, attributes = [], members = [], events = [] } = declaration;
  declaration.attributes = attributes.filter((/** @type {any} */ { name }) => !GLOBAL_ATTRIBUTES.has(name));
  // Read when the element creates its phone: no property, and a change counts for the next one.
  if (tagName === 'sip-click-to-call')
    for (const row of elementOptions.filter(({ clickToCall, attribute }) => clickToCall && attribute))
      declaration.attributes.push({
        name: row.attribute,
        type: { text: row.attributeType },
        description: attributeText(row),
      });
  const byField = new Map(
    declaration.attributes.map((/** @type {any} */ attribute) => [attribute.fieldName, attribute]),
  );
  for (const member of members)
    member.description ??= byField.get(member.name)?.description ?? OPTIONS.get(member.name);
  for (const attribute of declaration.attributes) {
    attribute.description ??= OPTIONS.get(attribute.fieldName);
    // An attribute that is absent has no type.
    attribute.type.text = attribute.type.text.replace(/ \| undefined$/, '');
  }
  // The text stands once, at the attribute; scripts/editor-data.mjs writes it at both.
  for (const member of members) {
    const { name, description = '', default: initial } = byField.get(member.name) ?? {};
    const says = ofProperty(description).startsWith(ofProperty(member.description));
    if (says && name === member.attribute) member.description = AS_ATTRIBUTE;
    // So does the default.
    if (initial !== undefined && initial === member.default) delete member.default;
    // What a method has without saying so.
    if (member.parameters?.length === 0) delete member.parameters;
    if (member.return?.type?.text === 'void') delete member.return;
  }
  for (const item of [...members, ...declaration.attributes]) if (item.default === 'undefined') delete item.default;
  // `<sip-provider>` names one of them for all.
  const relays = events.some((/** @type {any} */ { name }) => name === 'sip-call-accepted');
  const all = relays
    ? [
        ...events.filter(
          (/** @type {any} */ { name }) => !name.startsWith('sip-call-') || /-(summary|message)$/.test(name),
        ),
        ...sessionEvents(),
      ]
    : events;
  const byName = new Map(all.map((/** @type {any} */ event) => [event.name, event]));
  declaration.events = [...byName.values()].map(({ name, type, description }) => {
    const text = type?.text && type.text !== 'Event' ? type.text : eventClass(name);
    if (!text) throw new Error(`<${tagName}> documents ${name}, which src/components/shared/events does not have`);
    return { name, type: { text }, description };
  });
  for (const list of ['slots', 'cssParts', 'cssStates', 'cssProperties'])
    for (const item of declaration[list] ?? []) delete item.inheritedFrom;
  if (tagName === 'sip-phone') declaration.cssProperties = tokens();
}

/** Every design token with its default; they count in all elements, and stand once. */
function tokens() {
  const files = ['button-tokens.styles.ts', 'tokens.styles.ts'];
  const style = files.map((name) => read(`src/components/shared/styles/${name}`).replace(/\s+/g, ' ')).join(' ');
  return Object.entries(TOKENS).map(([name, description]) => {
    const value = valueAfter(style, `var( --sip-${name},`) ?? valueAfter(style, `var(--sip-${name},`);
    if (value === undefined)
      throw new Error(`scripts/design-tokens.mjs describes ${name}, which tokens.styles.ts does not have`);
    // Its expression is private.
    const derived = value.startsWith('var(--_derived');
    return { name: `--sip-${name}`, description, default: derived ? 'derived' : value };
  });
}

/** @param {string} text @param {string} start @returns {string | undefined} what stands after `start`, up to the bracket that closes it */
function valueAfter(text, start) {
  const from = text.indexOf(start);
  if (from < 0) return undefined;
  let depth = 1;
  let at = from + start.length;
  for (; depth > 0 && at < text.length; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return text.slice(from + start.length, at - 1).trim();
}

export const details = {
  name: 'details',
  packageLinkPhase: (/** @type {any} */ { customElementsManifest }) => {
    for (const declaration of customElementsManifest.modules.flatMap(
      (/** @type {any} */ module) => module.declarations,
    ))
      if (declaration.tagName) complete(declaration);
  },
};
