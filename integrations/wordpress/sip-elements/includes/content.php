<?php
/**
 * What authors without unfiltered_html may write: links to SIP addresses, and the elements that belong to a phone, without options of a
 * phone. An element that names a server or an account is for people who may write scripts.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

const ELEMENTS = array( 'call', 'call-list', 'call-status', 'call-timer', 'caller', 'contacts', 'dialpad', 'dial-input', 'history', 'incoming', 'level', 'media', 'permission', 'status', 'voicemail', 'volume' );
const BUTTONS  = array( 'answer', 'decline', 'hangup', 'hold', 'keypad', 'mute', 'swap' );

add_filter(
	'wp_kses_allowed_html',
	function ( $tags, $context ) {
		if ( 'post' !== $context ) {
			return $tags;
		}
		$buttons = array_map(
			function ( $name ) {
				return $name . '-button';
			},
			BUTTONS
		);
		foreach ( array_merge( ELEMENTS, $buttons ) as $name ) {
			$tags[ 'sip-' . $name ] = array_fill_keys( array( 'for', 'class', 'id', 'lang', 'dir', 'label', 'layout', 'aria-label' ), true );
		}
		return $tags;
	},
	10,
	2
);

add_filter(
	'kses_allowed_protocols',
	function ( $protocols ) {
		return array_unique( array_merge( $protocols, array( 'sip', 'sips', 'tel' ) ) );
	}
);
