/**
 * The modules of the package that have a page of their own, made by TypeDoc: by the path of the source, without `src/` and `/index.ts`, the
 * name by which each is imported. The entry points in typedoc.json are the same; test/package/site.test.ts compares them with package.json.
 * Subjects: reference page of an entry of the package.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const MODULES = {
  index: 'sip-elements',
  phone: 'sip-elements/phone',
  media: 'sip-elements/media',
  sip: 'sip-elements/sip',
  'sip/event/package': 'sip-elements/sip/event-packages',
  'sip/message': 'sip-elements/sip/messages',
  'phone/alerts/notification-clicks': 'sip-elements/service-worker',
  icons: 'sip-elements/icons',
  locale: 'sip-elements/locale',
};
