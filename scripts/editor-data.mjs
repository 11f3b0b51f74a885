/**
 * Writes what editors and templates of frameworks need, from dist/custom-elements.json: dist/types/ (JSX of React, Preact and Solid, Vue,
 * Svelte), data of VS Code and of JetBrains editors, and types of the elements for TypeScript without `exports`. See docs/decisions/027-types-of-templates.md.
 * Subjects: JSX, Vue and Svelte types; editor data.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { AS_ATTRIBUTE } from './manifest-details.mjs';
import { ofProperty } from './options.mjs';

const dist = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(join(dist, 'custom-elements.json'), 'utf8'));
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
/** @type {any[]} */
const elements = manifest.modules
  .flatMap((/** @type {any} */ module) => module.declarations)
  .filter((/** @type {any} */ { tagName }) => tagName);

for (const { attributes = [], members = [] } of elements)
  for (const member of members)
    if (member.description === AS_ATTRIBUTE) {
      const attribute = attributes.find((/** @type {any} */ { name: of }) => of === member.attribute);
      member.description = ofProperty(attribute.description);
      if (attribute.default !== undefined) member.default ??= attribute.default;
    }

/** @param {string | undefined} text @param {string} indent */
const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n` : '');

/** @param {string} className @param {Set<string>} fields @param {any} attribute */
function attributeLine(className, fields, { name: attribute, fieldName, description }) {
  const type = fields.has(fieldName) ? `Text<${className}['${fieldName}']>` : 'string';
  return `${comment(description, '      ')}      '${attribute}'?: ${type} | undefined;\n`;
}

/** @param {any} declaration */
function entry({ tagName, name: className, description, attributes = [], members = [], events = [] }) {
  const fields = members.filter((/** @type {any} */ { kind }) => kind === 'field');
  const names = new Set(fields.map((/** @type {any} */ field) => field.name));
  const attributeNames = new Set(attributes.map((/** @type {any} */ attribute) => attribute.name));
  const properties = fields.filter(
    (/** @type {any} */ field) => !field.readonly && !attributeNames.has(field.name) && field.name !== 'form',
  );
  return `${comment(description, '  ')}  '${tagName}': {
    element: ${className};
    attributes: {
${attributes.map((/** @type {any} */ attribute) => attributeLine(className, names, attribute)).join('')}    };
    properties: {
${properties.map((/** @type {any} */ field) => `${comment(field.description, '      ')}      ${field.name}?: ${className}['${field.name}'] | undefined;\n`).join('')}    };
    events: {
${events.map((/** @type {any} */ event) => `${comment(event.description, '      ')}      '${event.name}': Events.${event.type.text};\n`).join('')}    };
  };
`;
}

const NOTE = '// Generated from the custom elements manifest by scripts/editor-data.mjs.\n';

const MAP = `${NOTE}
import type * as Events from '../components/shared/events/events.js';
${elements.map(({ tagName, name: className }) => `import type { ${className} } from '../define/${tagName}.js';`).join('\n')}

/** A value of a property, or the text of its attribute. */
export type Text<T> = T | (T extends boolean ? '' | \`\${T}\` : T extends number ? \`\${T}\` : T extends readonly unknown[] ? string : never);

/** What each element takes in a template, and dispatches. */
export interface SipElementMap {
${elements.map(entry).join('')}}

/** Attributes and properties of an element. */
export type Inputs<Tag extends keyof SipElementMap> = SipElementMap[Tag]['attributes'] & SipElementMap[Tag]['properties'];

/** Listeners to the events of an element, as properties that begin with \`Prefix\`. */
export type Listeners<Tag extends keyof SipElementMap, Prefix extends string> = {
  [Type in keyof SipElementMap[Tag]['events'] & string as \`\${Prefix}\${Type}\`]?:
    ((event: SipElementMap[Tag]['events'][Type]) => void) | undefined;
};

/** What every HTML element takes, without what this one takes itself. */
export type Rest<Common, Tag extends keyof SipElementMap> = Omit<Common, keyof Inputs<Tag>>;
`;

/**
 * One file for each framework: what it imports, the type of one element, and the interface that it joins.
 * @type {Record<string, { imports: string, element: string, joins: (type: string) => string }>}
 */
const FRAMEWORKS = {
  react: {
    imports: `import type { DetailedHTMLProps, HTMLAttributes } from 'react';`,
    element: `DetailedHTMLProps<Rest<HTMLAttributes<Element<Tag>>, Tag>, Element<Tag>> & Inputs<Tag> & Listeners<Tag, 'on'>`,
    joins: (type) => `declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ${type} {}
  }
}`,
  },
  preact: {
    imports: `import type { ClassAttributes, HTMLAttributes } from 'preact';`,
    element: `Rest<HTMLAttributes<Element<Tag>>, Tag> & ClassAttributes<Element<Tag>> & Inputs<Tag> & Listeners<Tag, 'on'>`,
    joins: (type) => `declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends ${type} {}
  }
}`,
  },
  solid: {
    imports: `import type { JSX } from 'solid-js';`,
    element: `Rest<JSX.HTMLAttributes<Element<Tag>>, Tag> & Inputs<Tag> & Listeners<Tag, 'on:'> & {
    [Name in keyof SipElementMap[Tag]['properties'] & string as \`prop:\${Name}\`]?: SipElementMap[Tag]['properties'][Name];
  }`,
    joins: (type) => `declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends ${type} {}
  }
}`,
  },
  vue: {
    // Vue takes a property for a listener where a capital letter follows "on"; its tools look an attribute and an event up by the camel case of their name.
    imports: `import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';

type Camel<Name extends string> = Name extends \`\${infer First}-\${infer More}\` ? \`\${First}\${Capitalize<Camel<More>>}\` : Name;

type VueInputs<Tag extends keyof SipElementMap, Attributes = SipElementMap[Tag]['attributes']> = Attributes & {
  [Name in keyof Attributes & string as Camel<Name>]?: Attributes[Name];
} & Omit<SipElementMap[Tag]['properties'], Camel<keyof Attributes & string>> & { slot?: string | undefined };

type VueListeners<Tag extends keyof SipElementMap> = {
  [Type in keyof SipElementMap[Tag]['events'] & string as \`on\${Capitalize<Type> | Capitalize<Camel<Type>>}\`]?:
    ((event: SipElementMap[Tag]['events'][Type]) => void) | undefined;
};`,
    element: `new () => Element<Tag> & {
    /** @deprecated Types only, for templates. */
    $props: Rest<HTMLAttributes, Tag> & PublicProps & VueInputs<Tag> & VueListeners<Tag>;
    /** @deprecated Types only, for templates. */
    $emit: EmitFn<{ [Type in keyof SipElementMap[Tag]['events']]: (event: SipElementMap[Tag]['events'][Type]) => void }>;
  }`,
    joins: (type) => `declare module 'vue' {
  interface GlobalComponents extends ${type} {}
}`,
  },
  svelte: {
    imports: `import type { HTMLAttributes } from 'svelte/elements';`,
    element: `Rest<HTMLAttributes<Element<Tag>>, Tag> & Inputs<Tag> & Listeners<Tag, 'on'> & Listeners<Tag, 'on:'>`,
    joins: (type) => `declare module 'svelte/elements' {
  interface SvelteHTMLElements extends ${type} {}
}`,
  },
};

/** @param {string} framework */
function fileOf(framework) {
  const { imports, element, joins } = /** @type {typeof FRAMEWORKS[string]} */ (FRAMEWORKS[framework]);
  return `${NOTE}
${imports}
import type { Inputs, Listeners, Rest, SipElementMap } from './elements.js';

type Element<Tag extends keyof SipElementMap> = SipElementMap[Tag]['element'];

type SipElements = {
  [Tag in keyof SipElementMap]: ${element};
};

${joins('SipElements')}
`;
}

const folder = join(dist, 'types');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'elements.d.ts'), MAP);
for (const framework of Object.keys(FRAMEWORKS)) {
  writeFileSync(join(folder, `${framework}.d.ts`), fileOf(framework));
  // Types only: the import of a page must find something.
  writeFileSync(join(folder, `${framework}.js`), 'export {};\n');
}

// `typesVersions` of package.json, which TypeScript reads where it does not read `exports` (moduleResolution node10), has one `*` for each path.
for (const { tagName } of elements)
  if (existsSync(join(dist, 'components', tagName)))
    writeFileSync(
      join(dist, 'components', `${tagName}.d.ts`),
      `${NOTE}\nexport * from './${tagName}/${tagName}.js';\n`,
    );

generateVsCodeCustomElementData(structuredClone(manifest), { outdir: dist, hideLogs: true });
generateJetBrainsWebTypes(structuredClone(manifest), {
  outdir: dist,
  packageJson: false,
  hideLogs: true,
  packageInfo: { name, version },
});
const webTypes = join(dist, 'web-types.json');
writeFileSync(webTypes, JSON.stringify({ ...JSON.parse(readFileSync(webTypes, 'utf8')), name, version }));
