<?php
/**
 * The document of the account of a user: GET /wp-json/sip-elements/v1/account. Credentials that end after some time, made of a secret that
 * never leaves the server: the password is HMAC-SHA1 of "<end>:<user>", as in draft-uberti-behave-turn-rest and auth_ephemeral of Kamailio.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

/** The SIP user name of a user of the site; '' for one without a phone. */
function sip_user( int $user_id ): string {
	return $user_id > 0 ? (string) get_user_meta( $user_id, USER_META, true ) : '';
}

/** Makes the document of the account of a user, or null where the site is not set up. */
function account_of( int $user_id ): ?array {
	$all  = settings();
	$name = sip_user( $user_id );
	$made = null;
	if ( '' !== $name && '' !== $all['secret'] && '' !== $all['domain'] ) {
		$username = ( time() + $all['ttl'] ) . ':' . $name;
		$made     = array(
			'uri'         => 'sip:' . $name . '@' . $all['domain'],
			'displayName' => wp_strip_all_tags( get_userdata( $user_id )->display_name ),
			'username'    => $username,
			// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- The form of the password in draft-uberti-behave-turn-rest §2.2.
			'password'    => base64_encode( hash_hmac( 'sha1', $username, $all['secret'], true ) ),
			'ttl'         => $all['ttl'],
		);
	}
	/**
	 * Filters the document of the account: for a token service of your own.
	 *
	 * @param array|null $made    Fields of the document, or null.
	 * @param int        $user_id The user of the site.
	 */
	return apply_filters( 'sip_elements_account', $made, $user_id );
}

/** The address of the document for the user who is logged in, with a nonce. */
function account_url(): string {
	return add_query_arg( 'nonce', wp_create_nonce( NONCE ), rest_url( 'sip-elements/v1/account' ) );
}

/**
 * The user of a request, where its nonce is of the same user and session; 0 for others. The REST API takes a login cookie with its own nonce
 * only, which ends after a day at most, and with it the phone of a page that stays open: the cookie is read here. A site that signs users in
 * by other means (determine_current_user) has the user without a cookie.
 *
 * @param string $nonce From the address of the document.
 */
function user_of_session( string $nonce ): int {
	$former  = get_current_user_id();
	$user_id = (int) wp_validate_auth_cookie( '', 'logged_in' );
	$user_id = 0 === $user_id ? $former : $user_id;
	wp_set_current_user( $user_id );
	$valid = 0 !== $user_id && wp_verify_nonce( $nonce, NONCE );
	wp_set_current_user( $former );
	return $valid ? $user_id : 0;
}

// A nonce is bound to the session: it ends when the user logs out, or when the login cookie ends. WordPress accepts it for half of its life
// at least, so that this half is the longest time for which a login cookie of the user is valid.
add_filter(
	'nonce_life',
	function ( $seconds, $action = -1 ) {
		if ( NONCE !== $action ) {
			return $seconds;
		}
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- The filter of WordPress, with its default.
		return 2 * max( DAY_IN_SECONDS, (int) apply_filters( 'auth_cookie_expiration', 14 * DAY_IN_SECONDS, get_current_user_id(), true ) );
	},
	10,
	2
);

add_action(
	'rest_api_init',
	function () {
		register_rest_route(
			'sip-elements/v1',
			'/account',
			array(
				'methods'             => 'GET',
				'args'                => array(
					'nonce' => array(
						'type'    => 'string',
						'default' => '',
					),
				),
				'permission_callback' => function ( \WP_REST_Request $request ) {
					return '' !== sip_user( user_of_session( $request['nonce'] ) );
				},
				'callback'            => function ( \WP_REST_Request $request ) {
					$made = account_of( user_of_session( $request['nonce'] ) );
					if ( null === $made ) {
						return new \WP_Error( 'sip_elements_not_set_up', __( 'The phone is not set up.', 'sip-elements' ), array( 'status' => 503 ) );
					}
					$response = new \WP_REST_Response( $made );
					$response->header( 'Cache-Control', 'no-store' );
					return $response;
				},
			)
		);
	}
);
