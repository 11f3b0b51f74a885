<?php
/**
 * The marks that block and shortcodes write. Their attributes come from authors, so they are marks and no elements: what they may do is
 * decided by the script tag of the loader, which only the settings of the site fill.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

/** Attributes that authors may write, by mark. */
const MARKS = array(
	'phone'         => array( 'layout', 'theme', 'tabs', 'label' ),
	'dock'          => array( 'placement', 'open-on-ring', 'theme', 'layout', 'tabs' ),
	'click-to-call' => array( 'target', 'label', 'appearance' ),
	'links'         => array( 'scope' ),
);

/**
 * Returns the HTML of a mark.
 *
 * @param string $name    Of the mark.
 * @param array  $given   Attributes by name.
 * @param string $content Shown until the element is there; plain text.
 */
function mark( string $name, array $given, string $content = '' ): string {
	if ( ! isset( MARKS[ $name ] ) ) {
		return '';
	}
	$html = '<div data-sip="' . esc_attr( $name ) . '"';
	foreach ( MARKS[ $name ] as $key ) {
		if ( isset( $given[ $key ] ) && '' !== $given[ $key ] ) {
			$html .= ' data-sip-' . $key . '="' . esc_attr( (string) $given[ $key ] ) . '"';
		}
	}
	return $html . '>' . esc_html( $content ) . '</div>';
}

/**
 * Returns a link that calls with the phone of the page, and without one as the browser does.
 *
 * @param string $number To call.
 * @param string $text   Of the link; default the number.
 */
function call_link( string $number, string $text = '' ): string {
	$number = preg_replace( '~[^A-Za-z0-9@.+_-]~', '', $number );
	$scheme = false === strpos( $number, '@' ) ? 'tel' : 'sip';
	return sprintf(
		'<a data-sip="call" href="%s">%s</a>',
		esc_url( $scheme . ':' . $number, array( 'tel', 'sip' ) ),
		esc_html( '' === $text ? $number : $text )
	);
}

add_shortcode(
	'sip_phone',
	function ( $given ) {
		return mark( 'phone', (array) $given );
	}
);
add_shortcode(
	'sip_dock',
	function ( $given ) {
		return mark( 'dock', (array) $given );
	}
);
add_shortcode(
	'sip_links',
	function ( $given ) {
		return mark( 'links', (array) $given );
	}
);
add_shortcode(
	'sip_button',
	function ( $given, $content = '' ) {
		return mark( 'click-to-call', (array) $given, (string) $content );
	}
);
add_shortcode(
	'sip_call',
	function ( $given, $content = '' ) {
		$given = shortcode_atts( array( 'number' => '' ), $given );
		return call_link( (string) $given['number'], (string) $content );
	}
);

add_action(
	'init',
	function () {
		register_block_type(
			dirname( __DIR__ ) . '/block',
			array(
				'render_callback' => function ( $given ) {
					$name = (string) ( $given['element'] ?? 'phone' );
					$html = mark( $name, (array) $given, (string) ( $given['label'] ?? '' ) );
					return '' === $html ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $html . '</div>';
				},
			)
		);
	}
);
