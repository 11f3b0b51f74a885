<?php
/**
 * The script tag of the loader, with the settings of the site, and the marks that keep plug-ins which delay, defer, combine or minify
 * scripts away from it: a phone whose script waits for the first click cannot ring.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

const HANDLE = 'sip-elements-loader';

/** Attributes of the script tag. */
function loader_attributes(): array {
	$all     = settings();
	$user_id = get_current_user_id();
	$found   = array(
		// WP Rocket, LiteSpeed, Rocket Loader of Cloudflare, PageSpeed, Ezoic, SiteGround and others.
		'nowprocket'               => '',
		'data-no-optimize'         => '1',
		'data-no-minify'           => '1',
		'data-no-defer'            => '1',
		'data-cfasync'             => 'false',
		'data-pagespeed-no-defer'  => '',
		'data-ezscrex'             => 'false',
		'data-sip-server'          => $all['server'],
		'data-sip-allow'           => $all['targets'],
	);
	if ( '' !== sip_user( $user_id ) ) {
		$found['data-sip-credentials-src'] = account_url();
	}
	return array_filter(
		$found,
		function ( $value, $name ) {
			return '' !== $value || 0 !== strpos( $name, 'data-sip-' );
		},
		ARRAY_FILTER_USE_BOTH
	);
}

/** Registers the loader; its modules are beside it. */
function enqueue(): void {
	wp_enqueue_script( HANDLE, plugins_url( 'assets/sip-loader.js', FILE ), array(), VERSION, array( 'strategy' => 'async' ) );
}
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\enqueue' );

add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( HANDLE !== $handle ) {
			return $tag;
		}
		$html = new \WP_HTML_Tag_Processor( $tag );
		while ( $html->next_tag( 'script' ) ) {
			foreach ( loader_attributes() as $name => $value ) {
				$html->set_attribute( $name, '' === $value ? true : $value );
			}
		}
		return $html->get_updated_html();
	},
	10,
	2
);

// The preview of the block: the canvas of the editor is a page of its own.
add_action(
	'enqueue_block_assets',
	function () {
		if ( is_admin() ) {
			enqueue();
		}
	}
);

foreach ( array( 'rocket_delay_js_exclusions', 'rocket_exclude_js', 'rocket_exclude_defer_js', 'litespeed_optimize_js_excludes', 'litespeed_optm_js_defer_exc', 'sgo_js_minify_exclude', 'sgo_javascript_combine_exclude', 'sgo_js_async_exclude' ) as $filter ) {
	add_filter(
		$filter,
		function ( $excluded ) use ( $filter ) {
			$excluded   = (array) $excluded;
			$excluded[] = 0 === strpos( $filter, 'sgo_' ) ? HANDLE : 'sip-elements/assets/';
			return $excluded;
		}
	);
}
add_filter(
	'autoptimize_filter_js_exclude',
	function ( $excluded ) {
		return is_array( $excluded ) ? array_merge( $excluded, array( 'sip-elements/assets/' => '' ) ) : $excluded . ', sip-elements/assets/';
	}
);
