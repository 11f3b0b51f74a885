/** The block in the editor: its settings, and the element itself as preview, which does not connect. */
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: h } = element;
  const { __ } = i18n;
  const KINDS = [
    { value: 'phone', label: __('Phone', 'sip-elements') },
    { value: 'dock', label: __('Phone in a corner', 'sip-elements') },
    { value: 'click-to-call', label: __('Call button', 'sip-elements') },
    { value: 'links', label: __('Links that call', 'sip-elements') },
  ];

  function edit({ attributes, setAttributes }) {
    const { element: kind, target, label, layout, scope } = attributes;
    const text = (name, title, help) =>
      h(components.TextControl, {
        key: name,
        label: title,
        help,
        value: attributes[name],
        onChange: (value) => setAttributes({ [name]: value }),
      });
    const settings = [
      h(components.SelectControl, {
        key: 'element',
        label: __('Kind', 'sip-elements'),
        value: kind,
        options: KINDS,
        onChange: (value) => setAttributes({ element: value }),
      }),
      kind === 'click-to-call' &&
        text('target', __('Number', 'sip-elements'), __('One that the settings of the site allow.', 'sip-elements')),
      kind === 'click-to-call' && text('label', __('Label', 'sip-elements')),
      kind === 'links' &&
        text('scope', __('Part of the page', 'sip-elements'), __('A CSS selector, such as main.', 'sip-elements')),
      kind === 'phone' &&
        h(components.ToggleControl, {
          key: 'layout',
          label: __('One column', 'sip-elements'),
          checked: layout === 'compact',
          onChange: (on) => setAttributes({ layout: on ? 'compact' : '' }),
        }),
    ];
    const shown = {
      'data-sip': kind === 'dock' ? 'phone' : kind,
      'data-sip-manual': '',
      ...(layout && { 'data-sip-layout': layout }),
      ...(label && { 'data-sip-label': label }),
    };
    const preview =
      kind === 'links'
        ? h('p', {}, `${__('Links that call', 'sip-elements')}: ${scope || '…'}`)
        : // A mark of its own for each setting: the loader puts the element into it, which React does not know.
          h('div', { key: JSON.stringify(shown), ...shown, inert: '' });
    return h(
      'div',
      blockEditor.useBlockProps(),
      h(blockEditor.InspectorControls, {}, h(components.PanelBody, { title: 'SIP Elements' }, settings)),
      preview,
      kind === 'click-to-call' && target ? h('small', {}, target) : null,
    );
  }

  blocks.registerBlockType('sip-elements/phone', { edit, save: () => null });
})(globalThis.wp);
